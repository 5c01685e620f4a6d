"""One definition of "the same words": what is typed with or without marks, in any case, by any keyboard, is one text.

Latin letters lose their marks (also those of Ê Đê, Gia Rai and Ba Na, which Vietnamese keyboards often cannot type);
letters of other scripts, Khmer and Chăm among them, stay as they are with all their signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from hoiam.viettext.abbreviations import MEANINGS

# đ and its look-alikes in old fonts; ƀ has no decomposition either.
_LETTERS = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "Ɖ": "d", "ƀ": "b", "Ƀ": "b", "ı": "i"}
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
# Signs that belong to a letter but are no "word character" to Python: Khmer, Chăm, and what NFC could not compose.
_SIGNS = "\u0300-\u036f\u17b4-\u17d3\u17dd\uaa29-\uaa36\uaa43\uaa4c\uaa4d"
_KHMER = "[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*"
_LATIN = "\u0000-\u024f\u0300-\u036f\u1e00-\u1eff"


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for code in (*range(0x2000), *range(0xAA00, 0xAA60), *range(0xFF01, 0xFF5F)):
        letter = chr(code)
        plain = unicodedata.normalize("NFKD", letter) if code > 0xFF00 else letter
        if re.match(f"[{_LATIN}]", letter):
            plain = "".join(sign for sign in unicodedata.normalize("NFD", letter) if not unicodedata.combining(sign))
        table[code] = _LETTERS.get(letter, plain).lower() or None
    for code in range(0x300, 0x370):
        table[code] = None
    table.update(dict.fromkeys(map(ord, _ZERO_WIDTH)))
    table.update(dict.fromkeys((160, 8239, 12288, *range(8192, 8203)), " "))
    return table


_TABLE = _table()
# Letter for letter, so that offsets stay: for finding things in a text, not for comparing texts.
ONE_FOR_ONE = {code: letter for code, letter in _TABLE.items() if letter is not None and len(letter) == 1}
ZERO_WIDTH = frozenset(_ZERO_WIDTH)
_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(sorted(MEANINGS, key=len, reverse=True))})\b")
_APOSTROPHES = "'’ʼ‘`"
_APOSTROPHE = re.compile(f"(?<=[a-z])[{_APOSTROPHES}](?=[a-z])")
# Khmer writes no blank between words: each written syllable counts as a word.
_WORD = re.compile(rf"{_KHMER}|(?:(?![\u1780-\u17b3_])[\w{_SIGNS}])+")
_TYPED_WORD = re.compile(
    rf"{_KHMER}|(?:(?![\u1780-\u17b3_])[\w{_SIGNS}{_ZERO_WIDTH}])+(?:[{_APOSTROPHES}][\w{_SIGNS}]+)*"
)
_MARKER = re.compile("⟦[a-z]+⟧")

_CONTROLS = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\u00ad\ufffe\uffff]"
)
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# Between Latin letters a zero-width sign is dirt; in Khmer it parts words, in an emoji it joins.
_DIRT = re.compile(f"(?<=[{_LATIN}])[\u200b-\u200d\u2060]+|[\u200b-\u200d\u2060]+(?=[{_LATIN}])")


class Word(NamedTuple):
    """One word as it stands in a text, with the folded words it counts for (an abbreviation counts for several)."""

    start: int
    end: int
    folded: tuple[str, ...]


def nfc(text: str) -> str:
    """What every form and file passes through: composed letters, plain line ends and blanks, nothing invisible."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.isascii() and text.isprintable():
        return text
    return _DIRT.sub("", _BLANKS.sub(" ", _CONTROLS.sub("", text)))


def fold(text: str) -> str:
    """Lower case, without marks, office abbreviations written out."""
    # An ASCII text is folded by lower() alone, and a quick check tells when NFC has nothing to do.
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFC", text).translate(_TABLE)
    # Looking for plain substrings first is three times as quick as running the expressions on every text.
    if any(sign in folded for sign in _APOSTROPHES):
        folded = _APOSTROPHE.sub("", folded)
    if any(short in folded for short in MEANINGS):
        folded = _ABBREVIATION.sub(_meaning, folded)
    return folded


def _meaning(found: re.Match[str]) -> str:
    return MEANINGS[found[0]]


def words(text: str) -> list[str]:
    """The folded words of a text in their order; the markers of masked parts are no words."""
    return _WORD.findall(fold(_MARKER.sub(" ", text)))


@lru_cache(maxsize=20_000)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(word)))


def words_in_place(text: str) -> Iterator[Word]:
    """The words where they stand, so that the text as typed can be highlighted."""
    for found in _TYPED_WORD.finditer(text):
        yield Word(found.start(), found.end(), _folded(found[0]))
