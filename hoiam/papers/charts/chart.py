"""A chart as plain data. It is drawn by drawing.py for pages (svg.py) and PDFs, by docx_charts.py for Word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hoiam.papers.words import number

Number = int | float
MOST_SERIES = 4  # as many fillings can be told apart without colours
UNKNOWN = "chưa có số liệu"


@dataclass(frozen=True)
class Series:
    name: str  # "Kỳ này"
    values: tuple[Number | None, ...]  # one for each label; None where the number is not known


@dataclass(frozen=True)
class Chart:
    """Bars lie and have room for long names; columns stand; a line tells a course over time."""

    title: str
    unit: str
    form: Literal["bars", "columns", "line"]
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str = ""  # what the chart shows, in a sentence; the numbers are told after it

    def __post_init__(self) -> None:
        assert self.labels
        assert 1 <= len(self.series) <= MOST_SERIES
        assert all(len(one.values) == len(self.labels) for one in self.series)
        assert all(value is None or value >= 0 for one in self.series for value in one.values)

    @property
    def top(self) -> Number:
        """The end of the scale, which always begins at zero."""
        return 100 if self.unit == "%" else max((v for one in self.series for v in one.values if v), default=1)

    def shown(self, value: Number | None) -> str:
        if value is None:
            return UNKNOWN
        return f"{number(value)}%" if self.unit == "%" else number(value)

    @property
    def told(self) -> str:
        """The whole chart in words, for those who do not see it."""
        rows = (
            f"{label}: " + ", ".join(self._part(one, one.values[at]) for one in self.series)
            for at, label in enumerate(self.labels)
        )
        return f"{self.alt or f'{self.title}.'} Đơn vị tính: {self.unit}. {'; '.join(rows)}."

    def _part(self, series: Series, value: Number | None) -> str:
        return self.shown(value) if len(self.series) == 1 else f"{series.name} {self.shown(value)}"

    @property
    def gaps(self) -> str:
        """Which numbers are not known, in a sentence; empty when all are."""
        missing = [
            f"{label} ({one.name})" if len(self.series) > 1 else label
            for at, label in enumerate(self.labels)
            for one in self.series
            if one.values[at] is None
        ]
        return f"Chưa có số liệu: {', '.join(missing)}." if missing else ""
