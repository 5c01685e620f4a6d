"""Small numbers in public tables: below five they are not told, and nothing else lets them be worked out. Pure.

A hidden cell is found again by subtracting the told ones from a told total. So where a total is told, enough cells are
hidden that only their sum, at least five, could be had; where there are not enough, the total is hidden too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST_TOLD = 5


@dataclass(frozen=True)
class Told:
    """What may be printed: None stands for «dưới 05» or for a cell hidden beside one."""

    cells: dict[str, int | None]
    total: int | None

    @property
    def hidden(self) -> set[str]:
        return {name for name, value in self.cells.items() if value is None}


def told(cells: Mapping[str, int], *, total: bool) -> Told:
    """The cells of one table; ``total``: their sum is told, or known from elsewhere in public."""
    shown: dict[str, int | None] = {name: value if value >= SMALLEST_TOLD else None for name, value in cells.items()}
    whole = sum(cells.values())
    if not total:
        return Told(shown, None)
    while _can_be_worked_out(cells, shown):
        left = {name: cells[name] for name, value in shown.items() if value is not None}
        if not left:
            return Told(shown, None)
        shown[min(left, key=lambda name: (left[name], name))] = None
    return Told(shown, whole)


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
