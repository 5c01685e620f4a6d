"""The reports for months, quarters and longer of the story: on the first working day after the 14th the office types
what other systems count, units write, ông Bình freezes and publishes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from hoiam.office.models import Topic
from hoiam.report.counting.added_words import last_planned
from hoiam.report.freezing import acts
from hoiam.report.kinds.kinds import ReportKind, shipped
from hoiam.report.kinds.themes import begin_theme, kind_of_theme
from hoiam.report.models import TaskState, Theme
from hoiam.report.sections import acts as sections_acts
from hoiam.report.sections.planning import plan_task, tell_result
from hoiam.report.typed.acts import set_target, type_figure
from hoiam.seed import days
from hoiam.seed.cast import Ward
from hoiam.seed.reports.texts import NOTHING, PLANS, WORDS
from hoiam.seed.steps import Later
from hoiam.workdays.calendar import Calendar
from hoiam.workdays.periods import CUT_OFF_DAY, QUARTER, WEEK, Period, Schedule

_PLANNED = (("on_time_share", 95), ("chair_days_held", 52), ("published_public", 500))
_PAPER = "Kế hoạch số 02/KH-UBND ngày 05/01/{year}"


def plan(ward: Ward, calendar: Calendar, first: date, day: date, then: Later) -> None:
    """What this working day does for the longer reports: for each that ended and began after the story did."""
    if day.month == 1 and _is_first_since(calendar, day, day.replace(day=5)):
        then(days.clock(day, 8, 30), partial(_enter_plan, ward))
    if not _is_first_since(calendar, day, _cut_off(day) + timedelta(days=1)):
        return
    dice = Random(f"hoa-binh {day}, kỳ dài")  # noqa: S311
    ended = [(kind, Schedule().last_ended(kind.period, days.clock(day, 8, 0))) for kind in shipped().values()]
    just = [
        (kind, one) for kind, one in ended if kind.period != WEEK and one.last == _cut_off(day) and one.first > first
    ]
    for place, (kind, period) in enumerate(just):
        then(days.clock(day, 9, place), partial(_write, ward, kind, period, dice))
        then(days.clock(day, 10, place), partial(_publish, ward, kind, period))
        if kind.period == QUARTER:
            then(days.clock(day, 10, 30), partial(_tell_theme, ward, period))


def _enter_plan(ward: Ward, at: datetime) -> None:
    """What the office planned for the year."""
    for figure, value in _PLANNED:
        paper = _PAPER.format(year=at.year)
        set_target(ward.office, at.year, figure, value, paper, by=ward.people["binh"], at=at)


def _cut_off(day: date) -> date:
    month = day if day.day > CUT_OFF_DAY else day.replace(day=1) - timedelta(days=1)
    return month.replace(day=CUT_OFF_DAY)


def _is_first_since(calendar: Calendar, day: date, since: date) -> bool:
    """Whether this working day is the first from ``since`` on."""
    between = (since + timedelta(days=one) for one in range((day - since).days))
    return day >= since and not any(calendar.is_working(one) for one in between)


def _write(ward: Ward, kind: ReportKind, period: Period, dice: Random, at: datetime) -> None:
    for unit, sections in WORDS.items():
        for section, choices in sections.items():
            text = dice.choice([one for one in choices if one != NOTHING.get(section)])
            sections_acts.write_narrative(kind, period, ward.units[unit], section, text, by=ward.head_of(unit), at=at)
    for unit, choices in PLANS.items():
        for task in last_planned(ward.office, kind, period).filter(unit=ward.units[unit]):
            tell_result(task, TaskState.DONE, "", by=ward.head_of(unit), at=at)
        plan_task(kind, period, ward.units[unit], dice.choice(choices), by=ward.head_of(unit), at=at)
    months = round((period.last - period.first).days / 30)
    received = dice.randrange(420, 560) * months
    late, early = dice.randrange(2, 7) * months, received // 3
    still_open = dice.randrange(20, 45)
    counted = {
        "procedures_received": received,
        "procedures_early": early,
        "procedures_on_time": received - early - late - still_open,
        "procedures_late": late,
        "procedures_open": still_open,
    }
    for figure, value in counted.items():
        type_figure(kind, period, figure, value, by=ward.head_of("HCC"), at=at)


def _tell_theme(ward: Ward, period: Period, at: datetime) -> None:
    """Besides, each quarter: rubbish, of which the council asks most."""
    office = ward.office
    theme = Theme.objects.filter(office=office).first()
    if theme is None:
        topic = Topic.objects.get(office=office, slug="rac-thai")
        theme = begin_theme(office, "Rác, thu gom rác", topic=topic, by=ward.people["nam"], at=at)
    _publish(ward, kind_of_theme(theme), period, at)


def _publish(ward: Ward, kind: ReportKind, period: Period, at: datetime) -> None:
    chairman = ward.people["binh"]
    acts.publish(acts.freeze(ward.office, kind, period, by=chairman, at=at), by=chairman, at=at)
