"""A book of the office (sổ): a table of a period on A4 landscape, its head repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hoiam.papers.head import Head
from hoiam.papers.pdf import typeset


@dataclass(frozen=True)
class Column:
    name: str
    share: int  # of the width, beside the others
    centred: bool = False


@dataclass(frozen=True)
class Book:
    head: Head
    title: tuple[str, ...]  # lines, as printed: ("SỔ TIẾP CÔNG DÂN",)
    period: str  # "Từ ngày 01/10/2026 đến ngày 31/10/2026"
    columns: Sequence[Column]
    lines: Sequence[Sequence[str]]
    notes: Sequence[str]
    writer: str = ""

    def words(self) -> dict[str, Any]:
        return {
            "title": " ".join(self.title),
            "head": self.head.words(),
            "named": self.title,
            "period": self.period,
            "names": [column.name for column in self.columns],
            "shares": [str(column.share) for column in self.columns],
            "centred": ["yes" if column.centred else "" for column in self.columns],
            "lines": self.lines,
            "notes": self.notes,
            "writer": self.writer,
        }

    def pdf(self) -> bytes:
        return typeset("book", self.words())
