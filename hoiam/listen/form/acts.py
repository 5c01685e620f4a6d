"""From the first page of the form to the receipt: the sealed draft, and the one message that comes of it.

Between two pages nothing lies in plain: the draft is sealed with the token that the sender's page holds.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from hoiam.files.store import Stored, names_of
from hoiam.ledger.acts import act
from hoiam.listen.form import drafts
from hoiam.listen.intake.receiving import Taken, receive
from hoiam.listen.message import contact_line
from hoiam.listen.message.acts import SPOKEN
from hoiam.listen.models import Channel, Draft
from hoiam.listen.publicity import masking
from hoiam.listen.publicity.masking import Masks
from hoiam.listen.restricted.holding import About
from hoiam.office.models import Area, Office, Topic, Unit
from hoiam.vault.text import CannotOpen

LEADERSHIP = "lanh-dao"


@dataclass(frozen=True)
class Filled:
    """What one person has filled in so far; once it is sent, number and key and nothing else."""

    office: int
    kind: str = ""
    text: str = ""
    place: str = ""
    area: int | None = None
    topic: int | None = None
    files: list[Stored] = field(default_factory=list)
    public: bool | None = None
    confidential: bool | None = None
    about: list[str] = field(default_factory=list)
    reach: str = ""
    laid_open: list[str] = field(default_factory=list)
    cover: str = ""
    asked: list[int] = field(default_factory=list)
    answered: bool = False
    number: str = ""
    key: str = ""
    words: str = ""
    told: bool = False

    def masks(self) -> Masks:
        """What will be covered: the machine's proposals but those laid open, and what the sender named."""
        return masking.chosen(self.text, self.place, self.laid_open, self.cover)


class DraftGone(Exception):
    """The two hours are over, or the token was never ours."""


def load(office: Office, token: str, at: datetime) -> Filled:
    """What stands in the draft; raises DraftGone."""
    row = Draft.objects.filter(token_hash=drafts.token_hash(token), expires_at__gt=at).first()
    return _opened(office, token, row)


def _opened(office: Office, token: str, row: Draft | None) -> Filled:
    if row is None:
        raise DraftGone
    try:
        values: dict[str, Any] = drafts.open_draft(token, row.blob)
    except CannotOpen as altered:
        raise DraftGone from altered
    if values["office"] != office.pk:
        raise DraftGone
    return Filled(**values | {"files": [Stored(**file) for file in values["files"]]})


def keep(token: str, filled: Filled, at: datetime) -> None:
    """Seal what is filled in for two hours more. A draft that has become a message is never written over."""
    row = {
        "blob": drafts.seal_draft(token, asdict(filled)),
        "files": names_of(filled.files),
        "expires_at": at + drafts.LIFE,
    }
    mark = drafts.token_hash(token)
    with transaction.atomic():
        if not Draft.objects.filter(token_hash=mark, message__isnull=True).update(**row):
            Draft.objects.get_or_create(token_hash=mark, defaults=row)


def mark_of(text: str) -> str:
    """Tells one text from another; it lies in the sealed draft alone."""
    return sha256(text.encode()).hexdigest()


def _about(office: Office, filled: Filled) -> About:
    units = Unit.objects.filter(office=office, code__in=filled.about)
    return About(units=tuple(units), leadership=LEADERSHIP in filled.about)


@act
def finish(office: Office, token: str, *, at: datetime) -> Filled:
    """Make the message, once: a second POST of the same token waits for the first and gets the same receipt."""
    row = Draft.objects.select_for_update().filter(token_hash=drafts.token_hash(token), expires_at__gt=at).first()
    filled = _opened(office, token, row)
    assert row is not None
    if filled.number:
        return filled
    taken = Taken(
        Channel.WEB,
        filled.text or SPOKEN,
        public=bool(filled.public),
        kind=filled.kind,
        place=filled.place,
        area=Area.objects.filter(office=office, pk=filled.area or 0).first(),
        topic=Topic.objects.filter(office=office, pk=filled.topic or 0).first(),
        contact=contact_line.read_contact(filled.reach),
        masks=filled.masks(),
        kept=filled.files,
        confidential=filled.confidential,
        concerned=_about(office, filled),
    )
    receipt = receive(office, taken, at=at)
    # From here on number and key alone, and a mark that tells a page sent again from a new text on an old page.
    sent = Filled(
        office.pk, number=receipt.number, key=receipt.key, words=mark_of(filled.text), told=bool(filled.reach)
    )
    row.message, row.files, row.expires_at = receipt.message, [], at + drafts.LIFE
    row.blob = drafts.seal_draft(token, asdict(sent))
    row.save()
    return sent
