"""Open due dates when the calendar changes: counted anew by the days as they now are, each change with its trace.

A day off that comes later moves what counts working days; a make-up day takes that back. But a due date never lies
before the one that was promised: docs/decisions, «due dates and the calendar».
"""

from __future__ import annotations

from datetime import date, datetime

from hoiam.answer.clock.ladder import Rung, ladder, round_of
from hoiam.answer.clock.pausing import LONGEST_PAUSE
from hoiam.answer.clock.stepping import settle, turn
from hoiam.answer.matter.transition import enter
from hoiam.answer.models import DueChange, Extension, Moved
from hoiam.law.tracks import count
from hoiam.ledger.acts import act
from hoiam.listen.message import deadlines
from hoiam.listen.models import OPEN, Message, Stage
from hoiam.office import acts as office_acts
from hoiam.office.models import Office, Person
from hoiam.workdays.models import DayRule, calendar_of


@act
def change_calendar(
    office: Office, day: date, *, works: bool, name: str, source: str, by: Person, at: datetime
) -> tuple[DayRule, int]:
    """A day off or a make-up day, and every open due date that counted it; gives the row and how many moved."""
    row = office_acts.set_day(office, day, works=works, name=name, source=source, by=by, at=at)
    return row, recount(office, by=by, at=at)


@act
def recount(office: Office, *, by: Person | None, at: datetime) -> int:
    """Count every open due date of the office by its calendar as it stands; gives how many messages moved."""
    still_open = Message.objects.filter(office=office, ended_on=OPEN).select_related("matter").order_by("id")
    moved = 0
    for message in still_open.iterator(chunk_size=500):
        message.office = office
        moved += _recount(message, by, at)
    return moved


def _recount(message: Message, by: Person | None, at: datetime) -> bool:
    changed = []
    for rung in ladder(message):
        if not rung.is_open:
            continue
        assert rung.due_on is not None
        due_on = counted(rung, message.office)
        if due_on != rung.due_on:
            changed.append((rung.name, rung.due_on, due_on))
    for step, due_was, due_on in changed:
        DueChange.objects.create(
            message=message,
            step=step,
            round=round_of(message),
            why=Moved.CALENDAR,
            due_was=due_was,
            due_on=due_on,
            by=by,
            at=at,
        )
    if not changed:
        return False
    if message.stage == Stage.TWIN:
        # It waits for its lead by the earlier of two days; its own comes back when it is parted.
        message.refresh_from_db(fields=["due_on"])
    elif hasattr(message, "matter"):
        settle(message.matter, Stage(message.matter.stage))
    elif rung_now := turn(message):
        assert rung_now.due_on is not None
        message.due_on = rung_now.due_on
        message.save(update_fields=["due_on", "promise"])
    for step, due_was, due_on in changed:
        enter(
            message,
            "matter.recounted",
            by,
            at,
            step=step,
            due_on_was=due_was.isoformat(),
            due_on=due_on.isoformat(),
            next_due_on=message.due_on.isoformat(),
        )
    return True


def counted(rung: Rung, office: Office) -> date:
    """The end of a step by the calendar of today, with all that moved it; never before what was promised."""
    assert rung.starts_on is not None
    assert rung.promised_on is not None
    calendar, length, unit = calendar_of(office), rung.step.length, rung.step.unit
    due_on = before_pause = count(calendar, rung.starts_on, length, unit)
    for move in rung.moves:
        if isinstance(move, Extension):
            due_on = deadlines.extended(rung.step, due_on, office, rung.starts_on)
        elif move.why == Moved.PAUSED:
            before_pause, due_on = due_on, calendar.add(due_on, LONGEST_PAUSE)
        elif move.why == Moved.RESUMED:
            due_on = calendar.add(before_pause, move.days)
        elif move.why == Moved.VALID:
            due_on = count(calendar, rung.starts_on, length, unit)
    return max(due_on, rung.promised_on)


def recount_offices(at: datetime) -> None:
    """Chore: a release or another office's row may have changed the days; every open due date is counted anew."""
    for office in Office.objects.all():
        recount(office, by=None, at=at)
