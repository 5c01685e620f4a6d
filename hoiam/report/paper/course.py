"""How figures went over the periods: from the versions that stand, never counted anew; a chart with its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import mark_safe

from hoiam.papers.charts.chart import Chart, Series
from hoiam.papers.charts.svg import svg
from hoiam.report.content.content import Figure
from hoiam.report.counting.compile import Compiled
from hoiam.report.models import FrozenFigure
from hoiam.report.sentences.numbers import Number
from hoiam.workdays.periods import Period

PERIODS = 12


@dataclass(frozen=True)
class Point:
    """A figure in one period; None where no report of that period was frozen, or where it was counted otherwise."""

    period: Period
    shown: str
    value: Number | None


@dataclass(frozen=True)
class Course:
    """One figure over the periods up to the report's own, in order of time."""

    figure: Figure
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Drawn:
    """A chart for a page, and the same numbers as a table beside it: the periods as rows, the figures as columns."""

    chart: Chart
    names: tuple[str, ...]
    rows: tuple[tuple[Period, tuple[str, ...]], ...]

    @property
    def svg(self) -> str:
        return mark_safe(svg(self.chart))  # noqa: S308 - every text in it is escaped


# What a report shows of itself over time: how much came and went, and how much of it in time.
COURSES_SHOWN = (
    ("Tiếp nhận, giải quyết qua các kỳ", ("messages_received", "messages_closed")),
    ("Tỷ lệ trả lời đúng hạn qua các kỳ", ("on_time_share",)),
)


def drawn(compiled: Compiled) -> list[Drawn]:
    """The charts of a report's page; those without an earlier period are left out."""
    ids = [id for _, together in COURSES_SHOWN for id in together if id in compiled.figures]
    found = {one.figure.id: one for one in courses(compiled, [compiled.figures[id] for id in ids])}
    groups = [(title, [found[id] for id in together if id in found]) for title, together in COURSES_SHOWN]
    return [draw(title, several) for title, several in groups if several]


def draw(title: str, several: Sequence[Course]) -> Drawn:
    """Courses that share their unit as one chart with its table, the newest period first."""
    periods = max((one.points for one in several), key=len)
    shown = [{point.period: point.shown for point in one.points} for one in several]
    rows = tuple((one.period, tuple(each.get(one.period, "") for each in shown)) for one in reversed(periods))
    return Drawn(chart_of(title, several), tuple(one.figure.name for one in several), rows)


def courses(compiled: Compiled, figures: Sequence[Figure]) -> list[Course]:
    """The courses of these figures; one without a number in any earlier period is left out: a point is no course."""
    periods = [compiled.period]
    while len(periods) < PERIODS:
        periods.append(periods[-1].previous())
    kept = _kept(compiled, [one.code for one in periods[1:]], [one.id for one in figures])
    made = []
    for figure in figures:
        points = [_point(figure, one, kept.get((one.code, figure.id))) for one in periods[1:]]
        while points and points[-1].value is None:
            points.pop()
        if points:
            made.append(Course(figure, (*reversed(points), Point(compiled.period, figure.shown, figure.value))))
    return made


def chart_of(title: str, several: Sequence[Course]) -> Chart:
    """One chart for courses that share their unit and their periods."""
    longest = max(several, key=lambda course: len(course.points)).points
    series = tuple(
        Series(
            course.figure.name,
            (None,) * (len(longest) - len(course.points)) + tuple(point.value for point in course.points),
        )
        for course in several
    )
    unit = several[0].figure.unit
    form: Literal["columns", "line"] = "columns" if len(several) == 1 and unit != "%" else "line"
    first, last = longest[0].period, longest[-1].period
    alt = f"{title}, từ {first.full_name} đến {last.full_name}."
    return Chart(title, unit, form, tuple(one.period.label for one in longest), series, alt)


def _kept(compiled: Compiled, codes: list[str], ids: list[str]) -> dict[tuple[str, str], FrozenFigure]:
    found = FrozenFigure.objects.filter(
        frozen__report__office=compiled.office,
        frozen__report__kind=compiled.kind.id,
        frozen__report__period__in=codes,
        inside=compiled.inside,
        figure__in=ids,
    ).order_by("frozen__version")
    # The newest version of each period comes last, and stays.
    return {(one.frozen.report.period, one.figure): one for one in found.select_related("frozen__report")}


def _point(figure: Figure, period: Period, kept: FrozenFigure | None) -> Point:
    if kept is None or kept.definition != figure.version or kept.value is None:
        return Point(period, "", None)
    return Point(period, figure.worded(kept.value), kept.value)
