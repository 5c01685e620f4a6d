"""The kinds of report, as data: which period each covers, how it is called, what stands in it, what it is beside."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from hoiam.law.owed import Term
from hoiam.report.figures.history import Filter
from hoiam.report.models import Section
from hoiam.workdays.periods import KINDS as PERIOD_KINDS
from hoiam.workdays.periods import NoSuchPeriod, Period, Schedule, sort_of

KINDS_FOLDER = Path(__file__).parent
WEEKLY = "weekly"
# Of a report on a theme: whoever makes it says which period, of any kind.
ANY = "any"
PREVIOUS, LAST_YEAR, PLAN = "previous", "last_year", "plan"


@dataclass(frozen=True)
class Heading:
    """A Roman heading of the document and the sections under it."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class ReportKind:
    """One kind of report. ``subject`` and ``about`` have places for the names of the period and the next one.

    ``charts``: figures whose groups are drawn in the document; with any, the course over the periods is drawn too.
    ``figures``: which it holds; all, where none is named. ``thematic``: made when somebody asks for it, never due, and
    public only once it is published; ``only``: what it is narrowed to.
    """

    id: str
    order: int
    name: str
    period: str
    subject: tuple[str, ...]
    about: str
    compare: tuple[str, ...]
    charts: tuple[str, ...]
    headings: tuple[Heading, ...]
    # Who writes each section and by when, where an office decided nothing: codes of units; days from the last day.
    owners: dict[Section, tuple[str, ...]] = field(hash=False)
    sections_due: tuple[int, time]
    # By when the superior wants it, where it decided nothing.
    due: Term
    figures: tuple[str, ...] = ()
    thematic: bool = False
    only: Filter | None = None

    def parse(self, schedule: Schedule, code: str) -> Period:
        """The period of a code, of the kind this report has; raises NoSuchPeriod in words."""
        return schedule.parse(sort_of(code) if self.period == ANY else self.period, code)

    def holds(self, figure: str) -> bool:
        return not self.figures or figure in self.figures

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(section for heading in self.headings for section in heading.sections)

    def titled(self, period: Period) -> tuple[str, ...]:
        """The lines under «BÁO CÁO»."""
        return tuple(line.format(**_names(period)) for line in self.subject)

    def on(self, period: Period) -> str:
        """«kết quả công tác tuần 46 và nhiệm vụ trọng tâm tuần 47», as in sentences."""
        return self.about.format(**_names(period))

    def headed(self, period: Period) -> str:
        """«Kết quả công tác tuần 46»: what the page of a report is called."""
        whole = dict.fromkeys(("period", "period_with_dates"), period.full_name)
        return self.subject[0].format(**(_names(period) | whole)).rstrip(",")


def _names(period: Period) -> dict[str, str]:
    following = period.next()
    same_year = period.year == following.year
    return {
        # «tháng 11 và nhiệm vụ trọng tâm tháng 12 năm 2026»: the year is told once, at the end.
        "period": period.name if same_year else period.full_name,
        "period_full": period.full_name,
        "period_with_dates": period.title,
        "next": following.name,
        "next_full": following.full_name,
        "rest": f"3 tháng cuối năm {period.year}",
    }


@lru_cache(maxsize=1)
def shipped() -> dict[str, ReportKind]:
    """The kinds that come with the product and are due by the calendar, in the order in which they are told."""
    return _read(KINDS_FOLDER)


@lru_cache(maxsize=1)
def thematic() -> dict[str, ReportKind]:
    """The kinds on a theme that come with the product."""
    return {id: replace(kind, thematic=True) for id, kind in _read(KINDS_FOLDER / "thematic").items()}


def _read(folder: Path) -> dict[str, ReportKind]:
    read = [_kind(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in folder.glob("*.toml")]
    return {kind.id: kind for kind in sorted(read, key=lambda kind: kind.order)}


def _kind(id: str, row: dict[str, Any]) -> ReportKind:
    assert row["period"] in (*PERIOD_KINDS, ANY), row["period"]
    row["headings"] = tuple(Heading(one["title"], tuple(map(Section, one["sections"]))) for one in row.pop("heading"))
    row |= {key: tuple(row.get(key, ())) for key in ("subject", "compare", "charts", "figures")}
    row["owners"] = {Section(section): tuple(units) for section, units in row["owners"].items()}
    row["due"] = Term(**row["due"])
    due = row["sections_due"]
    row["sections_due"] = due["days"], due["time"]
    return ReportKind(id=id, **row)


def kind_of(id: str) -> ReportKind:
    """The kind with this name; raises NoSuchPeriod in words."""
    kinds = shipped() | thematic()
    kind = kinds.get(id)
    if kind is None:
        raise NoSuchPeriod(f"Không có loại báo cáo «{id}»; hiện có: {', '.join(kinds)}.")
    return kind
