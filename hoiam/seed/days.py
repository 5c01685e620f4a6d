"""When things happen: residents write at any hour, the office works in its hours on its working days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from hoiam.workdays.calendar import Calendar

_MORNING, _NOON, _AFTERNOON, _EVENING = time(7, 30), time(11, 30), time(13, 30), time(17, 0)
# How likely residents write in each hour of the day, from midnight on.
_HOURS = (1, 0, 0, 0, 0, 2, 5, 8, 9, 9, 8, 6, 6, 6, 5, 5, 5, 6, 8, 10, 10, 8, 4, 2)
_NIGHT = (6, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 6, 10, 10)


def at_home(day: date, rng: Random, *, night: bool = False) -> datetime:
    """A moment at which a resident writes."""
    hour = rng.choices(range(24), _NIGHT if night else _HOURS)[0]
    return _moment(day, time(hour, rng.randrange(60), rng.randrange(60)))


def in_office(day: date, rng: Random) -> datetime:
    """A moment of the office's hours on this day."""
    start, end = (_MORNING, _NOON) if rng.random() < 0.55 else (_AFTERNOON, _EVENING)
    span = (end.hour - start.hour) * 3600 + (end.minute - start.minute) * 60
    return _moment(day, start) + timedelta(seconds=rng.randrange(60, span))


def later(calendar: Calendar, at: datetime, days: int, rng: Random) -> datetime:
    """A moment of office hours so many working days later; 0: some minutes later, or the next morning."""
    day = timezone.localdate(at)
    if days > 0:
        return in_office(calendar.add(day, days), rng)
    soon = timezone.localtime(at) + timedelta(seconds=rng.randrange(240, 5400))
    if calendar.is_working(day) and soon.date() == day and soon.time() < _EVENING:
        if soon.time() < _MORNING:
            return _moment(day, _MORNING) + timedelta(seconds=rng.randrange(120, 5400))
        if _NOON <= soon.time() < _AFTERNOON:
            return _moment(day, _AFTERNOON) + timedelta(seconds=rng.randrange(60, 3600))
        return soon
    return _moment(calendar.add(day, 1), _MORNING) + timedelta(seconds=rng.randrange(120, 7200))


def clock(day: date, hour: int, minute: int = 0) -> datetime:
    return _moment(day, time(hour, minute))


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
