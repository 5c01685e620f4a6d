"""One side of a report, public or inside: figures, sentences, balance and narratives. This is what freezes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from hoiam.papers.words import number
from hoiam.report.figures.definitions import SOURCE, Histogram
from hoiam.report.sentences import numbers
from hoiam.report.sentences.numbers import Number
from hoiam.report.sentences.sentence import Piece, Sentence

# Of the JSON that is frozen; 1 had no versions of definitions, 2 no keys and no forms in its sentences.
CONTENT_FORMAT = 3
_MADE_ANEW = frozenset({"parts", "entries", "source", "histogram", "typed", "offices"})
NOT_TOLD = "chưa báo kết quả"


@dataclass(frozen=True)
class FigurePart:
    """One group of a figure that is told apart."""

    key: str
    name: str
    value: int
    entries: tuple[int, ...]


class Addend(NamedTuple):
    """What one office brings to a figure of the office above it; ``why``: it is not in the sum, or not told."""

    office: str
    value: Number | None
    numerator: int | None = None
    denominator: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Source:
    """An office below: the version of its report that was summed, or why none was. ``days``: where they differ."""

    code: str
    name: str
    version: int = 0
    missing: str = ""
    days: str = ""


@dataclass(frozen=True)
class Typed:
    """Of a figure that people type from another system: which, who (the post), when, and the file that shows it."""

    source: str
    by: str
    at: str
    file: int | None = None

    @property
    def told(self) -> str:
        """«hệ thống TTHC của tỉnh; Chuyên viên, 12/11/2026»"""
        return f"{self.source}; {self.by}, {datetime.fromisoformat(self.at):%d/%m/%Y}" if self.at else self.source


@dataclass(frozen=True)
class Figure:
    """A figure with its words. ``previous``, ``last_year``, ``target``: what it is compared with, None where there is
    none; ``to_date``: what the year has come to, beside a target. ``unknown``: why there is no value, which is not the
    same as nothing having happened. ``offices``: what those below bring to it; who brings nothing is not among them."""

    id: str
    name: str
    unit: str
    definition: str
    value: Number | None
    entries: tuple[int, ...] = ()
    numerator: int | None = None
    denominator: int | None = None
    parts: tuple[FigurePart, ...] = ()
    previous: Number | None = None
    last_year: Number | None = None
    target: Number | None = None
    to_date: Number | None = None
    note: str = ""
    unknown: str = ""
    version: int = 1
    clause: str = ""
    section: str = "letters"
    histogram: Histogram = ()
    typed: Typed | None = None
    offices: tuple[Addend, ...] = ()

    @property
    def shown(self) -> str:
        """For tables and pages: «1.234», «92,7%», «không phát sinh»."""
        if self.unknown:
            return f"{numbers.UNKNOWN} ({self.unknown})"
        if self.value is None:
            return self.note or numbers.NOTHING
        if self.typed and self.value == 0:
            return numbers.NOTHING
        return self.worded(self.value)

    @property
    def shown_before(self) -> str:
        return self.worded(self.previous)

    @property
    def shown_last_year(self) -> str:
        return self.worded(self.last_year)

    @property
    def shown_target(self) -> str:
        return self.worded(self.target)

    @property
    def change(self) -> str:
        return self._compared(self.previous)

    @property
    def change_of_a_year(self) -> str:
        return self._compared(self.last_year)

    @property
    def achieved(self) -> str:
        """«92,7%» of the plan of the year; nothing without a plan or a value."""
        come_to = self.value if self.to_date is None else self.to_date
        if come_to is None or not self.target:
            return ""
        return numbers.percent(numbers.of_hundred(come_to, self.target))

    @property
    def shown_to_date(self) -> str:
        return self.worded(self.to_date)

    def worded(self, value: Number | None) -> str:
        """A value of this figure, with its sign where it is a share."""
        if value is None:
            return ""
        return numbers.percent(value) if self.unit == "%" else number(value)

    def _compared(self, before: Number | None) -> str:
        if self.value is None or before is None:
            return ""
        if self.unit == "%":
            return numbers.points(self.value, before)
        if self.unit == "ngày làm việc":
            return numbers.days(self.value, before)
        return numbers.change_in_table(int(self.value), int(before))


@dataclass(frozen=True)
class Balance:
    """Whether carried over + received + reopened = closed + open, of messages and, inside, of letters too; if not, the
    records whose entries contradict, how many restricted ones, and the numbers of those entries. ``offices``: those
    below whose report does not close, with that in it."""

    closes: bool
    broken: tuple[str, ...] = ()
    broken_restricted: int = 0
    entries: tuple[int, ...] = ()
    letters: tuple[int, ...] = ()
    offices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Written:
    """A unit's words for one section."""

    unit: str
    section: str
    text: str


def carried(times: int) -> str:
    """«chuyển kỳ lần thứ 2»; nothing of a new task"""
    return f"chuyển kỳ lần thứ {times}" if times else ""


@dataclass(frozen=True)
class Planned:
    """A unit's task ahead; ``times``: how often it was carried over."""

    unit: str
    text: str
    times: int = 0

    @property
    def carried(self) -> str:
        return carried(self.times)


