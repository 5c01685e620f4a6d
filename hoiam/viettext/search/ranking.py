"""Which of the candidates answers best: rare words weigh more, so do the title, words side by side, and exact marks."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from hoiam.viettext.search.engines.terms import Candidate

EXACT, PREFIX, ALIKE = 1.0, 0.8, 0.6


@dataclass(frozen=True)
class Question:
    words: Sequence[str]
    accepted: Mapping[str, Mapping[str, float]]  # each word of the query: what may stand for it, and its weight
    prefixes: frozenset[str]
    idf: Mapping[str, float]
    met: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)  # hits() of the words met so far

    def hits(self, words: tuple[str, ...]) -> frozenset[str]:
        """Those of the folded words that were asked for. The texts of one answer share most of their words."""
        known = self.met.get(words)
        if known is None:
            known = self.met[words] = frozenset(word for word in words if self._fits(word))
        return known

    def _fits(self, word: str) -> bool:
        return any(word in meant for meant in self.accepted.values()) or any(
            word.startswith(prefix) for prefix in self.prefixes
        )


def idf(df: int, texts: int) -> float:
    return math.log(1 + texts / (1 + df))


def scorer(question: Question) -> Callable[[Candidate], float]:
    """Scores candidates by looking for " word " in their words: splitting two hundred texts costs ten times as much."""
    wanted = [
        ([(f" {other} ", weight) for other, weight in meant.items()], f" {word}" * (word in question.prefixes), idf)
        for word, meant in question.accepted.items()
        for idf in (question.idf[word],)
    ]
    pairs = [
        (f" {first} {second} ", 0.5 * min(question.idf[first], question.idf[second]))
        for first, second in zip(question.words, question.words[1:], strict=False)
    ]

    def score(candidate: Candidate) -> float:
        title, running = f" {candidate.title_words} ", f" {candidate.title_words} {candidate.body_words} "
        total = 0.0
        for meant, prefix, idf in wanted:
            best = 0.0
            for other, weight in meant:
                if other in running:
                    best = max(best, weight * 1.5 if other in title else weight)
            if not best and prefix and prefix in running:
                best = PREFIX
            total += best * idf
        for pair, weight in pairs:
            if pair in running:
                total += weight
        length = candidate.body_words.count(" ") + bool(candidate.body_words)
        return total / (1 + 0.05 * math.log1p(length))

    return score


def marks(question: Question, typed: Sequence[str], text: str) -> float:
    """What the marks add, where the query was typed with marks."""
    if not typed:
        return 0.0
    lowered = text.lower()
    return 0.2 * min(question.idf.values()) * sum(word in lowered for word in typed)
