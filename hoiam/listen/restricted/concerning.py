"""Whom a message is about: written down by staff, and taken back only by somebody else, with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.ledger.acts import act, append
from hoiam.ledger.commitments import commit
from hoiam.listen.access import must_see, must_stand_apart
from hoiam.listen.models import Concerned, Message
from hoiam.listen.restricted.acts import strike_concerned
from hoiam.office.access import require
from hoiam.office.models import Person, Unit
from hoiam.viettext.fold import nfc


@act
def name_concerned(
    message: Message,
    *,
    units: Iterable[Unit] = (),
    people: Iterable[Person] = (),
    leadership: bool = False,
    by: Person,
    at: datetime,
) -> list[Concerned]:
    """Write down the units and posts that a message is about: they stand apart from every decision on it."""
    require(by, "name_concerned")
    must_see(by, message)
    must_stand_apart(by, message)
    known = list(message.concerned.filter(ended_at__isnull=True))
    rows = [Concerned(unit=one) for one in units if one.pk not in {row.unit_id for row in known}]
    rows += [Concerned(person=one) for one in people if one.pk not in {row.person_id for row in known}]
    if leadership and not any(row.leadership for row in known):
        rows.append(Concerned(leadership=True))
    if not rows:
        raise ValidationError("Chọn đơn vị, chức vụ mà nội dung này nói về và chưa được ghi.")
    if any((row.unit or row.person or by).office_id != message.office_id for row in rows):
        raise ValidationError("Chỉ ghi đơn vị, người của cơ quan mình.")
    for row in rows:
        row.message, row.by, row.at = message, by, at
        row.save()
    strike_concerned(message, at=at)
    payload = _payload(rows)
    append(message.office, "message.concerned_named", message.subject, by=by, at=at, payload=payload)
    return rows


@act
def unname_concerned(row: Concerned, *, reason: str, by: Person, at: datetime) -> None:
    """Take back that a message is about somebody: a second person, with a reason, never those it is about."""
    message = row.message
    require(by, "name_concerned")
    must_see(by, message)
    must_stand_apart(by, message)
    if by.pk == row.by_id:
        raise PermissionDenied("Người đã ghi không tự bỏ: cần một người thứ hai.")
    row.refresh_from_db(fields=["ended_at"])
    if row.ended_at:
        raise ValidationError("Dòng này đã được bỏ trước đó.")
    reason = nfc(reason).strip()[:300]
    if len(reason) < 10:
        raise ValidationError({"reason": "Ghi lý do bằng một câu trọn vẹn."})
    words = commit("reason", reason)
    row.ended_by, row.ended_at, row.ended_why, row.salt = by, at, reason, words.salt
    row.save(update_fields=["ended_by", "ended_at", "ended_why", "salt"])
    payload = _payload([row]) | {"commitment": words.digest}
    append(message.office, "message.concerned_ended", message.subject, by=by, at=at, payload=payload)


def _payload(rows: list[Concerned]) -> dict[str, list[str] | list[int] | bool]:
    return {
        "units": [row.unit.code for row in rows if row.unit],
        "people": [row.person_id for row in rows if row.person_id],
        "leadership": any(row.leadership for row in rows),
    }
