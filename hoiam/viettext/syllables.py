"""A text as a row of syllables, however it was typed: short forms written out, leftover Telex keys read as marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from hoiam.viettext.abbreviations import MEANINGS
from hoiam.viettext.fold import fold

# How people shorten words in a message; what is only one word of an office stands in abbreviations.py.
_SHORT = {
    **dict.fromkeys(("k", "ko", "kg", "kh", "khg", "hok", "hông", "hổng"), "khong"),
    **dict.fromkeys(("dc", "đc", "đx", "dx"), "duoc"),
    **dict.fromkeys(("j", "zi", "dzi"), "gi"),
    "kp": "khu pho", "vs": "voi", "ng": "nguoi", "mn": "moi nguoi", "mng": "moi nguoi", "ntn": "nhu the nao",
    "trc": "truoc", "bik": "biet", "bít": "biet", "wa": "qua", "wá": "qua", "z": "vay", "vn": "viet nam",
    "cq": "chinh quyen", "qđ": "quyet dinh", "qd": "quyet dinh", "gcnqsdđ": "giay chung nhan", "đn": "de nghi",
    "gcnqsdd": "giay chung nhan", "tđc": "tai dinh cu", "csgt": "canh sat giao thong", "đnghi": "de nghi",
    "vsattp": "an toan thuc pham", "xl": "xu ly", "gpxd": "giay phep xay dung", "tnxh": "te nan xa hoi",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_ENDS = re.compile(r"[.!?;\n…]")
_OPEN, _CLOSE = "«“‘", "»”’"
_INITIAL = "b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
_CORE = (
    "a|e|i|o|u|y|ai|ao|au|ay|eo|eu|ia|ie|ieu|iu|oa|oai|oao|oay|oe|oeo|oi|oo"
    "|ua|uao|uay|ue|ui|uo|uoi|uou|uu|uy|uya|uye|uyu|ye|yeu"
)
_A_SYLLABLE = re.compile(rf"(?:{_INITIAL})?(?:{_CORE})(?:ch|ng|nh|[cmnpt])?")
_TELEX_TONES = "sfrxj"


class Syllable(NamedTuple):
    flat: str  # folded
    typed: str  # in small letters, with the marks it was typed with
    start: int
    end: int
    sentence: int
    quoted: bool


@lru_cache(maxsize=20_000)
def is_syllable(flat: str) -> bool:
    return _A_SYLLABLE.fullmatch(flat) is not None


@lru_cache(maxsize=20_000)
def _read(word: str) -> tuple[tuple[str, str], ...]:
    """The syllables one written word counts for: (folded, as typed)."""
    small = word.lower()
    meant = _SHORT.get(small) or MEANINGS.get(fold(small) if len(small) > 5 else small.replace("đ", "d"))
    if meant:
        return tuple((one, one) for one in meant.split())
    flat = fold(small)
    if " " in flat:
        return tuple((one, one) for one in flat.split())
    if not is_syllable(flat) and flat.isascii():
        flat_typed = _without_leftovers(flat)
        if flat_typed != flat and is_syllable(flat_typed):
            return ((flat_typed, flat_typed),)
    return ((flat, small),)


def _without_leftovers(flat: str) -> str:
    """ "khieesu", "d9e62", "ddeef": the keys of the marks, where the keyboard did not take them."""
    plain = re.sub(r"(?<=[a-z])[0-9]+", "", flat)
    if plain != flat:
        return plain
    if flat[-1:] in _TELEX_TONES and is_syllable(flat[:-1]):
        return flat[:-1]
    plain = flat.replace("aa", "a").replace("ee", "e").replace("oo", "o").replace("dd", "d")
    plain = re.sub("(?<=[aou])w", "", plain).replace("w", "u")
    if is_syllable(plain):
        return plain
    for at in range(len(plain) - 1, 0, -1):
        if plain[at] in _TELEX_TONES and is_syllable(plain[:at] + plain[at + 1 :]):
            return plain[:at] + plain[at + 1 :]
    return flat


def syllables(text: str) -> list[Syllable]:
    """The syllables of a text in NFC, each with its place and sentence, which ends with a «?» or a «.»."""
    found: list[Syllable] = []
    end = sentence = quotes = 0
    straight = False
    for word in _WORD.finditer(text):
        start = word.start()
        between = text[end:start]
        if between not in ("", " "):
            if _ENDS.search(between) and not (between == "." and text[end - 1 : end].isdigit()):
                _end(found, between, end)
                sentence, straight, quotes = sentence + 1, False, 0
            for sign in between:
                if sign == '"':
                    straight = not straight
                elif sign in _OPEN:
                    quotes += 1
                elif sign in _CLOSE:
                    quotes = max(0, quotes - 1)
        end = word.end()
        quoted = straight or quotes > 0
        for flat, typed in _read(word[0]):
            found.append(Syllable(flat, typed, start, end, sentence, quoted))
    _end(found, text[end:], end)
    return found


def _end(found: list[Syllable], between: str, at: int) -> None:
    """The end of a sentence as a sign that rules can ask for; it takes no room in the text but that of a «?»."""
    if found:
        asked = between.find("?")
        start, sign = (at + asked, "?") if asked >= 0 else (at, ".")
        found.append(found[-1]._replace(flat=sign, typed=sign, start=start, end=start + (sign == "?")))


def has_marks(row: Sequence[Syllable]) -> bool:
    """Whether the text is typed with marks, so that a word without any means itself."""
    return sum(not one.typed.isascii() for one in row) * 4 > len(row)


@lru_cache(maxsize=20_000)
def _marks(syllable: str) -> tuple[str, tuple[str, ...]]:
    """The tone, with hỏi and ngã as one, and for each letter the sign that makes it another letter."""
    tone, letters = "", list[str]()
    for sign in unicodedata.normalize("NFD", syllable):
        if sign in "\u0300\u0301\u0323":
            tone = sign
        elif sign in "\u0309\u0303":
            tone = "\u0303"
        elif unicodedata.combining(sign):
            letters[-1] += sign
        else:
            letters.append("d\u0335" if sign == "đ" else sign)
    return tone, tuple(letters)


@lru_cache(maxsize=50_000)
def may_mean(typed: str, meant: str, strictly: bool = False) -> bool:
    """Whether the marks typed allow the word: none are needed, hỏi and ngã are one, others must not contradict.

    Strictly: all marks must be there.
    """
    if typed == meant or (typed.isascii() and not strictly):
        return True
    tone, letters = _marks(typed)
    meant_tone, meant_letters = _marks(meant)
    if strictly:
        return (tone, letters) == (meant_tone, meant_letters)
    return tone in ("", meant_tone) and all(
        letter in (other, other[0]) for letter, other in zip(letters, meant_letters, strict=False)
    )
