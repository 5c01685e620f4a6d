"""Telling a story: steps put where they belong in time, then taken one after the other, day by day."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from random import Random

from django.db import transaction
from django.utils import timezone

from hoiam.seed import days
from hoiam.seed.cast import Ward
from hoiam.seed.steps import Step
from hoiam.workdays.calendar import Calendar


@dataclass
class Telling:
    """The days of a ward up to the first minutes of ``until``."""

    ward: Ward
    calendar: Calendar
    first: date
    until: date
    rng: Random
    queue: list[tuple[datetime, int, Step]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=count)

    @property
    def end(self) -> datetime:
        return days.clock(self.until, 0, 30)

    def then(self, at: datetime, step: Step) -> None:
        """Put a step where it belongs in time; what comes after the end stays undone."""
        if at < self.end:
            heapq.heappush(self.queue, (at, next(self.order), step))

    def new_dice(self) -> Random:
        """Of its own for each life, so that no other changes its story."""
        return Random(f"hoa-binh {self.until} {next(self.order)}")  # noqa: S311

    def play(self, told: Callable[[date], None]) -> None:
        """Take one step after the other, so that the ledger runs in the order of time; each day is one transaction."""
        while self.queue:
            day = timezone.localdate(self.queue[0][0])
            with transaction.atomic():
                while self.queue and timezone.localdate(self.queue[0][0]) == day:
                    at, _, step = heapq.heappop(self.queue)
                    step(at)
            told(day)
