"""The lists of names.toml, and how a typed word is looked up in them: marks count where they are typed."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hoiam.viettext.fold import ONE_FOR_ONE


class Marked:
    """A list with marks: "Vẽ" is not "về", but "VE" may be either."""

    def __init__(self, words: list[str]) -> None:
        self.exact = frozenset(words)
        self.flat = frozenset(word.translate(ONE_FOR_ONE) for word in words)

    def __contains__(self, typed: str) -> bool:
        word = typed.lower()
        return word in self.flat if word.isascii() else word in self.exact


def _lists() -> dict[str, list[str]]:
    lists = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    return {key: [" ".join(word.split()) for word in words.split(",")] for key, words in lists.items()}


WORDS = _lists()
SURNAMES = Marked(WORDS["surnames"])
COMMON_SURNAMES = Marked(WORDS["common_surnames"])
AMBIGUOUS_SURNAMES = Marked(WORDS["ambiguous_surnames"])
NOT_A_NAME = Marked(WORDS["not_a_name"])
PAIRS = Marked(WORDS["pairs"])
AFTER_A_SMALL_NAME = Marked(WORDS["after_a_small_name"])
STREETS = frozenset(WORDS["streets"])
TOWNS = frozenset(WORDS["towns"])
