"""When the special turns come: counted back from the last day, so that a short story has them too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from hoiam.listen.message.deadlines import promise
from hoiam.listen.models import Kind
from hoiam.seed import days
from hoiam.seed.story import turns, turns_after
from hoiam.seed.story.lives import Life
from hoiam.seed.story.office_days import is_reception_day
from hoiam.seed.story.telling import Telling
from hoiam.seed.texts import texts

Begin = Callable[[Telling, date], None]


@dataclass(frozen=True)
class Planned:
    """One turn: for the first time so many days before the last one, then again each so many days further back."""

    first: int
    every: int
    how: Begin

    def days_back(self, days: int) -> Iterator[int]:
        """How many days before the last one it begins, in a story of so many days."""
        return iter(range(self.first, days, self.every or days))


def _lives(life: Life, story: Telling, day: date) -> None:
    while not story.calendar.is_working(day):
        day -= timedelta(days=1)
    story.then(life.begins(day), life.receive)


def _made(kind: type[turns.Turn], story: Telling, **given: Any) -> turns.Turn:
    """A life of this kind; what ``given`` names is known to it alone."""
    return kind(story.ward, story.calendar, texts.turns()[kind.NAME], story.new_dice(), story.then, **given)


def _of(kind: type[turns.Turn], **given: Any) -> Begin:
    def begin(story: Telling, day: date) -> None:
        _lives(_made(kind, story, **given), story, day)

    return begin


def _storm(story: Telling, day: date, *, alive: bool = False) -> None:
    """One fallen tree, four people: the first is sorted at once, the last is not looked at yet while it is alive."""
    place = story.rng.randrange(12)
    lead = _made(turns.FallenTree, story)
    lead.at_place(place)
    story.then(days.clock(day, 6, story.rng.randrange(5, 55)), lead.receive)
    for words in (1, 2, 3):
        later = day + timedelta(days=1 if words > 1 else 0)
        twin = _made(turns.SameTree, story, lead=lead, words=words, parts=words == 3 and not alive)
        twin.at_place(place)
        twin.unsorted = alive and words == 3
        story.then(days.clock(later, 7 if words > 1 else 9, story.rng.randrange(0, 25)), twin.receive)


def _spoken(story: Telling, day: date, *, alive: bool = False) -> None:
    life = _made(turns.Spoken, story)
    life.unsorted = alive
    _lives(life, story, day)


def _verified(story: Telling, day: date, *, agreed: bool = True) -> None:
    case = next(case for case in texts.cases() if case.kind == Kind.COMPLAINT)
    life = turns_after.Verified(story.ward, story.calendar, case, story.new_dice(), story.then, agreed=agreed)
    _lives(life, story, day)


def _for_the_chairman(story: Telling, day: date) -> None:
    case = next(case for case in texts.cases() if case.kind == Kind.COMPLAINT)
    _lives(turns_after.ForTheChairman(story.ward, story.calendar, case, story.new_dice(), story.then), story, day)


def _due_today(story: Telling, day: date) -> None:
    """What came in so long ago that its last day is the last day of the story; on a day off nothing is due."""
    while day > story.first:
        office, at = story.ward.office, days.clock(day, 9)
        if story.calendar.is_working(day) and promise(office, Kind.FEEDBACK, at, channel="web").due_on == story.until:
            for kind in (turns_after.LyingThere, turns_after.ForApproval):
                _lives(_made(kind, story), story, day)
            return
        day -= timedelta(days=1)


def _received_by_chairman(story: Telling, day: date) -> None:
    while not (is_reception_day(day) and story.calendar.is_working(day)):
        day -= timedelta(days=1)
    if day >= story.first:
        _lives(_made(turns.BeforeTheChairman, story), story, day)


TURNS = (
    Planned(3, 0, partial(_storm, alive=True)),
    Planned(45, 120, _storm),
    Planned(4, 0, _of(turns.Asked, replies=False)),
    Planned(9, 30, _of(turns.Asked)),
    Planned(30, 90, _of(turns.Asked, replies=False)),
    Planned(11, 70, _of(turns.GivenBack)),
    Planned(20, 60, _of(turns.PassedBack)),
    Planned(6, 60, _of(turns.TwoThings)),
    Planned(1, 0, partial(_spoken, alive=True)),
    Planned(10, 90, _spoken),
    Planned(4, 60, _of(turns.Covered)),
    Planned(1, 0, _of(turns.Held, undone=False)),
    Planned(5, 90, _of(turns.Held)),
    Planned(9, 120, _of(turns.Held, undone=False)),
    Planned(7, 60, _of(turns.Neighbours)),
    Planned(2, 60, _of(turns.InDanger)),
    Planned(48, 120, _of(turns.NotSolvedAgain)),
    Planned(3, 28, _received_by_chairman),
    Planned(2, 0, _of(turns.Helped)),
    Planned(9, 45, _of(turns.Helped)),
    Planned(6, 0, _of(turns_after.Appealed, publish=None)),
    Planned(13, 100, _of(turns_after.Appealed)),
    Planned(20, 150, _of(turns_after.Appealed, publish=True)),
    Planned(35, 150, _of(turns_after.Advertised, publish=None)),
    Planned(12, 120, _verified),
    Planned(60, 0, partial(_verified, agreed=False)),
    Planned(4, 0, _of(turns_after.ForApproval)),
    Planned(5, 0, _of(turns_after.ForApproval)),
    Planned(7, 0, _of(turns_after.Petitioned)),
    Planned(8, 0, _for_the_chairman),
    Planned(1, 0, _due_today),
    Planned(3, 0, _of(turns_after.ToBeCalled)),
    Planned(4, 0, _of(turns_after.ToBeCalled)),
    Planned(10, 0, _of(turns_after.Issued)),
    Planned(8, 120, _of(turns_after.LostKey)),
    Planned(13, 150, _of(turns_after.OwnRights)),
    Planned(13, 90, _of(turns_after.Corrected)),
    Planned(7, 60, _of(turns_after.ToldOnTheWay)),
)
