"""A step of a story, and what those who touch a life from outside may know of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Protocol

from hoiam.listen.models import Message
from hoiam.office.models import Person
from hoiam.seed.texts.texts import Occasion

Step = Callable[[datetime], None]
Later = Callable[[datetime, Step], None]


class Living(Protocol):
    """The life of one message, as its readers and callers see it."""

    case: Occasion
    message: Message
    rng: Random

    @property
    def then(self) -> Later: ...

    @property
    def restricted(self) -> bool: ...

    @property
    def clerk(self) -> Person: ...

    def later(self, at: datetime, working_days: int) -> datetime: ...

    def at_home(self, at: datetime, soonest: int, latest: int) -> datetime: ...
