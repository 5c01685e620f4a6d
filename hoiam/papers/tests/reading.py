"""Reading a finished paper back, as a program of someone else does."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document

from tests.needs import needs

MILLIMETRE = 72 / 25.4
NEEDS_POPPLER = needs("poppler-utils")


def _poppler(tool: str, *options: str, pdf: bytes) -> str:
    run = subprocess.run(
        [tool, *options, "-", "-"] if tool == "pdftotext" else [tool, *options, "-"], input=pdf, capture_output=True
    )
    return run.stdout.decode()


def text_of(pdf: bytes) -> str:
    """The words in the order in which the file has them (not by columns of the page), each gap one blank."""
    return " ".join(_poppler("pdftotext", "-raw", pdf=pdf).split())


def info_of(pdf: bytes) -> dict[str, str]:
    lines = (line.partition(":") for line in _poppler("pdfinfo", pdf=pdf).splitlines())
    return {name: value.strip() for name, _, value in lines}


def fonts_of(pdf: bytes) -> list[tuple[str, str]]:
    """Each font's name and whether it is embedded."""
    rows = _poppler("pdffonts", pdf=pdf).splitlines()[2:]
    return [(row.split()[0], row.split()[-5]) for row in rows]


@dataclass(frozen=True)
class Word:
    page: int
    text: str
    left: float  # millimetres from the left and upper edge
    top: float
    right: float
    bottom: float


def words_of(pdf: bytes) -> list[Word]:
    return list(_words(_poppler("pdftotext", "-bbox", pdf=pdf)))


def _words(listing: str) -> Iterator[Word]:
    page = 0
    for line in listing.splitlines():
        page += line.strip().startswith("<page ")
        found = re.search(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)</word>', line)
        if found:
            left, top, right, bottom = (float(found[group]) / MILLIMETRE for group in (1, 2, 3, 4))
            yield Word(page, found[5], left, top, right, bottom)


def text_of_docx(docx: bytes) -> str:
    """Every text of the body, those in nested tables too, in order."""
    body = Document(io.BytesIO(docx)).element.body
    paragraphs = ("".join(text.text or "" for text in paragraph.iter(_W + "t")) for paragraph in body.iter(_W + "p"))
    return " ".join(" ".join(paragraphs).split())


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def in_order(text: str, *parts: str) -> bool:
    """Whether the parts stand in the text one after the other."""
    place = 0
    for part in parts:
        found = text.find(part, place)
        assert found >= 0, f"{part!r} không có sau vị trí {place} trong: {text}"
        place = found + len(part)
    return True
