"""A year in the life of a ward, told by calling the real acts at their moments, one after the other.

Texts, days, acts and figures are the same for one last day; numbers, keys and salts are random, as they must be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from hoiam.answer import chores
from hoiam.answer.clock import passing, pausing
from hoiam.ledger.acts import recorded_as_lived, seal
from hoiam.listen import chores as listening
from hoiam.listen.models import RESTRICTED_KINDS, Channel, Kind
from hoiam.outbox.acts import needless
from hoiam.outbox.models import Row
from hoiam.seed import days
from hoiam.seed.cast import Ward, found_ward
from hoiam.seed.reports import handing, longer, weekly
from hoiam.seed.story import office_days, old_book
from hoiam.seed.story.letters import Letter
from hoiam.seed.story.lives import Life
from hoiam.seed.story.schedule import TURNS
from hoiam.seed.story.telling import Telling
from hoiam.seed.texts.texts import Occasion, cases
from hoiam.viettext.search.search import refresh_vocabulary
from hoiam.workdays.models import calendar_of

WEEKS, QUARTER = 52, 13
# Of a hundred messages so many are of each kind: dealt like cards, so that none is forgotten or comes in a heap.
_DECK = {
    Kind.FEEDBACK: 60,
    Kind.QUESTION: 20,
    Kind.PETITION: 8,
    Kind.INFORMATION: 5,
    Kind.PROCEDURE: 4,
    Kind.COMPLAINT: 2,
    Kind.DENUNCIATION: 1,
}
_STORM = ("thoat-nuoc-ngap", "cay-xanh", "dien", "thien-tai", "nuoc-sach")
_STUCK_DAYS = 20


def seed(
    until: date, *, weeks: int = WEEKS, takes_over: bool = False, told: Callable[[date], None] = lambda _: None
) -> Ward:
    """Make the ward and let it live until the first minutes of ``until``; each day is kept when it has been lived.

    ``takes_over``: it begins with open matters of its old book.
    """
    with recorded_as_lived():
        with transaction.atomic():
            story = Story.begin(until, weeks, takes_over=takes_over)
        story.play(told)
        with transaction.atomic():
            story.end_it()
    refresh_vocabulary()
    return story.ward


@dataclass
class Story(Telling):
    """What happens in the ward, and when."""

    numbered: set[tuple[Channel, datetime]] = field(default_factory=set)

    @classmethod
    def begin(cls, until: date, weeks: int, *, takes_over: bool) -> Story:
        first = until - timedelta(weeks=weeks)
        # Long enough before, that everybody's role counts from the first day on.
        ward = found_ward(days.clock(first - timedelta(days=10), 8))
        office_days.settle_in(ward, days.clock(first - timedelta(days=9), 9))
        handing.settle_in(ward, days.clock(first - timedelta(days=9), 10))
        story = cls(ward, calendar_of(ward.office), first, until, Random(f"hoa-binh {until}"))  # noqa: S311
        story._plan()
        if takes_over:
            old_book.plan(story)
        return story

    def end_it(self) -> None:
        """Whoever starts the demo does not want a year of mail at once."""
        for row in Row.objects.filter(done_at__isnull=True):
            needless(row, at=self.end)
        for office in (self.ward.office, self.ward.office.parent):
            if office:
                seal(office, at=self.end)

    def _plan(self) -> None:
        dealt = self._dealt()
        storms = {self.first + timedelta(days=self.rng.randrange(7 * 52)) for _ in range(3)}
        for number in range((self.until - self.first).days):
            day = self.first + timedelta(days=number)
            self.then(days.clock(day, 0, 20), self._dawn)
            self.then(days.clock(day, 23, 40), self._night)
            office_days.plan(self.ward, self.calendar, day, self.then)
            if self.calendar.is_working(day):
                weekly.plan(self.ward, self.calendar, day, self.until, self.then)
                longer.plan(self.ward, self.calendar, self.first, day, self.then)
            stormy = any(timedelta(0) <= day - storm < timedelta(days=3) for storm in sorted(storms))
            for _ in range(self._how_many(day, stormy=stormy)):
                self._arrives(day, self._of_the_storm(next(dealt)) if stormy else next(dealt))
        self.then(days.clock(self.until, 0, 20), self._dawn)
        for turn in TURNS:
            for back in turn.days_back((self.until - self.first).days):
                turn.how(self, self.until - timedelta(days=back))
        office_days.travel(self.ward, self.until, self.then)
        for _ in range(2):
            self._in_the_last_minutes(next(dealt))

    def _how_many(self, day: date, *, stormy: bool) -> int:
        usual = self.rng.choices((0, 1, 2, 3, 4), (20, 42, 28, 7, 3))[0] if self.calendar.is_working(day) else 0
        return usual or self.rng.choices((0, 1, 2), (50, 38, 12))[0] + (self.rng.randrange(3, 7) if stormy else 0)

    def _dealt(self) -> Iterator[Occasion]:
        """Occasions without end: first one of every kind, then deck after deck."""
        of_kind = {kind: [case for case in cases() if case.kind == kind] for kind in _DECK}
        cards = list(_DECK)
        while True:
            self.rng.shuffle(cards)
            for kind in cards:
                known = of_kind[kind]
                yield self.rng.choices(known, [case.weight for case in known])[0]
            cards = [kind for kind, many in _DECK.items() for _ in range(many)]

    def _of_the_storm(self, case: Occasion) -> Occasion:
        if case.kind in RESTRICTED_KINDS or self.rng.random() < 0.3:
            return case
        wet = [one for one in cases() if one.topic in _STORM and one.kind == Kind.FEEDBACK]
        return self.rng.choice(wet)

    def _arrives(self, day: date, case: Occasion) -> Life:
        days_left = (self.until - day).days
        unsorted = self.rng.random() < (0.6 if days_left <= 2 else 0.2 if days_left <= 7 else 0)
        kind_of_life = Letter if case.kind in RESTRICTED_KINDS else Life
        life = kind_of_life(
            self.ward,
            self.calendar,
            case,
            self.new_dice(),
            self.then,
            stuck=days_left < _STUCK_DAYS and self.rng.random() < 0.4,
            unsorted=unsorted,
        )
        begins = life.begins(day)
        # Another system's number is its second here: two of one second would be the same message.
        while life.channel in (Channel.PORTAL, Channel.TRANSFER) and (life.channel, begins) in self.numbered:
            begins += timedelta(seconds=1)
        self.numbered.add((life.channel, begins))
        self.then(begins, life.receive)
        return life

    def _in_the_last_minutes(self, case: Occasion) -> None:
        """Somebody who cannot sleep writes just after midnight: what is new today when the demo begins."""
        if case.kind in RESTRICTED_KINDS:
            case = next(one for one in cases() if one.night)
        rng = self.new_dice()
        life = Life(self.ward, self.calendar, case, rng, self.then)
        life.channel = type(life.channel).WEB
        self.then(days.clock(self.until, 0, rng.randrange(2, 28)), life.receive)

    def _dawn(self, at: datetime) -> None:
        handing.dawn(self.ward, self.then, at)
        listening.end_lapsed_withholdings(at)
        listening.end_unconfirmed_restrictions(at)
        pausing.resume_overdue(at)
        passing.return_unreceived(at)

    def _night(self, at: datetime) -> None:
        chores.close_answered(at)
        chores.erase_contacts(at)
        chores.erase_asked_words(at)
        if timezone.localdate(at).weekday() == 6:
            seal(self.ward.office, at=at)
