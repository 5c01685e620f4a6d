from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from hoiam.answer.models import Call, Outcome, Reply
from hoiam.answer.tests.matter.test_stages import columns, recounted
from hoiam.ledger.models import Entry
from hoiam.listen.models import OPEN, Appeal, Kind, Message, Part, PublicCopy
from hoiam.office.models import Office, Person
from hoiam.outbox.models import Row
from hoiam.report.facts.facts import differences
from hoiam.report.facts.reading import totals
from hoiam.report.figures.account import accounts
from hoiam.report.figures.table import count_all
from hoiam.report.models import Frozen, Report
from hoiam.seed.story.story import seed
from hoiam.seed.tests.recount import recount
from hoiam.seed.texts.texts import MAIL_DOMAIN, PHONE_PREFIX
from hoiam.workdays.models import calendar_of
from hoiam.workdays.periods import Schedule

# thứ Ba: the three weeks begin on thứ Ba 27/10/2026 and hold three Monday mornings with a report each
UNTIL = date(2026, 11, 17)


ROOT = Path(__file__).resolve().parents[4]
BUILD = ROOT / "build"


class Told(NamedTuple):
    """What two tellings of the same days must have in common."""

    entries: list[tuple[Any, ...]]
    texts: list[tuple[str, ...]]
    figures: Any


