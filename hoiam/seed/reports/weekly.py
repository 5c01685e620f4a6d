"""The weekly reports of the story: units send their sections by Thursday, ông Bình freezes and publishes on the next
working day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from hoiam.report.counting.added_words import last_planned
from hoiam.report.editing.acts import edit_sentence, sentences_for
from hoiam.report.freezing import acts
from hoiam.report.kinds.kinds import WEEKLY, kind_of
from hoiam.report.models import TaskState
from hoiam.report.sections import acts as sections_acts
from hoiam.report.sections.acts import tell_nothing
from hoiam.report.sections.planning import carry_over, left_of, plan_task, tell_result
from hoiam.report.sentences.sentence import words
from hoiam.report.versions import report
from hoiam.seed import days
from hoiam.seed.cast import Ward
from hoiam.seed.reports import handing
from hoiam.seed.reports.texts import NOTHING, PLANS, REMARKS, WORDS
from hoiam.seed.steps import Later
from hoiam.workdays.calendar import Calendar
from hoiam.workdays.models import calendar_of
from hoiam.workdays.periods import WEEK, Period, Schedule

_WEEKLY = kind_of(WEEKLY)
THURSDAY = 3
_STATES = (*[TaskState.DONE] * 7, TaskState.PARTLY, TaskState.PARTLY, TaskState.NOT_DONE)


def plan(ward: Ward, calendar: Calendar, day: date, until: date, then: Later) -> None:
    """What this working day does for the weekly report. Its dice are its own: the rest of the story does not hang on
    how many words a unit writes."""
    dice = Random(f"hoa-binh {day}")  # noqa: S311
    if _is_last_before_friday(calendar, day):
        for unit in WORDS:
            then(_by_ten(day, dice), partial(_write, ward, unit, dice))
        for unit in PLANS:
            then(_by_ten(day, dice), partial(_plan, ward, unit, dice))
    yesterday = day.fromordinal(day.toordinal() - 1)
    first_of_the_week = not any(
        calendar.is_working(yesterday.fromordinal(yesterday.toordinal() - back)) for back in range(day.weekday())
    )
    if first_of_the_week:
        then(days.clock(day, 8, dice.randrange(0, 4)), partial(_reword, ward, dice))
        then(days.clock(day, 8, dice.randrange(5, 50)), partial(_publish, ward, until, then))


def _is_last_before_friday(calendar: Calendar, day: date) -> bool:
    rest = (day + timedelta(days=one) for one in range(1, THURSDAY - day.weekday() + 1))
    return day.weekday() <= THURSDAY and not any(calendar.is_working(one) for one in rest)


def _by_ten(day: date, dice: Random) -> datetime:
    """On time but for one in ten."""
    return days.clock(day, 14 if dice.random() < 0.1 else dice.choice((8, 9)), dice.randrange(0, 59))


def _write(ward: Ward, unit: str, dice: Random, at: datetime) -> None:
    head, period = ward.head_of(unit), _week(at)
    for section, choices in WORDS[unit].items():
        text = dice.choice(choices)
        act: Callable[..., object] = tell_nothing if text == NOTHING.get(section) else sections_acts.write_narrative
        act(_WEEKLY, period, ward.units[unit], section, text, by=head, at=at)


def _plan(ward: Ward, unit: str, dice: Random, at: datetime) -> None:
    """First what came of last week's plan, then the new one, with what is left."""
    head, period, own = ward.head_of(unit), _week(at), ward.units[unit]
    planned = last_planned(ward.office, _WEEKLY, period).filter(unit=own)
    for task in planned.select_related("report", "unit__office"):
        state = dice.choice(_STATES)
        tell_result(task, state, "" if state == TaskState.DONE else dice.choice(REMARKS), by=head, at=at)
    if left_of(_WEEKLY, period, own):
        carry_over(_WEEKLY, period, own, by=head, at=at)
    for text in dice.sample(PLANS[unit], 2):
        plan_task(_WEEKLY, period, own, text, by=head, at=at)


def _reword(ward: Ward, dice: Random, at: datetime) -> None:
    """Now and then anh Nam words a sentence as the office speaks; its numbers stay those of their figures."""
    nam, period = ward.people["nam"], Schedule().last_ended(WEEK, at)
    if dice.random() > 0.25 or not report.is_open(ward.office, _WEEKLY, period, at):
        return
    own = next(one.own for one in sentences_for(nam, _WEEKLY, period, at) if one.own.key == "received")
    text = words(own).replace("Trong tuần", "Trong tuần qua, UBND phường", 1)
    edit_sentence(_WEEKLY, period, own.key, text, by=nam, at=at)


def _publish(ward: Ward, until: date, then: Later, at: datetime) -> None:
    chairman, calendar = ward.people["binh"], calendar_of(ward.office)
    for period in _waiting(Schedule().last_ended(WEEK, at), calendar):
        frozen = acts.freeze(ward.office, _WEEKLY, period, by=chairman, at=at)
        acts.publish(frozen, by=chairman, at=at)
        handing.hand_in(ward, frozen, period, (until - period.last).days // 7, then, at)


def _waiting(week: Period, calendar: Calendar) -> list[Period]:
    """The last week, and after a week without a working day (Tết) the one before it, for which nobody was there."""
    worked = any(calendar.is_working(week.first + timedelta(days=day)) for day in range(7))
    return [week] if worked else [week.previous(), week]


def _week(at: datetime) -> Period:
    return Schedule().of(WEEK, at)
