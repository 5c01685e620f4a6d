"""When a report is due, and what stands of a duty: pure rules, no clock and no database.

Timeliness counts what lay with the superior at the due moment: a complete report handed in by then, which its office
had not taken back. What is returned later stays on time, and is counted as returned; an extension counts only
when it was given before the time was over. So late is late, and no rate can pass 100 %.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from hoiam.workdays.calendar import Calendar
from hoiam.workdays.periods import ZONE, Period

ACCEPTED, RETURNED = "accepted", "returned"
State = Literal["not_due", "submitted", "accepted", "returned", "missing"]
WORDS: dict[str, str] = {
    "not_due": "chưa đến hạn",
    "submitted": "đã nộp",
    "accepted": "đã tiếp nhận",
    "returned": "bị trả lại",
    "missing": "chưa nộp",
}


@dataclass(frozen=True)
class Term:
    """By when after the last day of its period a report is due; ``confidence`` as in docs/law.md."""

    days: int
    working_days: bool
    time: time
    clause: str = "Quy định của cơ quan cấp trên"
    confidence: str = "office"

    def due_at(self, period: Period, calendar: Calendar) -> datetime:
        """The last moment that is in time; a day off is passed over in both countings."""
        count = calendar.add if self.working_days else calendar.add_calendar
        return datetime.combine(count(period.last, self.days), self.time, tzinfo=ZONE)

    @property
    def words(self) -> str:
        """«12:00 ngày làm việc thứ 01 sau ngày cuối kỳ»"""
        days = "ngày làm việc" if self.working_days else "ngày"
        return f"{self.time:%H:%M} {days} thứ {self.days:02d} sau ngày cuối kỳ"

    @property
    def provisional(self) -> bool:
        return self.confidence == "?"


@dataclass(frozen=True)
class Handed:
    """A submission as far as a duty is concerned. ``result``: the superior's last word, empty when there is none."""

    id: int
    at: datetime
    result: str = ""
    taken_at: datetime | None = None

    @property
    def lies(self) -> bool:
        return self.taken_at is None and self.result != RETURNED


@dataclass(frozen=True)
class Standing:
    """What stands of a duty at a moment."""

    state: State
    due_at: datetime
    fallen_due: bool
    # What timeliness counts: that, and when, a report first lay there that was not taken back before it was due.
    on_time: bool
    first_at: datetime | None = None
    returns: int = 0
    newest: int | None = None

    @property
    def is_in(self) -> bool:
        return self.state in ("submitted", "accepted")

    @property
    def late(self) -> bool:
        return self.first_at is not None and not self.on_time

    @property
    def words(self) -> str:
        """«đã nộp», «đã tiếp nhận, muộn», «chưa nộp»"""
        return WORDS[self.state] + (f", {self.how_late}" if self.late and self.first_at else "")

    @property
    def how_late(self) -> str:
        """«muộn 02 ngày», «muộn 03 giờ»"""
        assert self.first_at is not None
        late = self.first_at - self.due_at
        if late.days:
            return f"muộn {late.days:02d} ngày"
        return f"muộn {late.seconds // 3600:02d} giờ" if late.seconds >= 3600 else "muộn dưới 1 giờ"


def timely(due_at: datetime, handed: Iterable[Handed]) -> bool:
    """Whether a report lay with the superior at the due moment, or had been returned by it, not taken back."""
    return any(one.at <= due_at and not (one.taken_at and one.taken_at <= due_at) for one in handed)


def stands(due_at: datetime, handed: Iterable[Handed], at: datetime) -> Standing:
    """What stands of a duty, from its submissions."""
    sent = sorted(handed, key=lambda one: (one.at, one.id))
    kept = [one for one in sent if one.taken_at is None]
    lying = [one for one in sent if one.lies]
    counted = [one for one in sent if not (one.taken_at and (one.taken_at <= due_at or one.at > due_at))]
    fallen = at > due_at
    state: State = "missing" if fallen else "not_due"
    if lying:
        state = "accepted" if lying[-1].result == ACCEPTED else "submitted"
    elif kept and kept[-1] is sent[-1]:
        state = "returned"
    return Standing(
        state,
        due_at,
        fallen,
        timely(due_at, sent),
        counted[0].at if counted else None,
        sum(one.result == RETURNED for one in sent),
        sent[-1].id if sent else None,
    )
