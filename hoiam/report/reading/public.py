"""The public side of reports: the list by period, a report, the records behind each of its figures, its files."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hoiam.listen.models import Kind
from hoiam.office.models import Office
from hoiam.report.counting.compile import Compiled, compile
from hoiam.report.kinds.kinds import ReportKind, shipped
from hoiam.report.kinds.themes import themes_of
from hoiam.report.paper.course import courses, draw, drawn
from hoiam.report.paper.paper import out_of_balance
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.reading.address import by_section, download_of, kind_asked, period_asked
from hoiam.report.reading.differences import drift, from_the_version_before
from hoiam.report.reading.evidence import behind
from hoiam.report.reading.opened import opened
from hoiam.report.reading.shelf import ShelfLine, first_period, lines
from hoiam.report.versions.proof import holds
from hoiam.report.versions.report import frozen_of

NEWEST = 3


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What this office reports, and when: each kind with its newest periods; below a province, each office."""
    office, at = _site(request), timezone.now()
    shelves = [(kind, lines(office, kind, at)[0][:NEWEST]) for kind in shipped().values()]
    themes = [line for kind in themes_of(office) for line in published(office, kind, at)]
    context = {"shelves": [one for one in shelves if one[1]], "themes": themes, "below": below(office)}
    return render(request, "report/reading/index.html", context)


@require_safe
def reports(request: HttpRequest, kind: str, office: str = "") -> HttpResponse:
    """Every report of a kind, newest period first."""
    at, whose = timezone.now(), _whose(request, office)
    found = kind_asked(kind, whose)
    newest = period_asked(whose, found, request.GET["tu"]) if "tu" in request.GET else None
    listed, older = (published(whose, found, at), None) if found.thematic else lines(whose, found, at, newest)
    context = {"kind": found, "kinds": shipped().values(), "lines": listed, "older": older, "whose": whose}
    context["base"] = f"/bao-cao/cua/{office}" if office else "/bao-cao"
    return render(request, "report/reading/reports.html", context)


@require_safe
def report(request: HttpRequest, kind: str, period: str, office: str = "") -> HttpResponse:
    """One report: its sentences, the balance, all figures, and once published the units' words."""
    at = timezone.now()
    compiled = _compiled(request, kind, period, at, office)
    first, after = None, compiled.period.next()
    if not compiled.kind.thematic:
        first = first_period(compiled.office, compiled.kind, at)
    before = from_the_version_before(compiled, published=True)
    context = {
        "compiled": compiled,
        "period": compiled.period,
        "out_of_balance": out_of_balance(compiled),
        "replaces": before[0] if before else None,
        "difference": before[1] if before else None,
        "drift": drift(compiled),
        "changed": compiled.frozen is not None and not holds(compiled.frozen),
        "written": by_section(compiled),
        "courses": drawn(compiled),
        "before": compiled.period.previous() if first and compiled.period > first else None,
        "after": after if after.start <= at and not compiled.kind.thematic else None,
    }
    return render(request, "report/reading/report.html", context)


@require_safe
def figure(request: HttpRequest, kind: str, period: str, figure: str, office: str = "") -> HttpResponse:
    """What a number counts: the public records as links, the others as a number by ground."""
    at = timezone.now()
    compiled = _compiled(request, kind, period, at, office)
    context = looked_at(compiled, figure, at, request.GET.get("trang", "1"))
    if context["opened"]:
        below_it = f"/{compiled.kind.id}/{compiled.period.code}/{context['opened'].figure}"
        context |= {"opened_at": "/bao-cao/cua/", "opened_end": below_it}
    context |= {"site": _site_of(compiled), "figures_at": compiled.path}
    return render(request, "report/reading/figure.html", context)


def looked_at(compiled: Compiled, figure: str, at: datetime, page: str) -> dict[str, Any]:
    """A figure with all that lies behind it, as far as anybody may see it; 404 when the report does not have it."""
    found = compiled.named(figure)
    if found is None:
        raise Http404("Báo cáo không có số liệu này.")
    evidence = behind(compiled.office, found.entries, at, int(page) if page.isdecimal() and len(page) < 6 else 1)
    kinds = {kind.value: kind.label for kind in Kind}
    return {
        "compiled": compiled,
        "period": compiled.period,
        "figure": found,
        "evidence": evidence,
        "lines": [(face, kinds.get(face.kind, "Chưa phân loại")) for face in evidence.faces],
        "parts": [(f"{found.id}.{part.key}", part) for part in found.parts],
        "courses": [draw(f"{found.name} qua các kỳ", [one]) for one in courses(compiled, [found])],
        "opened": opened(compiled, found),
    }


@require_safe
def file(request: HttpRequest, kind: str, period: str, name: str, office: str = "") -> HttpResponse:
    """A file of the report; those of a published one are kept, the others are made when asked for."""
    compiled = _compiled(request, kind, period, timezone.now(), office)
    return download_of(compiled, name)


def _site(request: HttpRequest) -> Office:
    office: Office = request.office  # type: ignore[attr-defined]
    return office


def published(office: Office, kind: ReportKind, at: datetime) -> list[ShelfLine]:
    """The reports on a theme that anybody may read."""
    return [line for line in lines(office, kind, at)[0] if line.state == "published"]


def _whose(request: HttpRequest, code: str) -> Office:
    """The office whose report is asked for: that of the site, or one below it."""
    site = _site(request)
    return get_object_or_404(below(site), code=code) if code else site


def below(office: Office) -> QuerySet[Office]:
    """The offices whose reports stand on this one's site."""
    return Office.objects.filter(parent=office).order_by("name")


def _site_of(compiled: Compiled) -> str | None:
    """What stands before the address of a record: nothing on one's own site; None where the office has none."""
    if not compiled.of_another:
        return ""
    return f"https://{compiled.office.hostname}" if compiled.office.hostname else None


def _compiled(request: HttpRequest, kind: str, code: str, at: datetime, whose: str) -> Compiled:
    office = _whose(request, whose)
    found = kind_asked(kind, office)
    period = period_asked(office, found, code)
    if found.thematic:
        # For any days that somebody types it would be counted, and two that differ by one compared.
        if frozen_of(office, found, period, published=True) is None:
            raise Http404("Cơ quan chưa công bố báo cáo này.")
        return replace(compile(office, found, period, at), of_another=bool(whose))
    first = first_period(office, found, at) or schedule_of(office).of(found.period, at)
    in_its_life = first <= period and period.start <= at
    if not in_its_life and frozen_of(office, found, period) is None:
        raise Http404("Cơ quan không có báo cáo của kỳ này.")
    return replace(compile(office, found, period, at), of_another=bool(whose))
