"""A finished page measured letter by letter: where each stands, in which face and size, and where lines are drawn."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from hoiam.papers.tests.reading import MILLIMETRE


@dataclass(frozen=True)
class Sign:
    text: str
    page: int
    face: str  # "Tinos-Bold"
    size: float
    left: float  # millimetres from the left and upper edge of the page
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Line:
    page: int
    left: float
    right: float
    y: float


@dataclass(frozen=True)
class Page:
    width: float
    height: float


def pages_of(pdf: bytes) -> list[Page]:
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [Page(page.get_width() / MILLIMETRE, page.get_height() / MILLIMETRE) for page in document]


def signs_of(pdf: bytes) -> list[Sign]:
    """Every sign that leaves ink, in the order of the file."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [sign for number, page in enumerate(document, start=1) for sign in _signs(page, number)]


def _signs(page: pypdfium2.PdfPage, number: int) -> Iterator[Sign]:
    text, height = page.get_textpage(), page.get_height()
    flags, name = ctypes.c_int(), ctypes.create_string_buffer(100)
    for place in range(text.count_chars()):
        sign = text.get_text_range(place, 1)
        if not sign.strip():
            continue
        raw.FPDFText_GetFontInfo(text, place, name, len(name), flags)
        left, bottom, right, top = text.get_charbox(place)
        yield Sign(
            sign,
            number,
            name.value.decode().partition("+")[2],
            round(raw.FPDFText_GetFontSize(text, place), 2),
            left / MILLIMETRE,
            (height - top) / MILLIMETRE,
            right / MILLIMETRE,
            (height - bottom) / MILLIMETRE,
        )


@dataclass(frozen=True)
class Span:
    """Words on a page as one thing."""

    signs: tuple[Sign, ...]

    @property
    def page(self) -> int:
        (page,) = {sign.page for sign in self.signs}
        return page

    @property
    def look(self) -> tuple[str, float]:
        """The one face and size that all of it has."""
        (look,) = {(sign.face, sign.size) for sign in self.signs}
        return look

    @property
    def left(self) -> float:
        return min(sign.left for sign in self.signs)

    @property
    def right(self) -> float:
        return max(sign.right for sign in self.signs)

    @property
    def top(self) -> float:
        return min(sign.top for sign in self.signs)

    @property
    def bottom(self) -> float:
        return max(sign.bottom for sign in self.signs)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def found(signs: list[Sign], words: str, *, nth: int = 0) -> Span:
    """The words where they stand for the nth time; blanks do not count."""
    text, sought = "".join(sign.text for sign in signs), "".join(words.split())
    at = -1
    for _ in range(nth + 1):
        at = text.find(sought, at + 1)
        assert at >= 0, f"{words!r} không có trên trang"
    return Span(tuple(signs[at : at + len(sought)]))


def lines_of(pdf: bytes) -> list[Line]:
    """The level strokes of every page."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [line for number, page in enumerate(document, start=1) for line in _lines(page, number)]


def _lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=5):
        left, bottom, right, top = (edge / MILLIMETRE for edge in shape.get_bounds())
        if top - bottom < 1 < right - left:
            yield Line(number, left, right, page.get_height() / MILLIMETRE - (top + bottom) / 2)
