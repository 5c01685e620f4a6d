"""Every due date: what is promised at receipt, what an extension gives, and whether a matter is on time.

The law says how long (law), the calendar which days count (workdays); here the two meet, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.law.models import track_for
from hoiam.law.tracks import CALENDAR_DAYS, RECEPTION, LaidStep, NoRule, Track, count, lay
from hoiam.listen.message.promise import Promise, PromisedStep
from hoiam.office.models import Office
from hoiam.workdays.calendar import Calendar, ReasonedDay
from hoiam.workdays.models import calendar_of

# Somebody who chose no kind is answered as a phản ánh is, until a clerk has sorted it.
NO_KIND = "feedback"
CAVEAT = "Thời hạn tạm áp dụng, chưa đối chiếu văn bản"
# What LTCD Đ28.1 is about: kiến nghị, phản ánh. A complaint, denunciation or request has a nearer step of its own law.
TOLD_AFTER_RECEPTION = frozenset({"feedback", "petition", "procedure"})

ON_TIME, DUE_SOON, LATE = "on_time", "due_soon", "late"


def promise(
    office: Office | None,
    kind: str,
    received_at: datetime,
    *,
    sent_on: date | None = None,
    channel: str = "web",
    accepted_on: date | None = None,
    decided_on: date | None = None,
    remote: bool = False,
    not_ours: bool = False,
    done: Collection[str] = (),
) -> Promise:
    """What is owed for a message of this kind. Raises ValidationError where no rule holds on that day.

    ``accepted_on`` (thụ lý) and ``decided_on`` open the steps that start there; ``done`` names steps already taken;
    ``not_ours``: an officer has stated that another authority is competent.
    """
    received, kind, calendar = timezone.localdate(received_at), kind or NO_KIND, calendar_of(office)
    try:
        track = track_for(office, kind, received=received, sent=sent_on, channel=channel, remote=remote)
        laid = lay(track, calendar, received, accepted_on=accepted_on, decided_on=decided_on)
        if channel == RECEPTION and kind in TOLD_AFTER_RECEPTION:
            besides = track_for(office, RECEPTION, received=received, channel=channel)
            laid = [*lay(besides, calendar, received), *laid]
    except NoRule as nothing:
        raise ValidationError(str(nothing)) from nothing
    committee = office.committee if office else ""
    return of_track(track, laid, calendar, committee=committee, done=done, not_ours=not_ours)


def of_track(
    track: Track,
    laid: list[LaidStep],
    calendar: Calendar,
    *,
    committee: str = "",
    done: Collection[str] = (),
    not_ours: bool = False,
) -> Promise:
    """The promise of a track laid on a calendar: due at the end of the open step that ends first."""
    opened = _soonest_open(laid, done, not_ours=not_ours)
    step, starts_on, due_on = opened.step, opened.starts_on, opened.due_on
    if starts_on is None or due_on is None:
        raise ValidationError("Các bước của việc này đã xong: không còn thời hạn nào đang chạy.")
    caveats = [CAVEAT] if step.provisional else []
    if calendar.is_provisional(due_on):
        caveats.append(f"Lịch nghỉ năm {due_on.year} còn là dự kiến")
    return Promise(
        kind=track.kind,
        due_on=due_on,
        rule=track.rule,
        clause=step.clause,
        law=opened.track.law,
        wording=wording(opened.track, step.clause, committee),
        unit=step.unit,
        length=step.length,
        starts_on=starts_on,
        provisional=bool(caveats),
        caveats=caveats,
        steps=[_told(one, committee) for one in laid],
        skipped=_skipped(calendar, opened),
        extension=step.extension,
    )


def wording(track: Track, clause: str, committee: str) -> str:
    """What a period rests on, after «Thời hạn …»: a clause of law, or the office's own rule and never «theo luật»."""
    if track.authority == "office":
        return f"theo quy chế của {committee or 'UBND cấp xã'}"
    return f"theo {clause} {track.law}"


def begun(promised: Promise, start: str, on: date, office: Office | None) -> Promise:
    """What was promised, with the steps laid that begin on this day: after thụ lý, after the decision."""
    calendar = calendar_of(office)
    steps = [
        replace(one, starts_on=on, due_on=count(calendar, on, one.length, one.unit)) if one.start == start else one
        for one in promised.steps
    ]
    return replace(promised, steps=steps)


