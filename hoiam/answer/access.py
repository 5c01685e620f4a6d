"""The one door to messages and matters for staff: who sees which, and who may do what to this one."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404

from hoiam.answer.models import Matter, Reply, Route
from hoiam.listen.access import visible_to
from hoiam.listen.models import Attachment, Kind, Message
from hoiam.office.models import Person, Role, roles_of

# Heads of units approve questions and field reports; what binds the office goes to its chairman (editable rows).
DEFAULT_ROUTES = {
    "": Role.HEAD_OF_UNIT,
    Kind.FEEDBACK: Role.HEAD_OF_UNIT,
    Kind.QUESTION: Role.HEAD_OF_UNIT,
}


def message_for(person: Person, number: str) -> Message:
    """The message by its number, or 404: what one may not see does not exist."""
    message = (
        visible_to(person)
        .select_related("office", "area", "topic", "matter__unit", "public_copy", "restriction")
        .filter(number=number)
        .first()
    )
    if message is None:
        raise Http404("Không có hồ sơ này, hoặc bạn không có quyền xem.")
    return message


def file_for(person: Person, name: str) -> Attachment:
    """A file of a message the person may see, or 404."""
    file = Attachment.objects.filter(Q(name=name) | Q(thumbnail=name), message__in=visible_to(person)).first()
    if file is None:
        raise Http404("Không có tệp này.")
    return file


def approving_role(matter: Matter) -> Role:
    """The role that approves replies to this kind of matter in this office."""
    kind = matter.message.kind
    chosen = Route.objects.filter(office=matter.office_id, kind=kind).values_list("role", flat=True).first()
    return Role(chosen) if chosen else DEFAULT_ROUTES.get(kind, Role.APPROVER)


def may_approve(person: Person, reply: Reply) -> bool:
    """Whether the route leads to this person; nobody approves their own draft.

    An approver of the office may stand in for a head of unit, never the reverse.
    """
    matter = reply.matter
    if person.pk == reply.drafted_by_id or person.office_id != matter.office_id:
        return False
    roles = roles_of(person)
    if Role.APPROVER in roles:
        return True
    return (
        approving_role(matter) == Role.HEAD_OF_UNIT and Role.HEAD_OF_UNIT in roles and person.unit_id == matter.unit_id
    )


def works_on(person: Person, matter: Matter) -> bool:
    """Whether the person belongs to the lead unit, or to the desk that serves all units."""
    roles = roles_of(person)
    return person.unit_id == matter.unit_id or bool(roles & {Role.CLERK, Role.RECEPTION_OFFICER, Role.APPROVER})
