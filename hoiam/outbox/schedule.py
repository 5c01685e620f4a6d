"""When a chore is due: pure rules that give the last due moment up to a given one.

Only the last one counts: after a night without electricity a chore runs once, not once for each time it missed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from django.utils import timezone


class Schedule(Protocol):
    def last(self, at: datetime) -> datetime:
        """The last due moment that is not after `at`."""
        ...


@dataclass(frozen=True)
class Every:
    minutes: int

    def last(self, at: datetime) -> datetime:
        local = timezone.localtime(at).replace(second=0, microsecond=0)
        since_midnight = local.hour * 60 + local.minute
        return local - timedelta(minutes=since_midnight % self.minutes)


@dataclass(frozen=True)
class Daily:
    at: str

    def last(self, at: datetime) -> datetime:
        local = timezone.localtime(at)
        today = datetime.combine(local.date(), time.fromisoformat(self.at), local.tzinfo)
        return today if today <= local else today - timedelta(days=1)


@dataclass(frozen=True)
class Weekly:
    weekday: int  # 0 is Monday, as in Python
    at: str

    def last(self, at: datetime) -> datetime:
        day = Daily(self.at).last(at)
        return day - timedelta(days=(day.weekday() - self.weekday) % 7)


@dataclass(frozen=True)
class Chore:
    """Work that comes back by the clock. It gets the present moment and may be run again for the same slot."""

    name: str
    does: str
    when: Schedule
    function: Callable[[datetime], None]
