"""Numbers in an edited sentence stay tied to their figures: where in the new words each is, and whether it agrees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from hoiam.report.sentences.numbers import UNKNOWN
from hoiam.report.sentences.sentence import ASIDE, CHANGE, PART, POINTS, Piece, Sentence, Told

_TOKEN = re.compile(r"\d[\d.,]*\d|\d|\w+|[^\w\s]")
_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
# A number behind one of these names a thing or a day, it counts nothing.
_NAME = re.compile(r"\b(?:ngày|tuần|tháng|năm|quý|điều|khoản) (?:\d[\d/]*\d|\d)", re.IGNORECASE)
_WAYS = ("tăng", "giảm")


class Tied(NamedTuple):
    """A stretch as it is kept. ``typed``: a person wrote it over what the figure said."""

    text: str
    figure: str = ""
    form: str = ""
    typed: bool = False


class Token(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Edit:
    """The newest edit of a sentence. No pieces: left out. ``known``: what the system's sentence held at that time."""

    pieces: tuple[Tied, ...]
    known: frozenset[tuple[str, str]]


def tie(base: Iterable[Tied], typed: str) -> tuple[Tied, ...]:
    """The new words, with every number of ``base`` (its texts are what stands now) found again where it stands in them.

    A number typed over stays tied; one that is gone is not. Two numbers typed over within one changed stretch are found
    by their order.
    """
    old, new = tuple(base), _tokens(typed)
    spans = _spans(old)
    match = _matched([token.text for piece in old for token in _tokens(piece.text)], [token.text for token in new])
    found: dict[int, range] = {}
    gaps: dict[tuple[int, int], list[int]] = {}
    for place, (piece, span) in enumerate(zip(old, spans, strict=True)):
        if not piece.figure or not span:
            continue
        within = [match[one] for one in span if one in match]
        if not within and piece.form in (CHANGE, POINTS, ASIDE):
            continue  # derived words of which nothing is left: a number typed there is not theirs
        if not within:
            gaps.setdefault(_gap(span, match, len(new)), []).append(place)
            continue
        start = match.get(span[0], match[span[0] - 1] + 1 if span[0] - 1 in match else within[0])
        end = match.get(span[-1], match[span[-1] + 1] - 1 if span[-1] + 1 in match else within[-1])
        found[place] = range(start, end + 1)
    taken = {one for tokens in found.values() for one in tokens}
    for (start, end), places in gaps.items():
        numbers = [one for one in range(start, end) if one not in taken and _NUMBER.fullmatch(new[one].text)]
        found |= {place: range(one, one + 1) for place, one in zip(places, numbers, strict=False)}
    return _cut(old, spans, found, match, new, typed)


def _tokens(text: str) -> list[Token]:
    return [Token(one[0], one.start(), one.end()) for one in _TOKEN.finditer(text)]


def _spans(pieces: tuple[Tied, ...]) -> list[range]:
    """Which tokens of the whole sentence each piece has."""
    ends = list(accumulate(len(_tokens(piece.text)) for piece in pieces))
    return [range(start, end) for start, end in zip([0, *ends], ends, strict=False)]


def _matched(old: list[str], new: list[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _gap(span: range, match: Mapping[int, int], length: int) -> tuple[int, int]:
    """The new tokens between what stood before and behind a piece of which nothing is left."""
    before = max((one for one in match if one < span[0]), default=None)
    behind = min((one for one in match if one > span[-1]), default=None)
    return (0 if before is None else match[before] + 1, length if behind is None else match[behind])


def _cut(
    old: tuple[Tied, ...],
    spans: list[range],
    found: Mapping[int, range],
    match: Mapping[int, int],
    new: list[Token],
    typed: str,
) -> tuple[Tied, ...]:
    cut: list[Tied] = []
    done = 0
    for place, (piece, span) in enumerate(zip(old, spans, strict=True)):
        if not piece.figure:
            continue
        if not span:
            # It says nothing now and may say something at the next counting: it keeps its place.
            before = match.get(span.start - 1)
            if before is not None and new[before].end >= done:
                cut += [Tied(typed[done : new[before].end]), piece]
                done = new[before].end
            continue
        if place not in found or new[found[place][0]].start < done:
            continue
        start, end = new[found[place][0]].start, new[found[place][-1]].end
        said = typed[start:end]
        same = said == piece.text.strip()
        lead = typed[done:start]
        if same and piece.text[:1] == " ":
            lead, said = lead.rstrip(), piece.text
        cut += [Tied(lead), Tied(said, piece.figure, piece.form, piece.typed if same else True)]
        done = end
    return tuple(one for one in (*cut, Tied(typed[done:])) if one.text or one.figure)


def applied(own: Sentence, edit: Edit, told: Told) -> Sentence:
    """The sentence in the office's words, with the numbers as the figures say them now. A number that is not for this
    side stays as it is told here, whatever a person typed."""
    if not edit.pieces:
        return Sentence(own.key, (), True, own=own.pieces)
    pieces = tuple(_read(piece, told) for piece in edit.pieces)
    missing = (one for one in own.pieces if one.figure and one.text and (one.figure, one.form) not in edit.known)
    return Sentence(
        own.key, pieces, True, _loose(own.pieces, pieces), tuple(_named(piece, told) for piece in missing), own.pieces
    )


def _read(piece: Tied, told: Told) -> Piece:
    if not piece.figure:
        return Piece(piece.text)
    if piece.figure not in told.figures:
        return Piece(piece.text, source=UNKNOWN)
    source = told.worded(piece.figure, piece.form)
    if not piece.typed or told.withheld(piece.figure):
        return Piece(source, piece.figure, piece.form)
    return Piece(piece.text, piece.figure, piece.form, "" if agrees(piece.text, source) else source)


def _named(piece: Piece, told: Told) -> str:
    read = told.figures[piece.figure]
    key = piece.form.removeprefix(PART)
    part = next((one.name for one in read.parts if piece.form.startswith(PART) and one.key == key), "")
    return f"{part or read.name}: {piece.text.strip(' ,')}"


def agrees(typed: str, source: str) -> bool:
    """Whether every number typed is one that the source says, in its order, and none goes the other way."""
    said = iter(_numbers(source))
    ways = [way for way in _WAYS if way in typed.lower() and way not in source.lower()]
    return all(number in said for number in _numbers(typed)) and not ways


def _loose(own: Iterable[Piece], pieces: Iterable[Piece]) -> tuple[str, ...]:
    """The numbers in words that are tied to nothing, beyond those that the system's own words have."""
    left = Counter(number for piece in own if not piece.figure for number in _numbers(piece.text))
    loose = []
    for piece in pieces:
        for number in _NUMBER.findall(_NAME.sub("", piece.text)) if not piece.figure else ():
            left[_value(number)] -= 1
            if left[_value(number)] < 0:
                loose.append(number)
    return tuple(loose)


def _numbers(text: str) -> list[Decimal]:
    return [_value(number) for number in _NUMBER.findall(text)]


def _value(number: str) -> Decimal:
    return Decimal(number.replace(".", "").replace(",", "."))
