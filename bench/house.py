"""An installation filled in bulk: messages, matters, public copies, replies, search rows and a ledger that agree.

HOIAM_HOME=… python -m bench.house [COUNT]
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

import bench.measure  # noqa: F401  (makes Django ready)
from bench.corpus import Made, messages
from hoiam.answer.models import Assignment, Matter, Reply
from hoiam.answer.rating.acts import REOPEN_WITHIN_DAYS
from hoiam.ledger.acts import columns
from hoiam.ledger.canonical import sha256
from hoiam.ledger.commitments import commit
from hoiam.ledger.models import Entry, Head
from hoiam.listen.key import numbers
from hoiam.listen.message import deadlines
from hoiam.listen.message.deadlines import Promise
from hoiam.listen.models import OPEN, Message, PublicCopy, Stage
from hoiam.listen.publicity.masking import Masks
from hoiam.report.facts import facts
from hoiam.testing import Ward, ward
from hoiam.vault import keys
from hoiam.vault import text as sealed
from hoiam.viettext.fold import nfc
from hoiam.viettext.likeness import readings
from hoiam.viettext.models import SearchText
from hoiam.viettext.search import search

YEARS = 3
NOON = time(11)
OPEN_SHARE = 0.05
AT_ONCE = 5000
KINDS = ("feedback",) * 6 + ("question", "petition")
OPEN_STAGES = (Stage.RECEIVED, Stage.RECEIVED, Stage.ACCEPTED, *(Stage.ASSIGNED,) * 5, Stage.DRAFTED, Stage.APPROVED)
REPLY = commit("reply", {"text": "Đã kiểm tra và xử lý."})
_UNSORTED = (Stage.RECEIVED,)
_WITHOUT_UNIT = (Stage.RECEIVED, Stage.ACCEPTED)


@dataclass
class Filler:
    """Fills a ward. The newest twentieth is open; the rest was answered on the due date and is closed."""

    ward: Ward
    count: int
    now: datetime
    chance: random.Random = field(default_factory=lambda: random.Random(5))
    used: set[str] = field(default_factory=set)
    promises: dict[tuple[str, date], Promise] = field(default_factory=dict)
    entries: list[tuple[datetime, str, str, int | None, dict[str, Any]]] = field(default_factory=list)

    def fill(self) -> None:
        batch: list[Made] = []
        for made in messages(self.count):
            batch.append(made)
            if len(batch) == AT_ONCE or made.ref == self.count:
                with transaction.atomic():
                    self._write(batch)
                batch = []
        with transaction.atomic():
            self._write_ledger()
        search.refresh_vocabulary()

    def _write(self, batch: list[Made]) -> None:
        received = [self._message(made) for made in batch]
        _pour(Message, received)
        _pour(SearchText, [self._searched(message) for message in received])
        sorted_ones = [message for message in received if message.stage not in _UNSORTED]
        _pour(PublicCopy, [self._copy(message) for message in sorted_ones])
        matters = [self._matter(message) for message in sorted_ones]
        _pour(Matter, matters)
        given = [matter for matter in matters if matter.unit]
        by = self.ward.nam
        _pour(Assignment, [Assignment(matter=one, unit=one.unit, by=by, at=one.accepted_at) for one in given])
        _pour(Reply, [self._reply(matter) for matter in given if matter.stage != Stage.ASSIGNED])

    def _message(self, made: Made) -> Message:
        number = numbers.new_number()
        while number in self.used:
            number = numbers.new_number()
        self.used.add(number)
        text, kind = nfc(made.text), self.chance.choice(KINDS)
        at = self.now - timedelta(days=365 * YEARS) * (1 - made.ref / (self.count + 1))
        promise = self._promise(kind, at)
        is_open = made.ref > self.count * (1 - OPEN_SHARE)
        words = commit("message", {"text": text, "place": ""})
        message = Message(
            pk=made.ref,
            number=number,
            key_hash=numbers.hash_key(number, "0"),
            office=self.ward.office,
            kind=kind,
            channel="web",
            topic=self.ward.topic,
            area=self.ward.area,
            received_at=at,
            recorded_at=at,
            wants_public=True,
            sealed_text=sealed.seal(text, number=number, field="text"),
            sealed_place=sealed.seal("", number=number, field="place"),
            text_masked=text,
            masks=Masks().frozen(),
            salt=words.salt,
            commitment=words.digest,
            promise=promise,
            due_on=promise.due_on,
            stage=self.chance.choice(OPEN_STAGES) if is_open else Stage.CLOSED,
            ended_on=OPEN if is_open else promise.due_on,
        )
        self._received(message)
        return message

    def _promise(self, kind: str, at: datetime) -> Promise:
        day = timezone.localdate(at)
        if (kind, day) not in self.promises:
            self.promises[kind, day] = deadlines.promise(self.ward.office, kind, at)
        return self.promises[kind, day]

    def _copy(self, message: Message) -> PublicCopy:
        return PublicCopy(
            message=message,
            title=message.text_masked[:80],
            text=message.text_masked,
            salt=message.salt,
            confirmed_by=self.ward.nam,
            confirmed_at=message.received_at,
        )

    def _searched(self, message: Message) -> SearchText:
        copied = message.stage not in _UNSORTED
        title = message.text_masked[:80] if copied else ""
        return SearchText(
            ref=message.pk,
            office_id=message.office_id,
            published=copied,
            title=title,
            body=message.text_masked,
            title_words=search.folded_words(title),
            body_words=search.folded_words(message.text_masked),
            reading=readings.put_down(message.text_masked),
        )

    def _matter(self, message: Message) -> Matter:
        self._accepted(message)
        return Matter(
            pk=message.pk,
            message=message,
            office=self.ward.office,
            unit=None if message.stage in _WITHOUT_UNIT else self.chance.choice((self.ward.kt, self.ward.vp)),
            accepted_by=self.ward.nam,
            accepted_at=message.received_at,
            stage=message.stage,
            due_on=message.due_on,
            ended_on=message.ended_on,
        )

    def _reply(self, matter: Matter) -> Reply:
        sent = matter.stage == Stage.CLOSED
        approved = sent or matter.stage == Stage.APPROVED
        noon = datetime.combine(matter.due_on, NOON, timezone.get_current_timezone())
        words = REPLY
        if sent:
            self._answered(matter, noon, words.digest)
        return Reply(
            matter=matter,
            round=0,
            outcome="solved",
            text="Đã kiểm tra và xử lý.",
            salt=words.salt,
            commitment=words.digest,
            drafted_by=self.ward.hung,
            drafted_at=matter.accepted_at,
            approved_by=self.ward.lan if approved else None,
            approved_at=noon if approved else None,
            sent_by=self.ward.thu if sent else None,
            sent_at=noon if sent else None,
            unit=matter.unit,
            due_on=matter.due_on,
        )

    def _received(self, message: Message) -> None:
        payload = {
            "kind": message.kind,
            "channel": "web",
            "area": str(message.area_id),
            "topic": self.ward.topic.slug,
            "wants_public": True,
            "restricted": False,
            "due_on": message.due_on.isoformat(),
            "rule": message.promise.rule,
            "sent_on": None,
            "files": 0,
            "commitment": message.commitment,
        }
        self.entries.append((message.received_at, "message.received", message.number, None, payload))

    def _accepted(self, message: Message) -> None:
        payload = {
            "kind": message.kind,
            "kind_was": message.kind,
            "topic": self.ward.topic.slug,
            "area": str(message.area_id),
            "due_on": message.due_on.isoformat(),
            "rule": message.promise.rule,
            "commitment": "",
        }
        self.entries.append((message.received_at, "matter.accepted", message.number, self.ward.nam.pk, payload))

    def _answered(self, matter: Matter, at: datetime, digest: str) -> None:
        received = timezone.localdate(matter.accepted_at)
        payload = {
            "outcome": "solved",
            "unit": matter.unit.code if matter.unit else "",
            "kind": matter.message.kind,
            "due_on": matter.due_on.isoformat(),
            "answered_on": matter.due_on.isoformat(),
            "on_time": True,
            "working_days": deadlines.working_days_left(self.ward.office, matter.due_on, received),
            "first": True,
            "clause": "",
            "commitment": digest,
        }
        self.entries.append((at, "reply.sent", matter.message.number, self.ward.thu.pk, payload))
        closed = at + timedelta(days=REOPEN_WITHIN_DAYS + 1)
        self.entries.append((closed, "matter.closed", matter.message.number, None, {}))

    def _write_ledger(self) -> None:
        with connection.cursor() as cursor:
            # The head moves one step at a time; here it is set once, and migrate lays the trigger again.
            cursor.execute("DROP TRIGGER ledger_head_one_step")
        head = Head.objects.get(office=self.ward.office)
        for batch in _batches(sorted(self.entries, key=lambda one: one[0])):
            rows = []
            for at, kind, number, by, payload in batch:
                head.number += 1
                entry = Entry(
                    office=self.ward.office, number=head.number, kind=kind, subject=f"message:{number}", by_id=by,
                    at=at, recorded_at=at, payload=payload, previous=head.hash,
                )  # fmt: skip
                # The canonical form of such plain values, quicker than by the library; `ledger verify` agrees.
                told = columns(entry, self.ward.office.code)
                entry.canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
                entry.hash = sha256(entry.canonical.encode())
                head.hash = entry.hash
                rows.append(entry)
            _pour(Entry, rows)
        head.save()


def _pour(model: type[Model], rows: Sequence[Model]) -> None:
    """Like bulk_create, in a fraction of its time: one prepared statement, and no keys asked back."""
    fields = [field for field in model._meta.concrete_fields if rows and getattr(rows[0], field.attname) is not None]
    fields += [field for field in model._meta.concrete_fields if field not in fields and not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    values = [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({places})", values)


def _batches(entries: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(entries), AT_ONCE):
        yield entries[start : start + AT_ONCE]


def build(count: int) -> None:
    settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys.make(settings.KEYS)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    filler = Filler(ward(), count, timezone.now())
    filler.fill()
    facts.rebuild(filler.ward.office, at=filler.now)
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    build(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
