"""What the body of an official document is made of: paragraphs, lists, tables, charts. Everything comes worded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from string import ascii_lowercase
from typing import Any, Literal

from hoiam.papers.charts.chart import UNKNOWN, Chart
from hoiam.papers.charts.drawing import draw, scale_end, told_of
from hoiam.papers.words import number

ROOM, ROOM_ACROSS = 165, 252  # millimetres between the margins of a page upright, and of one turned
CHART_UNIT = 0.85  # points of the page for a unit of a drawing: its words stand in 11 points
MOST_ROWS_WHOLE = 12  # a table that a page need not part
CHART_WIDE = ROOM * 72 / 25.4 / CHART_UNIT
PLACE_MM = 11  # the column "STT"


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Lines:
    """A list, each line with its dash."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    name: str
    width: float = 1  # beside the others
    align: Literal["left", "center", "right"] = "center"


@dataclass(frozen=True)
class Cell:
    """A number typed by hand names its source: it stands in italics, with a letter, and a note under the table."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Row:
    cells: tuple[str | Cell, ...]
    look: Literal["plain", "total", "part"] = "plain"  # "part": a "trong đó" of the row above


@dataclass(frozen=True)
class Table:
    title: str  # "Bảng 1. Kết quả tiếp nhận, trả lời"
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    numbered: bool = False  # a first column "STT"; parts get no number
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        assert all(len(row.cells) == len(self.columns) for row in self.rows)

    def words(self, room: int) -> dict[str, Any]:
        sources = _sources(self.rows)
        places = count(1)
        rows = [_row(row, sources, places if self.numbered else None) for row in self.rows]
        columns = [(column.name, column.align) for column in self.columns]
        typed = (f"({letter}) Số liệu nhập tay. Nguồn: {source}." for source, letter in sources.items())
        return {
            "kind": "table",
            "title": self.title,
            "names": ["STT"] * self.numbered + [name for name, _ in columns],
            "aligns": ["center"] * self.numbered + [align for _, align in columns],
            "widths": self._widths(room),
            "size": 12 if len(columns) < 8 else 11 if len(columns) < 12 else 10,
            "rows": rows,
            "whole": len(rows) <= MOST_ROWS_WHOLE,
            "notes": [*self.notes, *typed],
        }

    def _widths(self, room: int) -> list[float]:
        """Millimetres, which together fill the width of the page."""
        left = room - PLACE_MM * self.numbered
        whole = sum(column.width for column in self.columns)
        return [PLACE_MM] * self.numbered + [round(left * column.width / whole, 1) for column in self.columns]


@dataclass(frozen=True)
class ChartBlock:
    """A chart, and under it a table with the same numbers."""

    chart: Chart

    def words(self, room: int) -> dict[str, Any]:
        chart = self.chart
        columns = (Column(f"Đơn vị tính: {chart.unit}", 2, "left"), *(Column(one.name) for one in chart.series))
        rows = (
            Row((label, *(_in_table(one.values[at]) for one in chart.series))) for at, label in enumerate(chart.labels)
        )
        return {
            "kind": "chart",
            "title": chart.title,
            "alt": chart.told,
            "gaps": chart.gaps,
            "form": chart.form,
            "top": scale_end(chart),
            "measured": chart.unit,
            "labels": chart.labels,
            "series": [{"name": one.name, "values": one.values} for one in chart.series],
            "unit": CHART_UNIT,
            "told": [sorted(told_of(chart, one.values, CHART_WIDE)) for one in chart.series],
            "drawing": draw(chart, CHART_WIDE).words(),
            "table": Table("", columns, tuple(rows)).words(room),
        }


Block = Paragraph | Lines | Table | ChartBlock


def items(blocks: tuple[Block, ...], room: int = ROOM) -> Iterator[dict[str, Any]]:
    """The blocks one after the other, for the templates."""
    for block in blocks:
        match block:
            case Paragraph():
                yield {"kind": "paragraph", "text": block.text}
            case Lines():
                yield {"kind": "lines", "lines": block.lines}
            case Table() | ChartBlock():
                yield block.words(room)


def _in_table(value: int | float | None) -> str:
    return UNKNOWN if value is None else number(value)


def _sources(rows: tuple[Row, ...]) -> dict[str, str]:
    """Each source of typed numbers and its letter, in the order in which a reader meets them."""
    named = (cell.source for row in rows for cell in row.cells if isinstance(cell, Cell) and cell.source)
    return {source: f"{ascii_lowercase[at % 26]}{at // 26 or ''}" for at, source in enumerate(dict.fromkeys(named))}


def _row(row: Row, sources: dict[str, str], places: Iterator[int] | None) -> dict[str, Any]:
    cells = [cell if isinstance(cell, Cell) else Cell(cell) for cell in row.cells]
    told = [
        {"text": f"{cell.text} ({sources[cell.source]})" if cell.source else cell.text, "typed": bool(cell.source)}
        for cell in cells
    ]
    named = 0  # which cell is moved in where the row is a part
    if places is not None:
        told.insert(0, {"text": "" if row.look == "part" else str(next(places)), "typed": False})
        named = 1
    return {"look": row.look, "named": named, "cells": told}
