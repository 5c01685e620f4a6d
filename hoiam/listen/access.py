"""Which messages a member of staff may see: one queryset for lists, details, files, acts and commands."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet

from hoiam.listen.models import Message, RestrictedReader
from hoiam.office.access import LEADERSHIP, is_in_chain, may
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
    for row in message.concerned.select_related("unit", "person__unit"):
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
