"""Taking in for somebody else: what came to the counter, by telephone, by letter or from another office's system."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q

from hoiam.ledger.acts import act
from hoiam.listen import files
from hoiam.listen.acts import Receipt, receive
from hoiam.listen.files import Stored, Upload
from hoiam.listen.holding import NOBODY, About
from hoiam.listen.lines import AlreadyReceived
from hoiam.listen.models import Channel, Message, Topic
from hoiam.office.access import require
from hoiam.office.models import Area, Office, Person
from hoiam.vault import keys

# A resident alone writes on the site; the old book has a door of its own.
BY_STAFF = (
    Channel.COUNTER,
    Channel.PHONE,
    Channel.LETTER,
    Channel.MAIL,
    Channel.RECEPTION,
    Channel.TRANSFER,
    Channel.PORTAL,
    Channel.OFFICE_CHAT,
)


@dataclass(frozen=True)
class Taken:
    """What a clerk has written down. ``public`` None: the sender was not asked, or has not answered."""

    channel: str
    text: str
    public: bool | None
    kind: str = ""
    place: str = ""
    area: Area | None = None
    topic: Topic | None = None
    received_at: datetime | None = None
    sent_on: date | None = None
    external_ref: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)
    kept: Iterable[Stored] = ()
    confidential: bool | None = None
    concerned: About = NOBODY


@act
def take_in(office: Office, taken: Taken, *, once: str, by: Person, at: datetime) -> Receipt:
    """Enter it in the book for its sender. ``once`` marks one form: sent a second time, it raises AlreadyReceived.

    Who was not asked about publicity is treated as everybody is: masked, checked, then public. Nobody's silence is a
    ground to withhold (MISSION.md); the row says that nobody was asked, and the key changes it at any time.
    """
    require(by, "take_in")
    if by.office_id != office.pk:
        raise PermissionDenied("Bạn chỉ vào sổ cho cơ quan của mình.")
    if taken.channel not in BY_STAFF:
        raise ValidationError("Chọn nguồn tiếp nhận trong danh sách.")
    fingerprint = mark("form", once)
    never_before(office, fingerprint, taken.channel, taken.external_ref)
    receipt = receive(
        office,
        kind=taken.kind,
        text=taken.text,
        channel=taken.channel,
        public=taken.public is not False,
        place=taken.place,
        area=taken.area,
        topic=taken.topic,
        received_at=taken.received_at,
        sent_on=taken.sent_on,
        external_ref=taken.external_ref,
        fingerprint=fingerprint,
        contact=taken.contact,
        kept=taken.kept,
        confidential=taken.confidential,
        concerned=taken.concerned,
        by=by,
        at=at,
    )
    if taken.public is None:
        not_asked(receipt.message)
    return receipt


def not_asked(message: Message) -> None:
    """Say on the message that its sender was not asked whether it may be published."""
    message.publicity_answered = False
    message.save(update_fields=["publicity_answered"])


def mark(sort: str, words: str) -> str:
    """The keyed fingerprint by which the same form, mail or line is known again; it tells nothing of its words."""
    return hmac.new(keys.pepper(), f"{sort}\0{words}".encode(), hashlib.sha256).hexdigest()


def never_before(office: Office, fingerprint: str, channel: str = "", external_ref: str = "") -> None:
    """Raise AlreadyReceived when this form, mail or row is in the book; it may lie sealed with the province by now.

    Whoever takes in waits here for whoever is just taking in, so that the same thing sent twice at once is one.
    """
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    same = Q(fingerprint=fingerprint)
    if external_ref:
        same |= Q(channel=channel, external_ref=external_ref)
    ours = Q(office=office) | Q(sealing__home=office)
    if number := Message.objects.filter(ours, same).values_list("number", flat=True).first():
        raise AlreadyReceived(number)


def keep_files(scans: Iterable[Upload], photos: Iterable[Upload]) -> tuple[list[Stored], list[str]]:
    """Make the files anew and keep them, the scans of letters marked as such; a sentence for each that was refused."""
    scans_made, scans_refused = files.remake_all(scans)
    photos_made, photos_refused = files.remake_all(photos)
    kept = [replace(files.keep(one), scan=True) for one in scans_made] + [files.keep(one) for one in photos_made]
    return kept, scans_refused + photos_refused
