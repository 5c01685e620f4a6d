"""Who may what: the one place where a role becomes a permission."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from hoiam.ledger.models import Entry
from hoiam.office.models import Office, Person, Role, RoleGrant, Unit, roles_of

SEASONED_AFTER_DAYS = 7  # a confirmation counts only from an account whose role was granted this long ago

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
    "hold_reception": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.APPROVER}),
    "print_books": frozenset(
        {
            Role.CLERK,
            Role.RECEPTION_OFFICER,
            Role.RECORDS_OFFICER,
            Role.OFFICE_HEAD,
            Role.APPROVER,
            Role.VICE_CHAIRMAN,
            Role.AUDITOR,
        }
    ),
    "accept": frozenset({Role.CLERK, Role.RECEPTION_OFFICER}),
    "confirm_public": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "join": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.HEAD_OF_UNIT, Role.OFFICE_HEAD}),
    "assign": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "extend": frozenset({Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "take_step": frozenset(
        {
            Role.CLERK,
            Role.RECEPTION_OFFICER,
            Role.HANDLER,
            Role.HEAD_OF_UNIT,
            Role.OFFICE_HEAD,
            Role.APPROVER,
            Role.VICE_CHAIRMAN,
        }
    ),
    "ask_sender": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.HANDLER, Role.HEAD_OF_UNIT}),
    "pass_on": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "ask_cooperation": frozenset(
        {Role.CLERK, Role.RECEPTION_OFFICER, Role.HANDLER, Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}
    ),
    "write_note": frozenset(
        {
            *(Role.CLERK, Role.RECEPTION_OFFICER, Role.HANDLER, Role.HEAD_OF_UNIT, Role.OFFICE_HEAD, Role.APPROVER),
            *(Role.VICE_CHAIRMAN, Role.RECORDS_OFFICER),
        }
    ),
    "edit_templates": frozenset({Role.HEAD_OF_UNIT, Role.OFFICE_HEAD, Role.ADMINISTRATOR}),
    "draft": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.HANDLER, Role.HEAD_OF_UNIT}),
    "approve": frozenset({Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "send_reply": frozenset(
        {Role.CLERK, Role.RECEPTION_OFFICER, Role.RECORDS_OFFICER, Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}
    ),
    "withhold": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.HEAD_OF_UNIT}),
    "confirm_withholding": frozenset({Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "name_concerned": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.APPROVER, Role.VICE_CHAIRMAN, Role.AUDITOR}),
    "review": frozenset({Role.AUDITOR}),
    # Of the office above, about what an office below it withheld.
    "review_below": frozenset({Role.AUDITOR, Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "ask_opening": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.HANDLER, Role.HEAD_OF_UNIT}),
    "decide_opening": frozenset({Role.HEAD_OF_UNIT, Role.OFFICE_HEAD, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "call": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.HANDLER, Role.HEAD_OF_UNIT}),
    "renew_key": frozenset({Role.CLERK, Role.RECEPTION_OFFICER}),
    "archive": frozenset({Role.CLERK, Role.RECEPTION_OFFICER, Role.RECORDS_OFFICER}),
    "issue": frozenset({Role.RECORDS_OFFICER}),
    "confirm_restriction": frozenset({Role.RECEPTION_OFFICER, Role.APPROVER, Role.VICE_CHAIRMAN}),
    "write_report": frozenset({Role.CLERK, Role.HANDLER, Role.HEAD_OF_UNIT, Role.APPROVER, Role.VICE_CHAIRMAN}),
    # Whose each section is and by when.
    "arrange_report": frozenset({Role.CLERK, Role.OFFICE_HEAD, Role.APPROVER, Role.ADMINISTRATOR}),
    "edit_sentences": frozenset({Role.CLERK, Role.OFFICE_HEAD, Role.APPROVER}),
    "freeze_report": frozenset({Role.APPROVER}),
    "submit_report": frozenset({Role.CLERK, Role.RECORDS_OFFICER, Role.OFFICE_HEAD, Role.APPROVER}),
    "take_back_report": frozenset({Role.OFFICE_HEAD, Role.APPROVER}),
    # Of the office above, about the reports of the offices below it.
    "judge_report": frozenset({Role.CLERK, Role.HANDLER, Role.HEAD_OF_UNIT, Role.OFFICE_HEAD, Role.APPROVER}),
    "reopen_report": frozenset({Role.HEAD_OF_UNIT, Role.OFFICE_HEAD, Role.APPROVER}),
    "extend_duty": frozenset({Role.HEAD_OF_UNIT, Role.OFFICE_HEAD, Role.APPROVER}),
    # The files of all reports below at once.
    "compile_all": frozenset(
        {Role.CLERK, Role.HANDLER, Role.HEAD_OF_UNIT, Role.OFFICE_HEAD, Role.RECORDS_OFFICER, Role.APPROVER}
    ),
    "set_duties": frozenset({Role.OFFICE_HEAD, Role.APPROVER}),
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


def seasoned(person: Person, verb: str, at: datetime, *, not_by: Iterable[Person | None] = ()) -> bool:
    """Whether the role behind an act was granted long enough ago, and by nobody whose act this one confirms.

    ``not_by``: who proposed. Neither they, nor an administrator whom they made, may have given the role; nor may they
    have set the person's password of late. What the founding gave (by nobody) counts from its own day.
    """
    since = at - timedelta(days=SEASONED_AFTER_DAYS)
    others = {one.pk for one in not_by if one is not None}
    if not person.is_active or _password_set_by(person, others, since):
        return False
    held = person.grants.filter(role__in=MAY[verb], ended_at__isnull=True, granted_at__lte=since)
    givers = [_givers(given) for given in held if given.granted_by_id != person.pk]
    return any(not others & above for above in givers)


def require_seasoned(person: Person, verb: str, at: datetime, *, not_by: Iterable[Person | None] = ()) -> None:
    """Raise PermissionDenied, in words, when a confirmation by this account does not count."""
    if not seasoned(person, verb, at, not_by=not_by):
        raise PermissionDenied(
            f"Xác nhận chỉ có giá trị khi quyền của bạn được giao từ {SEASONED_AFTER_DAYS} ngày trước trở lên, "
            "và không do người đề nghị giao hoặc đặt mật khẩu."
        )


def _givers(given: RoleGrant) -> set[int]:
    """Who gave the role, who had made them administrator, and so on up to the founding."""
    above: set[int] = set()
    giver = given.granted_by
    while giver is not None and giver.pk not in above:
        above.add(giver.pk)
        made = giver.grants.filter(role=Role.ADMINISTRATOR, granted_at__lte=given.granted_at).last()
        giver = made.granted_by if made else None
    return above


def _password_set_by(person: Person, others: set[int], since: datetime) -> bool:
    entries = Entry.objects.filter(
        office=person.office_id, subject=f"person:{person.pk}", kind="person.changed", by__in=others, at__gte=since
    )
    return any("password" in entry.payload["fields"] for entry in entries)
