"""Reading facts: the figures of one office or of 168 for a month or a year, without opening their ledgers.

Only periods that are whole buckets can be read: made of calendar months, or of months from the 15th to the 14th. Weeks,
sessions and free ranges are summed from the reports themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.db.models import F, Q, Sum, Value
from django.db.models.functions import Coalesce

from hoiam.office.models import Office
from hoiam.report.facts.changes import BY_UNIT, OPEN, OVERDUE, SATISFIED, SUMMED, WORKING_DAYS, definitions, half_of
from hoiam.report.figures.definitions import Histogram, middle_of, nine_tenths_of
from hoiam.report.figures.table import INSIDE_FIGURES, RESTRICTED_FIGURES
from hoiam.report.models import Fact, FactBook
from hoiam.report.sentences.numbers import Number, of_hundred
from hoiam.workdays.periods import Period

# What a share divides by what.
SHARES = {
    "on_time_share": (("answered_on_time",), ("answered_on_time", "answered_late")),
    "reopened_share": (("messages_reopened",), ("messages_closed",)),
    SATISFIED: ((SATISFIED,), ("ratings",)),
}
DAYS = {WORKING_DAYS: middle_of, "p90": nine_tenths_of}
# What stands open: reckoned from the changes of the stocks up to the first or the last day.
STANDING = ("messages_carried", "messages_total", OPEN, "open_in_time", OVERDUE)
TOTALLED = (*SUMMED, *SHARES, *DAYS, *STANDING)
By = Literal["office", "unit", "kind", "all"]
# In public these are no sums: below five they are not told, and each would tell the small numbers of the others.
_NOT_IN_PUBLIC = frozenset({*RESTRICTED_FIGURES, *INSIDE_FIGURES})


class NotWholeBuckets(ValueError):
    """The period begins or ends inside a half of a month."""


@dataclass(frozen=True)
class Total:
    """A figure summed from facts; None: nothing was there to count it from."""

    value: Number | None
    numerator: int | None = None
    denominator: int | None = None
    parts: Mapping[str, int] = field(default_factory=dict)
    histogram: Histogram = ()


@dataclass
class Sums:
    """What the facts of one group add up to: what happened, and what stood open before and at the end."""

    happened: Counter[str] = field(default_factory=Counter)
    parts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)

    def total(self, id: str) -> Total:
        if id in DAYS:
            days = tuple(sorted((int(part), n) for part, n in self.parts[WORKING_DAYS].items()))
            return Total(DAYS[id](days), histogram=days)
        if id in SHARES:
            numerator, denominator = (sum(self.happened[one] for one in ids) for ids in SHARES[id])
            return Total(of_hundred(numerator, denominator) if denominator else None, numerator, denominator)
        if id in STANDING:
            return Total(self._standing(id))
        return Total(self.happened[id], parts=self.parts[id])

    def _standing(self, id: str) -> int:
        if id == "messages_carried":
            return self.before[OPEN]
        if id == "messages_total":
            return self.before[OPEN] + self.happened["messages_received"] + self.happened["messages_reopened"]
        return self.after[OPEN] - self.after[OVERDUE] if id == "open_in_time" else self.after[id]


def totals(
    offices: Iterable[Office], period: Period, at: datetime, *, by: By, inside: bool, figures: Iterable[str] = TOTALLED
) -> dict[Any, dict[str, Total]]:
    """Figures by their id: of each office (its pk), of each unit or kind over these offices, or of ``all`` together.

    ``inside``: with restricted files; else what a public total may hold. Offices whose facts are not whole are not
    counted (``facts.unbuilt`` names them). While the period runs nobody knows what of it will be overdue at its end.
    """
    first, end = _buckets(period)
    whole = _built(offices)
    asked = Fact.objects.filter(office__in=whole)
    if not inside:
        asked = asked.filter(restricted=False)
    wanted = [id for id in figures if _told(id, by, inside=inside, over=period.ended(at))]
    group = F(by) if by != "all" else Value("all")
    groups: defaultdict[Any, Sums] = defaultdict(Sums)
    for key in whole if by == "office" else ["all"] if by == "all" else []:
        groups[key] = Sums()
    rows = asked.filter(measure__in=_measures(wanted), bucket__gte=first, bucket__lt=end).order_by()
    for key, measure, part, n in rows.values_list(group, "measure", "part").annotate(Sum("n")):
        sums = groups[key]
        sums.happened[measure] += n
        if part and n:
            sums.parts[measure][part] = n
    if not {*STANDING}.isdisjoint(wanted):
        stocks = asked.filter(measure__in=(OPEN, OVERDUE), bucket__lt=end).order_by().values_list(group, "measure")
        earlier = Coalesce(Sum("n", filter=Q(bucket__lt=first)), 0)
        for key, measure, before, after in stocks.annotate(earlier=earlier, all=Sum("n")):
            groups[key].before[measure], groups[key].after[measure] = before, after
    return {key: {id: sums.total(id) for id in wanted} for key, sums in groups.items()}


def _built(offices: Iterable[Office]) -> list[int]:
    """Those whose facts are whole."""
    books = FactBook.objects.filter(definitions=definitions(), office__in=list(offices))
    return list(books.values_list("office", flat=True))


def _told(id: str, by: By, *, inside: bool, over: bool) -> bool:
    if (id in _NOT_IN_PUBLIC and not inside) or (id in ("open_in_time", OVERDUE) and not over):
        return False
    return by != "unit" or set(_measures([id])) <= BY_UNIT


def _measures(figures: Iterable[str]) -> list[str]:
    """The measures that figures are made of, but for the stocks."""
    found = set()
    for id in figures:
        if id in SHARES:
            found |= {one for ids in SHARES[id] for one in ids}
        elif id == "messages_total":
            found |= {"messages_received", "messages_reopened"}
        elif id not in STANDING:
            found.add(WORKING_DAYS if id in DAYS else id)
    return sorted(found)


def _buckets(period: Period) -> tuple[date, date]:
    """The first bucket, and the one that is no longer in the period."""
    first, end = period.first, period.last + timedelta(days=1)
    if (half_of(first), half_of(end)) != (first, end):
        raise NotWholeBuckets(period.title)
    return first, end
