"""Keeping a letter from view at its receipt: a denunciation or complaint, as its sender says, or by its words.

Who is asked decides. Whom nobody could ask (paper, telephone, a file) is protected first: the message is held, and
somebody outside the unit it is about confirms it within two working days, or it goes to the ordinary inbox.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from hoiam.ledger.acts import append
from hoiam.listen.access import is_concerned
from hoiam.listen.kinds import propose
from hoiam.listen.models import RESTRICTED_KINDS, Concerned, Kind, Message, RestrictedReader, Restriction
from hoiam.office.models import Office, Person, Role, Unit, holders, roles_of
from hoiam.workdays.models import calendar_of

CONFIRM_WITHIN_WORKING_DAYS = 2
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


@dataclass(frozen=True)
class Hold:
    """Why a message is kept from view, and by which clause."""

    source: Restriction.Source
    clause: str


def asked(kind: str, text: str, confidential: bool | None) -> tuple[str, Hold | None]:
    """The hold that the sender's answer asks for; without an answer, the one that the kind or the words ask for.

    The kind comes back with it: who says that a letter is a phản ánh has chosen its kind.
    """
    if confidential is False:
        return (Kind.FEEDBACK if kind in RESTRICTED_KINDS else kind), None
    letter = read_as(kind, text)
    if confidential:
        return kind, Hold(Restriction.Source.SENDER, CLAUSE_OF_RESTRICTION[letter or Kind.DENUNCIATION])
    return kind, Hold(Restriction.Source.WORDS, CLAUSE_OF_RESTRICTION[letter]) if letter else None


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


def begin(message: Message, hold: Hold, *, by: Person | None, at: datetime) -> Restriction:
    """Give the message its own access list. Whom it is about must be written down before."""
    restriction = Restriction.objects.create(
        message=message,
        source=hold.source,
        clause=hold.clause,
        by=by,
        at=at,
        confirm_by=confirm_by(message.office, at) if hold.source == Restriction.Source.WORDS else None,
    )
    list_readers(restriction, at)
    return restriction


def list_readers(restriction: Restriction, at: datetime) -> None:
    """Where nobody is on the list, it begins (anew) with the first readers."""
    if not restriction.readers.exists():
        RestrictedReader.objects.bulk_create(
            RestrictedReader(restriction=restriction, person=person, at=at)
            for person in first_readers(restriction.message)
        )


def enter(restriction: Restriction, at: datetime) -> None:
    """The ledger's line of it."""
    day = restriction.confirm_by
    append(
        restriction.message.office,
        "message.restricted",
        f"message:{restriction.message.number}",
        by=restriction.by,
        at=at,
        payload={"source": restriction.source, "confirm_by": day.isoformat() if day else None},
    )


def confirm_by(office: Office, at: datetime) -> date:
    """The last day on which somebody may confirm what nobody could ask the sender about."""
    return calendar_of(office).add(timezone.localdate(at), CONFIRM_WITHIN_WORKING_DAYS)


def first_readers(message: Message) -> list[Person]:
    """The approvers and reception officers of the day, but those the message is about, and never an administrator."""
    people = {person.pk: person for role in FIRST_READERS for person in holders(message.office, role)}
    return [
        person
        for person in people.values()
        if Role.ADMINISTRATOR not in roles_of(person) and not is_concerned(person, message)
    ]
