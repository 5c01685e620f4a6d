"""Where everything in a chart stands, for one width: pages (svg.py) and PDFs (body.typ) draw it after this.

Across, places are shares of the width; down, they are units from the upper edge. The words of a chart are text, and
no reader needs its colours: series differ by their filling and marks, and every column says its number.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10
from typing import Any, Literal

from hoiam.papers.charts.chart import UNKNOWN, Chart, Number

LETTER = 6.9  # the width of a letter, on the whole
BOLD = 7.6
ROW = 18  # a line of words
BAR, ROOM = 17, 0.7  # a lying bar: how high, and what share of the width the longest takes
PLOT = 170  # the height of standing columns and lines
COLUMNS = 0.72  # the share of its place that a group of columns fills


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    look: str  # "s1", "s2" …: the series


@dataclass(frozen=True)
class Stroke:
    x: float
    y: float
    to_x: float
    to_y: float
    look: str  # a series, "axis" or "grid"


@dataclass(frozen=True)
class Mark:
    """Of a column always a square, of a line a shape of its own."""

    x: float
    y: float
    dx: float
    look: str
    square: bool = False


@dataclass(frozen=True)
class Words:
    x: float
    y: float
    dx: float
    text: str
    anchor: Literal["start", "middle", "end"]
    look: Literal["label", "value", "unknown", "tick"]
    turned: bool = False  # read from below upwards


Shape = Box | Stroke | Mark | Words
NAMES = {Box: "box", Stroke: "stroke", Mark: "mark", Words: "words"}


@dataclass(frozen=True)
class Drawing:
    height: float
    shapes: tuple[Shape, ...]

    def words(self) -> dict[str, Any]:
        shapes = [{"is": NAMES[type(shape)]} | vars(shape) for shape in self.shapes]
        return {"height": self.height, "shapes": shapes}


def draw(chart: Chart, width: float) -> Drawing:
    """The chart for a place this many units wide."""
    shapes: list[Shape] = []
    y = _names(chart, shapes)
    y = (_bars if chart.form == "bars" else _standing)(chart, shapes, y, width)
    return Drawing(y, tuple(shapes))


def _names(chart: Chart, shapes: list[Shape]) -> float:
    """The unit, and which filling is which series."""
    shapes.append(Words(0, 13, 0, f"Đơn vị tính: {chart.unit}", "start", "tick"))
    y = 22.0
    if len(chart.series) > 1:
        for place, one in enumerate(chart.series, start=1):
            square = chart.form != "line"
            shapes += (Mark(0, y + 8, 8, f"s{place}", square), Words(0, y + 13, 20, one.name, "start", "label"))
            y += ROW + 2
    return y + 4


def _bars(chart: Chart, shapes: list[Shape], y: float, width: float) -> float:
    for at, label in enumerate(chart.labels):
        for line in textwrap.wrap(label, int(width / LETTER)):
            shapes.append(Words(0, y + 13, 0, line, "start", "label"))
            y += ROW
        shapes.append(Stroke(0, y - 2, 0, y + len(chart.series) * (BAR + 4) - 2, "axis"))
        for place, one in enumerate(chart.series, start=1):
            value = one.values[at]
            long = ROOM * (value or 0) / chart.top
            if long:
                shapes.append(Box(0, y, long, BAR, f"s{place}"))
            look: Literal["unknown", "value"] = "unknown" if value is None else "value"
            shapes.append(Words(long, y + 13, 7, chart.shown(value), "start", look))
            y += BAR + 4
        y += 8
    return y


def _standing(chart: Chart, shapes: list[Shape], y: float, width: float) -> float:
    """Columns or lines over their labels; words that are wider than their place are turned."""
    slot = width / len(chart.labels)
    turned = _turned(chart, width)
    base = y + (_longest(chart) * BOLD if turned else ROW) + PLOT
    if chart.form == "columns":
        _columns(chart, shapes, base, turned)
    else:
        _lines(chart, shapes, base, width)
    shapes.append(Stroke(0, base, 1, base, "axis"))
    y = _labels(chart, shapes, base, slot)
    if chart.form == "line" and len(chart.series) > 1:
        # Where one line has a gap another runs through: there is no room to say it beside the gap.
        for line in textwrap.wrap(chart.gaps, int(width / LETTER)):
            shapes.append(Words(0, y + 13, 0, line, "start", "unknown"))
            y += ROW
    return y


def _longest(chart: Chart) -> int:
    known = (len(chart.shown(value)) for one in chart.series for value in one.values if value is not None)
    return max(known, default=1)


def _turned(chart: Chart, width: float) -> bool:
    """Whether a number is wider than the column or the point that it stands over."""
    slot = width / len(chart.labels)
    place = slot * COLUMNS / len(chart.series) if chart.form == "columns" else slot
    return _longest(chart) * BOLD > place + 4


def _labels(chart: Chart, shapes: list[Shape], base: float, slot: float) -> float:
    longest = max(map(len, chart.labels))
    turned = longest * LETTER > slot
    for at, label in enumerate(chart.labels):
        x = (at + 0.5) / len(chart.labels)
        if turned:
            shapes.append(Words(x, base + 7, 0, label, "end", "label", turned=True))
        else:
            shapes.append(Words(x, base + ROW, 0, label, "middle", "label"))
    return base + (longest * LETTER + 12 if turned else ROW + 8)


def _columns(chart: Chart, shapes: list[Shape], base: float, turned: bool) -> None:
    slot = 1 / len(chart.labels)
    wide = slot * COLUMNS / len(chart.series)
    for at in range(len(chart.labels)):
        for place, one in enumerate(chart.series, start=1):
            x = slot * (at + (1 - COLUMNS) / 2) + wide * (place - 1)
            value = one.values[at]
            if value is None:
                shapes.append(Words(x + wide / 2, base - 5, 0, UNKNOWN, "start", "unknown", turned=True))
                continue
            high = PLOT * value / chart.top
            if high:
                shapes.append(Box(x + wide * 0.04, base - high, wide * 0.92, high, f"s{place}"))
            shapes.append(_value(chart, x + wide / 2, base - high - 5, value, turned=turned))


def _value(chart: Chart, x: float, y: float, value: Number, *, turned: bool) -> Words:
    return Words(x, y, 0, chart.shown(value), "start" if turned else "middle", "value", turned=turned)


def _lines(chart: Chart, shapes: list[Shape], base: float, width: float) -> None:
    top = scale_end(chart)
    for tick in (top / 2, top):
        y = base - PLOT * tick / top
        shapes += (Stroke(0, y, 1, y, "grid"), Words(0, y - 4, 0, chart.shown(tick), "start", "tick"))
    slot = 1 / len(chart.labels)
    for place, one in enumerate(chart.series, start=1):
        look = f"s{place}"
        points = [
            None if value is None else ((at + 0.5) * slot, base - PLOT * value / top)
            for at, value in enumerate(one.values)
        ]
        for here, then in pairwise(points):
            if here and then:
                shapes.append(Stroke(*here, *then, look))
        for at, point in enumerate(points):
            value = one.values[at]
            if point is None or value is None:
                continue
            shapes.append(Mark(*point, 0, look))
            if at in told_of(chart, one.values, width):
                above = all((other.values[at] or 0) <= value for other in chart.series)
                shapes.append(
                    Words(point[0], point[1] + (-9 if above else 19), 0, chart.shown(value), "middle", "value")
                )
    for at in range(len(chart.labels)):
        if all(one.values[at] is None for one in chart.series):
            shapes.append(Words((at + 0.5) * slot, base - 5, 0, UNKNOWN, "start", "unknown", turned=True))


def told_of(chart: Chart, values: tuple[Number | None, ...], width: float) -> set[int]:
    """Which numbers of a series are written beside it: of crowded lines the last and the highest alone."""
    known = [at for at, value in enumerate(values) if value is not None]
    if chart.form != "line" or not known or (len(chart.series) == 1 and not _turned(chart, width)):
        return set(known)
    return {known[-1], max(known, key=lambda at: values[at] or 0)}


def scale_end(chart: Chart) -> int:
    """The end of a scale, a round number with a whole middle."""
    unit = int(10 ** floor(log10(max(chart.top, 1))))
    steps = (2, 4, 6, 8, 10) if unit == 1 else (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10)
    return next(int(unit * step) for step in steps if unit * step >= chart.top)
