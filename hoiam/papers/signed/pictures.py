"""The picture of a signature or a seal by NĐ 30/2020/NĐ-CP: PNG, transparent, blue for a person, red for a seal."""

from __future__ import annotations

import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from PIL import Image, UnidentifiedImageError

MAX_BYTES = 1024 * 1024
MAX_SIDE = 2400
INCH = 72.0
SEEN = 32  # of 255: below that a point is as good as transparent


@dataclass(frozen=True)
class Picture:
    png: bytes
    wide: int  # points of the picture
    high: int
    per_inch: float  # as the file says; 0 where it does not

    @property
    def proportion(self) -> float:
        return self.wide / self.high


def signature_picture(data: bytes) -> Picture:
    """A person's hand in blue. Raises ValidationError, in words."""
    picture, (red, green, blue) = _opened(data)
    if blue <= max(red, green):
        raise ValidationError("Hình ảnh chữ ký phải màu xanh trên nền trong suốt.")
    return picture


def seal_picture(data: bytes) -> Picture:
    """An agency's seal in red. Raises ValidationError, in words."""
    picture, (red, green, blue) = _opened(data)
    if red <= max(green, blue):
        raise ValidationError("Hình ảnh con dấu phải màu đỏ trên nền trong suốt.")
    return picture


def _opened(data: bytes) -> tuple[Picture, tuple[float, float, float]]:
    if len(data) > MAX_BYTES:
        raise ValidationError("Tệp hình ảnh lớn hơn 1 MB.")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            if max(image.size) > MAX_SIDE:
                raise ValidationError(f"Hình ảnh quá lớn: mỗi chiều không quá {MAX_SIDE} điểm ảnh.")
            per_inch = float(image.info.get("dpi", (0, 0))[0])
            seen = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ValidationError("Hình ảnh phải là tệp PNG nền trong suốt.") from None
    points = [point[:3] for point in _points(seen) if point[3] >= SEEN]
    if not points or len(points) > seen.width * seen.height * 9 // 10:
        raise ValidationError("Hình ảnh phải có nền trong suốt (PNG).")
    red, green, blue = (sum(point[place] for point in points) / len(points) for place in range(3))
    return Picture(data, seen.width, seen.height, per_inch), (red, green, blue)


def _points(image: Image.Image) -> list[tuple[int, int, int, int]]:
    raw = image.tobytes()
    return list(zip(raw[0::4], raw[1::4], raw[2::4], raw[3::4], strict=True))
