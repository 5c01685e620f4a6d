"""Figures from other systems, typed into a report on a phone; their attachments; the plan of a year."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hoiam.files.serving import hand_out
from hoiam.office.access import may, require
from hoiam.office.models import Person
from hoiam.report.models import TypedValue
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.reading.address import Asked, asked_for, person_of
from hoiam.report.typed import definitions as typed_definitions
from hoiam.report.typed.forms import TypedLine, take
from hoiam.report.typed.forms_targets import TargetForm
from hoiam.report.typed.targets import may_be_planned, targets
from hoiam.report.versions.report import frozen_of
from hoiam.workdays.periods import YEAR


@dataclass(frozen=True)
class Group:
    """The figures of one section on the screen: folded, unless something in it waits."""

    name: str
    lines: list[TypedLine]

    @property
    def typed(self) -> int:
        return sum(1 for one in self.lines if one.row)

    @property
    def missing(self) -> int:
        return sum(1 for one in self.lines if one.is_missing)

    @property
    def is_open(self) -> bool:
        return bool(self.missing or _wrong(self.lines))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """«Nhập số liệu»: every typed figure of a report by section, the last period's beside it; all sent at once."""
    person, at = person_of(request), timezone.now()
    require(person, "write_report")
    asked = asked_for(person, kind, period)
    if asked.period.start > at:
        raise Http404("Kỳ này chưa bắt đầu.")
    lines = _lines(person, asked)
    if request.method == "POST":
        done = [
            take(one, request.POST, request.FILES.get(f"tep-{one.figure.id}"), *asked, by=person, at=at)  # type: ignore[arg-type]
            for one in lines
        ]
        if any(done):
            flash.success(request, f"Đã ghi {sum(done)} số liệu.")
        if not _wrong(lines):
            return redirect("type_figures", kind=kind, period=period)
    return render(request, "report/typed/typed.html", _page(person, asked, lines), status=400 if _wrong(lines) else 200)


def _wrong(lines: list[TypedLine]) -> list[TypedLine]:
    return [one for one in lines if one.error]


def _lines(person: Person, asked: Asked) -> list[TypedLine]:
    office, previous = person.office, asked.period.previous()
    stands = typed_definitions.standing_values(office, *asked)
    before = typed_definitions.values(office, asked.kind, previous, frozen_of(office, asked.kind, previous))
    return [
        TypedLine(one, asked.kind.id in one.compulsory, stands.get(one.id), before.get(one.id))
        for one in typed_definitions.offered(asked.kind)
    ]


def _page(person: Person, asked: Asked, lines: list[TypedLine]) -> dict[str, Any]:
    by_section = groupby(lines, key=lambda line: line.figure.section)
    sections = [Group(str(section.label), list(few)) for section, few in by_section]
    return {
        "kind": asked.kind,
        "period": asked.period,
        "sections": sections,
        "typed": sum(1 for one in lines if one.row),
        "all": len(lines),
        "missing": [one for one in lines if one.is_missing],
        "wrong": _wrong(lines),
        "frozen": frozen_of(person.office, *asked),
    }


@login_required
@require_safe
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture or PDF that shows where a number comes from: for the staff of the office alone."""
    row = get_object_or_404(TypedValue.objects.exclude(file=""), pk=pk, report__office=person_of(request).office)
    return hand_out(request, row, row.file)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, year: int = 0) -> HttpResponse:
    """«Chỉ tiêu kế hoạch năm»: what stands for a year, and a form to enter another."""
    person, at = person_of(request), timezone.now()
    now = schedule_of(person.office).of(YEAR, at).year
    year = year or now
    if not now - 5 <= year <= now + 1:
        raise Http404("Chỉ ghi chỉ tiêu của năm năm gần đây và năm sau.")
    if request.method == "POST":
        require(person, "arrange_report")
    form = TargetForm(person.office, year, request.POST or None)
    if request.method == "POST" and (said := form.done(person, at)):
        flash.success(request, said)
        return redirect("targets_of", year=year)
    stand = targets(person.office, year)
    context = {
        "year": year,
        "years": (now - 1, now, now + 1),
        "targets": [(one, stand[id]) for id, one in may_be_planned().items() if id in stand],
        "form": form,
        "may_plan": may(person, "arrange_report"),
    }
    return render(request, "report/typed/targets.html", context, status=400 if form.errors else 200)
