"""Small numbers in public tables: below five they are not told, and nothing else lets them be worked out. Pure.

A hidden cell is found again by subtracting the told ones from a told total. So where a total is told, enough cells are
hidden that only their sum, at least five, could be had; where there are not enough, the total is hidden too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

SMALLEST_TOLD = 5


@dataclass(frozen=True)
class CountsTold:
    """What may be printed: None stands for «dưới 05» or for a cell hidden beside one."""

    cells: dict[str, int | None]
    total: int | None

    @property
    def hidden(self) -> set[str]:
        return {name for name, value in self.cells.items() if value is None}


def told(cells: Mapping[str, int], *, total: bool) -> CountsTold:
    """The cells of one table; ``total``: their sum is told, or known from elsewhere in public."""
    shown: dict[str, int | None] = {name: value if value >= SMALLEST_TOLD else None for name, value in cells.items()}
    whole = sum(cells.values())
    if not total:
        return CountsTold(shown, None)
    while _can_be_worked_out(cells, shown):
        left = {name: cells[name] for name, value in shown.items() if value is not None}
        if not left:
            return CountsTold(shown, None)
        shown[min(left, key=lambda name: (left[name], name))] = None
    return CountsTold(shown, whole)


def _can_be_worked_out(cells: Mapping[str, int], shown: Mapping[str, int | None]) -> bool:
    hidden = [cells[name] for name, value in shown.items() if value is None]
    return bool(hidden) and (len(hidden) == 1 or sum(hidden) < SMALLEST_TOLD)


def sum_of_told(cells: Mapping[str, int]) -> int | None:
    """The sum of cells that each stand in another table, told from five on; None when it would tell more of a hidden
    one than that it is below five: as far as the sum says, each of them may be anything from none to four."""
    hidden = [value for value in cells.values() if value < SMALLEST_TOLD]
    if hidden and not SMALLEST_TOLD <= sum(hidden) <= (SMALLEST_TOLD - 1) * (len(hidden) - 1):
        return None
    return sum(cells.values())


# A total, and the cells that add up to it.
SumOfCells = tuple[str, tuple[str, ...]]


def hidden(cells: Mapping[str, int], sums: Sequence[SumOfCells]) -> set[str]:
    """Which cells of several tables that share totals are not told, so that none below five can be worked out."""
    gone = {name for name, value in cells.items() if value < SMALLEST_TOLD}
    while (more := _next_to_hide(cells, sums, gone)) is not None:
        gone.add(more)
    return gone


def _next_to_hide(cells: Mapping[str, int], sums: Sequence[SumOfCells], gone: set[str]) -> str | None:
    """The smallest told cell that would give a hidden one away; None: nothing does."""
    for total, parts in sums:
        unseen = [name for name in parts if name in gone]
        if total not in gone and unseen and sum(cells[name] for name in unseen) < SMALLEST_TOLD:
            told = [name for name in parts if name not in gone]
            # Beside one told cell the total says nothing more than it.
            return _smallest(cells, told) if len(told) > 1 else total
    for known in _worked_out(sums, gone):
        beside = {name for total, parts in sums if known & {total, *parts} for name in (total, *parts)} - gone
        if beside:
            return _smallest(cells, beside)
    return None


def _smallest(cells: Mapping[str, int], names: Iterable[str]) -> str:
    return min(names, key=lambda name: (cells[name], name))


def _worked_out(sums: Sequence[SumOfCells], gone: set[str]) -> list[set[str]]:
    """The hidden cells whose value follows from the told ones: the sums are equations, solved as far as they go."""
    rows: list[dict[str, Fraction]] = []
    for total, parts in sums:
        row = {name: Fraction(1) for name in parts if name in gone}
        if total in gone:
            row[total] = row.get(total, Fraction(0)) - 1
        for pivot in rows:
            row = _reduced(row, pivot)
        row = {name: value for name, value in row.items() if value}
        if row:
            rows = [_reduced(other, row) for other in rows] + [row]
    return [set(row) for row in rows if len(row) == 1]


def _reduced(row: dict[str, Fraction], pivot: dict[str, Fraction]) -> dict[str, Fraction]:
    """A row without the first cell of another."""
    first = next(iter(pivot))
    if not row.get(first):
        return row
    times = row[first] / pivot[first]
    whole = {name: row.get(name, Fraction(0)) - times * pivot.get(name, Fraction(0)) for name in {**row, **pivot}}
    return {name: value for name, value in whole.items() if value}
