"""Who approves replies: the routes by kind, as the administrator sets them."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError

from hoiam.answer.access import DEFAULT_ROUTES
from hoiam.answer.models import Route
from hoiam.ledger.acts import act, append
from hoiam.listen.models import Kind
from hoiam.office.access import require_administrator
from hoiam.office.models import Office, Person, Role

MAY_APPROVE = (Role.HEAD_OF_UNIT, Role.APPROVER)


def routes_of(office: Office) -> dict[str, Role]:
    """The role that approves replies to each kind; "" is a message that nobody has sorted."""
    chosen = dict(Route.objects.filter(office=office).values_list("kind", "role"))
    return {kind: Role(chosen.get(kind) or DEFAULT_ROUTES.get(kind, Role.APPROVER)) for kind in Kind.values}


@act
def set_route(office: Office, kind: str, role: str, *, by: Person, at: datetime) -> bool:
    """Send the drafts of a kind to another desk, those already waiting too. False: it goes there already."""
    require_administrator(by, office)
    if kind not in Kind.values or role not in MAY_APPROVE:
        raise ValidationError("Chọn người duyệt cho từng loại nội dung.")
    if routes_of(office)[kind] == role:
        return False
    Route.objects.update_or_create(office=office, kind=kind, defaults={"role": role})
    payload = {"kind": kind, "role": role}
    append(office, "route.changed", f"office:{office.code}", by=by, at=at, payload=payload)
    return True
