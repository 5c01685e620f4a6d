"""Taking in for somebody else: what came to the counter, by telephone, by letter or from another office's system."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.files import store as files_store
from hoiam.files.store import Stored, Upload
from hoiam.ledger.acts import act
from hoiam.listen.intake.receiving import Receipt, Taken, mark, never_before, receive
from hoiam.listen.models import Channel
from hoiam.office.access import require
from hoiam.office.models import Office, Person

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
    return receive(office, replace(taken, fingerprint=fingerprint), by=by, at=at)


def keep_files(scans: Iterable[Upload], photos: Iterable[Upload]) -> tuple[list[Stored], list[str]]:
    """Make the files anew and keep them, the scans of letters marked as such; a sentence for each that was refused."""
    scans_made, scans_refused = files_store.remake_all(scans)
    photos_made, photos_refused = files_store.remake_all(photos)
    kept = [replace(files_store.keep(one), scan=True) for one in scans_made] + [
        files_store.keep(one) for one in photos_made
    ]
    return kept, scans_refused + photos_refused