@dataclass(frozen=True)
class Resulted:
    """What came of a task of the last plan: a state in words, and the unit's own words."""

    unit: str
    text: str
    times: int = 0
    state: str = ""
    words: str = ""

    @property
    def carried(self) -> str:
        return carried(self.times)

    @property
    def told(self) -> str:
        """«Hoàn thành một phần: còn đoạn qua chợ.»"""
        return ": ".join(one for one in (self.state or NOT_TOLD, self.words) if one)


@dataclass(frozen=True)
class Face:
    """What a reader of this side gets; ``data`` and ``from_data`` are its form in a frozen row."""

    counted_to: str
    figures: tuple[Figure, ...]
    sentences: tuple[Sentence, ...]
    balance: Balance
    narratives: tuple[Written, ...] = ()
    plan: tuple[Planned, ...] = ()
    results: tuple[Resulted, ...] = ()
    version: int = CONTENT_FORMAT
    sources: tuple[Source, ...] = ()

    @property
    def reported(self) -> list[Source]:
        return [one for one in self.sources if one.version]

    @property
    def missing(self) -> list[Source]:
        return [one for one in self.sources if not one.version]

    def data(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "counted_to": self.counted_to,
            "figures": [figure_data(figure) | compared(figure) for figure in self.figures],
            "sentences": [_sentence_data(sentence) for sentence in self.sentences],
            "balance": {key: list(one) if isinstance(one, tuple) else one for key, one in vars(self.balance).items()},
            "narratives": [vars(words) for words in self.narratives],
            **({"sources": [vars(source) for source in self.sources]} if self.sources else {}),
            "plan": [vars(task) for task in self.plan],
            "results": [vars(task) for task in self.results],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Face:
        return cls(
            counted_to=data["counted_to"],
            figures=tuple(_figure(figure) for figure in data["figures"]),
            sentences=tuple(map(_sentence, data["sentences"])),
            balance=_balance(data["balance"]),
            narratives=tuple(Written(**words) for words in data["narratives"]),
            # Reports of before the plans have neither.
            plan=tuple(Planned(**task) for task in data.get("plan", ())),
            results=tuple(Resulted(**task) for task in data.get("results", ())),
            version=data["version"],
            sources=tuple(Source(**source) for source in data.get("sources", ())),
        )


def _balance(data: Mapping[str, Any]) -> Balance:
    # Reports of before the letters had a balance name no entries.
    named = (tuple(data.get(key, ())) for key in ("entries", "letters", "offices"))
    return Balance(data["closes"], tuple(data["broken"]), data["broken_restricted"], *named)


def _sentence(data: Any) -> Sentence:
    # Before format 3 a sentence was only its pieces.
    if isinstance(data, list):
        return Sentence("", tuple(Piece(*piece) for piece in data))
    pieces, own = (tuple(Piece(*piece) for piece in data[side]) for side in ("pieces", "own"))
    return Sentence(data["key"], pieces, data["edited"], tuple(data["loose"]), tuple(data["missing"]), own)


def _sentence_data(sentence: Sentence) -> dict[str, Any]:
    pieces = {side: [list(one) for one in getattr(sentence, side)] for side in ("pieces", "own")}
    named = {side: list(getattr(sentence, side)) for side in ("loose", "missing")}
    return {"key": sentence.key, "edited": sentence.edited, **pieces, **named}


def compared(figure: Figure) -> dict[str, Number | None]:
    """What a figure is compared with."""
    names = ("previous", "last_year", "target", "to_date")
    return {name: getattr(figure, name) for name in names}


def figure_data(figure: Figure) -> dict[str, Any]:
    """A figure as figures.json has it."""
    return {
        "id": figure.id,
        "name": figure.name,
        "value": figure.value,
        "unit": figure.unit,
        "definition": figure.definition,
        "version": figure.version,
        "section": figure.section,
        "clause": figure.clause,
        "source": figure.typed.source if figure.typed else SOURCE,
        "typed": vars(figure.typed) if figure.typed else None,
        "unknown": figure.unknown,
        "entries": list(figure.entries),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "histogram": [list(pair) for pair in figure.histogram],
        "note": figure.note,
        "parts": [
            {"key": part.key, "name": part.name, "value": part.value, "entries": list(part.entries)}
            for part in figure.parts
        ],
        **({"offices": [list(addend) for addend in figure.offices]} if figure.offices else {}),
    }


def _figure(data: Mapping[str, Any]) -> Figure:
    parts = tuple(FigurePart(one["key"], one["name"], one["value"], tuple(one["entries"])) for one in data["parts"])
    kept = {key: value for key, value in data.items() if key not in _MADE_ANEW}
    return Figure(
        **kept,
        entries=tuple(data["entries"]),
        parts=parts,
        # Reports of before the versions of definitions have neither.
        histogram=tuple((days, times) for days, times in data.get("histogram", ())),
        typed=Typed(**data["typed"]) if data.get("typed") else None,
        offices=tuple(Addend(*addend) for addend in data.get("offices", ())),
    )
