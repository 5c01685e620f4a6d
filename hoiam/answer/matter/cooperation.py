"""Units that help: one leads, any number cooperate, each by an inner date. Lateness belongs to the one that leads."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hoiam.answer.access import works_on
from hoiam.answer.matter.notes import add_note
from hoiam.answer.models import Cooperation, Matter
from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import JSON
from hoiam.ledger.commitments import commit
from hoiam.listen.access import must_see
from hoiam.listen.models import OPEN
from hoiam.office.access import may, require
from hoiam.office.models import Person, Unit
from hoiam.viettext.fold import nfc


@act
def ask_cooperation(matter: Matter, unit: Unit, *, due_on: date, what: str, by: Person, at: datetime) -> Cooperation:
    """Ask another unit to help by an inner date, which changes nothing about what was promised to the resident."""
    require(by, "ask_cooperation")
    must_see(by, matter.message)
    what = nfc(what).strip()[:500]
    if matter.unit is None or not works_on(by, matter):
        raise ValidationError("Giao đơn vị chủ trì trước; đơn vị chủ trì hoặc bàn tiếp nhận mới đề nghị phối hợp.")
    if matter.message.is_restricted:
        raise ValidationError("Hồ sơ hạn chế tiếp cận không chuyển cho đơn vị phối hợp.")
    if matter.ended_on != OPEN:
        raise ValidationError("Việc đã trả lời, không còn cần phối hợp.")
    if unit.office_id != matter.office_id or unit.pk == matter.unit_id:
        raise ValidationError({"unit": "Chọn một đơn vị khác của cơ quan."})
    if not timezone.localdate(at) <= due_on <= matter.due_on:
        raise ValidationError({"due_on": f"Hạn phối hợp từ hôm nay đến hết hạn trả lời {matter.due_on:%d/%m/%Y}."})
    if not what:
        raise ValidationError({"what": "Ghi cần đơn vị ấy làm gì."})
    if matter.cooperations.filter(unit=unit, done_at__isnull=True, ended_at__isnull=True).exists():
        raise ValidationError({"unit": "Đơn vị này đang được đề nghị phối hợp rồi."})
    words = commit("reason", what)
    row = Cooperation.objects.create(
        matter=matter, unit=unit, what=what, salt=words.salt, due_on=due_on, asked_by=by, asked_at=at
    )
    payload = {"unit": unit.code, "due_on": due_on.isoformat(), "reason_commitment": words.digest}
    append(matter.office, "cooperation.asked", matter.message.subject, by=by, at=at, payload=payload)
    return row


@act
def give_cooperation(row: Cooperation, text: str, *, by: Person, at: datetime) -> None:
    """The unit has done its part and says what: an internal note that the lead unit answers from."""
    if not may_give(by, row):
        raise PermissionDenied("Việc phối hợp này của đơn vị khác.")
    _waiting(row)
    row.note = add_note(row.matter.message, text, by=by, at=at)
    row.done_by, row.done_at = by, at
    row.save(update_fields=["note", "done_by", "done_at"])
    payload: dict[str, JSON] = {"unit": row.unit.code, "on_time": timezone.localdate(at) <= row.due_on}
    message = row.matter.message
    append(message.office, "cooperation.given", message.subject, by=by, at=at, payload=payload)


@act
def end_cooperation(row: Cooperation, *, by: Person, at: datetime) -> None:
    """The lead unit no longer needs it."""
    require(by, "ask_cooperation")
    must_see(by, row.matter.message)
    if not works_on(by, row.matter):
        raise PermissionDenied("Chỉ đơn vị chủ trì hoặc bàn tiếp nhận thôi đề nghị phối hợp.")
    _waiting(row)
    row.ended_by, row.ended_at = by, at
    row.save(update_fields=["ended_by", "ended_at"])
    message, payload = row.matter.message, {"unit": row.unit.code}
    append(message.office, "cooperation.ended", message.subject, by=by, at=at, payload=payload)


def may_give(person: Person, row: Cooperation) -> bool:
    """Whether the person works in the unit that was asked."""
    return person.unit_id == row.unit_id and may(person, "write_note")


def _waiting(row: Cooperation) -> None:
    row.refresh_from_db(
        from_queryset=Cooperation.objects.select_for_update(of=("self",)), fields=["done_at", "ended_at"]
    )
    if row.done_at or row.ended_at:
        raise ValidationError("Việc phối hợp này đã xong hoặc không còn cần.")
