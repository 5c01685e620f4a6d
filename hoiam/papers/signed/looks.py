"""What a signature shows, typeset like our papers (Tinos, PDF/A) and laid into the signature as its appearance."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from hoiam.papers.pdf import typeset
from hoiam.papers.signed.pictures import Picture
from hoiam.papers.signed.places import Box


@dataclass(frozen=True)
class Look:
    """A page of the size of a signature's place."""

    pdf: bytes


def pictured(title: str, room: Box, picture: Picture, width: float, height: float, *, at_right: bool = False) -> Look:
    size = {"picture_width": width, "picture_height": height}
    return _typeset(title, room, at_right=at_right, picture=list(picture.png), **size)


def written(
    title: str, room: Box, words: Sequence[str], *, size: float, width: float = 0, at_right: bool = False
) -> Look:
    """``width``: where the words may not fill the whole room."""
    said = [line for line in words if line]
    return _typeset(title, room, at_right=at_right, lines=said, size=size, words_width=width or room.width)


def _typeset(title: str, room: Box, **words: object) -> Look:
    blank = {"lines": [], "picture": [], "size": 9, "words_width": 0, "picture_width": 0, "picture_height": 0}
    return Look(typeset("signed", blank | {"title": title, "width": room.width, "height": room.height} | words))


class _Page(PdfContent):
    """The page of a look as content of another file."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._look.pdf)))
        self.resources.xobject["/Look"] = page
        left, bottom, right, top = (float(side) for side in page.get_object()["/BBox"])
        self.box = BoxConstraints(width=right - left, height=top - bottom)  # type: ignore[arg-type]
        return b"/Look Do"


def stamp(look: Look) -> StaticStampStyle:
    middle = AxisAlignment.ALIGN_MID
    return StaticStampStyle(
        border_width=0,
        background=_Page(look),
        background_layout=SimpleBoxLayoutRule(x_align=middle, y_align=middle, margins=Margins.uniform(0)),
    )
