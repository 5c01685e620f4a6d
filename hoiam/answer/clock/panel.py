"""The clock of one message as people read it: every step with its day and its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from hoiam.answer.clock.ladder import Rung, ladder
from hoiam.answer.clock.pausing import supplied, waiting_inquiry
from hoiam.answer.clock.reopenings import SAID_FROM, times
from hoiam.answer.clock.stepping import is_taken_up
from hoiam.law.tracks import STARTS, UNITS
from hoiam.listen.models import OPEN, Message, Stage
from hoiam.office.models import Person
from hoiam.workdays.calendar import in_words


@dataclass(frozen=True)
class SaidRung:
    """One line of the ladder."""

    label: str
    period: str
    wording: str
    state: str
    day: str
    colour: str
    provisional: bool


@dataclass(frozen=True)
class Clock:
    """What the page says about time beside the due date itself."""

    rungs: list[SaidRung]
    result: str
    reopened: int
    valid_on: date | None
    waiting_since: datetime | None

    @property
    def says(self) -> bool:
        """Whether there is more to say than the due date."""
        return bool(self.rungs or self.result or self.reopened >= SAID_FROM or self.valid_on or self.waiting_since)


def clock(message: Message, at: datetime) -> Clock:
    """The whole ladder, when it has more than the one step that the due date says already."""
    rungs, today = ladder(message), timezone.localdate(at)
    shown = [rung for rung in rungs if rung.starts_on or _may_still_be_owed(rung, message)]
    matter = getattr(message, "matter", None)
    decision, asked = getattr(matter, "decision", None), list(message.inquiries.all())
    return Clock(
        rungs=[_said(rung, today, is_over(message)) for rung in shown] if len(shown) > 1 else [],
        result=f"{message.get_kind_display()} {decision.get_result_display()}" if decision else "",
        reopened=times(matter) if matter else 0,
        valid_on=max((row.valid_on for row in asked if row.valid_on), default=None),
        waiting_since=next((row.paused_at for row in asked if row.is_paused), None),
    )


def _may_still_be_owed(rung: Rung, message: Message) -> bool:
    if rung.step.start in ("finding", "demand"):
        return False
    return not rung.condition or not (is_taken_up(message) or is_over(message))


def is_over(message: Message) -> bool:
    return message.ended_on != OPEN or message.stage == Stage.CLOSED


def _said(rung: Rung, today: date, over: bool) -> SaidRung:
    period = f"{rung.step.length} {UNITS[rung.step.unit]} {STARTS[rung.step.start]}"
    state, day, colour = _state(rung, today, over)
    return SaidRung(
        label=rung.label,
        period=f"{period}, {rung.condition}" if rung.condition else period,
        wording=rung.wording,
        state=state,
        day=day,
        colour=colour,
        provisional=rung.is_provisional,
    )


def _state(rung: Rung, today: date, over: bool) -> tuple[str, str, str]:
    if rung.done_on and rung.due_on:
        late = rung.done_on > rung.due_on
        done = f"ngày {rung.done_on:%d/%m/%Y}, hạn {rung.due_on:%d/%m/%Y}"
        return ("xong, quá hạn", done, "late") if late else ("xong, đúng hạn", done, "ok")
    if over:
        return "không phải làm", "", "plain"
    if rung.due_on is None:
        return "chưa bắt đầu", "", "plain"
    if rung.due_on < today:
        return "quá hạn", f"hạn {in_words(rung.due_on)}", "late"
    return "đang chờ", f"hạn {in_words(rung.due_on)}", "soon"


def panel(_person: Person, message: Message, at: datetime) -> dict[str, Any]:
    """What the desk's page of one message shows of the clock."""
    return {
        "clock": clock(message, at),
        "asked": [(row, supplied(row)) for row in message.inquiries.select_related("by")],
    }


def asked_of(message: Message, *, holder: bool) -> dict[str, object]:
    """What the office asked the sender, and what they answered: for the holder of the key alone."""
    if not holder:
        return {}
    return {
        "asked": [(row, supplied(row)) for row in message.inquiries.all()],
        "waiting": waiting_inquiry(message) if message.ended_on == OPEN else None,
    }
