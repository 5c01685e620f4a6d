"""Who may what: the one place where a role becomes a permission."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from hoiam.office.models import Office, Person, Role, Unit, roles_of

# Where a message is about the leadership, its chain is these posts.
LEADERSHIP = frozenset({Role.APPROVER, Role.VICE_CHAIRMAN})

# The office's verb -> the roles that may do it. What else an act asks (the unit, a second person) stands in the act.
MAY: dict[str, frozenset[Role]] = {
    "read_inbox": frozenset(
        {
            Role.CLERK,
            Role.RECEPTION_OFFICER,
            Role.HANDLER,
            Role.HEAD_OF_UNIT,
            Role.OFFICE_HEAD,
            Role.APPROVER,
            Role.VICE_CHAIRMAN,
            Role.RECORDS_OFFICER,
            Role.AUDITOR,
        }
    ),
    "take_in": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.RECORDS_OFFICER}),
    "accept": frozenset({Role.CLERK, Role.RECEPTION_OFFICER}),
    "confirm_public": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "assign": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "extend": frozenset({Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "pass_on": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "draft": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.HANDLER, Role.HEAD_OF_UNIT}),
    "approve": frozenset({Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "send_reply": frozenset(
        {Role.CLERK, Role.RECEPTION_OFFICER, Role.RECORDS_OFFICER, Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}
    ),
    "withhold": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.HEAD_OF_UNIT}),
    "confirm_withholding": frozenset({Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "write_report": frozenset({Role.CLERK, Role.HANDLER, Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "freeze_report": frozenset({Role.APPROVER}),
    "administer": frozenset({Role.ADMINISTRATOR}),
}


def may(person: Person, verb: str) -> bool:
    """Whether one of the roles this person holds now allows the act."""
    return bool(MAY[verb] & roles_of(person))


def require(person: Person, verb: str) -> None:
    """Raise PermissionDenied, in words, when the person may not do this."""
    if not may(person, verb):
        raise PermissionDenied("Tài khoản của bạn chưa được giao quyền làm việc này.")


def require_administrator(person: Person, office: Office) -> None:
    """Raise PermissionDenied unless the person administers this very office: no role reaches another one."""
    require(person, "administer")
    if person.office_id != office.pk:
        raise PermissionDenied("Bạn chỉ quản trị cơ quan của mình.")


def chain_of(unit: Unit) -> QuerySet[Person]:
    """The people of a unit, and the vice-chairman who directs it: those who answer for its work."""
    directs = Q(oversees__unit=unit, oversees__ended_at__isnull=True)
    return Person.objects.filter(Q(unit=unit) | directs).distinct()


def is_in_chain(person: Person, unit: Unit) -> bool:
    """Whether the person works in the unit or directs it."""
    return person.unit_id == unit.pk or person.oversees.filter(unit=unit, ended_at__isnull=True).exists()
