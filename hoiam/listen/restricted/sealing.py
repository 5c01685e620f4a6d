"""About the chairman or a deputy: sealed to the province's key, so that nobody in the office can read it.

The message is booked with the province; in the office it was sent to only its number and date stay, in the ledger.
The province reads it with its private key, which its officer brings; the sender by the key of the message.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from hoiam.files import store as files_store
from hoiam.files.store import Remade, Stored
from hoiam.listen.likeness.grid import position
from hoiam.listen.models import Attachment, Message, Sealing
from hoiam.listen.publicity import masking
from hoiam.listen.restricted import holding
from hoiam.listen.restricted.holding import About
from hoiam.office.models import Area, Office
from hoiam.vault import contacts, province
from hoiam.vault import text as sealed
from hoiam.vault.text import CannotOpen


@dataclass(frozen=True)
class Content:
    """All that is sealed of one message."""

    text: str
    place: str
    contact: dict[str, str]
    area: int | None
    lat: float | None
    lon: float | None
    masks: dict[str, Any]
    files: list[dict[str, Any]]

    @property
    def has_contact(self) -> bool:
        return any(self.contact.values())


def above(office: Office, about: About) -> Office | None:
    """The province that a message about these is sealed to: its leadership, or everybody who could have read it."""
    province_office = office.parent
    if province_office is None or not province_office.sealing_key:
        return None
    goes_up = holding.is_of_leadership(about) or holding.leaves_nobody(office, about)
    return province_office if goes_up else None


def content_of(
    text: str,
    place: str,
    contact: Mapping[str, str],
    area: Area | None,
    spot: tuple[float | None, float | None],
    masks: masking.Masks,
    kept: Iterable[Stored],
) -> Content:
    """What was sent, with the re-made files themselves."""
    packed = [asdict(file) | {part: _packed(getattr(file, part)) for part in ("name", "thumbnail")} for file in kept]
    return Content(text, place, dict(contact), area.pk if area else None, *spot, masks.frozen(), packed)


def _packed(name: str) -> str:
    return base64.b64encode(files_store.read(name)).decode() if name else ""


def seal(message: Message, content: Content, *, key: str, home: Office, at: datetime) -> None:
    """Close it. ``message`` is booked with the province; ``key``: that of the message, while it is at hand."""
    plain = json.dumps(asdict(content), ensure_ascii=False).encode()
    blobs = province.seal(plain, to=message.office.sealing_key, key=key, number=message.number)
    Sealing.objects.create(message=message, home=home, at=at, **asdict(blobs))


def stored(message: Message) -> list[Stored]:
    """The files of a message as they lie on the disk."""
    return [
        Stored(file.name, file.thumbnail, file.sort, file.width, file.height, file.scan) for file in message.files.all()
    ]


def throw_away_sealed(kept: Iterable[Stored]) -> None:
    """The plain-key copies of sealed files go when the message is in."""
    names = [name for file in kept for name in (file.name, file.thumbnail) if name]

    def delete() -> None:
        for name in names:
            files_store.delete(name)

    transaction.on_commit(delete)


# --- Opening ---


def open_by_key(message: Message, key: str) -> Content:
    """The sender's way in. Raises ValidationError when the key is not that of the message."""
    try:
        return _content(province.open_for_sender(_blobs(message.sealing), key, message.number))
    except CannotOpen as wrong:
        raise ValidationError("Mã bí mật không đúng với hồ sơ này: hãy nhập lại đủ 20 chữ số.") from wrong


def open_by_private(message: Message, private: bytes) -> Content:
    """The province's way in, with the file of its private key. Raises ValidationError when it is another."""
    try:
        key = province.read_private(private)
        return _content(province.open_for_province(_blobs(message.sealing), key, message.number))
    except CannotOpen as wrong:
        raise ValidationError("Tệp khóa này không mở được hồ sơ: hãy chọn đúng tệp khóa của tỉnh.") from wrong


def _blobs(row: Sealing) -> province.Sealed:
    return province.Sealed(bytes(row.content), bytes(row.for_province), bytes(row.for_sender))


def _content(plain: bytes) -> Content:
    return Content(**json.loads(plain))


def unseal(message: Message, content: Content, office: Office) -> None:
    """Write it as any restricted message is kept: words and place under the text key, contact in the vault."""
    number = message.number
    message.office = office
    message.sealed_text = sealed.seal(content.text, number=number, field="text")
    message.sealed_place = sealed.seal(content.place, number=number, field="place")
    message.masks = content.masks
    spot = position(content.lat, content.lon)
    for column, value in spot.items():
        setattr(message, column, value)
    message.area = Area.objects.filter(office=office, pk=content.area or 0).first()
    message.save(update_fields=["office", "sealed_text", "sealed_place", "masks", "area", *spot])
    Attachment.objects.bulk_create(_file(message, packed) for packed in content.files)
    if any(content.contact.values()):
        contacts.put(number, **content.contact)
    Sealing.objects.filter(message=message).delete()
    message.refresh_from_db()


def _file(message: Message, packed: dict[str, Any]) -> Attachment:
    extension = {"image": "webp", "pdf": "pdf", "voice": "mp3"}[packed["sort"]]
    small = packed["thumbnail"]
    thumbnail = Remade(base64.b64decode(small), "image", "webp", 0, 0) if small else None
    data, sort = base64.b64decode(packed["name"]), packed["sort"]
    stored = files_store.keep(Remade(data, sort, extension, packed["width"], packed["height"], thumbnail))
    return Attachment(message=message, **asdict(replace(stored, scan=packed["scan"])))
