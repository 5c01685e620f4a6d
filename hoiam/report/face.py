"""One side of a report, public or inside: figures, sentences, balance and narratives. This is what freezes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hoiam.report import wording
from hoiam.report.definitions import SOURCE, VERSION, Number
from hoiam.report.sentences import Piece, Sentence


@dataclass(frozen=True)
class Part:
    """One group of a figure that is told apart."""

    key: str
    name: str
    value: int
    entries: tuple[int, ...]


@dataclass(frozen=True)
class Figure:
    """A counted figure with its words; ``previous`` is that of the week before, None where there is none."""

    id: str
    name: str
    unit: str
    definition: str
    value: Number | None
    entries: tuple[int, ...] = ()
    numerator: int | None = None
    denominator: int | None = None
    parts: tuple[Part, ...] = ()
    previous: Number | None = None
    note: str = ""

    @property
    def shown(self) -> str:
        """For tables and pages: «1.234», «92,7%», «không phát sinh»."""
        if self.value is None:
            return self.note or wording.NOTHING
        return wording.percent(self.value) if self.unit == "%" else wording.number(self.value)

    @property
    def shown_before(self) -> str:
        if self.previous is None:
            return ""
        return wording.percent(self.previous) if self.unit == "%" else wording.number(self.previous)

    @property
    def change(self) -> str:
        if self.value is None or self.previous is None:
            return ""
        if self.unit == "%":
            return wording.points(self.value, self.previous)
        if self.unit == "ngày làm việc":
            return wording.days(self.value, self.previous)
        return wording.change_in_table(int(self.value), int(self.previous))


@dataclass(frozen=True)
class Balance:
    """Whether carried over + received + reopened = closed + open; if not, the records whose entries contradict."""

    closes: bool
    broken: tuple[str, ...] = ()
    broken_restricted: int = 0


@dataclass(frozen=True)
class Written:
    """A unit's words for one section."""

    unit: str
    section: str
    text: str


@dataclass(frozen=True)
class Face:
    """What a reader of this side gets; ``data`` and ``from_data`` are its form in a frozen row."""

    counted_to: str
    figures: tuple[Figure, ...]
    sentences: tuple[Sentence, ...]
    balance: Balance
    narratives: tuple[Written, ...] = ()
    version: int = VERSION

    def data(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "counted_to": self.counted_to,
            "figures": [figure_data(figure) | {"previous": figure.previous} for figure in self.figures],
            "sentences": [[list(piece) for piece in sentence] for sentence in self.sentences],
            "balance": {
                "closes": self.balance.closes,
                "broken": list(self.balance.broken),
                "broken_restricted": self.balance.broken_restricted,
            },
            "narratives": [vars(words) for words in self.narratives],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Face:
        return cls(
            counted_to=data["counted_to"],
            figures=tuple(_figure(figure) for figure in data["figures"]),
            sentences=tuple(tuple(Piece(*piece) for piece in sentence) for sentence in data["sentences"]),
            balance=Balance(
                data["balance"]["closes"], tuple(data["balance"]["broken"]), data["balance"]["broken_restricted"]
            ),
            narratives=tuple(Written(**words) for words in data["narratives"]),
            version=data["version"],
        )


def figure_data(figure: Figure) -> dict[str, Any]:
    """A figure as figures.json has it."""
    return {
        "id": figure.id,
        "name": figure.name,
        "value": figure.value,
        "unit": figure.unit,
        "definition": figure.definition,
        "source": SOURCE,
        "entries": list(figure.entries),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "note": figure.note,
        "parts": [
            {"key": part.key, "name": part.name, "value": part.value, "entries": list(part.entries)}
            for part in figure.parts
        ],
    }


def _figure(data: Mapping[str, Any]) -> Figure:
    parts = tuple(Part(one["key"], one["name"], one["value"], tuple(one["entries"])) for one in data["parts"])
    kept = {key: value for key, value in data.items() if key not in ("parts", "entries", "source")}
    return Figure(**kept, entries=tuple(data["entries"]), parts=parts)
