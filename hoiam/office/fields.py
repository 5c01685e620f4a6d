"""The fields of the vice-chairmen: which units each of them directs."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError

from hoiam.ledger.acts import act, append
from hoiam.office.access import require_administrator
from hoiam.office.models import Oversight, Person, Role, Unit, roles_of


@act
def give_field(person: Person, unit: Unit, *, by: Person | None, at: datetime) -> Oversight:
    """Put a unit under a vice-chairman: from now on they approve for it as KT. CHỦ TỊCH."""
    if by is not None:
        require_administrator(by, person.office)
        if by == person:
            raise ValidationError("Không ai tự giao lĩnh vực cho mình: nhờ một quản trị viên khác.")
    if unit.office_id != person.office_id:
        raise ValidationError("Đơn vị này không thuộc cơ quan.")
    if Role.VICE_CHAIRMAN not in roles_of(person):
        raise ValidationError("Người này không giữ quyền Phó Chủ tịch: giao quyền trước.")
    if person.oversees.filter(unit=unit, ended_at__isnull=True).exists():
        raise ValidationError("Đơn vị này đã do người ấy phụ trách.")
    row = Oversight.objects.create(person=person, unit=unit, granted_by=by, granted_at=at)
    append(person.office, "field.given", f"person:{person.pk}", by=by, at=at, payload={"unit": unit.code})
    return row


@act
def end_field(row: Oversight, *, by: Person, at: datetime) -> None:
    """The unit is no longer under this vice-chairman; what they approved stays approved."""
    require_administrator(by, row.person.office)
    if row.ended_at is not None:
        raise ValidationError("Đã thôi phụ trách trước đó.")
    row.ended_by, row.ended_at = by, at
    row.save(update_fields=["ended_by", "ended_at"])
    append(row.person.office, "field.ended", f"person:{row.person_id}", by=by, at=at, payload={"unit": row.unit.code})
