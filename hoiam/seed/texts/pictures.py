"""The few pictures of the story: drawn scenes, re-made once like any upload, then kept for each message."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

from hoiam.files.store import Remade, Stored, keep, remake

_SIZE = (960, 720)
_SKY, _ROAD, _WALL, _GRASS = (188, 214, 232), (120, 122, 126), (226, 214, 190), (126, 160, 104)
SCENES = ("rac", "ngap", "o-ga", "den", "cay", "ong-nuoc", "via-he")
_SCENE_OF = {
    "rac-thai": "rac",
    "thoat-nuoc-ngap": "ngap",
    "duong-via-he": "o-ga",
    "giao-thong": "o-ga",
    "chieu-sang": "den",
    "dien": "den",
    "cay-xanh": "cay",
    "nuoc-sach": "ong-nuoc",
    "lan-chiem": "via-he",
    "o-nhiem": "rac",
    "thien-tai": "ngap",
}


def has_scene(topic: str) -> bool:
    return topic in _SCENE_OF


def photo(topic: str) -> Stored:
    """A photo of such a thing, kept under a name of its own."""
    return keep(_remade(_SCENE_OF[topic]))


@lru_cache(maxsize=len(SCENES))
def _remade(scene: str) -> Remade:
    data = BytesIO()
    draw_scene(scene).save(data, "JPEG", quality=82)
    return remake(data.getvalue(), f"{scene}.jpg")


def draw_scene(scene: str) -> Image.Image:
    """A street with one thing wrong in it."""
    image = Image.new("RGB", _SIZE, _SKY)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 330, 960, 430), fill=_GRASS)
    pen.polygon([(0, 720), (0, 520), (380, 400), (580, 400), (960, 520), (960, 720)], fill=_ROAD)
    for left, height in ((40, 190), (230, 140), (650, 170), (800, 220)):
        pen.rectangle((left, 400 - height, left + 150, 400), fill=_WALL, outline=(150, 130, 110), width=3)
        pen.polygon(
            [(left - 12, 400 - height), (left + 75, 330 - height), (left + 162, 400 - height)], fill=(164, 84, 62)
        )
        pen.rectangle((left + 55, 330, left + 95, 400), fill=(92, 74, 60))
    _WRONG[scene](pen, Random(scene))  # noqa: S311
    return image


def _rubbish(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    for _ in range(34):
        x, y, size = rng.randrange(240, 640), rng.randrange(470, 600), rng.randrange(24, 60)
        colour = rng.choice(((30, 30, 34), (220, 220, 214), (58, 92, 140), (178, 60, 50), (206, 186, 96)))
        pen.ellipse((x, y, x + size, y + size * 0.8), fill=colour)


def _flood(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    pen.rectangle((0, 470, 960, 720), fill=(134, 120, 92))
    for _ in range(60):
        x, y = rng.randrange(0, 900), rng.randrange(480, 710)
        pen.arc((x, y, x + 60, y + 12), 0, 180, fill=(176, 164, 138), width=3)


def _pothole(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    for x, y, wide in ((330, 540, 230), (560, 620, 150), (250, 640, 110)):
        pen.ellipse((x, y, x + wide, y + wide * 0.3), fill=(66, 62, 58), outline=(150, 146, 140), width=6)
    for _ in range(30):
        x, y = rng.randrange(240, 740), rng.randrange(530, 710)
        pen.ellipse((x, y, x + 10, y + 7), fill=(92, 90, 88))


def _lamp(pen: ImageDraw.ImageDraw, _rng: Random) -> None:
    pen.rectangle((0, 0, 960, 720), fill=(24, 28, 44))
    pen.polygon([(0, 720), (0, 520), (380, 400), (580, 400), (960, 520), (960, 720)], fill=(46, 48, 56))
    pen.rectangle((470, 150, 484, 560), fill=(96, 98, 104))
    pen.line((477, 160, 590, 130), fill=(96, 98, 104), width=10)
    pen.ellipse((580, 118, 640, 146), fill=(70, 70, 72))


def _tree(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    pen.line((160, 610, 760, 500), fill=(96, 70, 48), width=34)
    for _ in range(70):
        x, y = rng.randrange(500, 860), rng.randrange(380, 600)
        pen.ellipse((x, y, x + 56, y + 40), fill=(60 + rng.randrange(40), 118 + rng.randrange(40), 58))


def _pipe(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    pen.rectangle((420, 560, 960, 590), fill=(150, 156, 162))
    for _ in range(50):
        pen.line((430, 575, rng.randrange(240, 520), rng.randrange(360, 600)), fill=(206, 226, 240), width=4)
    pen.ellipse((200, 600, 620, 690), fill=(150, 182, 204))


def _pavement(pen: ImageDraw.ImageDraw, _rng: Random) -> None:
    for x in range(60, 860, 160):
        pen.rectangle((x, 470, x + 100, 490), fill=(190, 70, 60))
        pen.rectangle((x + 10, 490, x + 18, 540), fill=(120, 60, 54))
        pen.rectangle((x + 82, 490, x + 90, 540), fill=(120, 60, 54))
        pen.polygon([(x - 20, 420), (x + 50, 380), (x + 120, 420)], fill=(60, 110, 170))


_WRONG = {
    "rac": _rubbish,
    "ngap": _flood,
    "o-ga": _pothole,
    "den": _lamp,
    "cay": _tree,
    "ong-nuoc": _pipe,
    "via-he": _pavement,
}
