"""Who handed in what, and when: offices × periods, with completeness and timeliness of each row and column.

Rates are of duties, one of an office and period, so none can pass 100 %. What has not fallen due counts in no rate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Max, Min
from django.utils import timezone

from hoiam.law.owed import Standing, stands
from hoiam.office.models import Office
from hoiam.papers.words import number
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.models import Duty, DutyExtension, Submission
from hoiam.report.sentences import numbers
from hoiam.report.versions.submissions import by_duty
from hoiam.workdays.periods import Schedule

OFFICES_A_PAGE = 13


@dataclass
class Rate:
    """How many of the duties that fell due were handed in, and how many in time."""

    due: int = 0
    handed: int = 0
    on_time: int = 0
    returned: int = 0
    # Of those that are not due yet.
    coming: int = 0
    early: int = 0

    def add(self, one: Standing) -> None:
        self.returned += one.state == "returned"
        if one.fallen_due:
            self.due += 1
            self.handed += one.is_in
            self.on_time += one.on_time
        else:
            self.coming += 1
            self.early += one.is_in

    @property
    def missing(self) -> int:
        return self.due - self.handed

    @property
    def complete(self) -> str:
        """«1.950/2.016 (96,7%)»; before anything fell due «12/168»."""
        return _of(self.handed, self.due) if self.due else f"{self.early}/{self.coming}" if self.coming else "–"

    @property
    def timely(self) -> str:
        return _of(self.on_time, self.due) if self.due else "–"


@dataclass(frozen=True)
class GridCell:
    """What stands of one duty, short enough for a cell; the words in full are its title."""

    duty: Duty
    stands: Standing
    extended: bool

    @property
    def colour(self) -> str:
        if self.stands.state in ("missing", "returned"):
            return "late"
        if not self.stands.is_in:
            return "plain"
        return "soon" if self.stands.late else "ok"

    @property
    def short(self) -> str:
        """«đúng hạn», «muộn», «trả lại», «thiếu», «chưa đến hạn»"""
        if self.stands.state == "missing":
            return "thiếu"
        if self.stands.state == "returned":
            return "trả lại"
        if not self.stands.is_in:
            return "chờ"
        return "muộn" if self.stands.late else "đúng hạn"


@dataclass
class GridLine:
    """A row or a column."""

    code: str
    name: str
    dates: str = ""
    short_dates: str = ""
    rate: Rate = field(default_factory=Rate)
    cells: dict[str, GridCell] = field(default_factory=dict)

    def put(self, key: str, cell: GridCell) -> None:
        self.cells[key] = cell
        self.rate.add(cell.stands)


@dataclass(frozen=True)
class Grid:
    rows: list[GridLine]
    columns: list[GridLine]
    total: Rate
    older: str
    newer: str

    @property
    def laid(self) -> list[tuple[GridLine, list[GridCell | None]]]:
        """Each row with a cell for every column; None where nothing is owed."""
        return [(row, [row.cells.get(column.code) for column in self.columns]) for row in self.rows]


def grid(to: Office, kind: ReportKind, at: datetime, until: str = "") -> Grid:
    """A page of periods, the newest first, of what an office is owed of a kind; ``until``: the newest of them."""
    columns, older, newer = _periods(to, kind, at, until)
    by_code = {column.code: column for column in columns}
    rows = {
        office.pk: GridLine(office.code, office.name) for office in Office.objects.filter(parent=to).order_by("name")
    }
    total = Rate()
    owed = Duty.objects.filter(to=to, kind=kind.id, period__in=by_code).select_related("office")
    for cell in cells(owed, at):
        row = rows.setdefault(cell.duty.office_id, GridLine(cell.duty.office.code, cell.duty.office.name))
        row.put(cell.duty.period, cell)
        by_code[cell.duty.period].put(cell.duty.office.code, cell)
        total.add(cell.stands)
    return Grid(list(rows.values()), columns, total, older, newer)


def cells(duties: Iterable[Duty], at: datetime) -> list[GridCell]:
    """What stands of each duty, in two statements however many there are."""
    owed = list(duties)
    some = {(one.to_id, one.kind) for one in owed}
    sent = Submission.objects.filter(
        duty__to__in={to for to, _ in some},
        duty__kind__in={kind for _, kind in some},
        duty__period__in={one.period for one in owed},
    )
    offices = {one.office_id for one in owed}
    if len(offices) == 1:
        sent = sent.filter(duty__office__in=offices)
    handed = by_duty(sent)
    longer = DutyExtension.objects.filter(duty__period__in={one.period for one in owed}).values_list("duty")
    extended = {duty for duty, _ in longer.annotate(Count("pk"))}
    return [GridCell(one, stands(one.due_at, handed.get(one.pk, ()), at), one.pk in extended) for one in owed]


def of_a_period(to: Office, kind: ReportKind, code: str, at: datetime) -> dict[str, list[GridCell]]:
    """The offices by what stands of their report, the worst first: whom to call is read from the top."""
    owed = Duty.objects.filter(to=to, kind=kind.id, period=code).select_related("office").order_by("office__name")
    groups: defaultdict[str, list[GridCell]] = defaultdict(list)
    for cell in cells(owed, at):
        groups[cell.short].append(cell)
    return {words: groups[words] for words in ("thiếu", "trả lại", "chờ", "muộn", "đúng hạn") if groups[words]}


def _periods(to: Office, kind: ReportKind, at: datetime, until: str) -> tuple[list[GridLine], str, str]:
    """Periods that have begun, by their last day: each commune's weeks have their own days, but one number."""
    owed = Duty.objects.filter(to=to, kind=kind.id, first__lte=timezone.localdate(at)).order_by()
    found = list(owed.values_list("period").annotate(first=Min("first"), last=Max("last")).order_by("-last"))
    codes = [code for code, _, _ in found]
    start = codes.index(until) if until in codes else 0
    shown = found[start : start + OFFICES_A_PAGE]
    older = codes[start + OFFICES_A_PAGE] if start + OFFICES_A_PAGE < len(codes) else ""
    newer = codes[max(0, start - OFFICES_A_PAGE)] if start else ""
    return [_column(kind, *one) for one in shown], older, newer


def _column(kind: ReportKind, code: str, first: date, last: date) -> GridLine:
    name = kind.parse(Schedule(), code)
    return GridLine(code, name.full_name, f"{first:%d/%m} – {last:%d/%m/%Y}", f"{first:%d/%m}–{last:%d/%m}")


def _of(part: int, whole: int) -> str:
    return f"{number(part)}/{number(whole)} ({numbers.percent(numbers.of_hundred(part, whole))})"
