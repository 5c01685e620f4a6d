"""Where a signature and a seal stand on the page (NĐ 30/2020/NĐ-CP, Phụ lục I): found in the words of the page itself,
so that a document which a clerk has gone on editing in Word is served like one of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hoiam.papers.signed.paper import Line

MM = 72 / 25.4
AIR = 1 * MM  # between the picture and the words above and below it
# Between the post and the name there is room for a hand: five blank lines, about 27 mm.
LEAST, MOST = 12 * MM, 70 * MM
ASKEW = 8 * MM
LONGEST_SIGNATURE = 45 * MM
SEAL_ROOM = 42 * MM  # the largest seal that the State gives out


@dataclass(frozen=True)
class Box:
    """A part of a page, in points from the lower left; ``page`` from 0."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def inner(self, proportion: float) -> Box:
        """The largest box of this proportion (width by height) in its middle."""
        width = min(self.width, self.height * proportion)
        height = width / proportion
        across, up = (self.left + self.right) / 2, (self.bottom + self.top) / 2
        return Box(self.page, across - width / 2, up - height / 2, across + width / 2, up + height / 2)


def room_for_signature(lines: Sequence[Line], name: str) -> Box | None:
    """The room between the post and the name at the end of a document; ``name`` empty: whoever signs it.

    The last one counts: what stands before it can only be quoted there.
    """
    wanted = _plain(name)
    for under in reversed(lines):
        if _plain(under.text) != wanted if wanted else not _is_a_name(under.text):
            continue
        column = [line for line in lines if line.page == under.page and abs(line.centre - under.centre) <= ASKEW]
        above = [line for line in column if line.bottom >= under.top]
        if not above or not any(_is_post(line) for line in above):
            continue
        last = min(above, key=lambda line: line.bottom)
        if LEAST <= last.bottom - under.top <= MOST:
            half = LONGEST_SIGNATURE / 2
            return Box(under.page, under.centre - half, under.top + AIR, under.centre + half, last.bottom - AIR)
    return None


def _is_post(line: Line) -> bool:
    """«TM. ỦY BAN NHÂN DÂN», «PHÓ CHỦ TỊCH»: in capitals."""
    return len(line.text) > 2 and line.text == line.text.upper() and any(sign.isalpha() for sign in line.text)


def _is_a_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and all(word.istitle() and word.isalpha() for word in words)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def room_for_seal(signature: Box) -> Box:
    """The seal lies over about a third of the signature, at its left: its right edge stands a third into it.

    The room has the size of the largest seal, and each seal stands at its right edge in its own size.
    """
    right = signature.left + signature.width / 3
    middle = (signature.bottom + signature.top) / 2
    return Box(signature.page, right - SEAL_ROOM, middle - SEAL_ROOM / 2, right, middle + SEAL_ROOM / 2)


def room_for_appendix(width: float, height: float) -> Box:
    """Top right of page 1 (of this size), in the margin above the words."""
    return Box(0, width - (15 + 100) * MM, height - 19 * MM, width - 15 * MM, height - 5 * MM)
