"""What a message asks for, by its words (kinds.toml), and whose number comes first when it tells of danger.

The machine proposes and shows the words; an officer decides. Nothing here looks at viewpoint, tone or person.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hoiam.listen.models import RESTRICTED_KINDS, Kind
from hoiam.viettext.fold import nfc
from hoiam.viettext.phrases import Found, Phrases
from hoiam.viettext.syllables import Syllable, syllables

MEDIATION = "mediation"  # a dispute between neighbours: guided to hòa giải ở cơ sở, no kind of message
_WITHOUT_A_SIGN = Kind.FEEDBACK
# Where two kinds weigh the same.
_FIRST = (
    *(Kind.INFORMATION, Kind.PROCEDURE, Kind.QUESTION, Kind.FEEDBACK, Kind.PETITION),
    *(MEDIATION, Kind.COMPLAINT, Kind.DENUNCIATION),
)
_SURE_WEIGHT, _SURE_LEAD = 5, 3
_SURE_BY_ONE_RULE = 7  # so much one sign must weigh to be enough by itself
_SHOWN = 6
_NOTHING = frozenset[int]()


@dataclass(frozen=True)
class Said:
    """Words of the text that led to a proposal, and where they stand in it (in NFC)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Proposal:
    kind: str  # a Kind, or MEDIATION
    words: tuple[Said, ...]
    sure: bool


@dataclass(frozen=True)
class Danger:
    """A number to call at once, and the words that say so."""

    number: str
    words: tuple[Said, ...]


@dataclass(frozen=True)
class _Rule:
    name: str  # the kind or the number it speaks for
    weight: int
    when: range
    also: range
    without: range


class Rules:
    """The rules of one file, their phrases numbered through."""

    def __init__(self, data: dict[str, Any], name: str) -> None:
        phrases: list[str] = []

        def numbered(more: Iterable[str]) -> range:
            first = len(phrases)
            phrases.extend(more)
            return range(first, len(phrases))

        self.rules = [
            _Rule(
                rule[name],
                rule.get("weight", 1),
                numbered(rule["when"]),
                numbered(rule.get("also", ())),
                numbered(rule.get("without", ())),
            )
            for rule in data["rule"]
        ]
        everything = {rule.name for rule in self.rules}
        self._hides = [
            (frozenset(hiding.get("kinds", everything)), numbered(hiding["when"])) for hiding in data["hides"]
        ]
        self._phrases = Phrases(phrases, data["lists"])

    def matched(self, row: Sequence[Syllable]) -> list[tuple[_Rule, list[Found]]]:
        """The rules that hold, each with where its own phrases stand."""
        by_phrase: dict[int, list[Found]] = {}
        for one in self._phrases.find(row):
            by_phrase.setdefault(one.phrase, []).append(one)
        hidden: dict[str, set[int]] = {}
        for names, numbers in self._hides:
            places = [one for number in numbers for one in by_phrase.get(number, ())]
            covered = {at for one in places for at in range(one.first, one.last)}
            for name in names:
                hidden.setdefault(name, set()).update(covered)
        holding = []
        for rule in self.rules:
            whole = [one for number in rule.when for one in by_phrase.get(number, ())]
            found = [one for one in whole if not _is_hidden(hidden.get(rule.name, _NOTHING), one)]
            also = [one for number in rule.also for one in by_phrase.get(number, ())]
            if found and (also or not rule.also) and not any(number in by_phrase for number in rule.without):
                holding.append((rule, found + also))
        return holding


def _is_hidden(hidden: Set[int], found: Found) -> bool:
    return any(all(at in hidden for at in range(first, last)) for first, last in found.parts)


@cache
def _rules(file: str, name: str) -> Rules:
    return Rules(tomllib.loads(Path(__file__).with_name(file).read_text(encoding="utf-8")), name)


def propose(text: str) -> Proposal:
    """The kind the words speak for, and those words."""
    text = nfc(text)
    row = syllables(text)
    quoted = sum(one.quoted for one in row) * 2 <= len(row)
    weights: dict[str, int] = {_WITHOUT_A_SIGN: 1}
    places: dict[str, list[Found]] = {}
    signs: dict[str, int] = {}
    for rule, found in _rules("kinds.toml", "kind").matched(row):
        if quoted and rule.name in RESTRICTED_KINDS:
            found = [] if row[found[0].first].quoted else found
        if found:
            # Said a second time in other words, it weighs a little more.
            again = len({one.parts[0] for one in found}) > 1
            weights[rule.name] = weights.get(rule.name, 0) + rule.weight + again
            places.setdefault(rule.name, []).extend(found)
            signs[rule.name] = signs.get(rule.name, 0) + 1
    ordered = sorted(weights, key=lambda name: (-weights[name], _FIRST.index(name)))
    best, second = weights[ordered[0]], weights[ordered[1]] if len(ordered) > 1 else 0
    return Proposal(
        str(ordered[0]),
        said(text, row, places.get(ordered[0], [])),
        sure=best >= _SURE_WEIGHT
        and best - second >= _SURE_LEAD
        and (signs.get(ordered[0], 0) > 1 or best >= _SURE_BY_ONE_RULE),
    )


def danger(text: str) -> list[Danger]:
    """The numbers to show first, the most urgent one at the head; empty where nobody is in danger."""
    text = nfc(text)
    row = syllables(text)
    found: dict[str, list[Found]] = {}
    for rule, places in _rules("danger.toml", "number").matched(row):
        found.setdefault(rule.name, []).extend(places)
    return [Danger(number, said(text, row, places)) for number, places in found.items()]


def label(kind: str) -> str:
    """The office word of a proposed kind."""
    return "Hòa giải ở cơ sở (tranh chấp giữa các bên)" if kind == MEDIATION else str(Kind(kind).label)


def quoted(words: Sequence[Said]) -> str:
    """«rác», «không ai thu»: each once, at most six."""
    return ", ".join(f"«{word}»" for word in list(dict.fromkeys(one.text.lower() for one in words))[:_SHOWN])


def said(text: str, row: Sequence[Syllable], places: Sequence[Found]) -> tuple[Said, ...]:
    """The words at these places: the parts without overlaps, in the order of the text."""
    parts = sorted({part for place in places for part in place.parts}, key=lambda part: (part[0], -part[1]))
    joined: list[tuple[int, int]] = []
    for first, last in parts:
        if not joined or first >= joined[-1][1]:
            joined.append((first, last))
        elif last > joined[-1][1]:
            joined[-1] = (joined[-1][0], last)
    spans = [(row[first].start, row[last - 1].end) for first, last in joined]
    return tuple(Said(start, end, text[start:end]) for start, end in dict.fromkeys(spans))
