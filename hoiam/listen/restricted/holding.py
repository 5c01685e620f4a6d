"""Keeping a letter from view at its receipt: a denunciation or complaint, as its sender says, or by its words.

Who is asked decides. Whom nobody could ask (paper, telephone, a file) is protected first: the message is held, and
somebody outside the unit it is about confirms it within two working days, or it goes to the ordinary inbox.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from hoiam.ledger.acts import append
from hoiam.ledger.canonical import JSON
from hoiam.listen.access import is_concerned
from hoiam.listen.kinds.kinds import propose
from hoiam.listen.models import RESTRICTED_KINDS, Concerned, Kind, Message, RestrictedReader, Restriction
from hoiam.listen.restricted.naming import named_people, named_units, names_leadership
from hoiam.office.access import LEADERSHIP, chain_of
from hoiam.office.models import Office, Person, Role, Unit, holders, roles_of
from hoiam.workdays.models import calendar_of

CONFIRM_RESTRICTION_WITHIN_WORKING_DAYS = 2
CLAUSE_OF_RESTRICTION = {
    Kind.COMPLAINT: "Điều 12 Luật Khiếu nại 2011",
    Kind.DENUNCIATION: "Điều 49 khoản 2 Luật Tố cáo 2018",
}
FIRST_READERS = (Role.APPROVER, Role.RECEPTION_OFFICER)


@dataclass(frozen=True)
class About:
    """Whom a message is about, as the sender or the officer who takes it in says; never a person outside the staff."""

    units: tuple[Unit, ...] = ()
    people: tuple[Person, ...] = ()
    leadership: bool = False


NOBODY = About()


def whom(office: Office, letter: Kind, text: str, said: About) -> About:
    """Whom it is about: as was said, and of a denunciation also whom its words name."""
    if letter != Kind.DENUNCIATION:
        return said
    return About(
        units=tuple({*said.units, *named_units(office, text)}),
        people=tuple({*said.people, *named_people(office, text)}),
        leadership=said.leadership or names_leadership(text),
    )


def written_down(rows: Iterable[Concerned]) -> About:
    """Whom the rows of a message name."""
    rows = list(rows)
    return About(
        units=tuple(row.unit for row in rows if row.unit),
        people=tuple(row.person for row in rows if row.person),
        leadership=any(row.leadership for row in rows),
    )


def is_of_leadership(about: About) -> bool:
    """Whether it is about the chairman or a deputy, by post or by person."""
    return about.leadership or any(LEADERSHIP & roles_of(person) for person in about.people)


def leaves_nobody(office: Office, about: About) -> bool:
    """Whether everybody who would be on the list belongs to those it is about."""
    units = {*about.units, *(person.unit for person in about.people if person.unit)}
    kept_away = {person.pk for unit in units for person in chain_of(unit)} | {person.pk for person in about.people}
    return all(person.pk in kept_away for person in _candidates(office))


@dataclass(frozen=True)
class Hold:
    """Why a message is kept from view, and as which letter."""

    source: Restriction.Source
    letter: Kind

    @property
    def clause(self) -> str:
        return CLAUSE_OF_RESTRICTION[self.letter]


def asked(kind: str, text: str, confidential: bool | None) -> tuple[str, Hold | None]:
    """The hold that the sender's answer asks for; without an answer, the one that the kind or the words ask for.

    The kind comes back with it: who says that a letter is a phản ánh has chosen its kind.
    """
    if confidential is False:
        return (Kind.FEEDBACK if kind in RESTRICTED_KINDS else kind), None
    letter = read_as(kind, text)
    if confidential:
        return kind, Hold(Restriction.Source.SENDER, letter or Kind.DENUNCIATION)
    return kind, Hold(Restriction.Source.WORDS, letter) if letter else None


def read_as(kind: str, text: str) -> Kind | None:
    """Complaint or denunciation, by the kind that was chosen, else by the words."""
    chosen = kind if kind in RESTRICTED_KINDS else propose(text).kind
    return Kind(chosen) if chosen in RESTRICTED_KINDS else None


def name(message: Message, about: About, *, by: Person | None, at: datetime) -> None:
    """Write down whom the message is about."""
    rows = [Concerned(message=message, unit=unit, by=by, at=at) for unit in about.units]
    rows += [Concerned(message=message, person=person, by=by, at=at) for person in about.people]
    if about.leadership:
        rows.append(Concerned(message=message, leadership=True, by=by, at=at))
    Concerned.objects.bulk_create(rows)


def begin_restriction(message: Message, hold: Hold, *, sealed: bool, by: Person | None, at: datetime) -> None:
    """Give the message its own access list. Whom it is about must be written down before.

    What is ``sealed`` for the province waits there: no clock could let it into an inbox whose people cannot read it.
    """
    restriction = Restriction.objects.create(
        message=message,
        source=hold.source,
        clause=hold.clause,
        by=by,
        at=at,
        confirm_by=None
        if hold.source == Restriction.Source.SENDER or sealed
        else confirm_restriction_by(message.office, at),
    )
    list_readers(restriction, at)


def list_readers(restriction: Restriction, at: datetime) -> None:
    """Where nobody is on the list, it begins (anew) with the first readers."""
    if not restriction.readers.exists():
        RestrictedReader.objects.bulk_create(
            RestrictedReader(restriction=restriction, person=person, at=at)
            for person in first_readers(restriction.message)
        )


def enter(message: Message, home: Office, at: datetime) -> None:
    """The ledger's line of it; of what was sealed for the province, its number and date in the office it came to."""
    restriction, subject = message.restriction, message.subject
    day = restriction.confirm_by
    if home != message.office:
        payload: dict[str, JSON] = {"due_on": message.due_on.isoformat()}
        append(home, "message.sealed", subject, by=restriction.by, at=at, payload=payload)
    payload = {"source": restriction.source, "confirm_by": day.isoformat() if day else None}
    append(message.office, "message.restricted", subject, by=restriction.by, at=at, payload=payload)


def confirm_restriction_by(office: Office, at: datetime) -> date:
    """The last day on which somebody may confirm what nobody could ask the sender about."""
    return calendar_of(office).add(timezone.localdate(at), CONFIRM_RESTRICTION_WITHIN_WORKING_DAYS)


def first_readers(message: Message) -> list[Person]:
    """The approvers and reception officers of the day, but those the message is about, and never an administrator."""
    return [person for person in _candidates(message.office) if not is_concerned(person, message)]


def _candidates(office: Office) -> list[Person]:
    people = {person.pk: person for role in FIRST_READERS for person in holders(office, role)}
    return [person for person in people.values() if Role.ADMINISTRATOR not in roles_of(person)]
