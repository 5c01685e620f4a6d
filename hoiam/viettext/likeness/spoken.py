"""A message as a run of words: folded, short forms written out, glued numbers parted, slips mended."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from hoiam.viettext.fold import fold, nfc
from hoiam.viettext.personal.words import STREETS

DATA = tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))
_SHORT: dict[str, str] = DATA["short"]
_TOKEN = re.compile(r"⟦[a-z]+⟧|\d+[^\W\d_]?(?:/\d*[^\W\d_]?\d*)*(?![^\W\d_])|[^\W\d_]+\d+(?:/\d+)*[^\W\d_]?(?!\w)|\w+")
_BREAK = re.compile(r"[,.;:!?()\n\"«»“”…–|]|\s-\s")
# «hem45», «kp3», «K82/15», «so18»: written in one.
_GLUED = re.compile(
    r"(hem|hxh|ngo|ngach|kiet|to|tdp|kp|thon|ap|khom|xom|doi|so|sn|k|h|duong|cot|tru|lo|km|block|toa)(\d+[a-z]?(?:/\w+)*)"
)
_GLUED_MEANS = {"k": "kiet", "h": "hem", "kp": "khu pho", "tdp": "to dan pho", "sn": "so nha", "hxh": "hem"}
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|iu|oa|oe|oi|ua|ue|ui|uo|uy|ie|ye|uu|oai|oay|oeo|uai|uay|uoi|uou|uya|uye|uyu|ieu|yeu|uao|oao|ya)"
    r"(?:ng|nh|ch|[cmnpt])?"
)


def listed(words: str) -> list[str]:
    """The parts of a list that is written with commas."""
    return [" ".join(word.split()) for word in words.split(",")]


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as it was typed, and folded. ``after_break``: a sign stands between it and the word before."""

    typed: str
    word: str
    start: int
    end: int
    after_break: bool

    @property
    def capital(self) -> bool:
        return self.typed[:1].isupper()

    @property
    def number(self) -> bool:
        return self.word[:1].isdigit()


def read(text: str) -> list[Token]:
    """The tokens of a text in their order; a masked part is a break and no word."""
    text, tokens, last, broken = nfc(text), [], 0, True
    for found in _TOKEN.finditer(text):
        typed = found[0]
        broken = broken or bool(_BREAK.search(text, last, found.start()))
        last = found.end()
        if typed[0] == "⟦":
            broken = True
            continue
        for word in _words_of(typed):
            tokens.append(Token(typed, word, found.start(), found.end(), broken))
            broken = False
    return tokens


@lru_cache(maxsize=20_000)
def _words_of(typed: str) -> tuple[str, ...]:
    word = _SHORT.get(typed.lower()) or fold(typed)
    glued = _GLUED.fullmatch(word)
    if glued and not (len(glued[1]) == 1 and "/" not in glued[2] and len(glued[2]) < 2):
        return (*_GLUED_MEANS.get(glued[1], glued[1]).split(), glued[2])
    word = _SHORT.get(word, word)
    if typed.isupper() and len(typed) <= 5:
        return tuple(word.split())
    return tuple(part if part[:1].isdigit() else mended(part) for part in word.split())


@lru_cache(maxsize=20_000)
def mended(word: str) -> str:
    """A word that is no Vietnamese syllable, one slip away from one that texts about things and places use."""
    if len(word) < 3 or not word.isascii() or _SYLLABLE.fullmatch(word):
        return word
    near = process.extract(word, known_words(), scorer=OSA.distance, score_cutoff=1, limit=None)
    # A slip rarely falls on the first letter.
    # A letter that was left out is the commonest one.
    ordered = sorted(near, key=lambda one: (one[1], one[0][0] != word[0], -len(one[0]), one[2]))
    return ordered[0][0] if ordered else word


@lru_cache(maxsize=1)
def known_words() -> list[str]:
    """The syllables of the lists, the oftenest first: what a mistyped word may have been."""
    names = [*STREETS, *(name.strip() for name in DATA["streets"]["names"].split(","))]
    things = tomllib.loads(Path(__file__).with_name("things.toml").read_text(encoding="utf-8"))
    phrases = [part for thing in things.values() for part in f"{thing['sure']},{thing.get('hints', '')}".split(",")]
    counted: dict[str, int] = {}
    for phrase in [*names, *(fold(phrase.replace("!", "")) for phrase in phrases), *DATA["words"]["ends"].split(",")]:
        for word in phrase.split():
            if word.isascii() and word.isalpha():
                counted[word] = counted.get(word, 0) + 1
    return sorted(counted, key=lambda word: (-counted[word], word))
