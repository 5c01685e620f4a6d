"""A few words of the masked text as typed, around what was looked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hoiam.viettext.fold import words_in_place
from hoiam.viettext.personal import finding

LENGTH = 200
_BEFORE = 50


class Segment(NamedTuple):
    text: str
    hit: bool


class _Atom(NamedTuple):
    """A word, or a covered part, which is shown whole or not at all."""

    start: int
    end: int
    hits: frozenset[str]


# Of the folded words that one written word counts for, those that were asked for.
Hits = Callable[[tuple[str, ...]], frozenset[str]]
_NONE: frozenset[str] = frozenset()


def snippet(text: str, hits: Hits) -> tuple[Segment, ...]:
    shown, atoms = _laid_out(text, hits)
    if not atoms:
        return (Segment(shown[:LENGTH], False),) if shown else ()
    first, last = _window(atoms)
    return _segments(shown, atoms, first, last)


def _laid_out(text: str, hits: Hits) -> tuple[str, list[_Atom]]:
    shown, atoms = "", []
    for piece in finding.pieces(text):
        start = len(shown)
        shown += finding.shown(piece)
        if piece.sort:
            atoms.append(_Atom(start, len(shown), _NONE))
            continue
        atoms += [_Atom(start + at, start + end, hits(folded)) for at, end, folded in words_in_place(piece.text)]
    return " ".join(shown.split("\n")), atoms


def _window(atoms: list[_Atom]) -> tuple[int, int]:
    best, at = 0, 0
    for index, atom in enumerate(atoms):
        if not atom.hits:
            continue
        met: set[str] = set()
        for other in atoms[index : index + 40]:
            if other.end - atom.start > LENGTH - _BEFORE:
                break
            met |= other.hits
        if len(met) > best:
            best, at = len(met), index
    first = at
    while first and atoms[at].start - atoms[first - 1].start <= _BEFORE:
        first -= 1
    last = max(first, at)
    while last + 1 < len(atoms) and atoms[last + 1].end - atoms[first].start <= LENGTH:
        last += 1
    return first, last


def _segments(shown: str, atoms: list[_Atom], first: int, last: int) -> tuple[Segment, ...]:
    at = 0 if first == 0 else atoms[first].start
    end = len(shown) if last == len(atoms) - 1 and len(shown) - atoms[last].end < 10 else atoms[last].end
    segments = [Segment("…", False)] if at else []
    for atom in atoms[first : last + 1]:
        if atom.hits:
            segments += [Segment(shown[at : atom.start], False), Segment(shown[atom.start : atom.end], True)]
            at = atom.end
    segments.append(Segment(shown[at:end] + ("…" if end < len(shown) else ""), False))
    return tuple(segment for segment in segments if segment.text)
