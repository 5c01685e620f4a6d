"""Which of the candidates answers best: rare words weigh more, so do the title, words side by side, and exact marks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hoiam.viettext.engines.terms import Candidate

EXACT, PREFIX, ALIKE = 1.0, 0.8, 0.6


@dataclass(frozen=True)
class Question:
    words: Sequence[str]
    accepted: Mapping[str, Mapping[str, float]]  # each word of the query: what may stand for it, and its weight
    prefixes: frozenset[str]
    idf: Mapping[str, float]

    def fits(self, word: str) -> bool:
        return any(word in meant for meant in self.accepted.values()) or any(
            word.startswith(prefix) for prefix in self.prefixes
        )


def idf(df: int, texts: int) -> float:
    return math.log(1 + texts / (1 + df))


def score(question: Question, candidate: Candidate) -> float:
    title, body = candidate.title_words.split(), candidate.body_words.split()
    standing = {*title, *body}
    total = 0.0
    for word, meant in question.accepted.items():
        best = 0.0
        for other, weight in meant.items():
            if other in standing:
                best = max(best, weight * 1.5 if other in title else weight)
        if not best and word in question.prefixes and any(other.startswith(word) for other in standing):
            best = PREFIX
        total += best * question.idf[word]
    running = f" {candidate.title_words} {candidate.body_words} "
    for first, second in zip(question.words, question.words[1:], strict=False):
        if f" {first} {second} " in running:
            total += 0.5 * min(question.idf[first], question.idf[second])
    return total / (1 + 0.05 * math.log1p(len(body)))


def marks(question: Question, typed: Sequence[str], text: str) -> float:
    """What the marks add, where the query was typed with marks."""
    lowered = text.lower()
    return 0.2 * min(question.idf.values()) * sum(word in lowered for word in typed)
