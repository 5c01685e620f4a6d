"""What both engines are asked: any of several groups of conditions, each met by any of several words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Term(NamedTuple):
    word: str
    prefix: bool = False


# Any of (all of (any of terms)).
Wanted = Sequence[Sequence[Sequence[Term]]]


class Candidate(NamedTuple):
    ref: int
    title_words: str
    body_words: str


def written(wanted: Wanted, *, all_of: str, any_of: str, quote: str, prefix: str) -> str:
    """Every word is quoted: unquoted, AND or NEAR would be operators. No word holds a quote (see fold.words)."""

    def one(term: Term) -> str:
        return f"{quote}{term.word}{quote}{prefix if term.prefix else ''}"

    def group(terms: Sequence[Term]) -> str:
        return "(" + any_of.join(one(term) for term in terms) + ")"

    return any_of.join("(" + all_of.join(group(terms) for terms in groups) + ")" for groups in wanted)
