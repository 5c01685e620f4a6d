"""Who approves replies: the routes by kind and topic, as the administrator sets them, and the check of the form."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hoiam.answer.approval.rules import DEFAULT_ROUTES, may_check
from hoiam.answer.models import APPROVING, FormCheck, Reply, Route
from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import JSON
from hoiam.listen.access import must_see
from hoiam.listen.models import Kind
from hoiam.office.access import require_administrator
from hoiam.office.models import Office, Person, Role, Topic

WHO_APPROVES = {
    Role.HEAD_OF_UNIT: "Trưởng đơn vị chủ trì",
    Role.VICE_CHAIRMAN: "Phó Chủ tịch phụ trách (KT. Chủ tịch)",
    Role.APPROVER: "Chủ tịch",
}
CHECKED_FIRST = "Chánh Văn phòng kiểm tra thể thức trước"


def routes_of(office: Office) -> dict[str, tuple[Role, bool]]:
    """Who approves replies to each kind, and whether the form is checked first."""
    rows = Route.objects.filter(office=office, topic__isnull=True)
    chosen = {kind: (Role(role), check) for kind, role, check in rows.values_list("kind", "role", "form_check")}
    return {kind: chosen.get(kind, (DEFAULT_ROUTES[kind], False)) for kind in Kind}


def in_words(role: Role, *, form_check: bool) -> str:
    """«Trưởng đơn vị chủ trì; Chánh Văn phòng kiểm tra thể thức trước»"""
    return f"{WHO_APPROVES[role]}; {CHECKED_FIRST}" if form_check else WHO_APPROVES[role]


@act
def set_route(
    office: Office,
    kind: str,
    role: str,
    *,
    topic: Topic | None = None,
    form_check: bool = False,
    by: Person,
    at: datetime,
) -> bool:
    """Send the drafts of a kind, or of a topic, to another desk, those already waiting too. False: so it is already.

    A topic without a kind: whatever is asked about it.
    """
    require_administrator(by, office)
    if role not in APPROVING or (kind not in Kind.values and (kind or topic is None)):
        raise ValidationError("Chọn người duyệt cho từng loại nội dung.")
    if topic is not None and topic.office_id != office.pk:
        raise ValidationError("Lĩnh vực này không thuộc cơ quan.")
    if topic is None and routes_of(office)[kind] == (role, form_check):
        return False
    Route.objects.update_or_create(
        office=office, kind=kind, topic=topic, defaults={"role": role, "form_check": form_check}
    )
    _enter(office, kind, topic, role, form_check=form_check, by=by, at=at)
    return True


@act
def drop_route(route: Route, *, by: Person, at: datetime) -> None:
    """A topic goes the way of its kind again."""
    require_administrator(by, route.office)
    if route.topic is None:
        raise ValidationError("Phân công theo loại nội dung chỉ sửa, không bỏ được.")
    office, kind, topic = route.office, route.kind, route.topic
    route.delete()
    _enter(office, kind, topic, "", form_check=False, by=by, at=at)


def _enter(
    office: Office, kind: str, topic: Topic | None, role: str, *, form_check: bool, by: Person, at: datetime
) -> None:
    payload: dict[str, JSON] = {
        "kind": kind,
        "topic": topic.slug if topic else "",
        "role": role,
        "form_check": form_check,
    }
    append(office, "route.changed", f"office:{office.code}", by=by, at=at, payload=payload)


@act
def check_form(reply: Reply, *, by: Person, at: datetime) -> FormCheck:
    """Chánh Văn phòng has looked at the form («thẩm tra thể thức»): now the draft goes to who approves it."""
    message = reply.matter.message
    must_see(by, message)
    Reply.objects.select_for_update().get(pk=reply.pk)
    if not may_check(by, reply, timezone.localdate(at)):
        raise PermissionDenied("Dự thảo này không chờ bạn kiểm tra thể thức.")
    reply.refresh_from_db(fields=["approved_at", "returned_at"])
    if reply.approved_at or reply.returned_at:
        raise ValidationError("Dự thảo này không còn chờ duyệt.")
    row = FormCheck.objects.create(reply=reply, by=by, at=at)
    payload = {"commitment": reply.commitment}
    append(message.office, "reply.form_checked", message.subject, by=by, at=at, payload=payload)
    return row
