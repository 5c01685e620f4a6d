"""Phrases looked for in a text however it was typed: without marks, with one slip of a finger, in either tone style.

A phrase is words as they are written; ``<list>`` stands for any phrase of a named list, ``…`` for up to twelve other
words of the same sentence. ``!`` before it: only with its marks, because without them it is another word, too («!vỡ»,
vợ). Everything is data of those who look: nothing here knows what the words mean.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hoiam.viettext.fold import fold
from hoiam.viettext.syllables import Syllable, has_marks, is_syllable, may_mean

GAP = 12
_LETTERS_FOR_A_SLIP, _LETTERS_FOR_ANOTHER_MARK, _LETTERS_FOR_A_SLIP_TO_ANOTHER_WORD = 6, 8, 9
_REMEMBERED = 20_000
_END = ""
Places = dict[int, dict[tuple[int, int], None]]  # by part: from which syllable to which


@dataclass(frozen=True)
class Found:
    """Where a phrase stands: its syllables by number, end not included; the parts it was found by."""

    phrase: int
    first: int
    last: int
    parts: tuple[tuple[int, int], ...]


@dataclass
class _Part:
    """One phrase without a gap, or one list."""

    number: int
    after_gap: bool = False


@dataclass(frozen=True)
class _Written:
    """A phrase as its rule writes it."""

    part: int
    words: tuple[str, ...]
    letters: int
    only_marked: bool


@dataclass
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    ends: list[_Written] = field(default_factory=list)
    forgiving: bool = False  # a phrase that goes on from here is so long that one word may be another word


class Phrases:
    """Phrases by number, ready to be found all at once."""

    def __init__(self, phrases: Sequence[str], lists: Mapping[str, Sequence[str]]) -> None:
        self._root = _Node()
        self._known: dict[str, set[str]] = {}
        self._parts: dict[str, int] = {}
        self._lists = lists
        self._slips: dict[str, tuple[str, ...]] = {}
        self._by_first: dict[int, list[tuple[int, list[_Part]]]] = {}
        for number, phrase in enumerate(phrases):
            parts = list(self._split(phrase))
            self._by_first.setdefault(parts[0].number, []).append((number, parts))

    def _split(self, phrase: str) -> Iterator[_Part]:
        gap, run = False, list[str]()
        for word in [*phrase.replace("<", " <").replace(">", "> ").replace("…", " … ").split(), _END]:
            if word not in ("…", _END) and not word.startswith("<"):
                run.append(word)
                continue
            if run:
                yield _Part(self._part(" ".join(run), [" ".join(run)]), gap)
                gap, run = False, []
            if word.startswith("<"):
                yield _Part(self._part(word, self._lists[word[1:-1]]), gap)
                gap = False
            gap = gap or word == "…"

    def _part(self, name: str, phrases: Iterable[str]) -> int:
        if name not in self._parts:
            self._parts[name] = len(self._parts)
            for phrase in phrases:
                self._add(phrase.lower(), self._parts[name])
        return self._parts[name]

    def _add(self, phrase: str, part: int) -> None:
        node, words = self._root, phrase.lstrip("!").split()
        flats = [fold(word) for word in words]
        letters = sum(map(len, flats))
        forgiving = len(words) > 2 and letters >= _LETTERS_FOR_A_SLIP_TO_ANOTHER_WORD
        for flat in flats:
            node = node.children.setdefault(flat, _Node())
            node.forgiving = node.forgiving or forgiving
            for near in _shortened(flat):
                self._known.setdefault(near, set()).add(flat)
        node.ends.append(_Written(part, tuple(words), letters, phrase.startswith("!")))

    def _near(self, flat: str) -> tuple[str, ...]:
        """Syllables of the phrases one slip away."""
        if len(flat) < 3 or not flat.isalpha():
            return ()
        if flat not in self._slips:
            if len(self._slips) > _REMEMBERED:
                self._slips.clear()
            near = {known for key in _shortened(flat) for known in self._known.get(key, ())} - {flat}
            words = (one for one in near if len(one) >= 3 and one.isalpha())
            self._slips[flat] = tuple(sorted(one for one in words if _one_slip(flat, one)))
        return self._slips[flat]

    def find(self, row: Sequence[Syllable]) -> list[Found]:
        """All phrases in a row of syllables, by their place."""
        where: Places = {}
        marked = has_marks(row)
        first = self._root.children
        for at, one in enumerate(row):
            if one.flat not in first and is_syllable(one.flat):
                continue
            self._walk(row, at, where, marked)
        found: list[Found] = []
        for part in where:
            for number, parts in self._by_first.get(part, ()):
                found += self._joined(row, number, parts, where)
        return sorted(found, key=lambda one: (one.first, -one.last, one.phrase))

    def _walk(self, row: Sequence[Syllable], start: int, where: Places, marked: bool) -> None:
        end, sentence = len(row), row[start].sentence
        open_: list[tuple[_Node, int, int]] = [(self._root, start, -1)]
        while open_:
            node, at, slip = open_.pop()
            for written in node.ends:
                if self._fits(row[start:at], written, slip - start if slip >= 0 else -1, marked):
                    where.setdefault(written.part, {})[start, at] = None
            children = node.children
            if not children or at == end or row[at].sentence != sentence:
                continue
            flat = row[at].flat
            if flat in children:
                open_.append((children[flat], at + 1, slip))
            if slip >= 0 or (at == start and is_syllable(flat)):
                continue
            only_forgiving = is_syllable(flat)
            if only_forgiving and not node.forgiving:
                continue
            for near in self._near(flat):
                child = children.get(near)
                if child and (child.forgiving or not only_forgiving):
                    open_.append((child, at + 1, at))

    @staticmethod
    def _fits(row: Sequence[Syllable], written: _Written, slip: int, marked: bool) -> bool:
        """One slip is forgiven in two words or more; a word that is another word then needs a long phrase."""
        words, letters = written.words, written.letters
        if len(words) == 1 or written.only_marked:
            strictly = marked or written.only_marked
            return all(may_mean(one.typed, word, strictly) for one, word in zip(row, words, strict=True))
        slips = [at for at, word in enumerate(words) if at == slip or not may_mean(row[at].typed, word)]
        if not slips:
            return True
        if len(slips) > 1:
            return False
        if slip < 0:
            return letters >= _LETTERS_FOR_ANOTHER_MARK
        to_another = is_syllable(row[slip].flat)
        return letters >= (_LETTERS_FOR_A_SLIP_TO_ANOTHER_WORD if to_another else _LETTERS_FOR_A_SLIP) and (
            not to_another or len(words) > 2
        )

    @staticmethod
    def _joined(row: Sequence[Syllable], number: int, parts: list[_Part], where: Places) -> Iterator[Found]:
        open_: list[tuple[tuple[int, int], ...]] = [(place,) for place in where[parts[0].number]]
        for part in parts[1:]:
            # Only what begins within reach is looked at: one word typed a thousand times costs no million.
            nexts = sorted(where.get(part.number, ()))
            most = GAP if part.after_gap else 0
            longer: list[tuple[tuple[int, int], ...]] = []
            for places in open_:
                end = places[-1][1]
                for place in nexts[bisect_left(nexts, (end, 0)) : bisect_left(nexts, (end + most + 1, 0))]:
                    if row[place[0]].sentence == row[places[0][0]].sentence:
                        longer.append((*places, place))
            open_ = longer
        for places in open_:
            yield Found(number, places[0][0], places[-1][1], places)


def _shortened(flat: str) -> set[str]:
    return {flat, *(flat[:at] + flat[at + 1 :] for at in range(len(flat)))}


def _one_slip(one: str, other: str) -> bool:
    """One letter more, less or another, or two exchanged."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[same:], other[same:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or one[:2][::-1] + one[2:] == other
