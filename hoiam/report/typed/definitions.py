"""Figures that people type from another system or a book, as data; what stands of them in a report, what is missing.

Nothing typed is not the same as zero («không phát sinh»), nor as «chưa có số liệu», which has its reason.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from hoiam.office.models import Office
from hoiam.report.content.content import Figure, Typed
from hoiam.report.figures.definitions import PERCENT, cited
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.models import Frozen, Section, TypedValue
from hoiam.report.sentences.numbers import Number
from hoiam.workdays.periods import Period

TYPED_FOLDER = Path(__file__).parent
NOT_TYPED = "chưa nhập"
LONGEST_NUMBER = 12
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+(,\d+)?", re.ASCII)
_OTHERWISE = re.compile(r"\d+\.\d+|\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)


@dataclass(frozen=True)
class TypedFigure:
    """What a typed figure is called, what it counts, where people find it. ``compulsory``: for which kinds of report
    it must be there before the report is whole; ``plan``: whether an office may set itself a target for it."""

    id: str
    name: str
    unit: str
    section: Section
    source: str
    words: str
    clause: str = ""
    compulsory: tuple[str, ...] = ()
    plan: bool = False
    version: int = 1


@lru_cache(maxsize=1)
def typed_figures() -> dict[str, TypedFigure]:
    """All of them, in the order of the sections of a report."""
    order = list(Section)
    read = [one for path in sorted(TYPED_FOLDER.glob("*.toml")) for one in _of(tomllib.loads(path.read_text("utf-8")))]
    return {one.id: one for one in sorted(read, key=lambda one: order.index(one.section))}


def _of(page: dict[str, Any]) -> Iterable[TypedFigure]:
    figures = page.pop("figure")
    for row in figures:
        told = page | row
        told["section"], told["compulsory"] = Section(told["section"]), tuple(told.get("compulsory", ()))
        told["clause"] = cited(told.get("clause", ""), told.pop("confidence", "T"))
        yield TypedFigure(**told)


def offered(kind: ReportKind) -> list[TypedFigure]:
    """What can be typed into a report of this kind."""
    return [one for one in typed_figures().values() if kind.holds(one.id)]


def standing_values(office: Office, kind: ReportKind, period: Period) -> dict[str, TypedValue]:
    """What was typed last for each figure."""
    typed = TypedValue.objects.filter(
        report__office=office, report__kind=kind.id, report__period=period.code
    ).select_related("by", "unit")
    return {one.figure: one for one in typed.order_by("at", "id")}


def missing(office: Office, kind: ReportKind, period: Period) -> list[TypedFigure]:
    """The compulsory figures for which nobody typed anything, not even why there is none."""
    typed = standing_values(office, kind, period)
    return [one for one in offered(kind) if kind.id in one.compulsory and one.id not in typed]


def typed_on_face(
    office: Office,
    kind: ReportKind,
    period: Period,
    previous: dict[str, Number | None],
    last_year: dict[str, Number | None],
) -> list[Figure]:
    """The typed figures of a report, beside those of the period before and of a year ago. A compulsory one that nobody
    typed is there too, and not known; the others are left out."""
    typed = standing_values(office, kind, period)
    return [
        _figure(one, typed.get(one.id), previous.get(one.id), last_year.get(one.id))
        for one in offered(kind)
        if one.id in typed or kind.id in one.compulsory
    ]


def _figure(one: TypedFigure, row: TypedValue | None, previous: Number | None, last_year: Number | None) -> Figure:
    return Figure(
        one.id,
        one.name,
        one.unit,
        one.words,
        number_typed(row.value) if row else None,
        previous=previous,
        last_year=last_year,
        unknown=row.unknown if row else NOT_TYPED,
        version=one.version,
        clause=one.clause,
        section=one.section.value,
        typed=_typed(row) if row else Typed(one.source, "", ""),
    )


def not_typed(one: TypedFigure) -> Figure:
    """The figure before anybody typed it."""
    return _figure(one, None, None, None)


def _typed(row: TypedValue) -> Typed:
    return Typed(row.source, row.by.post, timezone.localtime(row.at).isoformat(), row.pk if row.file else None)


def values(office: Office, kind: ReportKind, period: Period, kept: Frozen | None) -> dict[str, Number | None]:
    """What stood in another period: as it was frozen, else as it was typed; nothing that was defined otherwise."""
    known = typed_figures()
    if kept is not None:
        told = ((one["id"], one.get("version", 1), one["value"]) for one in kept.public["figures"])
        return {id: value for id, version, value in told if id in known and version == known[id].version}
    typed = standing_values(office, kind, period)
    return {
        id: number_typed(row.value) for id, row in typed.items() if id in known and row.definition == known[id].version
    }


def number_typed(value: float | None) -> Number | None:
    """As it is counted: 12, not 12.0."""
    return int(value) if value is not None and float(value).is_integer() else value


class NotANumber(ValueError):
    """What was typed is no number; the message says, in words, how to write one."""


def read_number(text: str, unit: str) -> Number:
    """«1.234», «1 234», «92,7%» as offices write them; raises NotANumber."""
    said = re.sub(r"\s", "", text).removesuffix("%")
    if not _THOUSANDS.fullmatch(said):
        if _OTHERWISE.fullmatch(said):
            raise NotANumber(f"«{text.strip()}» đọc được hai cách. Viết dấu chấm cho hàng nghìn, dấu phẩy cho số lẻ.")
        raise NotANumber(f"«{text.strip()[:30]}» không phải là số. Viết như 12, 1.234 hoặc 92,7.")
    if len(said) > LONGEST_NUMBER:
        raise NotANumber("Số quá dài: xem lại đã dán đúng một số chưa.")
    value = number_typed(float(said.replace(".", "").replace(",", ".")))
    assert value is not None
    if unit == PERCENT and value > 100:
        raise NotANumber("Tỷ lệ không lớn hơn 100%.")
    if unit != PERCENT and not isinstance(value, int):
        raise NotANumber(f"Số {unit} là số nguyên.")
    return value
