"""Reading a name from where it begins: how many syllables are its own, with capitals, without, all in capitals."""

from __future__ import annotations

import re

from hoiam.viettext.legible import Legible
from hoiam.viettext.personal.words import AFTER_A_SMALL_NAME, COMMON_SURNAMES, NOT_A_NAME, PAIRS, SURNAMES, Marked

Place = tuple[int, int]

_SYLLABLE = re.compile(r"[^\W\d_][\u0300-\u036f]*(?:['’]?[^\W\d_][\u0300-\u036f]*)*\.?")
_SMALL = re.compile(r"[^\W\d_]{1,7}(?: [^\W\d_]{1,7}){1,4}")
# Family names that are hardly ever another word in small letters, with marks and without.
_SURE_WHEN_SMALL = frozenset(["nguyễn", "trần", "huỳnh", "ngô", "trịnh", "đinh", "nguyen", "huynh"])
_NGUYEN_AS_A_WORD = frozenset(
    [
        "nhan",
        "tac",
        "do",
        "lieu",
        "ven",
        "vat",
        "si",
        "tu",
        "trang",
        "xi",
        "don",
        "chat",
        "canh",
        "tinh",
        "ban",
        "mau",
        "ly",
        "thuy",
    ]
)
_BLANK = re.compile(" {1,2}")
_INITIALS = frozenset(["v", "t", "th"])
_MIDDLE = re.compile(r" (?:van|thi) [a-z]")
# Đăng, Dương, Phương, Trọng typed without marks look like "đang", "đường", "phường", "trong".
_NAME_WITHOUT_MARKS = re.compile(r"(?:Dang|Duong|Phuong|Trong|Truong|Tinh)\b(?! ?\d)")


def word_end(text: str, start: int) -> int:
    end = text.find(" ", start)
    return end if end >= 0 else len(text)


def is_full(view: Legible, name: Place) -> bool:
    syllables = view.text[slice(*name)].split()
    return len(syllables) >= 2 and (
        syllables[0] in SURNAMES or syllables[0].lower() in ("y", "k", "a") or "'" in syllables[0]
    )


def small_name(view: Legible, start: int, *, clear: bool = False) -> Place | None:
    """ "nguyễn văn an", all in small letters; where it ends is told by the number of syllables and the word behind."""
    found = _SMALL.match(view.text, start)
    if not found or not found[0].islower():
        return None
    syllables = found[0].split(" ")
    surname, middle = syllables[0], view.flat[start : found.end()].split(" ")[1]
    if surname not in SURNAMES or syllables[1] in AFTER_A_SMALL_NAME:
        return None
    size = 2
    if middle not in ("van", "thi"):
        sure = surname in _SURE_WHEN_SMALL or (clear and surname in COMMON_SURNAMES)
        if not sure or (surname.startswith("nguy") and middle in _NGUYEN_AS_A_WORD):
            return None
        size = 3 if len(syllables) > 2 and syllables[2] not in AFTER_A_SMALL_NAME else 2
    elif len(syllables) < 3:
        return None
    else:
        size = 3
        ended = len(syllables) == 4 and not view.text[found.end() : found.end() + 2].strip(" ,.;:\n")
        if len(syllables) > 3 and syllables[3] not in AFTER_A_SMALL_NAME:
            size += ended or (len(syllables) > 4 and clear and syllables[4] in AFTER_A_SMALL_NAME)
    return start, start + len(" ".join(syllables[:size]))


def name_at(
    view: Legible, start: int, *, announced: bool = True, shouted_cue: bool = False, colon: bool = False
) -> Place | None:
    """One to four (with a surname five) capitalised syllables, cut before words that are no name."""
    syllables = _syllables(view, start)
    if not syllables:
        return None
    end = syllables[-1][1]
    first = view.text[slice(*syllables[0])]
    if not _is_loud(first):
        return start, end
    goes_on = _goes_on_loud(view, end)
    if first in SURNAMES:
        # In a sentence all in capitals nothing tells where the name ends.
        return (start, syllables[:3][-1][1]) if announced and goes_on else None if goes_on else (start, end)
    # Otherwise it is a sentence all in capitals or an abbreviation, unless a short "ông BÌNH đã", "Tên: HOA".
    short = announced and not goes_on and len(syllables) <= 2 and (colon or not (shouted_cue or first.isascii()))
    return (start, end) if short else None


def _is_loud(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _goes_on_loud(view: Legible, end: int) -> bool:
    blank = _BLANK.match(view.text, end)
    following = blank and _SYLLABLE.match(view.text, blank.end())
    return following is not None and _is_loud(following[0].rstrip("."))


def _syllables(view: Legible, start: int) -> list[Place]:
    """The capitalised words from here on that may make a name, at most five; never across a full stop or a line.

    Behind "Huỳnh Thị" every word is the name: "Vẽ", "Mới".
    """
    places: list[Place] = []
    flats: list[str] = []
    at = start
    while len(places) < 5 and (found := _SYLLABLE.match(view.text, at)):
        word = found[0].rstrip(".")
        in_a_code = view.text[found.end() : found.end() + 1].isdigit()  # "P5", "Q10"
        if not word[0].isupper() or len(word) > 8 + 3 * ("'" in word) or in_a_code:
            break
        if places and len(word) > 1 and _is_loud(word) != _is_loud(view.text[slice(*places[0])]):
            break
        surname = view.text[slice(*places[0])] if places else word
        certain = surname in SURNAMES and (
            bool(_MIDDLE.match(view.flat, found.end()))
            if not places
            else len(flats) == 2 and flats[1] in ("van", "thi")
        )
        certain = certain or bool(places and _NAME_WITHOUT_MARKS.match(view.text, at))
        if not certain and (_is_among(view, word, NOT_A_NAME) or _begins_a_pair(view, word, found.end())):
            break
        places.append((at, at + len(word)))
        flats.append(view.flat[at : at + len(word)])
        at = found.end()
        if found[0].endswith(".") and not (len(flats) == 2 and flats[1] in _INITIALS):
            break
        blank = _BLANK.match(view.text, at)
        if not blank:
            break
        at = blank.end()
    return places


def _begins_a_pair(view: Legible, word: str, end: int) -> bool:
    following = _SYLLABLE.match(view.text, end + 1)
    return following is not None and _is_among(view, f"{word} {following[0].rstrip('.')}", PAIRS)


def _is_among(view: Legible, words: str, known: Marked) -> bool:
    """In a text with marks "Nhung" is a name; in one without it may be "nhưng"."""
    return words in known if view.text.isascii() else words.lower() in known.exact
