"""`make bench`: fills a house, measures each part in a process of its own, writes build/bench.json and the page.

COUNT=10000 make bench measures a smaller house, on the screen only. HOUSE=folder keeps the filled house there, or takes
the one that is there already.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.rows import Row, table

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
FULL = 100_000
PARTS = ("search", "kinds", "likeness", "inbox", "pages", "receiving", "keeping", "documents", "memory")


def _environment(home: Path) -> dict[str, str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        # A setting of the caller's own installation reaches no measurement; and nothing is compiled anew each time.
        if not key.startswith("HOIAM_") and key not in ("DATABASE_URL", "PORT", "PYTHONDONTWRITEBYTECODE")
    }
    return kept | {"HOIAM_HOME": str(home), "PYTHONPATH": str(ROOT)}


def _run(part: str, home: Path, *arguments: str) -> list[Row]:
    began = time.monotonic()
    print(f"{part} …", end=" ", flush=True)
    command = (sys.executable, "-m", f"bench.{part}", *arguments)
    done = subprocess.run(command, cwd=ROOT, env=_environment(home), stdout=subprocess.PIPE, text=True, check=False)
    print(f"{time.monotonic() - began:.0f} s", flush=True)
    rows = [Row(**json.loads(line)) for line in done.stdout.splitlines()]
    # One part that breaks off does not take the others' results with it.
    return rows if not done.returncode else [*rows, Row(f"{part}: broken off, see above", reached=False)]


def _pace() -> float:
    """How quick this machine is at this moment: milliseconds of CPU for a fixed piece of plain Python."""
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        sum(number * number % 7 for number in range(300_000))
        best = min(best, (time.process_time() - began) * 1000)
    return best


def main() -> int:
    count = int(os.environ.get("COUNT") or FULL)
    began = datetime.now(UTC)
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    home = Path(os.environ["HOUSE"]).resolve() if os.environ.get("HOUSE") else folder / "home"
    paces = [_pace()]
    rows: list[Row] = []
    try:
        if not home.exists():
            assert not _run("house", home, str(count)), "the house could not be filled"
        for part in PARTS:
            rows += _run(part, home)
            paces.append(_pace())
        # A province of its own, thirty messages for each of the ward's.
        rows += _run("rollup", folder / "province", str(30 * count))
        rows += _run("provinces", folder / "reports", "52" if count >= FULL else "4")
        paces.append(_pace())
    finally:
        shutil.rmtree(folder)
    _tell(rows, count, began, paces)
    return 0


def _tell(rows: list[Row], count: int, began: datetime, paces: list[float]) -> None:
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    load = f"{min(paces):.0f} to {max(paces):.0f} ms"
    told = (
        f"{count:,} messages; {began:%d %b %Y, %H:%M} UTC; {machine}. The same piece of plain Python took {load} of "
        f"CPU before and between the parts: where that differs, something else was running.\n\n{table(rows)}"
    )
    print(f"\n{told}")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(
        json.dumps(
            {"messages": count, "at": began.isoformat(), "machine": machine, "pace_ms": paces,
             "rows": [row.plain() for row in rows]},
            ensure_ascii=False, indent=1,
        )
    )  # fmt: skip
    if count == FULL:
        before, _, rest = PAGE.read_text().partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{told}\n{END}{rest.partition(END)[2]}")


if __name__ == "__main__":
    sys.exit(main())
