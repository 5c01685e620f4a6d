"""What a message is about: a burst pipe, rubbish, a street light. Found by phrases, however they are typed."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hoiam.viettext.fold import fold
from hoiam.viettext.likeness.spoken import Token

_SURE, _HINT = 3.0, 1.0
_GAP = 5


@dataclass(frozen=True)
class Thing:
    label: str
    near: dict[str, float]
    wide: bool  # a subject with many things in it, or an object that can fail in many ways


@dataclass(frozen=True)
class _Phrase:
    words: tuple[str, ...]
    typed: str
    thing: str
    weight: float
    needs_marks: bool


def _load() -> tuple[dict[str, Thing], dict[str, list[_Phrase]]]:
    lists = tomllib.loads(Path(__file__).with_name("things.toml").read_text(encoding="utf-8"))
    things = {slug: Thing(row["label"], row.get("near", {}), row.get("wide", False)) for slug, row in lists.items()}
    by_first: dict[str, list[_Phrase]] = {}
    for slug, row in lists.items():
        for weight, listed in ((_SURE, row["sure"]), (_HINT, row.get("hints", ""))):
            for phrase in filter(None, (" ".join(part.split()) for part in listed.split(","))):
                typed = phrase.rstrip("!")
                words = tuple(fold(typed).split())
                one = _Phrase(words, typed, slug, weight, phrase.endswith("!"))
                by_first.setdefault(words[0], []).append(one)
    for some in by_first.values():
        some.sort(key=lambda one: -len(one.words))
    return things, by_first


def _load_faults() -> dict[str, list[_Phrase]]:
    lists = tomllib.loads(Path(__file__).with_name("faults.toml").read_text(encoding="utf-8"))
    by_first: dict[str, list[_Phrase]] = {}
    for name, row in lists.items():
        for phrase in (" ".join(part.split()) for part in row.split(",")):
            typed = phrase.rstrip("!")
            words = tuple(fold(typed).split())
            by_first.setdefault(words[0], []).append(_Phrase(words, typed, name, 1.0, phrase.endswith("!")))
    return by_first


THINGS, _BY_FIRST = _load()
_FAULTS = _load_faults()


def things_of(tokens: Sequence[Token], naming: Set[int] = frozenset()) -> dict[str, float]:
    """The things a text names, each with its weight from 0 to 1; the one it is mostly about has 1.

    ``naming``: the tokens that are the name of a place; what is said by these alone is no thing.
    """
    words = [token.word for token in tokens]
    marked = sum(not token.typed.isascii() for token in tokens) > len(tokens) / 5
    met: dict[str, dict[tuple[str, ...], float]] = {}
    sure: set[str] = set()
    covered = 0
    for at, word in enumerate(words):
        before = covered
        for phrase in _BY_FIRST.get(word, ()):
            # «đèn đường hỏng» is no «đường … hỏng», «đổ trộm» no «trộm».
            if before > at and ("…" in phrase.words or at + len(phrase.words) <= before):
                continue
            if not _stands(phrase.words, words, at):
                continue
            if phrase.needs_marks and not marked and len(phrase.words) > 1:
                continue
            if len(phrase.words) == 1 and not _is_typed_so(phrase, tokens[at], marked):
                continue
            if "…" not in phrase.words and all(here in naming for here in range(at, at + len(phrase.words))):
                continue
            if "…" not in phrase.words:
                covered = max(covered, at + len(phrase.words))
            if phrase.weight == _SURE:
                sure.add(phrase.thing)
            # What is said first weighs a little more than what follows.
            met.setdefault(phrase.thing, {}).setdefault(phrase.words, phrase.weight * (1.25 if at < 12 else 1.0))
    # A second word for the same thing adds half of its weight, a third a quarter.
    found = {
        thing: sum(weight / 2**nth for nth, weight in enumerate(sorted(said.values(), reverse=True)))
        for thing, said in met.items()
    }
    most = max(found.values(), default=0.0)
    if not sure:
        # Only hints: what it is about is not known for sure.
        return {thing: weight / _SURE for thing, weight in found.items() if weight >= most}
    return {thing: weight / most for thing, weight in found.items() if thing in sure and weight >= 0.25 * most}


def _stands(phrase: tuple[str, ...], words: list[str], at: int) -> bool:
    """Whether the phrase begins here; where it has «…», up to five other words may stand between."""
    if "…" not in phrase:
        return tuple(words[at : at + len(phrase)]) == phrase
    gap = phrase.index("…")
    if tuple(words[at : at + gap]) != phrase[:gap]:
        return False
    rest = phrase[gap + 1 :]
    begin = at + gap
    return any(tuple(words[here : here + len(rest)]) == rest for here in range(begin, begin + _GAP + 1))


def _is_typed_so(phrase: _Phrase, token: Token, marked: bool) -> bool:
    if not token.typed.isascii() or marked:
        return _plain_tone(token.typed.lower()) == _plain_tone(phrase.typed)
    return not phrase.needs_marks


@lru_cache(maxsize=5000)
def _plain_tone(word: str) -> str:
    """«hoà» and «hòa» are one word: the tone is taken off, and put behind."""
    letters = unicodedata.normalize("NFD", word)
    tones = [sign for sign in letters if sign in "\u0300\u0301\u0303\u0309\u0323"]
    rest = "".join(sign for sign in letters if sign not in "\u0300\u0301\u0303\u0309\u0323")
    return rest + "".join(tones)


def faults_of(tokens: Sequence[Token], naming: Set[int]) -> frozenset[str]:
    """What is wrong, by classes: dark, leaning, blocked …"""
    words = [token.word for token in tokens]
    marked = sum(not token.typed.isascii() for token in tokens) > len(tokens) / 5
    return frozenset(
        phrase.thing
        for at, word in enumerate(words)
        if at not in naming
        for phrase in _FAULTS.get(word, ())
        if _stands(phrase.words, words, at) and (len(phrase.words) > 1 or _is_typed_so(phrase, tokens[at], marked))
    )


def is_wide(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether all that both are about is so wide that it may still be two matters."""
    shared = [thing for thing in one if thing in other]
    return bool(shared) and all(THINGS[thing].wide for thing in shared)


def agreement(one: dict[str, float], other: dict[str, float]) -> float | None:
    """How far two texts are about the same thing, 0 to 1; None when one of them says nothing that is known."""
    if not one or not other:
        return None
    best = 0.0
    for thing, weight in one.items():
        for second, its_weight in other.items():
            near = 1.0 if thing == second else max(THINGS[thing].near.get(second, 0), THINGS[second].near.get(thing, 0))
            best = max(best, near * (0.1 + 0.9 * weight) * (0.1 + 0.9 * its_weight))
    return best


def shared_label(one: dict[str, float], other: dict[str, float]) -> str:
    """The name of the thing both are about, or of both when they are only near."""
    pairs = [(one[thing] * other[thing], THINGS[thing].label) for thing in one if thing in other]
    if pairs:
        return max(pairs)[1]
    return ""