@pytest.fixture(scope="module")
def tellings(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Told, Told]]:
    """Three weeks, told twice; the second telling stays for the tests of this file."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        with transaction.atomic():
            first = _tell()
            transaction.set_rollback(True)
        yield first, _tell()
        transaction.set_rollback(True)


def _tell() -> Told:
    ward = seed(UNTIL, weeks=3)
    areas = {str(area.pk): str(area) for area in ward.areas}
    people = {f"person:{person.pk}": person.username for person in Person.objects.all()}
    entries = sorted(
        (
            entry.at.isoformat(),
            entry.kind,
            entry.by.username if entry.by else "",
            str(
                sorted(
                    (key, areas.get(value, value) if key == "area" else people.get(str(value), value))
                    for key, value in entry.payload.items()
                    if _same(key)
                )
            ),
        )
        for entry in Entry.objects.select_related("by")
    )
    texts = sorted(Message.objects.values_list("text_masked", "place_masked", "channel", "public_copy__title"), key=str)
    return Told(entries, texts, [frozen.public for frozen in Frozen.objects.order_by("report")])


def _same(key: str) -> bool:
    # the number of a row is the database's own: PostgreSQL does not give one out twice, even after a rollback
    return "commitment" not in key and key not in ("digest", "lead", "template", "task")


def test_the_same_story_has_the_same_words_days_and_acts(tellings: tuple[Told, Told]) -> None:
    first, second = tellings

    assert first.entries == second.entries
    assert [str(text) for text in first.texts] == [str(text) for text in second.texts]


def test_even_a_short_story_knows_every_kind_of_message(tellings: tuple[Told, Told]) -> None:
    assert set(Message.objects.values_list("kind", flat=True)) >= set(Kind.values)


def test_what_came_in_is_what_was_ended_and_what_is_still_open(tellings: tuple[Told, Told]) -> None:
    count = Counter(Entry.objects.values_list("kind", flat=True))
    ended = sum(
        entry.payload["on_time"] is not None
        for entry in Entry.objects.filter(kind__in=("reply.sent", "matter.receiver_number"))
    )

    assert count["message.received"] + count["matter.reopened"] == ended + Message.objects.filter(ended_on=OPEN).count()


def test_the_list_columns_say_what_the_rows_say(tellings: tuple[Told, Told]) -> None:
    for message in Message.objects.all():
        assert columns(message) == recounted(message), message.number


@pytest.mark.parametrize(("kind", "code"), [("year", "2026-Y"), ("calendar_year", "2026-CY")])
def test_facts_kept_while_living_are_the_ledger_counted_anew_and_the_figures_of_its_year(
    tellings: tuple[Told, Told], kind: str, code: str
) -> None:
    year = Schedule().parse(kind, code)
    for office in Office.objects.all():
        assert differences(office) == []
        account, calendar = next(accounts(office, [year], year.end)), calendar_of(office)
        for inside, told in ((True, account), (False, account.for_the_public())):
            counted = count_all(told, calendar)
            summed = totals([office], year, year.end, by="all", inside=inside)["all"]
            assert len(summed) > 60
            for id, total in summed.items():
                parts = {key: len(entries) for key, entries in counted[id].parts}
                figure = (counted[id].value, counted[id].numerator, counted[id].denominator, counted[id].histogram)
                assert (total.value, total.numerator, total.denominator, total.histogram) == figure, id
                assert total.parts == parts, id


def test_the_ledger_runs_in_the_order_of_time(tellings: tuple[Told, Told]) -> None:
    # A part of a letter that was split came in with the letter.
    split = Q(subject__in=[f"message:{part.message.number}" for part in Part.objects.all()], kind="message.received")
    lived = Entry.objects.filter(office__code="hoa-binh").exclude(split)
    moments = list(lived.order_by("number").values_list("at", "recorded_at"))

    assert moments == sorted(moments)
    assert all(at == recorded_at for at, recorded_at in moments)


def test_nothing_personal_stands_in_the_ledger_or_in_public(tellings: tuple[Told, Told]) -> None:
    ledger = "\n".join(Entry.objects.values_list("canonical", flat=True))
    public = "\n".join(f"{copy.title} {copy.text} {copy.place}" for copy in PublicCopy.objects.all())

    for mark in (PHONE_PREFIX, PHONE_PREFIX.replace(" ", ""), MAIL_DOMAIN):
        assert mark not in ledger
        assert mark.lower() not in public.lower()


def test_every_answer_was_approved_by_another_and_names_no_empty_slot(tellings: tuple[Told, Told]) -> None:
    replies = Reply.objects.filter(sent_at__isnull=False)

    assert replies
    assert all(reply.approved_by_id not in (None, reply.drafted_by_id) for reply in replies)
    assert not any("{" in reply.text for reply in replies)


def test_the_demo_begins_without_a_year_of_unsent_mail(tellings: tuple[Told, Told]) -> None:
    assert not Row.objects.filter(done_at__isnull=True).exists()


def test_each_week_that_ended_has_its_published_report(tellings: tuple[Told, Told]) -> None:
    assert set(Report.objects.filter(versions__published__isnull=False).values_list("period", flat=True)) == {
        "2026-W44",
        "2026-W45",
        "2026-W46",
    }


def test_on_the_last_day_every_list_of_the_desk_has_something(tellings: tuple[Told, Told]) -> None:
    waiting = Message.objects.filter(ended_on=OPEN)

    assert {"received", "assigned", "twin", "waiting_sender"} <= set(waiting.values_list("stage", flat=True))
    assert waiting.filter(due_on__lt=UNTIL).exists()
    assert waiting.filter(due_on=UNTIL, stage="assigned").exists()
    assert waiting.filter(stage="drafted", kind="complaint").exists()
    assert waiting.filter(stage="drafted", kind="petition").exists()
    assert waiting.filter(restriction__confirm_by__isnull=False).exists()
    assert waiting.filter(files__sort="voice").exists()
    assert Appeal.objects.filter(decided_at__isnull=True).exists()
    assert Call.objects.filter(done_at__isnull=True).exists()


def test_what_happens_seldom_happens_in_the_story(tellings: tuple[Told, Told]) -> None:
    seldom = {
        *("matter.paused", "matter.resumed", "matter.returned", "message.split", "message.transcribed"),
        *("message.photo_masked", "message.restricted", "message.restriction_confirmed", "message.unrestricted"),
        *("matter.joined", "message.me_too", "cooperation.given", "message.noted", "reply.interim"),
        *("reply.corrected", "contact.opening_agreed", "contact.opened", "call.made", "contact.corrected"),
        *("key.renewed", "key.refused", "message.words_erased", "withholding.appealed", "withholding.reviewed"),
        *("information.stated", "reception.recorded", "reception.day_held", "approval.delegated", "reply.issued"),
    }

    assert seldom - set(Entry.objects.values_list("kind", flat=True)) == set()


def test_every_report_of_the_story_closes(tellings: tuple[Told, Told]) -> None:
    for frozen in Frozen.objects.all():
        for face in (frozen.public, frozen.inside):
            told = {figure["id"]: figure["value"] for figure in face["figures"]}
            assert face["balance"]["closes"], frozen.report.period
            assert told["messages_total"] == told["messages_closed"] + told["messages_open"]
            assert sum(told[outcome] for outcome in Outcome.values) == told["messages_closed"]


def test_the_same_reports_have_the_same_figures_on_the_other_database(tellings: tuple[Told, Told]) -> None:
    """`make test` tells the story on SQLite, then on PostgreSQL: the second finds what the first one counted."""
    counted = json.dumps(
        [_figures(one) for one in Frozen.objects.order_by("report__kind", "report__period", "version")]
    )
    ours, theirs = (BUILD / f"figures-{name}-{_state_of_the_code()}.json" for name in _this_database_and_the_other())
    for old in BUILD.glob(f"figures-{connection.vendor}-*.json"):
        old.unlink()
    ours.write_text(counted)
    assert json.loads(counted)
    if theirs.exists():
        assert json.loads(theirs.read_text()) == json.loads(counted)


def _figures(frozen: Frozen) -> list[Any]:
    # A group is told by its name: the key of an area is the number of its row, which is the database's own.
    sides = [
        [(one["id"], one["value"], sorted(one["entries"]), [(part["name"], part["value"]) for part in one["parts"]])]
        for face in (frozen.public, frozen.inside)
        for one in face["figures"]
    ]
    return [frozen.report.kind, frozen.report.period, frozen.version, sides, frozen.public["sentences"]]


def _this_database_and_the_other() -> tuple[str, str]:
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}
    return connection.vendor, other[connection.vendor]


def _state_of_the_code() -> str:
    digest = hashlib.sha256()
    for path in sorted((ROOT / "hoiam").rglob("*")):
        if path.suffix in (".py", ".toml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.mark.parametrize(("kind", "code"), [("quarter", "2026-Q4"), ("week", "2026-W45"), ("week", "2026-W46")])
def test_a_quarter_counted_by_hand_from_the_tables_is_what_the_report_says(
    tellings: tuple[Told, Told], kind: str, code: str
):
    office, period = Office.objects.get(code="hoa-binh"), Schedule().parse(kind, code)
    (account,) = accounts(office, [period], period.end)
    counted, by_hand = count_all(account, calendar_of(office)), recount(office, period)
    assert len(by_hand) > 90
    said = {
        id: {key: len(entries) for key, entries in counted[id].parts} if isinstance(number, dict) else counted[id].value
        for id, number in by_hand.items()
    }
    assert said == by_hand
