"""What is proposed from the words of a message: time for a text, beside folding the same text; how often it is right.

python -m bench.kinds (needs no filled home)
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.corpus import messages
from bench.measure import Times
from bench.rows import Row
from hoiam.listen.kinds import kinds
from hoiam.viettext.fold import ONE_FOR_ONE, words

ROUNDS = 40
LONG = 400  # words
MOST_MS = 2.0
TABLES = Path(kinds.__file__).parents[1] / "tests" / "kinds" / "data"


def _long() -> list[str]:
    """Texts of four hundred words, of the residents' own sentences."""
    made = [one.text for one in messages(2000, seed=5)]
    texts, text = list[str](), ""
    for one in made:
        text = f"{text} {one}"
        if len(text.split()) >= LONG:
            texts.append(" ".join(text.split()[:LONG]))
            text = ""
    return texts[:ROUNDS]


def run() -> Iterator[Row]:
    texts = _long()
    contenders = {"Hồi Âm": kinds.propose, "`danger`": kinds.danger, "`fold` alone": words}
    times = {name: Times() for name in contenders}
    for _ in range(3):
        for text in texts:
            for name, work in contenders.items():
                times[name].take(partial(work, text))
    bare = times["`fold` alone"].cpu_ms
    for name, one in times.items():
        ratio = f"{one.cpu_ms * 1000:.0f} µs a text, {one.cpu_ms / bare:.1f}× a bare fold"
        goal = f"≤ {MOST_MS:.0f} ms" if name == "Hồi Âm" else ""
        reached = one.cpu_ms <= MOST_MS if goal else None
        yield Row(f"Kind from {LONG} words", name, one.cpu_ms, one.wall_ms, one.p95_ms, ratio, goal, reached)
    yield from _right()


def _right() -> Iterator[Row]:
    for path in sorted(TABLES.glob("kinds_*.toml")):
        said = tomllib.loads(path.read_text(encoding="utf-8"))["said"]
        right = sum(kinds.propose(text).kind == kind for kind, _, text in said) / len(said)
        bare = sum(kinds.propose(text.translate(ONE_FOR_ONE)).kind == kind for kind, _, text in said) / len(said)
        told = f"{right:.1%} of {len(said)} as labelled by hand; {bare:.1%} with all marks taken away"
        yield Row(f"Kind, table `{path.stem}` (seen by now)", other=told)


if __name__ == "__main__":
    for row in run():
        print(json.dumps(row.plain(), ensure_ascii=False), flush=True)