def turned_to(promised: Promise, step: PromisedStep, starts_on: date, due_on: date, office: Office | None) -> Promise:
    """What was promised, its head speaking of the step that is open now."""
    caveats = [CAVEAT] if step.provisional else []
    if calendar_of(office).is_provisional(due_on):
        caveats.append(f"Lịch nghỉ năm {due_on.year} còn là dự kiến")
    return replace(
        promised,
        due_on=due_on,
        clause=step.clause,
        wording=step.wording,
        unit=step.unit,
        length=step.length,
        starts_on=starts_on,
        provisional=bool(caveats),
        caveats=caveats,
        extension=step.extension,
    )


def extended(owed: Promise | PromisedStep, due_on: date, office: Office | None, starts_on: date | None = None) -> date:
    """The new due date after one extension of what was promised; ``starts_on``: if the step began on another day."""
    more, calendar, start = owed.extension, calendar_of(office), starts_on or owed.starts_on
    if not more.times:
        raise ValidationError("Quy định không cho gia hạn thời hạn này.")
    if more.counted_from == "start":
        assert start is not None
        # The law names the whole length (45 days from thụ lý): a due date that was rolled over a day off adds nothing.
        for times in range(1, more.times + 1):
            whole = count(calendar, start, owed.length + times * more.length, owed.unit)
            if whole > due_on:
                return whole
    return count(calendar, due_on, more.length, more.unit)


def restarted(owed: Promise | PromisedStep, on: date, office: Office | None) -> date:
    """The due date of a new clock of this step's length, when the sender says it is not solved."""
    return count(calendar_of(office), on, owed.length, owed.unit)


def working_days_left(office: Office, due_on: date, today: date) -> int:
    """0 on the last day; negative from the day after it, a day off too."""
    left = calendar_of(office).between(today, due_on)
    return left if today <= due_on else min(left, -1)


def state(due_on: date, today: date, ended_on: date | None, office: Office) -> str:
    """Whether a matter is on time, due soon or late; one that has ended keeps what it was on that day."""
    if ended_on is not None and ended_on <= today:
        return LATE if ended_on > due_on else ON_TIME
    if today > due_on:
        return LATE
    return DUE_SOON if working_days_left(office, due_on, today) <= office.due_soon_days else ON_TIME


# Which steps follow which: those that run from a later start come after those that run from an earlier one.
_ORDER = {"receipt": 0, "valid_request": 0, "acceptance": 1, "decision": 2}


def _soonest_open(laid: list[LaidStep], done: Collection[str], *, not_ours: bool) -> LaidStep:
    # A later start has come (thụ lý, quyết định): the steps that run from an earlier one are behind us.
    begun = [one for one in laid if one.due_on is not None and (not_ours or not one.step.only_if)]
    latest = max(_ORDER[one.step.start] for one in begun)
    still = [one for one in begun if _ORDER[one.step.start] == latest and one.step.name not in done]
    if not still:
        raise ValidationError("Các bước của việc này đã xong: không còn thời hạn nào đang chạy.")
    # Of two that end on one day the earlier in the track.
    return min(still, key=lambda one: one.due_on or date.max)


def _skipped(calendar: Calendar, laid: LaidStep) -> list[ReasonedDay]:
    if laid.starts_on is None or laid.due_on is None:
        return []
    if laid.step.unit == CALENDAR_DAYS:
        return calendar.rolled_over(laid.starts_on, laid.step.length)
    return calendar.skipped(laid.starts_on, laid.due_on)


def _told(laid: LaidStep, committee: str) -> PromisedStep:
    step = laid.step
    return PromisedStep(
        name=step.name,
        label=step.label,
        start=step.start,
        starts_on=laid.starts_on,
        length=step.length,
        unit=step.unit,
        clause=step.clause,
        wording=wording(laid.track, step.clause, committee),
        confidence=step.confidence,
        provisional=step.provisional,
        only_if=step.only_if,
        due_on=laid.due_on,
        extension=step.extension,
    )
