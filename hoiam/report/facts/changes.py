"""What one message adds to the facts, told by the figures themselves from its entries alone. Pure.

So what is kept act by act and what is counted anew are the same, in whatever order the entries were recorded.

Facts say what is known now, where a frozen report says what was known when its period ended. All that happened to a
message stands under its present kind, and on the restricted side as long as it is restricted: what was public and is
held today is in no public total, of no period; released, it is in all of them again. Closings alone stay under the kind
and unit that answered.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from hoiam.ledger.canonical import sha256
from hoiam.report.figures.account import Account, Happening, Reader
from hoiam.report.figures.history import HistoryRow
from hoiam.report.figures.table import FIGURES
from hoiam.workdays import periods
from hoiam.workdays.calendar import Calendar

# Raised when what is told below changes otherwise than by a figure: facts of before are counted anew.
SHAPE = 2
SECOND_HALF = 15
WORKING_DAYS, SATISFIED = "median_working_days", "satisfied_share"
OPEN, OVERDUE = "messages_open", "open_overdue"
# What is no sum over messages and half-months, by what it is instead.
NOT_SUMMED = {
    "a stock, kept as its changes, and what is reckoned from it": (
        *("messages_carried", "messages_total", OPEN, "open_in_time", OVERDUE),
    ),
    "a share, of sums": ("on_time_share", "reopened_share", SATISFIED),
    "read from the histogram of working days": (WORKING_DAYS, "p90"),
    "a column of its own": ("received_by_kind", "closed_by_unit"),
    "a matter counts once however often it happened": ("extended", "reopened", "reopened_many_times"),
    "a stock of letters, and what is reckoned from it: too few to keep as changes": (
        *("letters_carried", "letters_total", "letters_eligible", "letters_unsorted", "letters_own", "letters_left"),
        *("letters_overdue", "complaints_due", "complaints_undecided", "complaints_overdue"),
        *("denunciations_due", "denunciations_undecided", "denunciations_overdue"),
    ),
    "by law, from the weeks of the period": ("chair_days_required",),
    "by a calendar that may be corrected later": ("days_to_publication", "held_without_ground"),
}
SUMMED = tuple(id for id in FIGURES if id not in {id for ids in NOT_SUMMED.values() for id in ids})
# The others are told apart by kind only: each would be several times as many rows.
BY_UNIT = frozenset(
    {
        *("messages_received", "messages_reopened", "messages_closed", OPEN, OVERDUE),
        *("answered_on_time", "answered_late", "reanswered_on_time", "reanswered_late"),
    }
)
# What is summed asks neither the period nor the calendar.
_NO_PERIOD, _NO_CALENDAR = periods.Schedule().of(periods.WEEK, date(2026, 1, 1)), Calendar()


class FactKey(NamedTuple):
    """The columns of a fact, without its office and its number."""

    bucket: date
    restricted: bool
    unit: str
    kind: str
    measure: str
    part: str


def definitions() -> str:
    """What the facts are counted by: another fingerprint means that they must be counted anew."""
    versions = " ".join(f"{id} {FIGURES[id].version}" for id in (*SUMMED, WORKING_DAYS, SATISFIED))
    return sha256(f"{SHAPE} {versions}".encode())


def bucket_of(moment: datetime) -> date:
    """By legal time, as it is in Viet Nam."""
    return half_of(moment.astimezone(periods.ZONE).date())


def half_of(day: date) -> date:
    return day.replace(day=1 if day.day < SECOND_HALF else SECOND_HALF)


def told_by(rows: Iterable[HistoryRow]) -> Counter[FactKey]:
    """All facts of one message (or of one entry about the office itself), from its entries."""
    reader, moments, turns = Reader(), {}, []
    for row in sorted(rows, key=lambda row: (row.at, row.number)):
        reader.read(row)
        moments[row.number] = row.at
        turns += [Turn(row.at, track.is_open, track.due_on) for track in reader.tracks.values()]
    facts: Counter[FactKey] = Counter()
    groups: defaultdict[tuple[date, bool, str, str], dict[str, list[Happening]]] = defaultdict(dict)
    for what, happenings in reader.happened.items():
        for one in happenings:
            place = (bucket_of(moments[one.entry]), one.track.restricted, *_unit_and_kind(what, one))
            groups[place].setdefault(what, []).append(one)
    for (bucket, restricted, unit, kind), happened in groups.items():
        for measure, part, n in _summed(happened):
            facts[FactKey(bucket, restricted, unit if measure in BY_UNIT else "", kind, measure, part)] += n
    for track in reader.tracks.values():
        for measure, bucket, n in _changes(turns):
            facts[FactKey(bucket, track.restricted, track.unit, track.kind, measure, "")] += n
    return facts


def _unit_and_kind(what: str, one: Happening) -> tuple[str, str]:
    """What something stands under: a closing under those that answered, all else under those of today."""
    if what == "closed":
        return one.payload["unit"] or "", one.payload["kind"] or ""
    return one.track.unit, one.track.kind


def _summed(happened: dict[str, list[Happening]]) -> Iterator[tuple[str, str, int]]:
    account = Account(_NO_PERIOD, _NO_PERIOD.end, [], happened, [])
    for id in {id: None for what in happened for id in _asking()[what]}:
        counted = FIGURES[id].count(account, _NO_CALENDAR)
        if counted.parts:
            yield from ((id, key, len(entries)) for key, entries in counted.parts)
        elif counted.value:
            yield id, "", int(counted.value)
    if "rated" in happened:
        yield SATISFIED, "", FIGURES[SATISFIED].count(account, _NO_CALENDAR).numerator or 0
    if "closed" in happened:
        for days, times in FIGURES[WORKING_DAYS].count(account, _NO_CALENDAR).histogram:
            yield WORKING_DAYS, str(days), times


@dataclass(frozen=True)
class _Asked(Account):
    """An empty account that remembers what it was asked for."""

    asked: set[str] = field(default_factory=set)

    def all(self, what: str) -> list[Happening]:
        self.asked.add(what)
        return []


@cache
def _asking() -> defaultdict[str, list[str]]:
    """Which figures ask for what happened: the others need not be counted when nothing else did."""
    asking: defaultdict[str, list[str]] = defaultdict(list)
    for id in SUMMED:
        account = _Asked(_NO_PERIOD, _NO_PERIOD.end, [], {}, [])
        FIGURES[id].count(account, _NO_CALENDAR)
        for what in account.asked:
            asking[what].append(id)
    return asking


class Turn(NamedTuple):
    """How a message stood from a moment on."""

    at: datetime
    is_open: bool
    due_on: date


def _changes(turns: list[Turn]) -> Iterator[tuple[str, date, int]]:
    """By how much the stocks of open and of overdue messages change, in which bucket.

    A message is overdue from the end of its due day, which may still come: the stock at the end of a bucket is the sum
    of all changes up to it.
    """
    was_open = False
    for turn, following in pairwise([*turns, None]):
        assert turn is not None
        if turn.is_open != was_open:
            yield OPEN, bucket_of(turn.at), 1 if turn.is_open else -1
        was_open = turn.is_open
        if not turn.is_open:
            continue
        over = periods.midnight(turn.due_on + timedelta(days=1))
        if following is None or following.at >= over:
            yield OVERDUE, bucket_of(turn.at) if turn.at >= over else half_of(turn.due_on), 1
            if following is not None:
                yield OVERDUE, bucket_of(following.at), -1
