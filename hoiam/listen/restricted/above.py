"""The province's acts about what was sealed for it, and the way of such a message up to it and home again.

Its officer brings the file of the private key each time: no process of ours keeps it.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied

from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import JSON
from hoiam.ledger.models import Entry
from hoiam.listen.access import must_see
from hoiam.listen.message.acts import enter_receipt, words_as_sent
from hoiam.listen.models import Message, RestrictedReader
from hoiam.listen.publicity import masking
from hoiam.listen.restricted import holding, sealing
from hoiam.listen.restricted.read_log import read_restricted
from hoiam.listen.restricted.sealing import Content
from hoiam.office.access import require
from hoiam.office.models import Office, Person
from hoiam.vault import text as sealed

SPOT = ("lat", "lon", "cell_lat", "cell_lon")


@act
def open_sealed(message: Message, private: bytes, *, by: Person, at: datetime) -> Content:
    """The province's officer reads it with the private key they brought; it is kept nowhere."""
    content = _opened_by(message, private, by)
    read_restricted(message, by=by, at=at)
    return content


@act
def take_over(message: Message, private: bytes, *, by: Person, at: datetime) -> None:
    """The province makes it a restricted matter of its own, under its own keys, to be handled by its access list."""
    sealing.unseal(message, _opened_by(message, private, by), message.office)
    append(message.office, "message.taken_over", message.subject, by=by, at=at, payload={})


@act
def hand_back(message: Message, private: bytes, *, by: Person, at: datetime) -> None:
    """It is not about the leadership: it goes back to the office it was sent to, restricted as before."""
    content, office, home = _opened_by(message, private, by), message.office, message.sealing.home
    rows = message.concerned.filter(ended_at__isnull=True)
    rows.filter(leadership=True).update(ended_by=by, ended_at=at, ended_why="Không nói về lãnh đạo cơ quan")
    go_home(message, content, home, at)
    append(office, "message.handed_back", message.subject, by=by, at=at, payload={})


def go_home(message: Message, content: Content, home: Office, at: datetime) -> None:
    """Booked with the office it was sent to again, with a list of its own readers; its clock has run on."""
    sealing.unseal(message, content, home)
    _list_anew(message, at)
    received = Entry.objects.filter(office=home, subject=message.subject, kind="message.received")
    if not received.exists():
        enter_receipt(message, message.promise.rule, message.files.count(), None)


def send_up(message: Message, province: Office, *, at: datetime) -> None:
    """Whom it is about turned out later: nobody of the office may read it, so it is sealed and goes to the province.

    The sender's key is not at hand now: only the province can open it.
    """
    (text, place), home = words_as_sent(message), message.office
    kept = sealing.stored(message)
    masks = masking.thawed(message.masks)
    content = sealing.content_of(text, place, {}, message.area, (message.lat, message.lon), masks, kept)
    number = message.number
    message.office, message.area, message.topic = province, None, None
    message.lat = message.lon = message.cell_lat = message.cell_lon = None
    message.sealed_text = sealed.seal("", number=number, field="text")
    message.sealed_place = sealed.seal("", number=number, field="place")
    message.masks = masking.Masks().frozen()
    message.save(update_fields=["office", "area", "topic", "sealed_text", "sealed_place", "masks", *SPOT])
    message.files.all().delete()
    sealing.throw_away_sealed(kept)
    sealing.seal(message, content, key="", home=home, at=at)
    payload: dict[str, JSON] = {"due_on": message.due_on.isoformat()}
    append(home, "message.sent_up", f"message:{number}", by=None, at=at, payload=payload)
    _list_anew(message, at)
    enter_receipt(message, message.promise.rule, len(kept), None)


def _list_anew(message: Message, at: datetime) -> None:
    """The readers are those of the office that has it now."""
    message.restriction.refresh_from_db()
    RestrictedReader.objects.filter(restriction=message.restriction).delete()
    holding.list_readers(message.restriction, at)


def _opened_by(message: Message, private: bytes, by: Person) -> Content:
    require(by, "confirm_restriction")
    must_see(by, message)
    if not hasattr(message, "sealing"):
        raise PermissionDenied("Hồ sơ này không niêm phong.")
    return sealing.open_by_private(message, private)
