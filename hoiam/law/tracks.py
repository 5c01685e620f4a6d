"""Tracks of the law as plain values: which one holds for a message, and on which days its steps end. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

WORKING_DAYS = "wd"
CALENDAR_DAYS = "d"
UNITS = {WORKING_DAYS: "ngày làm việc", CALENDAR_DAYS: "ngày"}
STARTS = {
    "receipt": "từ ngày tiếp nhận",
    "valid_request": "từ ngày nhận yêu cầu hợp lệ",
    "acceptance": "từ ngày thụ lý",
    "decision": "từ ngày ra quyết định, kết luận",
    "finding": "từ ngày cơ quan phát hiện sai",
    "demand": "từ ngày người yêu cầu đề nghị đính chính",
}
# A step that is owed only when an officer has stated so; its days are told beforehand.
CONDITIONS = {"": "", "not_ours": "khi không thuộc thẩm quyền"}
# T read in a full text, S secondary source, K general knowledge, ? uncertain; "office" is no law but the office's rule.
CONFIDENCE = ("T", "S", "K", "?", "office")
ALWAYS = date(1900, 1, 1)
FOREVER = date(9999, 12, 31)
REMOTE = "remote"
# No kind of message: what is owed besides, when something was raised at a reception of citizens.
RECEPTION = "reception"


class Counting(Protocol):
    """What the law needs to know about days: two ways of counting them."""

    def add(self, start: date, n: int) -> date: ...

    def add_calendar(self, start: date, n: int) -> date: ...


def count(calendar: Counting, start: date, length: int, unit: str) -> date:
    """The last day of a period of ``length`` units; its first day is not counted."""
    return calendar.add(start, length) if unit == WORKING_DAYS else calendar.add_calendar(start, length)


@dataclass(frozen=True)
class Extension:
    """How a step may be made longer. ``counted_from`` "start": the law names a total from the step's own start."""

    length: int = 0
    unit: str = WORKING_DAYS
    times: int = 0
    counted_from: str = "end"


@dataclass(frozen=True)
class Step:
    name: str
    label: str
    start: str
    length: int
    unit: str
    clause: str
    confidence: str
    extension: Extension = Extension()
    only_if: str = ""

    @property
    def provisional(self) -> bool:
        return self.confidence in ("K", "?")


@dataclass(frozen=True)
class Track:
    """The steps that one kind of message goes through under one rule."""

    rule: str
    kind: str
    label: str
    authority: str
    law: str
    steps: tuple[Step, ...]
    basis: str = "received"
    channels: tuple[str, ...] = ()
    area: str = ""
    valid_from: date = ALWAYS
    valid_to: date = FOREVER

    def covers(self, *, received: date, sent: date | None, channel: str, area: str) -> bool:
        """Whether the rule holds: by the day received, or where the law says so the day sent, if it is known."""
        day = sent if self.basis == "sent" and sent else received
        in_force = self.valid_from <= day <= self.valid_to
        return in_force and self.area == area and (not self.channels or channel in self.channels)


@dataclass(frozen=True)
class LaidStep:
    """A step laid on the calendar; without days as long as its start has not come."""

    track: Track
    step: Step
    starts_on: date | None
    due_on: date | None


class NoRule(LookupError):
    """No rule holds for this kind on this day."""


def choose(tracks: Iterable[Track], *, received: date, sent: date | None, channel: str, remote: bool = False) -> Track:
    """The one track that holds: one for the channel goes before one for all, the later before the earlier."""
    areas = (REMOTE, "") if remote else ("",)
    for area in areas:
        holding = [t for t in tracks if t.covers(received=received, sent=sent, channel=channel, area=area)]
        if holding:
            return max(holding, key=lambda track: (bool(track.channels), track.valid_from))
    raise NoRule(
        f"Không có quy tắc thời hạn nào cho ngày {received:%d/%m/%Y}: kiểm tra lại ngày nhận và loại nội dung."
    )


def lay(
    track: Track,
    calendar: Counting,
    start: date,
    *,
    accepted_on: date | None = None,
    decided_on: date | None = None,
) -> list[LaidStep]:
    """Lay the steps on the calendar. ``start`` is the day of receipt (of a valid request)."""
    starts = {"receipt": start, "valid_request": start, "acceptance": accepted_on, "decision": decided_on}
    return [_laid(track, step, starts.get(step.start), calendar) for step in track.steps]


def _laid(track: Track, step: Step, starts_on: date | None, calendar: Counting) -> LaidStep:
    due_on = count(calendar, starts_on, step.length, step.unit) if starts_on else None
    return LaidStep(track, step, starts_on, due_on)


def checked(track: Track) -> Track:
    """The track itself. A typing mistake in a rule is refused here, before it becomes a wrong deadline."""
    for step in track.steps:
        extension = step.extension
        sound = (
            step.start in STARTS
            and step.unit in UNITS
            and extension.unit in UNITS
            and extension.counted_from in ("start", "end")
            and step.confidence in CONFIDENCE
            and step.only_if in CONDITIONS
            and step.length > 0
            and (extension.length > 0) == (extension.times > 0)
            and (extension.counted_from == "end" or extension.unit == step.unit)
        )
        if not sound:
            raise ValueError(f"Quy tắc {track.rule}, bước {step.name}: số liệu không hợp lệ.")
    if not track.steps or track.authority not in ("law", "office") or track.basis not in ("received", "sent"):
        raise ValueError(f"Quy tắc {track.rule}: thiếu bước hoặc ghi sai căn cứ.")
    return track
