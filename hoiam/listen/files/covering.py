"""Black boxes on photos: burnt into a copy of its own, which is all that the public gets.

What is opened here are our own re-made pictures (files.py, remaking.py), never bytes that a stranger sent.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from PIL import Image, ImageDraw, ImageFont

from hoiam.files import store as files_store
from hoiam.ledger.acts import act, append, lock
from hoiam.listen.access import must_see, require_apart
from hoiam.listen.models import Attachment
from hoiam.office.models import Person

WHOLE = 1000
MOST_BOXES = 40
SMALLEST = 5
THUMBNAIL_SIDE = 640
QUALITY = 82


class Box(NamedTuple):
    """A covered part: left, top, width and height, in thousandths of the picture."""

    x: int
    y: int
    w: int
    h: int

    def inside(self) -> bool:
        """Whether it lies in the picture and can be seen at all."""
        begins = 0 <= self.x < WHOLE and 0 <= self.y < WHOLE
        return begins and self.w >= SMALLEST and self.h >= SMALLEST and self.x + self.w <= WHOLE >= self.y + self.h


@act
def cover_photo(file: Attachment, boxes: Sequence[Box], *, by: Person, at: datetime) -> None:
    """Burn the boxes into a new copy for the public; done again, it replaces the copy. No box: the photo as sent."""
    message = file.message
    must_see(by, message)
    require_apart(by, "confirm_public", message)
    if message.is_restricted:
        raise PermissionDenied("Hồ sơ hạn chế tiếp cận không có bản công khai.")
    if file.sort != Attachment.Sort.IMAGE or file.scan:
        raise ValidationError("Chỉ che được ảnh; tệp PDF chỉ cho đăng khi cả tệp đăng được.")
    if len(boxes) > MOST_BOXES:
        raise ValidationError(f"Nhiều nhất {MOST_BOXES} ô che trên một ảnh.")
    if not all(box.inside() for box in boxes):
        raise ValidationError("Ô che phải nằm trong ảnh: trái, trên, rộng, cao từ 0 đến 100 phần trăm.")
    lock(file)
    old = [name for name in (file.public_name, file.public_thumbnail) if name]
    stored = files_store.keep(_copy(file, boxes)) if boxes else None
    file.public_name = stored.name if stored else ""
    file.public_thumbnail = stored.thumbnail if stored else ""
    file.boxes, file.covered_by, file.covered_at = [list(box) for box in boxes], by, at
    file.save(update_fields=["public_name", "public_thumbnail", "boxes", "covered_by", "covered_at"])
    for name in old:
        transaction.on_commit(partial(files_store.delete, name))
    payload = {"boxes": len(boxes)}
    append(message.office, "message.photo_masked", message.subject, by=by, at=at, payload=payload)


def boxes_of(file: Attachment) -> list[Box]:
    """The boxes that are burnt into the public copy now."""
    return [Box(*map(int, one)) for one in file.boxes]


def preview(file: Attachment, boxes: Sequence[Box]) -> bytes:
    """The photo with the boxes and a numbered net of tenths over it, for who places boxes by numbers."""
    picture = _burnt(files_store.read(file.name), boxes)
    picture.thumbnail((1200, 1200))
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(size=max(12, picture.width // 24))
    for tenth in range(1, 10):
        x, y = picture.width * tenth // 10, picture.height * tenth // 10
        for line in ((x, 0, x, picture.height), (0, y, picture.width, y)):
            pen.line(line, fill=(255, 255, 255), width=3)
            pen.line(line, fill=(0, 90, 140), width=1)
        for spot in ((x + 3, 2), (3, y + 2)):
            pen.text(spot, str(tenth * 10), font=font, fill=(0, 60, 100), stroke_width=2, stroke_fill=(255, 255, 255))
    return _webp(picture)


def _copy(file: Attachment, boxes: Sequence[Box]) -> files_store.Remade:
    picture = _burnt(files_store.read(file.name), boxes)
    small = picture.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    thumbnail = files_store.Remade(_webp(small), "image", "webp", small.width, small.height)
    return files_store.Remade(_webp(picture), "image", "webp", picture.width, picture.height, thumbnail)


def _burnt(data: bytes, boxes: Sequence[Box]) -> Image.Image:
    """New pixels, with nothing of the old file about them, black where a box lies; a broken pixel counts as covered."""
    with Image.open(io.BytesIO(data), formats=["WEBP"]) as opened:
        picture = Image.new("RGB", opened.size, "white")
        picture.paste(opened.convert("RGB"))
    pen = ImageDraw.Draw(picture)
    for box in boxes:
        left, top = picture.width * box.x // WHOLE, picture.height * box.y // WHOLE
        right = -(-picture.width * (box.x + box.w) // WHOLE)
        bottom = -(-picture.height * (box.y + box.h) // WHOLE)
        pen.rectangle((left, top, min(right, picture.width) - 1, min(bottom, picture.height) - 1), fill="black")
    return picture


def _webp(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=3)
    return out.getvalue()
