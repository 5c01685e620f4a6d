"""What a sentence of a report is made of: stretches of words, and numbers that are read from their figures anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from hoiam.report.sentences import numbers
from hoiam.report.sentences.numbers import counted
from hoiam.workdays.periods import CALENDAR_MONTH, CALENDAR_QUARTER, CALENDAR_YEAR, MONTH, QUARTER, WEEK, YEAR, Period

A_YEAR_AGO = "cùng kỳ năm trước"
_WITHIN = {
    WEEK: "tuần",
    **dict.fromkeys((MONTH, CALENDAR_MONTH), "tháng"),
    **dict.fromkeys((QUARTER, CALENDAR_QUARTER), "quý"),
    **dict.fromkeys((YEAR, CALENDAR_YEAR), "năm"),
}
# How the words of a piece are made from its figure. PART is followed by the key of the group.
COUNT, SHARE, CHANGE, POINTS, DAYS, NEW, ASIDE, PART = "n", "share", "change", "points", "days", "new", "aside", "part:"
SET_APART = " (hồ sơ hạn chế tiếp cận, không tính trong các số liệu khác)"


class Piece(NamedTuple):
    """A stretch of a sentence; with a figure's id, what is read from it, and in which form. ``source``: what the figure
    says where a person typed something else."""

    text: str
    figure: str = ""
    form: str = ""
    source: str = ""


@dataclass(frozen=True)
class Sentence:
    """``key`` is the same at every counting. Of one that people edited: ``loose`` are numbers that no figure says,
    ``missing`` what the system would say now and did not when it was edited, ``own`` the system's own sentence. Without
    pieces it was left out."""

    key: str
    pieces: tuple[Piece, ...]
    edited: bool = False
    loose: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    own: tuple[Piece, ...] = ()

    def __iter__(self) -> Iterator[Piece]:
        """What is read, in order: a comma before a number is not part of it, and what says nothing is left out."""
        for piece in self.pieces:
            bare = piece.text.lstrip(" ,") if piece.figure and piece.form != ASIDE else ""
            if not bare:
                if piece.text:
                    yield Piece(piece.text)
                continue
            if before := piece.text[: len(piece.text) - len(bare)]:
                yield Piece(before)
            yield piece._replace(text=bare)

    @property
    def agrees(self) -> bool:
        return not (self.loose or self.missing or any(piece.source for piece in self.pieces))

    @property
    def footnote(self) -> str:
        """What a reader must know of a sentence that does not say what its figures say."""
        typed = [
            f"{piece.text.strip(' ,')}: nguồn ghi {piece.source.strip(' ,')}" for piece in self.pieces if piece.source
        ]
        said = [f"số do cơ quan sửa, {one}" for one in typed]
        if self.loose:
            said.append(f"số do cơ quan ghi, không có nguồn: {', '.join(self.loose)}")
        return "; ".join(said)


def text_of(sentence: Sentence) -> str:
    """As it stands in a document: what does not agree says so behind it."""
    said = words(sentence)
    return f"{said} ({sentence.footnote})" if sentence.footnote else said


def words(sentence: Sentence) -> str:
    return "".join(piece.text for piece in sentence.pieces)


class Part(Protocol):
    """What a sentence reads of one group of a figure."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int: ...


class Read(Protocol):
    """What a sentence reads of a figure."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int | float | None: ...
    @property
    def previous(self) -> int | float | None: ...
    @property
    def last_year(self) -> int | float | None: ...
    @property
    def numerator(self) -> int | None: ...
    @property
    def denominator(self) -> int | None: ...
    @property
    def parts(self) -> tuple[Part, ...]: ...
    @property
    def note(self) -> str: ...
    @property
    def unknown(self) -> str: ...


@dataclass(frozen=True)
class Told:
    """The figures of one side of a report; a running period may not be compared with the whole one before."""

    figures: Mapping[str, Read]
    period: Period
    compared: bool
    inside: bool

    def n(self, figure: str) -> Piece:
        """A count inside a sentence: «05», «44»."""
        return self.piece(figure, COUNT)

    def piece(self, figure: str, form: str) -> Piece:
        return Piece(self.worded(figure, form), figure, form)

    def worded(self, figure: str, form: str) -> str:
        """What the figure says now, in this form."""
        read = self.figures[figure]
        if form.startswith(PART):
            return counted(next((one.value for one in read.parts if one.key == form.removeprefix(PART)), 0))
        return _FORMS[form](self, read)

    def value(self, figure: str) -> int:
        return int(self.figures[figure].value or 0)

    def withheld(self, figure: str) -> bool:
        """Whether the number is not for this side: a person's must not stand in its place."""
        return self.figures[figure].value is None and bool(self.figures[figure].note)

    @property
    def within(self) -> str:
        """«Trong tuần», «Trong quý»: how a sentence begins."""
        return f"Trong {_WITHIN.get(self.period.kind, 'kỳ')}"


def _count(_: Told, read: Read) -> str:
    if read.unknown:
        return numbers.UNKNOWN
    return read.note if read.value is None and read.note else counted(int(read.value or 0))


def _share(_: Told, read: Read) -> str:
    if read.value is None:
        return numbers.UNKNOWN if read.unknown else numbers.NOTHING
    return numbers.share(read.value, read.numerator or 0, read.denominator or 0)


def _change(told: Told, read: Read) -> str:
    """«, tăng 05 so với tuần trước (tăng 12,8%)»; nothing when there is nothing to compare."""
    return _than(told, read, read.previous, told.period.before) + _than(told, read, read.last_year, A_YEAR_AGO)


def _than(told: Told, read: Read, before: int | float | None, than: str) -> str:
    if not told.compared or before is None:
        return ""
    said = numbers.change(int(read.value or 0), int(before), than)
    if said != numbers.NOTHING_BEFORE:
        return f", {said}"
    return f" ({said})" if than != A_YEAR_AGO else f" ({A_YEAR_AGO} không phát sinh)"


def _points(told: Told, read: Read) -> str:
    said = ""
    for before, than in ((read.previous, told.period.before), (read.last_year, A_YEAR_AGO)):
        if told.compared and before is not None and read.value is not None:
            change = numbers.points(read.value, before)
            said += f", bằng {than}" if change == "không đổi" else f", {change} so với {than}"
    return said


def _days(_: Told, read: Read) -> str:
    if read.value is None:
        return numbers.UNKNOWN if read.unknown else numbers.NOTHING
    return f"trong {counted(read.value)} ngày làm việc" if read.value else "trong ngày"


def _new(_: Told, read: Read) -> str:
    count = int(read.value or 0)
    return f"tiếp nhận {counted(count)} phản ánh, kiến nghị" if count else "không phát sinh phản ánh, kiến nghị mới"


def _aside(told: Told, _: Read) -> str:
    return "" if told.inside else SET_APART


_FORMS: Mapping[str, Callable[[Told, Read], str]] = {
    COUNT: _count,
    SHARE: _share,
    CHANGE: _change,
    POINTS: _points,
    DAYS: _days,
    NEW: _new,
    ASIDE: _aside,
}
