"""What a measurement says, and the table of all of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

HEAD = ("What", "Who", "CPU ms", "Wall ms, median", "Wall ms, p95", "Other", "Goal", "Reached")


@dataclass(frozen=True)
class Row:
    """One line: what was measured, of whom. ``reached`` None: no goal is set, or the peer's own line."""

    what: str
    who: str = "Hồi Âm"
    cpu_ms: float | None = None
    wall_ms: float | None = None
    p95_ms: float | None = None
    other: str = ""
    goal: str = ""
    reached: bool | None = None

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    def cells(self) -> tuple[str, ...]:
        numbers = ("" if one is None else f"{one:.2f}" for one in (self.cpu_ms, self.wall_ms, self.p95_ms))
        said = {None: "", True: "yes", False: "**no**"}[self.reached]
        return (self.what, self.who, *numbers, self.other, self.goal, said)


def table(rows: list[Row]) -> str:
    lines = [HEAD, ("---",) * 2 + ("---:",) * 3 + ("---",) * 3, *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
