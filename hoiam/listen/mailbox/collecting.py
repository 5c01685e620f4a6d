"""Every unseen mail of the office's box becomes a message, once.

The mail is marked as seen only when its message is written. A crash between the two leaves it unseen; the next round
knows it by the keyed fingerprint of its Message-ID, marks it, and adds nothing. What cannot be read stays unseen and is
counted for the desk: nothing is lost, and nothing is deleted in the box.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from hoiam.files import store as files_store
from hoiam.files.store import Stored
from hoiam.ledger.acts import act
from hoiam.listen.intake.receiving import AlreadyReceived, Taken, mark, never_before, receive
from hoiam.listen.mailbox import imap
from hoiam.listen.mailbox.parsing import Letter, Unreadable, read_mail
from hoiam.listen.message import contact_line
from hoiam.listen.models import Channel, MailRound
from hoiam.office.models import Office

# How often the box is looked into (timetable.py).
EVERY_MINUTES = 5
MOST_AT_ONCE = 50
MAX_MAIL_BYTES = 40 * 1024 * 1024  # 25 MB of files, as mails carry them


def collect(at: datetime) -> None:
    """Look into the box, if the installation has one; how it went stands on the desk."""
    if not settings.IMAP:
        return
    address = imap.mailbox_of(settings.IMAP)
    office = _office(address.office)
    if office is None:
        return
    found = MailRound(office=office, at=at)
    try:
        with imap.opened(address) as mails:
            for uid in mails.unseen(MOST_AT_ONCE + _left_before(office)):
                _one(office, mails, uid, found, at)
    except imap.Failed as error:
        # The class only: a server's words may hold the name of the box.
        found.failed = type(error).__name__
    MailRound.objects.update_or_create(
        office=office,
        defaults={name: getattr(found, name) for name in ("at", "taken", "automatic", "left", "failed")},
    )


def _left_before(office: Office) -> int:
    """Mails that wait for a person stand first in the box: they must not keep the others out."""
    return MailRound.objects.filter(office=office).values_list("left", flat=True).first() or 0


def _office(code: str) -> Office | None:
    """The office of the box: the one named, else the installation's own."""
    if code:
        return Office.objects.filter(code=code).first()
    return Office.objects.exclude(level=Office.Level.PROVINCE).order_by("pk").first() or Office.objects.first()


def _one(office: Office, mails: imap.MailBox, uid: str, found: MailRound, at: datetime) -> None:
    try:
        if mails.size(uid) > MAX_MAIL_BYTES:
            raise Unreadable
        raw, arrived = mails.fetch(uid)
        letter = read_mail(raw)
        if letter.automatic:
            found.automatic += 1
        elif take_letter(office, letter, _fingerprint(letter, raw), _arrival(arrived, at), at=at):
            found.taken += 1
    except (Unreadable, ValidationError):
        found.left += 1
        return
    mails.mark_seen(uid)


def _arrival(seconds: float, at: datetime) -> datetime:
    return min(datetime.fromtimestamp(seconds, UTC), at) if seconds else at


def _fingerprint(letter: Letter, raw: bytes) -> str:
    return mark("mail", letter.id or hashlib.sha256(raw).hexdigest())


def take_letter(office: Office, letter: Letter, fingerprint: str, arrived: datetime, *, at: datetime) -> bool:
    """Take a mail in; False when it is in the book already."""
    try:
        with transaction.atomic():
            never_before(office, fingerprint)
    except AlreadyReceived:
        return False
    made, refused = files_store.remake_all(letter.files)
    kept = [files_store.keep(one) for one in made]
    take_mail(office, letter, fingerprint, kept, letter.refused + len(refused), arrived, at=at)
    return True


@act
def take_mail(
    office: Office,
    letter: Letter,
    fingerprint: str,
    kept: list[Stored],
    refused: int,
    arrived: datetime,
    *,
    at: datetime,
) -> None:
    """The message of a mail; its sender goes to the vault. Nobody was asked whether it may be published."""
    text = letter.text
    if refused:
        text += f"\n\n(Thư còn {refused:02d} tệp không nhận vào đây được, ở trong hộp thư của cơ quan.)"
    taken = Taken(
        Channel.MAIL,
        text,
        received_at=arrived,
        # Who writes to many gets no answer: it would go to all of them.
        contact={} if letter.bulk else _contact(letter),
        fingerprint=fingerprint,
        kept=kept,
    )
    receive(office, taken, at=at)


def _contact(letter: Letter) -> dict[str, str]:
    try:
        return contact_line.read_contact(letter.address) | {"name": letter.name}
    except ValidationError:
        return {"name": letter.name}
