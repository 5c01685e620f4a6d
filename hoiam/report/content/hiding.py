"""What is not told of a report on a theme: every cell below five, and what one could be worked out from. Pure.

No entries either: those of one figure taken from those of another would tell what is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hoiam.report.content.content import Figure
from hoiam.report.content.small_counts import SMALLEST_TOLD, SumOfCells, hidden
from hoiam.report.figures.definitions import DAYS, MONEY, PEOPLE, PERCENT
from hoiam.report.sentences import numbers
from hoiam.report.sentences.sentence import Sentence
from hoiam.report.sentences.wording import OUTCOME_FIGURES

GROUPS_LEFT_OUT = "Nhóm dưới 05, và nhóm suy ra được nhóm ấy, không ghi."
_NO_COUNTS = frozenset({PERCENT, DAYS, MONEY, PEOPLE})
_SUMS: tuple[SumOfCells, ...] = (
    ("messages_total", ("messages_carried", "messages_received", "messages_reopened")),
    ("messages_total", ("messages_closed", "messages_open", "letters_sent_up")),
    ("messages_closed", OUTCOME_FIGURES),
    ("messages_closed", ("answered_on_time", "answered_late", "reanswered_on_time", "reanswered_late")),
    ("messages_open", ("open_in_time", "open_overdue")),
    *((f"received_by_{one}", ("messages_received",)) for one in ("kind", "channel", "topic", "area")),
    ("closed_by_unit", ("messages_closed",)),
    ("received_by_kind.information", ("info_requests",)),
    ("reception_visits", ("reception_regular", "reception_scheduled", "reception_urgent")),
    ("reception_matters", ("reception_first_time", "reception_repeat")),
    ("letters_total", ("letters_carried", "letters_received", "letters_reopened")),
    ("letters_total", ("letters_closed", "letters_left", "letters_sent_up")),
    ("letters_total", ("letters_eligible", "letters_ineligible", "letters_unsorted", "letters_sent_up")),
    ("letters_eligible", ("letters_own", "letters_guided", "letters_passed_on")),
    ("letters_ineligible", ("letters_filed", "letters_returned")),
    ("letters_received", ("letters_complaint", "letters_denunciation", "letters_petition")),
    *(
        one
        for stem in ("complaints", "denunciations")
        for one in (
            (f"{stem}_due", (f"{stem}_resolved", f"{stem}_ended_otherwise", f"{stem}_undecided")),
            (f"{stem}_resolved", (f"{stem}_resolved_on_time", f"{stem}_resolved_late")),
        )
    ),
)
# Of a share: the figures it could be worked out from, or would work out.
_SHARES = {
    "on_time_share": ("answered_on_time", "answered_late"),
    "reopened_share": ("messages_reopened", "messages_closed"),
    "satisfied_share": ("ratings",),
}


def hide(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures of a report on a theme as anybody may read them."""
    given = tuple(figures)
    counts = {one.id: int(one.value) for one in given if one.value is not None and one.unit not in _NO_COUNTS}
    groups = {one.id: {f"{one.id}.{part.key}": part.value for part in one.parts} for one in given if one.parts}
    cells = counts | {name: value for parts in groups.values() for name, value in parts.items()}
    sums = [(id, tuple(parts)) for id, parts in groups.items()]
    sums += [(total, tuple(one for one in parts if one in cells)) for total, parts in _SUMS if total in cells]
    gone = hidden(cells, sums)
    return tuple(_hidden(one, gone) for one in given)


def _hidden(figure: Figure, gone: set[str]) -> Figure:
    bare = replace(figure, entries=(), histogram=(), previous=None, last_year=None)
    if figure.value is None:
        return replace(bare, numerator=None, denominator=None)
    few = int(figure.value) < SMALLEST_TOLD
    if figure.unit in _NO_COUNTS:
        few = _stands_on_few(figure)
        if not few and not gone & set(_SHARES.get(figure.id, ())):
            return bare
    elif figure.id not in gone:
        told = tuple(replace(part, entries=()) for part in figure.parts if f"{figure.id}.{part.key}" not in gone)
        return replace(bare, parts=told, note=figure.note if len(told) == len(figure.parts) else GROUPS_LEFT_OUT)
    said = numbers.FEW if few else numbers.UNTOLD
    return replace(bare, value=None, parts=(), numerator=None, denominator=None, note=said)


def _stands_on_few(figure: Figure) -> bool:
    """Of a share: whether one of its sides is small; of days, money and people: whether few records are behind it."""
    if figure.denominator is None:
        return len(figure.entries) < SMALLEST_TOLD
    part = figure.numerator or 0
    return part < SMALLEST_TOLD or 0 < figure.denominator - part < SMALLEST_TOLD or figure.denominator < SMALLEST_TOLD


def sayable(sentences: Iterable[Sentence], figures: Iterable[Figure]) -> tuple[Sentence, ...]:
    """The sentences all of whose numbers stand in the report and are told."""
    told = {one.id for one in figures if one.value is not None and one.note != GROUPS_LEFT_OUT}
    return tuple(one for one in sentences if all(piece.figure in told for piece in one.pieces if piece.figure))
