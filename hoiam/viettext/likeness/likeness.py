"""How like two messages are: thing and place, and the rare words they share. Nothing about who wrote them.

The weight of a word is its rarity (idf); «wbi» is the weight of the shared words and pairs of words over that of the
smaller side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import log
from typing import Any

from hoiam.viettext.likeness.meeting import meeting
from hoiam.viettext.likeness.readings import Reading, reading_of, taken_up
from hoiam.viettext.likeness.spoken import DATA, listed, read
from hoiam.viettext.likeness.spot import Spot
from hoiam.viettext.likeness.things import agreement, is_wide, shared_label

# From here on two messages are offered as being about the same thing.
ENOUGH = 0.5


@dataclass(frozen=True)
class Weights:
    """How rare words are among a sample of texts."""

    texts: int = 0
    counts: Mapping[str, int] | None = None

    def of(self, term: str) -> float:
        return self.known.get(term, self.unknown)

    @cached_property
    def known(self) -> dict[str, float]:
        """The weight of every term that was counted, and of the empty words."""
        counts = self.counts or {}
        rare = {df: self._rare(df) for df in {0, *counts.values()}}
        weights = {term: rare[df] for term, df in counts.items()}
        return weights | {term: 0.15 * rare[counts.get(term, 0)] for term in _EMPTY}

    @cached_property
    def unknown(self) -> float:
        return self._rare(0)

    def _rare(self, df: int) -> float:
        return log(1 + (self.texts + 20) / (df + 1))

    @staticmethod
    def counted(texts: Iterable[Iterable[str]]) -> Weights:
        counts: dict[str, int] = {}
        total = 0
        for words in texts:
            total += 1
            for term in terms(list(words)):
                counts[term] = counts.get(term, 0) + 1
        return Weights(total, counts)


def terms(words: list[str]) -> set[str]:
    """Words and pairs of words side by side."""
    return {*words, *(f"{first} {second}" for first, second in pairwise(words))}


_EMPTY = frozenset(listed(DATA["words"]["empty"]))


@dataclass(frozen=True)
class Said:
    """One message, read: its words, its things, its spot."""

    text: str
    place: str = ""
    kept: list[Any] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def reading(self) -> Reading:
        return taken_up(self.kept) or reading_of(self.text, self.place)

    @cached_property
    def words(self) -> list[str]:
        return [word for word in self.spot.running.split() if word != "|"]

    @cached_property
    def terms(self) -> set[str]:
        return terms(self.words)

    @cached_property
    def rest(self) -> set[str]:
        """What is said beside the place."""
        return {term for term in terms(list(self.spot.rest)) if "|" not in term}

    @property
    def things(self) -> dict[str, float]:
        return self.reading.things

    @property
    def faults(self) -> frozenset[str]:
        return self.reading.faults

    @property
    def spot(self) -> Spot:
        return self.reading.spot


@dataclass(frozen=True)
class Alike:
    """How like, from 0 to 1, and why, in words."""

    likeness: float
    place: str
    thing: str
    words: tuple[str, ...]
    shared: float


def alike(
    one: Said,
    other: Said,
    weights: Weights,
    *,
    metres: float | None = None,
    same_area: bool | None = None,
    same_topic: bool | None = None,
) -> Alike:
    """Weigh two messages. ``metres``: how far apart their coordinates are; the other two: what was chosen in lists."""
    met = meeting(one.spot, other.spot)
    place, where = met.score, met.words
    if metres is not None:
        near = 1 - 0.4 * min(1.0, metres / 300) if metres <= 300 else 0.25 if metres <= 1000 else 0.08
        if place is None:
            place, where = near, f"cách {round(metres, -1):.0f} m" if metres <= 300 else ""
        else:
            place = (place + 2 * near) / 3 if place < 0.85 else max(place * 0.8, near)
    elif place is None and same_area is not None:
        place = 0.5 if same_area else 0.15
    elif place is not None and same_area is False and place < 0.85:
        place *= 0.8
    shared = overlap(one.terms, other.terms, weights)
    thing = agreement(one.things, other.things)
    told = overlap(one.rest, other.rest, weights)
    about = 0.15 + 0.85 * min(1.0, told * 1.5) if thing is None else max(thing, 0.5 * told)
    if thing is not None and is_wide(one.things, other.things):
        if one.faults and other.faults and not one.faults & other.faults:
            about *= 0.35
        elif not one.faults & other.faults:
            about *= min(1.0, 0.7 + 1.5 * told)
    if thing is not None and not shared_label(one.things, other.things):
        # Two things that often go together: told alike, they are one event.
        about *= min(1.0, 0.7 + 1.5 * told)
    if thing is None and same_topic is not None:
        about = max(about, 0.7) if same_topic else about * 0.6
    spot = 0.12 + 0.8 * shared if place is None else place
    likeness = max(spot, 0.0) ** 0.7 * about**0.65 * (0.8 + 0.2 * min(1.0, shared * 1.5))
    if place is None and shared < 0.3:
        likeness *= 0.8
    label = shared_label(one.things, other.things)
    words = () if label else _shared_words(one, other, weights)
    return Alike(min(1.0, likeness), where, label, words, shared)


def _shared_words(one: Said, other: Said, weights: Weights) -> tuple[str, ...]:
    """The rarest three words that both have, as the first typed them."""
    common = set(one.words) & set(other.words)
    rarest = sorted((word for word in common if len(word) > 1), key=lambda word: -weights.of(word))[:3]
    typed = {token.word: token.typed.lower() for token in read(one.text)}
    return tuple(typed[word] for word in rarest if word in typed)


def fits(question: Said, answered: Said, weights: Weights) -> float:
    """How far a question that was answered is the one being asked now: the same thing, in like words."""
    thing = agreement(question.things, answered.things)
    told = overlap(question.rest, answered.rest, weights)
    return (thing or 0.0) * min(1.0, 0.25 + 1.5 * told) if thing is not None else min(1.0, told)


def overlap(one: set[str], other: set[str], weights: Weights) -> float:
    """The weight of what both have over that of the smaller side («wbi»)."""
    smaller, larger = sorted((one, other), key=len)
    known, unknown = weights.known.get, weights.unknown
    whole = sum([known(term, unknown) for term in smaller])
    return sum([known(term, unknown) for term in smaller & larger]) / whole if whole else 0.0
