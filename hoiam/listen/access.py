"""Which messages a member of staff may see: one queryset for lists, details, files, acts and commands."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from hoiam.listen.models import Concerned, Message, RestrictedReader
from hoiam.listen.restricted.read_log import read_restricted
from hoiam.office.access import LEADERSHIP, MAY, may, require
from hoiam.office.models import Oversight, Person, RoleGrant, roles_of
from hoiam.office.request_cache import once


def visible_to(person: Person) -> QuerySet[Message]:
    """Every message this person may see: of their own office; a restricted one only on its own access list.

    Who is on the list and turns out to be concerned sees it no more, even before the list is written anew.
    """
    if not may(person, "read_inbox"):
        return Message.objects.none()
    mine = Message.objects.filter(office=person.office_id)
    if may(person, "administer"):
        return mine.filter(restriction__isnull=True)
    on_the_list = RestrictedReader.objects.filter(restriction__message=OuterRef("pk"), person=person)
    about_me = concerning(person).filter(message=OuterRef("pk"))
    return mine.filter(Q(restriction__isnull=True) | (Exists(on_the_list) & ~Exists(about_me)))


def may_see(person: Person, message: Message) -> bool:
    """The same of one message in hand, without a list: every act asks it."""
    if person.office_id != message.office_id or not may(person, "read_inbox"):
        return False
    if not message.is_restricted:
        return True
    listed = message.restriction.readers.filter(person=person).exists()
    return listed and not may(person, "administer") and not is_concerned(person, message)


def must_see(person: Person, message: Message) -> None:
    """Raise PermissionDenied, in words, when this message is not this person's to see."""
    if not may_see(person, message):
        raise PermissionDenied("Hồ sơ này không thuộc phạm vi của bạn.")


def concerning(person: Person) -> QuerySet[Concerned]:
    """The rows that name this person, their unit, a unit they direct, or the leadership they belong to."""
    directed = Oversight.objects.filter(person=person, ended_at__isnull=True).values("unit")
    named = Q(person=person) | Q(unit__in=directed) | Q(person__unit__in=directed)
    if person.unit_id:
        named |= Q(unit=person.unit_id) | Q(person__unit=person.unit_id)
    if LEADERSHIP & roles_of(person):
        leaders = RoleGrant.objects.filter(role__in=LEADERSHIP, ended_at__isnull=True).values("person")
        named |= Q(leadership=True) | Q(person__in=leaders)
    return Concerned.objects.filter(named, ended_at__isnull=True).order_by()


@once
def is_concerned(person: Person, message: Message) -> bool:
    """Whether the message is about this person, their unit, a unit they direct, or the leadership they belong to."""
    # Most messages are about nobody: that is a short question.
    if not message.concerned.filter(ended_at__isnull=True).exists():
        return False
    return concerning(person).filter(message=message).exists()


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
    return not is_concerned(person, message) and _may(person, verb, message)


def _may(person: Person, verb: str, message: Message) -> bool:
    return may(person, verb) or (bool(LEADERSHIP & roles_of(person)) and _all_are_concerned(verb, message))


def require_apart(person: Person, verb: str, message: Message) -> None:
    """Raise PermissionDenied, in words, when the step is somebody else's."""
    must_stand_apart(person, message)
    if not _may(person, verb, message):
        require(person, verb)


def _all_are_concerned(verb: str, message: Message) -> bool:
    if not message.concerned.filter(ended_at__isnull=True).exists():
        return False
    held = Person.objects.filter(office=message.office_id, is_active=True, grants__ended_at__isnull=True)
    return all(is_concerned(one, message) for one in held.filter(grants__role__in=MAY[verb]).distinct())


def message_for(person: Person, number: str) -> Message:
    """The message by its number, or 404: what one may not see does not exist.

    Opening a restricted one is an act, though the page is a GET: it is written down before anything is shown. It stands
    here, at the one door, so that no page, letter or file forgets it.
    """
    message = (
        visible_to(person)
        .select_related("office", "area", "topic", "matter__unit", "public_copy", "restriction", "sealing")
        .filter(number=number)
        .first()
    )
    if message is None:
        raise Http404("Không có hồ sơ này, hoặc bạn không có quyền xem.")
    if message.is_restricted:
        read_restricted(message, by=person, at=timezone.now())
    return message


def person_at_desk(request: HttpRequest) -> Person:
    """Who is signed in, when they have work with messages at all."""
    person = request.user
    assert isinstance(person, Person)
    if not may(person, "read_inbox"):
        raise PermissionDenied("Tài khoản của bạn chưa được giao việc ở bàn tiếp nhận.")
    return person
