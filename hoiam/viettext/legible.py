"""A text as the eye reads it: composed, without invisible signs, digits as digits; each sign knows where it stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from hoiam.viettext.fold import ONE_FOR_ONE, ZERO_WIDTH

_INVISIBLE = ZERO_WIDTH | frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufe0e\ufe0f\u20e3")
_WITH_ITS_MARKS = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")
# "O912 345 678": the letter typed for the digit.
_O_FOR_ZERO = re.compile(r"(?<=\d)o(?=[\do .])|(?<![^\W\d])o(?=\d)")


@dataclass(frozen=True)
class Legible:
    text: str
    flat: str  # the same length: lower case, without marks
    digits: str  # the same length: flat, with o read as 0 among digits
    starts: list[int]
    ends: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        return self.starts[start], self.ends[end - 1]


def legible(text: str) -> Legible:
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
    shown_text = "".join(letters)
    flat = shown_text.translate(ONE_FOR_ONE)
    return Legible(shown_text, flat, _O_FOR_ZERO.sub("0", flat), starts, ends)
