"""Looking at who a sender is: asked for with a reason and its clause, agreed to by somebody outside the unit.

One record, one matter, ten minutes; the sender is told, the public counts it. «Hỏi người gửi» and calls to tell a
result are other roads: the first shows nobody anything, the second needs no second person (``calling``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.answer.matter.transition import enter
from hoiam.answer.models import ASKED, Call, Opening, OpeningReason
from hoiam.ledger.acts import act, lock
from hoiam.listen.access import is_concerned, must_see, must_stand_apart
from hoiam.listen.message.parts import origin_of
from hoiam.listen.models import Message, Stage
from hoiam.office.access import may, require, require_seasoned, seasoned
from hoiam.office.models import Person
from hoiam.office.request_cache import once
from hoiam.outbox.acts import queue
from hoiam.vault import contacts
from hoiam.viettext.fold import nfc

OPEN_FOR = timedelta(minutes=10)
AGREED_FOR = timedelta(hours=8)  # a working day: agreed to in the morning, opened in the afternoon
# Nobody needs more in a day; a script that wants a hundred stops here, and every one of them stands in two digests.
ASKED_A_DAY = 5


@act
def ask_opening(message: Message, *, reason: str, clause: str, by: Person, at: datetime) -> Opening:
    """Ask to look at who sent this. Nothing opens until a second person from outside the unit agrees."""
    require(by, "ask_opening")
    must_see(by, message)
    must_stand_apart(by, message)
    clause = nfc(clause).strip()[:200]
    if reason not in ASKED:
        raise ValidationError("Chọn một lý do trong danh sách.")
    if len(clause) < 6:
        raise ValidationError("Ghi điều khoản cho phép; với văn bản yêu cầu: số, ngày, cơ quan.")
    if not contacts.exists(origin_of(message).number):
        raise ValidationError("Người gửi không để lại thông tin, hoặc đã được xóa.")
    if openings_waiting(message) is not None:
        raise ValidationError("Đã có một đề nghị mở đang chờ quyết định.")
    if Opening.objects.filter(asked_by=by, asked_at__gt=at - timedelta(days=1)).count() >= ASKED_A_DAY:
        raise ValidationError(f"Mỗi người đề nghị mở nhiều nhất {ASKED_A_DAY} lần một ngày.")
    row = Opening.objects.create(message=message, reason=reason, clause=clause, asked_by=by, asked_at=at)
    enter(message, "contact.opening_asked", by, at, reason=reason)
    return row


@act
def decide_opening(row: Opening, *, agreed: bool, by: Person, at: datetime) -> None:
    """The second person, from outside the unit concerned and outside the asker's, agrees or does not."""
    require(by, "decide_opening")
    must_see(by, row.message)
    lock(row)
    if row.decided_at:
        raise ValidationError("Đề nghị này đã được quyết định.")
    if by.pk == row.asked_by_id:
        raise PermissionDenied("Người đề nghị không tự đồng ý: cần một người thứ hai.")
    if _same_unit(by, row):
        raise PermissionDenied("Người đồng ý phải ở ngoài đơn vị đang xử lý và đơn vị của người đề nghị.")
    must_stand_apart(by, row.message)
    require_seasoned(by, "decide_opening", at, not_by=(row.asked_by,))
    row.decided_by, row.decided_at, row.agreed = by, at, agreed
    row.save(update_fields=["decided_by", "decided_at", "agreed"])
    kind = "contact.opening_agreed" if agreed else "contact.opening_refused"
    enter(row.message, kind, by, at, reason=row.reason)


def _same_unit(person: Person, row: Opening) -> bool:
    matter = getattr(row.message, "matter", None)
    units = {row.asked_by.unit_id, matter.unit_id if matter else None} - {None}
    return person.unit_id in units


@act
def open_contact(row: Opening, *, by: Person, at: datetime) -> None:
    """Begin the ten minutes. The sender is told that it was opened, why, by which clause and by which posts."""
    must_see(by, row.message)
    lock(row)
    if by.pk != row.asked_by_id:
        raise PermissionDenied("Chỉ người đề nghị mở xem.")
    if not row.agreed or row.decided_at is None or at > row.decided_at + AGREED_FOR:
        raise ValidationError("Chưa được đồng ý, hoặc đã quá giờ: đề nghị lại.")
    if row.opened_at is not None:
        raise ValidationError("Đã mở rồi: cần xem lại thì đề nghị lại.")
    row.opened_at = at
    row.save(update_fields=["opened_at"])
    queue(row.message.office, "opened", row.message.subject, due_at=at)
    enter(row.message, "contact.opened", by, at, reason=row.reason)


def contact_shown(row: Opening, *, to: Person, at: datetime) -> dict[str, str]:
    """What the sender left, while the ten minutes last. Raises PermissionDenied afterwards, and to anybody else."""
    must_see(to, row.message)
    if to.pk != row.asked_by_id or row.opened_at is None or not row.opened_at <= at <= row.opened_at + OPEN_FOR:
        raise PermissionDenied("Thông tin người gửi chỉ hiện trong mười phút, cho người đã đề nghị.")
    return contacts.open_to_send(origin_of(row.message).number)


@once
def openings_waiting(message: Message) -> Opening | None:
    """The request that no second person has decided yet."""
    return message.openings.filter(decided_at__isnull=True).first()


def usable(message: Message, person: Person, at: datetime) -> Opening | None:
    """An opening this person asked for, agreed to and not yet used."""
    agreed = message.openings.filter(asked_by=person, agreed=True, opened_at__isnull=True)
    return agreed.filter(decided_at__gt=at - AGREED_FOR).first()


def may_decide(person: Person, row: Opening, at: datetime) -> bool:
    """Whether ``decide_opening`` would let this person."""
    return (
        may(person, "decide_opening")
        and person.pk != row.asked_by_id
        and not _same_unit(person, row)
        and not is_concerned(person, row.message)
        and seasoned(person, "decide_opening", at, not_by=(row.asked_by,))
    )


@dataclass(frozen=True)
class Looked:
    """One look at the sender's contact, as the sender reads of it: when, why, and the posts, never a name."""

    at: datetime
    why: str
    clause: str
    by: str
    agreed_by: str


def looks(message: Message) -> list[Looked]:
    """Every look at who sent this, oldest first."""
    opened = message.openings.filter(opened_at__isnull=False).select_related("asked_by", "decided_by")
    found = [
        Looked(row.opened_at, row.get_reason_display(), row.clause, row.asked_by.post, row.decided_by.post)
        for row in opened
        if row.opened_at and row.decided_by
    ]
    calls = Call.objects.filter(message=message, opened_at__isnull=False).select_related("opened_by")
    found += [
        Looked(call.opened_at, str(OpeningReason.TELL_RESULT.label), "", call.opened_by.post, "")
        for call in calls
        if call.opened_at and call.opened_by
    ]
    return sorted(found, key=lambda one: one.at)


def panel(person: Person, message: Message, at: datetime) -> dict[str, Any]:
    """What the desk page shows of the sender's contact: whether there is one, what is asked, what was opened."""
    return {
        "may_renew": may(person, "renew_key") and not is_concerned(person, message),
        "may_archive": may(person, "archive") and message.stage == Stage.CLOSED,
        "has_contact": contacts.exists(origin_of(message).number),
        "opening_waiting": openings_waiting(message),
        "looks": looks(message),
        "opening_now": message.openings.filter(asked_by=person, opened_at__gt=at - OPEN_FOR, opened_at__lte=at).first(),
    }
