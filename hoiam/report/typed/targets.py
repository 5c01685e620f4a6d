"""The plan of a year: for which figures there can be one, which stands, and how far the year has come.

A count is compared with the plan by what was counted from the first day of the reporting year to the last of the
period; a share by its value in the period.
"""

from __future__ import annotations

from dataclasses import dataclass

from hoiam.office.models import Office
from hoiam.report.figures.definitions import FIGURES, PERCENT
from hoiam.report.kinds.kinds import PLAN, ReportKind
from hoiam.report.models import Target, TypedValue
from hoiam.report.sentences.numbers import Number
from hoiam.report.typed.definitions import number_typed, typed_figures
from hoiam.workdays.periods import CALENDAR_YEAR, MONTHS, YEAR, Period

# Of what is counted: things that an office can set out to do, never how many write, complain or are pleased.
COUNTED = ("on_time_share", "chair_days_held", "published_public", "reception_scheduled")


@dataclass(frozen=True)
class Plannable:
    """A figure for which an office may set itself a number."""

    id: str
    name: str
    unit: str
    is_share: bool


def may_be_planned() -> dict[str, Plannable]:
    """Every figure a plan makes sense for."""
    counted = [(id, FIGURES[id].name, FIGURES[id].unit) for id in COUNTED]
    typed = [(one.id, one.name, one.unit) for one in typed_figures().values() if one.plan]
    return {id: Plannable(id, name, unit, unit == PERCENT) for id, name, unit in counted + typed}


def year_of(period: Period) -> Period:
    """The reporting year of a period; the calendar's own for a period by the calendar."""
    by_calendar = period.kind in MONTHS and not MONTHS[period.kind].cut_off
    return period.schedule.of(CALENDAR_YEAR if by_calendar else YEAR, period.last)


def targets(office: Office, year: int) -> dict[str, Target]:
    """The plan of a year as it stands: of each figure the newest row; taken back where it has no number."""
    rows = Target.objects.filter(office=office, year=year).select_related("by").order_by("at", "id")
    return {row.figure: row for row in rows}


def planned_targets(office: Office, kind: ReportKind, period: Period) -> dict[str, Number]:
    """What a report of this kind is compared with."""
    if PLAN not in kind.compare:
        return {}
    found = targets(office, year_of(period).year)
    numbers = {id: number_typed(row.value) for id, row in found.items() if id in may_be_planned()}
    return {id: value for id, value in numbers.items() if value is not None}


def since_new_year(period: Period) -> Period | None:
    """From the first day of the year to the last of the period; None where the period is that itself."""
    first = year_of(period).first
    return period.schedule.range(first, period.last) if first < period.first else None


def typed_to_date(office: Office, kind: ReportKind, period: Period, figure: str) -> Number | None:
    """The sum of a typed figure over the reports of this kind since the year began; None where one has no number."""
    total: Number = 0
    each = year_of(period).first
    while each <= period.last:
        one = period.schedule.of(period.kind, each)
        row = (
            TypedValue.objects.filter(
                report__office=office, report__kind=kind.id, report__period=one.code, figure=figure
            )
            .order_by("at", "id")
            .last()
        )
        if row is None or row.value is None:
            return None
        total += row.value
        each = one.next().first
    return number_typed(float(total))
