"""A story shorter than the year begins as an office begins: what is still open in its old book is taken over."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from hoiam.listen.imports.acts import begin_import, go_on, lay_down
from hoiam.listen.imports.tables import COLUMN_FIELDS
from hoiam.listen.models import Channel, Kind, Message
from hoiam.seed import days
from hoiam.seed.story.lives import Life
from hoiam.seed.story.telling import Telling
from hoiam.seed.texts.texts import cases

# How many days before the first one they came in: most are in time still, two are late already.
_BACK = (*[(1, 7)] * 10, *[(9, 16)] * 2)
_KINDS = (Kind.FEEDBACK, Kind.QUESTION, Kind.PETITION)
_COLUMNS = ("external_ref", "received_at", "kind", "text", "place", "name", "phone", "email", "public")


@dataclass
class TakenOver(Life):
    """One line of the old book: it came in when the office still wrote by hand, and goes on as any other."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.channel = Channel.OLD_BOOK

    def line(self, number: int, came: datetime) -> list[str]:
        """As it stands in the book that was typed off."""
        left = self._left()
        return [
            f"{number}/{came:%Y}",
            f"{came:%Y-%m-%d %H:%M}",
            str(Kind(self.case.kind).label),
            self.written.text,
            self.written.place or str(self.area),
            *(left.get(name, "") for name in ("name", "phone", "email")),
            "có",
        ]

    def taken_over(self, message: Message, at: datetime) -> None:
        """It is in the new book: from now on it is sorted, assigned and answered."""
        self.message = message
        self._received(at)


def plan(story: Telling) -> None:
    """On the first morning anh Nam takes over what is open in the old book, as one file."""
    # Dice of its own: the days that follow are those of the same story without an old book.
    rng = Random(f"hoa-binh {story.until}, sổ cũ")  # noqa: S311
    known = [case for case in cases() if case.kind in _KINDS and not (case.keep or case.night)]
    weights = [case.weight for case in known]
    came = sorted(_came(story, rng.randrange(soonest, latest), rng) for soonest, latest in _BACK)
    lives = [
        TakenOver(story.ward, story.calendar, case, Random(rng.random()), story.then)  # noqa: S311
        for case in rng.choices(known, weights, k=len(_BACK))
    ]
    began = rng.randrange(140, 260)
    lines = [life.line(began + place, when) for place, (life, when) in enumerate(zip(lives, came, strict=True))]
    day = story.first if story.calendar.is_working(story.first) else story.calendar.add(story.first, 1)
    story.then(days.clock(day, 7, 35), lambda at: _take_over(story, lives, lines, at))


def _came(story: Telling, back: int, rng: Random) -> datetime:
    day = story.first - timedelta(days=back)
    while not story.calendar.is_working(day):
        day -= timedelta(days=1)
    return timezone.localtime(days.in_office(day, rng))


def _take_over(story: Telling, lives: Sequence[TakenOver], lines: Sequence[Sequence[str]], at: datetime) -> None:
    office, nam = story.ward.office, story.ward.people["nam"]
    data = io.StringIO()
    csv.writer(data).writerows([[COLUMN_FIELDS[name] for name in _COLUMNS], *lines])
    file = lay_down(office, data.getvalue().encode(), by=nam, at=at)
    begin_import(file, dict(enumerate(_COLUMNS)), Channel.OLD_BOOK, by=nam, at=at)
    go_on(file, len(lines), at=at)
    taken = Message.objects.filter(office=office, channel=Channel.OLD_BOOK).order_by("pk")
    for life, message in zip(lives, taken, strict=True):
        life.taken_over(message, at)
