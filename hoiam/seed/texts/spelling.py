"""How people type: without marks, with slips of the finger, in short forms, in capitals, in decomposed letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

_SHORT = {
    "không": "ko",
    "được": "dc",
    "gì": "j",
    "rồi": "r",
    "người": "ng",
    "mọi người": "mn",
    "với": "vs",
    "phường": "p",
    "biết": "bít",
    "nhiều": "nhìu",
    "giờ": "h",
    "cũng": "cx",
    "quá": "wá",
    "bao nhiêu": "bn",
    "điện thoại": "dt",
    "vậy": "v",
    "thì": "thì",
}
_SHORT_WORDS = re.compile(r"\b(" + "|".join(sorted(_SHORT, key=len, reverse=True)) + r")\b", re.IGNORECASE)


def as_typed(text: str, rng: Random) -> str:
    """The text as one of many people would type it."""
    habit = rng.choices(_HABITS, (46, 18, 12, 9, 5, 4, 6))[0]
    return habit(text, rng)


def without_marks(text: str, _rng: Random) -> str:
    plain = text.replace("đ", "d").replace("Đ", "D")
    return "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))


def _carefully(text: str, _rng: Random) -> str:
    return text


def _in_haste(text: str, _rng: Random) -> str:
    return re.sub(r"[.,](?=\s|$)", "", text.lower())


def _with_slips(text: str, rng: Random) -> str:
    words = text.split(" ")
    for _ in range(max(1, len(words) // 14)):
        at = rng.randrange(len(words))
        word = words[at]
        if len(word) < 4 or not word.isalpha():
            continue
        cut = rng.randrange(1, len(word) - 1)
        slips = (
            word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :],
            word[:cut] + word[cut] + word[cut:],
            without_marks(word, rng),
        )
        words[at] = rng.choice(slips)
    return " ".join(words)


def _short(text: str, rng: Random) -> str:
    shortened = _SHORT_WORDS.sub(lambda found: _SHORT[found[0].lower()], text)
    return without_marks(shortened, rng).lower() if rng.random() < 0.4 else shortened.lower()


def _in_capitals(text: str, _rng: Random) -> str:
    return text.upper()


def _decomposed(text: str, _rng: Random) -> str:
    return unicodedata.normalize("NFD", text)


_HABITS: tuple[Callable[[str, Random], str], ...] = (
    _carefully,
    without_marks,
    _with_slips,
    _short,
    _in_haste,
    _in_capitals,
    _decomposed,
)
