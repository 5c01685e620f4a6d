"""Who approves a reply: the one answer, asked by the acts, the lists, the digest, the page and the letter.

A route names a post: the head of the unit that leads, the vice-chairman who directs it (KT. CHỦ TỊCH), or the chairman.
Refusals and restricted messages never end below a vice-chairman. Who stands above may stand in, never the reverse; who
drafted it, and whom the message is about, steps aside; and a power can be lent for some days (Delegation).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from hoiam.answer.models import APPROVING, Delegation, FormCheck, Outcome, Reply, Route
from hoiam.listen.access import is_concerned
from hoiam.listen.models import Concerned, Kind, Message, RestrictedReader, Restriction, Stage
from hoiam.office.models import Office, Oversight, Person, Role, RoleGrant
from hoiam.office.request_cache import once

# What a new office begins with (editable rows): heads of units answer questions and field reports.
DEFAULT_ROUTES = {
    "": Role.HEAD_OF_UNIT,
    Kind.FEEDBACK: Role.HEAD_OF_UNIT,
    Kind.QUESTION: Role.HEAD_OF_UNIT,
    Kind.PETITION: Role.VICE_CHAIRMAN,
    Kind.PROCEDURE: Role.VICE_CHAIRMAN,
    Kind.INFORMATION: Role.VICE_CHAIRMAN,
    Kind.COMPLAINT: Role.APPROVER,
    Kind.DENUNCIATION: Role.APPROVER,
}


class Draft(NamedTuple):
    """What of a draft decides who approves it."""

    pk: int
    message: int
    kind: str
    topic: int | None
    unit: int | None
    outcome: str
    drafted_by: int
    checked: bool
    restricted: bool
    concerned: bool


class Standing(NamedTuple):
    """In which role somebody approves, and in whose place (None: in their own)."""

    role: Role
    giver: int | None


def on_the_table(replies: QuerySet[Reply]) -> QuerySet[Reply]:
    """The drafts that wait to be approved; a correction waits beside a matter that was answered."""
    drafted = Q(matter__stage=Stage.DRAFTED) | Q(corrects__isnull=False)
    return replies.filter(drafted, approved_at__isnull=True, returned_at__isnull=True)


def facts(replies: QuerySet[Reply]) -> list[Draft]:
    """The facts of many drafts in one query."""
    message = OuterRef("matter__message")
    rows = replies.annotate(
        checked=Exists(FormCheck.objects.filter(reply=OuterRef("pk"))),
        restricted=Exists(Restriction.objects.filter(message=message)),
        concerned=Exists(Concerned.objects.filter(message=message)),
    )
    columns = ("pk", "matter__message", "matter__message__kind", "matter__message__topic", "matter__unit", "outcome")
    return [Draft(*row) for row in rows.values_list(*columns, "drafted_by", "checked", "restricted", "concerned")]


@dataclass(frozen=True)
class _Rule:
    role: Role
    form_check: bool


def _people(office: Office, on: date) -> QuerySet[RoleGrant, tuple[Any, ...]]:
    """Who holds which post in which unit, who directs which unit, who stands in for whom: in one statement."""
    until = Q(until__isnull=True) | Q(until__gte=on)
    posts = RoleGrant.objects.filter(
        until, person__office=office, person__is_active=True, ended_at=None, role__in=(*APPROVING, Role.OFFICE_HEAD)
    ).order_by()
    fields = Oversight.objects.filter(unit__office=office, ended_at=None).order_by()
    lent = Delegation.objects.filter(
        giver__office=office, taker__is_active=True, from_day__lte=on, until_day__gte=on, ended_at=None
    ).order_by()
    return posts.values_list(Value("post"), "person", "role", "person__unit").union(
        fields.values_list(Value("field"), "person", Value(""), "unit"),
        lent.values_list(Value("lent"), "giver", Value(""), "taker"),
        all=True,
    )


class Approval:
    """The routes and the posts of an office on one day, read once for as many drafts as are asked about."""

    def __init__(self, office: Office, on: date) -> None:
        routes = Route.objects.filter(office=office).values_list("kind", "topic", "role", "form_check")
        self._routes = {(kind, topic): _Rule(Role(role), check) for kind, topic, role, check in routes}
        self._posts: set[tuple[int, str, int | None]] = set()
        self._fields: set[tuple[int, int | None]] = set()
        self._lent: list[tuple[int, int]] = []
        for what, person, role, other in _people(office, on):
            match what:
                case "post":
                    self._posts.add((person, role, other))
                case "field":
                    self._fields.add((person, other))
                case _:
                    self._lent.append((person, other))
        self._apart: dict[tuple[int, int], bool] = {}
        self._readers: dict[int, set[int]] = {}

    def role(self, draft: Draft) -> Role:
        """The post the route leads to; a refusal and a restricted message never end below a vice-chairman."""
        role = self._rule(draft).role
        grave = draft.outcome == Outcome.REFUSED or draft.restricted
        return Role.VICE_CHAIRMAN if grave and role == Role.HEAD_OF_UNIT else role

    def turn(self, draft: Draft) -> list[int]:
        """Whose move it is: Chánh Văn phòng for the form, then the post of the route, or the next one above it."""
        if self.awaits_check(draft):
            return self._checkers(draft)
        for role in self._from(draft):
            holding = {pk for pk, held, _unit in self._posts if held == role and self._holds(pk, role, draft)}
            taking = {taker for giver, taker in self._lent if giver in holding}
            if found := [pk for pk in sorted(holding | taking) if self.standing(pk, draft)]:
                return found
        return []

    def awaits_check(self, draft: Draft) -> bool:
        """Whether Chánh Văn phòng has still to look at the form; without one who could, nobody waits for it."""
        return self._rule(draft).form_check and not draft.checked and bool(self._checkers(draft))

    def may_check(self, person: Person, draft: Draft) -> bool:
        """Whether the form is still to be looked at, and by this person."""
        return self.awaits_check(draft) and person.pk in self._checkers(draft)

    def standing(self, person: int, draft: Draft) -> Standing | None:
        """How this person may approve this draft; None when it is for others."""
        if person == draft.drafted_by or not self._sees(person, draft):
            return None
        for pk in (person, *(giver for giver, taker in self._lent if taker == person)):
            if pk == draft.drafted_by or (pk != person and self._stands_apart(person, draft)):
                continue
            for role in reversed(self._from(draft)):
                if self._holds(pk, role, draft):
                    return Standing(role, None if pk == person else pk)
        return None

    def _from(self, draft: Draft) -> tuple[Role, ...]:
        """The post of the route and those above it."""
        return APPROVING[APPROVING.index(self.role(draft)) :]

    def _rule(self, draft: Draft) -> _Rule:
        for key in ((draft.kind, draft.topic), ("", draft.topic), (draft.kind, None)):
            if key in self._routes and (key[1] is not None or key[0] == draft.kind):
                return self._routes[key]
        return _Rule(DEFAULT_ROUTES.get(draft.kind, Role.APPROVER), form_check=False)

    def _checkers(self, draft: Draft) -> list[int]:
        heads = {pk for pk, role, _unit in self._posts if role == Role.OFFICE_HEAD} - {draft.drafted_by}
        return [pk for pk in sorted(heads) if self._sees(pk, draft) and not self._stands_apart(pk, draft)]

    def _holds(self, pk: int, role: Role, draft: Draft) -> bool:
        """Whether the person holds the post for the unit that leads, and the message is not about them.

        The chairman is the last one there is: a message about the leadership goes to the province, not to nobody.
        """
        match role:
            case Role.APPROVER:
                return any(one == pk and held == role for one, held, _unit in self._posts)
            case Role.VICE_CHAIRMAN:
                held = (pk, draft.unit) in self._fields and any(
                    one == pk and is_ == role for one, is_, _ in self._posts
                )
            case _:
                held = draft.unit is not None and (pk, role, draft.unit) in self._posts
        return held and not self._stands_apart(pk, draft)

    def _stands_apart(self, pk: int, draft: Draft) -> bool:
        if not draft.concerned:
            return False
        key = (pk, draft.message)
        if key not in self._apart:
            self._apart[key] = is_concerned(Person.objects.get(pk=pk), Message.objects.get(pk=draft.message))
        return self._apart[key]

    def _sees(self, pk: int, draft: Draft) -> bool:
        if not draft.restricted:
            return True
        if draft.message not in self._readers:
            readers = RestrictedReader.objects.filter(restriction__message=draft.message)
            self._readers[draft.message] = set(readers.values_list("person", flat=True))
        return pk in self._readers[draft.message]


@once
def approval_of(office: Office, on: date) -> Approval:
    """Who approves what in an office on a day."""
    return Approval(office, on)


@once
def fact(reply: Reply) -> Draft:
    """The facts of one draft, as the rows have them now."""
    return facts(Reply.objects.filter(pk=reply.pk))[0]


def approvers_of(reply: Reply, on: date) -> list[Person]:
    """Whose move a draft is on a day, in the order of their accounts."""
    turn = approval_of(reply.matter.office, on).turn(fact(reply))
    return list(Person.objects.filter(pk__in=turn).order_by("pk"))


def standing_of(person: Person, reply: Reply, on: date) -> Standing | None:
    """How a person may approve a reply on a day; None when they may not, or when the form is still to be checked."""
    approval, draft = approval_of(reply.matter.office, on), fact(reply)
    return None if approval.awaits_check(draft) else approval.standing(person.pk, draft)


def may_check(person: Person, reply: Reply, on: date) -> bool:
    """Whether this person, Chánh Văn phòng, has to look at the form of this draft first."""
    return approval_of(reply.matter.office, on).may_check(person, fact(reply))


class Tray(NamedTuple):
    """The drafts on a person's desk: those whose move it is theirs, with their messages, and others."""

    own: list[int]
    in_place: list[int]
    messages: list[int]


def tray_of(person: Person, on: date) -> Tray:
    """Every draft of the office that this person could decide about today, restricted ones by their list."""
    drafts = facts(on_the_table(Reply.objects.filter(matter__office=person.office_id)))
    approval = approval_of(person.office, on)
    own = {draft.pk for draft in drafts if person.pk in approval.turn(draft)}
    others = (draft for draft in drafts if draft.pk not in own and not approval.awaits_check(draft))
    return Tray(
        sorted(own),
        [draft.pk for draft in others if approval.standing(person.pk, draft)],
        [draft.message for draft in drafts if draft.pk in own],
    )
