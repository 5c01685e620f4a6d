"""A text as the eye reads it: composed, without invisible signs, digits as digits; each sign knows where it stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from hoiam.viettext.fold import ONE_FOR_ONE, ZERO_WIDTH

_INVISIBLE = ZERO_WIDTH | frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufe0e\ufe0f\u20e3")
_WITH_ITS_MARKS = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")
# Without any of these a composed text is seen as it stands.
_ODD = re.compile(
    f"[\u0300-\u036f{''.join(_INVISIBLE)}²³¹\u2070-\u2089\u2460-\u24ff\u2776-\u2793]|[^\\S\\n ]|(?![0-9])\\d"
)
# "O912 345 678": the letter typed for the digit.
_O_FOR_ZERO = re.compile(r"(?<=\d)o(?=[\do .])|(?:(?<![^\W\d])|(?<=\bsdt)|(?<=\bdt))o(?=\d)")


@dataclass(frozen=True)
class Legible:
    text: str
    flat: str  # the same length: lower case, without marks
    digits: str  # the same length: flat, with o read as 0 among digits
    starts: Sequence[int]
    ends: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        return self.starts[start], self.ends[end - 1]


def legible(text: str) -> Legible:
    if not _ODD.search(text) and unicodedata.is_normalized("NFC", text):
        return _seen(text, range(len(text)), range(1, len(text) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _WITH_ITS_MARKS.finditer(text):
        for letter in unicodedata.normalize("NFC", found[0]):
            if letter in _INVISIBLE:
                continue
            digit = None if letter.isascii() else unicodedata.digit(letter, None)
            shown = letter if letter == "\n" or not letter.isspace() else " "
            letters.append(str(digit) if digit is not None else shown)
            starts.append(found.start())
            ends.append(found.end())
    return _seen("".join(letters), starts, ends)


def _seen(text: str, starts: Sequence[int], ends: Sequence[int]) -> Legible:
    flat = text.translate(ONE_FOR_ONE)
    return Legible(text, flat, _O_FOR_ZERO.sub("0", flat), starts, ends)
