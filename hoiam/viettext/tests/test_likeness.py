from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from hoiam.viettext.likeness import ENOUGH, Said, Weights, alike


class Pair(NamedTuple):
    one: Said
    other: Said
    same: bool


def _said(line: str) -> Said:
    text, _, place = line.partition(" @ ")
    return Said(text, place)


def _sections(name: str) -> list[list[list[str]]]:
    """Sections of matters of lines."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    sections: list[list[list[str]]] = []
    for line in lines:
        if line.startswith("#"):
            continue
        if line.startswith("=="):
            sections.append([[]])
        elif not line:
            if sections and sections[-1][-1]:
                sections[-1].append([])
        else:
            sections[-1][-1].append(line)
    return [[matter for matter in section if matter] for section in sections]


def pairs(name: str) -> Iterator[Pair]:
    for section in _sections(name):
        read = [[_said(line) for line in matter] for matter in section]
        for matter in read:
            yield from (Pair(one, other, True) for one, other in combinations(matter, 2))
        for first, second in combinations(read, 2):
            yield from (Pair(one, other, False) for one in first for other in second)


def weights(name: str) -> Weights:
    return Weights.counted(_said(line).words for section in _sections(name) for matter in section for line in matter)


def weighed(name: str) -> tuple[float, float, list[str]]:
    """Recall, precision, and the pairs that went wrong."""
    rare = weights(name)
    hits = found = same = 0
    wrong = []
    for pair in pairs(name):
        likeness = alike(pair.one, pair.other, rare).likeness
        offered = likeness >= ENOUGH
        same, found, hits = same + pair.same, found + offered, hits + (offered and pair.same)
        if offered != pair.same:
            wrong.append(f"{'missed' if pair.same else 'WRONG '} {likeness:.2f}  {pair.one.text} | {pair.other.text}")
    return hits / same, hits / found, wrong


@pytest.mark.parametrize("name", ["twins_first.txt", "twins_second.txt", "twins_third.txt"])
def test_what_is_alike_is_offered_and_what_is_not_is_not(name: str) -> None:
    recall, precision, wrong = weighed(name)
    assert (recall >= 0.95, precision >= 0.9) == (True, True), "\n".join(wrong)


def test_whatever_is_typed_is_read() -> None:
    lines = [line for name in ("twins_first.txt", "twins_second.txt") for line in Path(__file__).with_name(name).open()]
    chance = random.Random(3)
    words = [word for line in lines for word in line.split()]
    signs = [
        "đường",
        "số",
        "45",
        "12/3",
        "/",
        "hẻm",
        "km",
        "+",
        "⟦name⟧",
        "🙂",
        "ភូមិ",
        "tổ",
        "block",
        "\n",
        "...",
        "3/2",
        "ở",
        "chợ",
        "a",
    ]
    for nth in range(1500):
        bits = chance.choices([*words, *signs * 20], k=chance.randint(0, 12))
        text = " ".join(bits)[: chance.randint(0, 200)] if nth % 3 else "".join(bits)
        alike(Said(text, text[:40]), _said(chance.choice(lines)), Weights())
