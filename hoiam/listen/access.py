"""Which messages a member of staff may see: one queryset for lists, details, files, acts and commands."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet

from hoiam.listen.models import Message, RestrictedReader
from hoiam.office.access import LEADERSHIP, MAY, is_in_chain, may, require
from hoiam.office.models import Person, roles_of


def visible_to(person: Person) -> QuerySet[Message]:
    """Every message this person may see: of their own office; a restricted one only on its own access list."""
    if not may(person, "read_inbox"):
        return Message.objects.none()
    on_the_list = RestrictedReader.objects.filter(restriction__message=OuterRef("pk"), person=person)
    return Message.objects.filter(office=person.office_id).filter(Q(restriction__isnull=True) | Exists(on_the_list))


def may_see(person: Person, message: Message) -> bool:
    """The same of one message in hand, without a list: every act asks it."""
    if person.office_id != message.office_id or not may(person, "read_inbox"):
        return False
    return not hasattr(message, "restriction") or message.restriction.readers.filter(person=person).exists()


def must_see(person: Person, message: Message) -> None:
    """Raise PermissionDenied, in words, when this message is not this person's to see."""
    if not may_see(person, message):
        raise PermissionDenied("Hồ sơ này không thuộc phạm vi của bạn.")


def is_concerned(person: Person, message: Message) -> bool:
    """Whether the message is about this person, their unit, a unit they direct, or the leadership they belong to."""
    for row in message.concerned.filter(ended_at__isnull=True).select_related("unit", "person__unit"):
        about = row.person
        if row.unit and is_in_chain(person, row.unit):
            return True
        if about and (about.pk == person.pk or (about.unit and is_in_chain(person, about.unit))):
            return True
        leading = row.leadership or bool(about and LEADERSHIP & roles_of(about))
        if leading and LEADERSHIP & roles_of(person):
            return True
    return False


def must_stand_apart(person: Person, message: Message) -> None:
    """Raise PermissionDenied when the message is about the person or their chain: somebody else does this act."""
    if is_concerned(person, message):
        raise PermissionDenied(
            "Nội dung này nói về bạn, đơn vị của bạn hoặc đơn vị bạn phụ trách: người khác làm bước này."
        )


def may_apart(person: Person, verb: str, message: Message) -> bool:
    """Whether a step that those concerned stand apart from is this person's.

    Where the message is about everybody whose step it is, the leadership takes it, so that nothing lies for good.
    """
    if is_concerned(person, message):
        return False
    return may(person, verb) or (bool(LEADERSHIP & roles_of(person)) and _all_are_concerned(verb, message))


def require_apart(person: Person, verb: str, message: Message) -> None:
    """Raise PermissionDenied, in words, when the step is somebody else's."""
    must_stand_apart(person, message)
    if not may_apart(person, verb, message):
        require(person, verb)


def _all_are_concerned(verb: str, message: Message) -> bool:
    if not message.concerned.filter(ended_at__isnull=True).exists():
        return False
    held = Person.objects.filter(office=message.office_id, is_active=True, grants__ended_at__isnull=True)
    return all(is_concerned(one, message) for one in held.filter(grants__role__in=MAY[verb]).distinct())
