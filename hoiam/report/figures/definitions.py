"""What a figure is: a value, the entries it was counted from, and the words for how. The table of all figures.

A change in how one is counted is a new version of its definition; a frozen report keeps the one it was made with.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from hoiam.report.figures.account import Account, Happening
from hoiam.report.sentences.numbers import Number, of_hundred
from hoiam.workdays.calendar import Calendar

SOURCE = "nhật ký xử lý"
NONE_CHOSEN = "none"
INSIDE_ONLY = "Chỉ ghi trong báo cáo gửi cấp trên."

# Not every text was seen: who reads a clause must know.
PROVISIONAL = "căn cứ tạm ghi, chưa đối chiếu văn bản"

Histogram = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Counted:
    """A value with the entries behind it. None: there was nothing to count it from («không phát sinh»)."""

    value: Number | None
    entries: tuple[int, ...] = ()
    numerator: int | None = None
    denominator: int | None = None
    histogram: Histogram = ()
    parts: tuple[tuple[str, tuple[int, ...]], ...] = ()


Count = Callable[[Account, Calendar], Counted]


@dataclass(frozen=True)
class Definition:
    """What a figure is called, what it counts and how. ``section``: of the report under which it stands; ``clause``:
    the law it is kept by, where there is one; ``inside``: for the superior alone, in public not at all."""

    id: str
    name: str
    unit: str
    words: str
    count: Count
    version: int = 1
    section: str = "letters"
    clause: str = ""
    inside: bool = False


FIGURES: dict[str, Definition] = {}
MESSAGES, TIMES, MATTERS, LETTERS, PERCENT, DAYS = "nội dung", "lượt", "vụ việc", "đơn", "%", "ngày làm việc"
PEOPLE, STEPS, DAYS_HELD, MONEY, GROUPS, REPORTS = "lượt người", "bước", "ngày", "đồng", "đoàn", "báo cáo"


def figure(name: str, unit: str, words: str) -> Callable[[Callable[..., Counted]], Callable[..., Counted]]:
    """Enter a function into the table under its own name."""

    def register(count: Callable[..., Counted]) -> Callable[..., Counted]:
        enter(count.__name__, name, unit, words, count)
        return count

    return register


def enter(id: str, name: str, unit: str, words: str, count: Callable[..., Counted]) -> None:
    FIGURES[id] = Definition(id, name, unit, words, count)


def enter_inside(id: str, name: str, unit: str, words: str, count: Callable[..., Counted]) -> None:
    """For the superior alone: in public it would tell the small numbers of other figures."""
    FIGURES[id] = Definition(id, name, unit, f"{words} {INSIDE_ONLY}", count, inside=True)


def based_on(clauses: Iterable[tuple[str, str, Iterable[str]]]) -> None:
    """Give figures their clause: its words, how sure it is ("T": the text was read), and which figures."""
    for clause, confidence, ids in clauses:
        FIGURES.update({id: replace(FIGURES[id], clause=cited(clause, confidence)) for id in ids})


def cited(clause: str, confidence: str) -> str:
    """A clause as a reader gets it: one whose text was not seen says so."""
    return clause if confidence == "T" else f"{clause} ({PROVISIONAL})"


def number_of(entries: Iterable[int]) -> Counted:
    found = tuple(entries)
    return Counted(len(found), found)


def count_of(happenings: Iterable[Happening]) -> Counted:
    return number_of(one.entry for one in happenings)


def percentage(part: Iterable[Happening], whole: Iterable[Happening]) -> Counted:
    """A percentage to one decimal place, half up; it stands on the entries of the whole."""
    numerator, among = len(list(part)), [one.entry for one in whole]
    if not among:
        return Counted(None, (), 0, 0)
    return Counted(of_hundred(numerator, len(among)), tuple(among), numerator, len(among))


def histogram(days: Iterable[int]) -> Histogram:
    """How often each number of days came: a median of several offices is taken from these, never from medians."""
    return tuple(sorted(Counter(days).items()))


def middle_of(histogram: Iterable[tuple[int, int]]) -> Number | None:
    """The median of what a histogram counted; half a day where two middle ones differ by an odd number."""
    laid = sorted(histogram)
    size = sum(times for _, times in laid)
    if not size:
        return None
    both = _at_place(laid, (size - 1) // 2) + _at_place(laid, size // 2)
    return both / 2 if both % 2 else both // 2


def nine_tenths_of(histogram: Iterable[tuple[int, int]]) -> Number | None:
    """Within how many days nine tenths were done."""
    laid = sorted(histogram)
    size = sum(times for _, times in laid)
    return _at_place(laid, -(-9 * size // 10) - 1) if size else None


def _at_place(laid: list[tuple[int, int]], place: int) -> int:
    """Which value stands at a place, from 0, of all that a province counted, without laying them out one by one."""
    for value, times in laid:
        place -= times
        if place < 0:
            return value
    raise IndexError(place)


def told_apart(keyed: Iterable[tuple[str, int]]) -> Counted:
    """A total told apart: the largest group first, equal ones by their key."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for key, entry in keyed:
        groups[key or NONE_CHOSEN].append(entry)
    parts = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    entries = tuple(entry for _, group in parts for entry in group)
    return Counted(len(entries), entries, parts=tuple((key, tuple(group)) for key, group in parts))
