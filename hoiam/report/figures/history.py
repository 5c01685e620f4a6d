"""One message as its entries tell it, and the account of a period: what was open, what happened, what is open. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone

from hoiam.listen.models import RESTRICTED_KINDS, Channel, Kind
from hoiam.workdays.periods import Period


@dataclass(slots=True, eq=False)
class Track:
    """One message as its entries tell it, at the moment up to which they were read."""

    number: str
    # Until its receipt is read nothing is known of a message: it is kept as close as the closest.
    restricted: bool = True
    kind: str = ""
    channel: str = ""
    topic: str = ""
    area: str = ""
    unit: str = ""
    received_on: date = date.min
    received_by: int = 0
    due_on: date = date.max
    is_open: bool = False
    opened_by: int = 0
    answers: int = 0
    # Of the last answer, while it stands.
    outcome: str = ""
    accepted: bool = False
    # Of a letter: the entry since which a decision is owed, and whether one was owed when it ended without.
    owed_by: int = 0
    owed_at: datetime | None = None
    ended_owing: bool = False
    checked: bool = False
    grounds: set[str] = field(default_factory=set)
    was_public: bool = False
    wants_public: bool = True
    cost: int = 0

    @property
    def readable(self) -> bool:
        """Whether the public can read its words: checked by a person, and nothing withholds them."""
        return self.checked and not self.grounds and not self.restricted


@dataclass(frozen=True)
class Filter:
    """What a report on a theme is about: kinds, area, unit, topic, outcome; empty: any. Never words, never a person."""

    kinds: tuple[str, ...] = ()
    area: str = ""
    unit: str = ""
    topic: str = ""
    outcome: str = ""

    def takes(self, track: Track) -> bool:
        """Of a message: what it is now. What is about no message is in no theme."""
        wanted = (self.area, self.unit, self.topic, self.outcome)
        found = (track.area, track.unit, track.topic, track.outcome)
        return (
            bool(track.number)
            and (not self.kinds or track.kind in self.kinds)
            and all(not one or one == other for one, other in zip(wanted, found, strict=True))
        )


class Happening(NamedTuple):
    """An entry of the period, with the message it is about."""

    entry: int
    track: Track
    payload: dict[str, Any]


class HistoryRow(NamedTuple):
    """The columns of an entry that are read."""

    number: int
    kind: str
    subject: str
    at: datetime
    payload: dict[str, Any]


@dataclass(frozen=True)
class Account:
    """One period: what was open when it began, what happened, what is open now."""

    period: Period
    counted_to: datetime
    carried: list[tuple[int, Track]]
    happened: dict[str, list[Happening]]
    tracks: list[Track]
    # Letters taken up before the period began and not decided then, with the entry since which a decision is owed.
    undecided: list[tuple[int, Track]] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day that has begun when counting stops: what was due before it is late."""
        return timezone.localdate(self.counted_to)

    @property
    def open(self) -> list[Track]:
        return [track for track in self.tracks if track.is_open]

    def all(self, what: str) -> list[Happening]:
        return self.happened.get(what, [])

    def for_the_public(self) -> Account:
        """The same without restricted files: a total with them would, beside the public list, tell how many."""
        return self._of(lambda track: not track.restricted)

    def only(self, filter: Filter) -> Account:
        """The same of what a theme is about."""
        return self._of(filter.takes)

    def _of(self, takes: Callable[[Track], bool]) -> Account:
        return replace(
            self,
            carried=[(entry, track) for entry, track in self.carried if takes(track)],
            undecided=[(entry, track) for entry, track in self.undecided if takes(track)],
            happened={what: [one for one in found if takes(one.track)] for what, found in self.happened.items()},
            tracks=[track for track in self.tracks if takes(track)],
        )

    def out_of_balance(self) -> dict[Track, tuple[int, ...]]:
        """Messages for which carried + received + reopened is not closed + open, with the entries that contradict."""
        return _unequal(
            [*self.carried, *self._entered("received", "reopened")],
            [*self._entered("closed", "left"), *((track.opened_by, track) for track in self.open)],
        )

    def letters_out_of_balance(self) -> dict[Track, tuple[int, ...]]:
        """The same of letters, and those for which a decision owed is not one made, dropped or still owed."""
        owed = [*self.undecided, *self._entered("taken_up")]
        decided = [(one.entry, one.track) for one in self.all("step_done") if one.payload["step"] == "decide"]
        settled = [*decided, *self._entered("ended_undecided")]
        still = [(track.owed_by, track) for track in self.tracks if track.owed_by]
        broken = {track: entries for track, entries in self.out_of_balance().items() if sort_of_letter(track)}
        return broken | _unequal(owed, [*settled, *still])

    def _entered(self, *whats: str) -> list[tuple[int, Track]]:
        return [(one.entry, one.track) for what in whats for one in self.all(what)]


def _unequal(came: list[tuple[int, Track]], went: list[tuple[int, Track]]) -> dict[Track, tuple[int, ...]]:
    """The records that came more often than they went, or less, by number, with all entries of both."""
    count: Counter[Track] = Counter(track for _, track in came)
    count.subtract(track for _, track in went)
    entries: defaultdict[Track, set[int]] = defaultdict(set)
    for entry, track in (*came, *went):
        entries[track].add(entry)
    broken = sorted((track for track, left in count.items() if left), key=lambda track: track.number)
    return {track: tuple(sorted(entries[track])) for track in broken}


# A letter («đơn»): a complaint or denunciation on whatever way it came, and what else came on paper.
ON_PAPER = frozenset({Channel.LETTER, Channel.TRANSFER})
NO_LETTERS = frozenset({Kind.QUESTION, Kind.INFORMATION})


def sort_of_letter(track: Track) -> str:
    """«complaint», «denunciation» or «petition»; empty for what is no letter."""
    if track.restricted and track.kind in RESTRICTED_KINDS:
        return track.kind
    return Kind.PETITION.value if track.channel in ON_PAPER and track.kind not in NO_LETTERS else ""
