"""One figure of a province from the same figure of its offices. Pure.

Counts are added; shares are taken of the added numerators and denominators; a median or nine tenths are read from the
added histograms. What is counted by another definition, or is not known, is left out and told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from hoiam.report.content import small_counts
from hoiam.report.content.content import Addend, Figure, FigurePart, Typed
from hoiam.report.figures.definitions import PERCENT, Histogram, middle_of, nine_tenths_of
from hoiam.report.sentences import numbers
from hoiam.report.sentences.numbers import Number

NameOf = Callable[[str, str], str]
# Told apart by what only the office itself has: of these the province tells the offices apart.
BY_OFFICE = frozenset({"received_by_area", "closed_by_unit"})
OTHER_DEFINITION = "tính theo bản {} của cách tính, tỉnh tính theo bản {}"
NO_PARTS = "tỷ lệ không kèm tử số, mẫu số"
NOBODY_KNOWS = "chưa nơi nào có số liệu"


class OfficeCell(NamedTuple):
    """A figure of one office, as it stands in its report."""

    office: str
    version: int
    value: Number | None
    numerator: int | None = None
    denominator: int | None = None
    histogram: Histogram = ()
    parts: Mapping[str, int] = {}
    unknown: str = ""


def cell_of(office: str, figure: Figure) -> OfficeCell:
    parts = {part.key: part.value for part in figure.parts}
    of = (figure.numerator, figure.denominator, figure.histogram)
    return OfficeCell(office, figure.version, figure.value, *of, parts, figure.unknown)


def summed(own: Figure, office: str, cells: Iterable[OfficeCell], names: NameOf) -> Figure:
    """``own``: the figure as the province counted it of itself, with its words; ``office``: the province."""
    # What the province does not know of its own office (it seldom types anything) leaves the sum of the others whole.
    here = [cell_of(office, own)] if not own.unknown else []
    counted, left = _sorted_out(own, [*here, *cells])
    addends = tuple(addend for cell in counted if (addend := _addend(own, cell)))
    figure = replace(own, offices=(*addends, *left), note=_note(own.note, left), typed=_of_all(own.typed), to_date=None)
    if own.to_date is not None:
        # Of the province's own office alone; since New Year the others' reports say nothing.
        figure = replace(figure, target=None)
    if not counted:
        return replace(figure, value=None, unknown=NOBODY_KNOWS if left else own.unknown)
    over, under = _sum(cell.numerator for cell in counted), _sum(cell.denominator for cell in counted)
    days = _laid_together(cell.histogram for cell in counted)
    value: Number | None
    if own.unit == PERCENT:
        value = numbers.of_hundred(over or 0, under) if under else None
    elif days:
        value = nine_tenths_of(days) if own.id == "p90" else middle_of(days)
    else:
        value = _added(cell.value for cell in counted)
    parts = _parts(own, office, counted, names)
    figure = replace(figure, value=value, unknown="", parts=parts)
    return replace(figure, numerator=over, denominator=under, histogram=days)


def summed_in_public(
    public: Figure, inside: Figure, office: str, cells: Iterable[OfficeCell], *, whole: bool
) -> Figure:
    """A small number of restricted files in public: «dưới 05», unless its sum tells nothing of any one office.

    ``inside``: the sum for the superior; ``cells``: those told in public. While an office is missing nothing is told:
    the sum of before and after it came would tell its number.
    """
    told = {cell.office: cell.value for cell in (cell_of(office, public), *cells)}
    exact = {office: 0, **{cell.office: 0 for cell in cells}}
    exact |= {addend.office: int(addend.value or 0) for addend in inside.offices if not addend.why}
    left = tuple(addend for addend in inside.offices if addend.why)
    hidden = (Addend(one, value, why="" if value is not None else numbers.FEW) for one, value in told.items())
    offices = tuple(one for one in hidden if one.office not in {addend.office for addend in left})
    value = small_counts.sum_of_told(exact) if whole and not left else None
    note = ""
    if value is None:
        small = sum(exact.values()) < small_counts.SMALLEST_TOLD
        note = numbers.WHEN_ALL_ARE_IN if left or not whole else numbers.FEW if small else numbers.UNTOLD
    return replace(public, value=value, offices=(*offices, *left), note=note)


def _sorted_out(own: Figure, cells: list[OfficeCell]) -> tuple[list[OfficeCell], tuple[Addend, ...]]:
    """The cells that are in the sum, and the others with the reason."""
    counted, left = [], []
    for cell in cells:
        if cell.version != own.version:
            why = OTHER_DEFINITION.format(cell.version, own.version)
        elif cell.unknown:
            why = f"{numbers.UNKNOWN} ({cell.unknown})"
        elif own.unit == PERCENT and cell.value is not None and not cell.denominator:
            why = NO_PARTS
        else:
            counted.append(cell)
            continue
        left.append(Addend(cell.office, cell.value, why=why))
    return counted, tuple(left)


def _addend(own: Figure, cell: OfficeCell) -> Addend | None:
    """What an office brings; nothing for one that brings nothing."""
    if own.unit == PERCENT:
        return Addend(cell.office, cell.value, cell.numerator, cell.denominator) if cell.denominator else None
    if cell.histogram:
        return Addend(cell.office, cell.value, None, sum(times for _, times in cell.histogram))
    return Addend(cell.office, cell.value) if cell.value else None


def _note(note: str, left: tuple[Addend, ...]) -> str:
    if not left:
        return note
    said = f"Chưa kể {numbers.counted(len(left))} nơi chưa có số liệu, hoặc tính cách khác."
    return f"{note} {said}".strip()


def _of_all(typed: Typed | None) -> Typed | None:
    """Who typed it stands in the report of each office."""
    return typed and Typed(f"{typed.source}, do các xã, phường, đặc khu nhập", "", "")


def _added(values: Iterable[Number | None]) -> Number | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _laid_together(histograms: Iterable[Histogram]) -> Histogram:
    days: Counter[int] = Counter()
    for histogram in histograms:
        for day, times in histogram:
            days[day] += times
    return tuple(sorted(days.items()))


def _parts(own: Figure, office: str, counted: list[OfficeCell], names: NameOf) -> tuple[FigurePart, ...]:
    sums: Counter[str] = Counter()
    for cell in counted:
        if own.id in BY_OFFICE:
            sums[cell.office] += int(cell.value or 0)
        else:
            sums.update(cell.parts)
    entries = {office: own.entries} | {part.key: part.entries for part in own.parts}
    groups = sorted(((key, value) for key, value in sums.items() if value), key=lambda one: (-one[1], one[0]))
    return tuple(FigurePart(key, names(own.id, key), value, entries.get(key, ())) for key, value in groups)
