"""A number at the desk: of one's own report, and at a province of each office below, inside where one may read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hoiam.office.models import Office, Person
from hoiam.papers.words import number
from hoiam.report.access import reads_inside
from hoiam.report.counting.compile import Compiled, compile, of_version
from hoiam.report.facts.reading import Total, totals
from hoiam.report.kinds.kinds import kind_of
from hoiam.report.models import Frozen
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.reading.address import kind_asked, period_asked, person_of
from hoiam.report.reading.public import looked_at
from hoiam.viettext.fold import fold
from hoiam.workdays.periods import MONTH

SHOWN = ("messages_received", "messages_closed", "on_time_share", "messages_open", "median_working_days")


@login_required
@require_safe
def figure(request: HttpRequest, kind: str, period: str, figure: str) -> HttpResponse:
    """What a number of the own report counts; at a province, the offices below with what each brings."""
    person, at = person_of(request), timezone.now()
    compiled = _own(person, kind, period, at)
    figures_at = f"/ban/bao-cao/{kind}/{period}/so"
    context = looked_at(compiled, figure, at, request.GET.get("trang", "1"))
    if context["opened"]:
        context["opened_at"] = f"{figures_at}/{context['opened'].figure}/"
    context |= {"figures_at": figures_at, "back": f"/ban/bao-cao/{kind}/{period}"}
    return _page(request, compiled, context)


@login_required
@require_safe
def below(request: HttpRequest, kind: str, period: str, figure: str, office: str) -> HttpResponse:
    """The same number in the report of an office below, in the version that was summed."""
    person, at = person_of(request), timezone.now()
    whole = _own(person, kind, period, at)
    source = next((one for one in whole.face.sources if one.code == office and one.version), None)
    if source is None:
        raise Http404("Nơi này chưa có báo cáo của kỳ này.")
    theirs = get_object_or_404(Office, parent=person.office_id, code=office)
    frozen = get_object_or_404(
        Frozen.objects.select_related("report__office", "published"),
        report__office=theirs,
        report__kind=whole.kind.id,
        report__period=whole.period.code,
        version=source.version,
    )
    compiled = of_version(frozen, whole.kind, period_asked(theirs, whole.kind, period), at, inside=whole.inside)
    compiled = replace(compiled, of_another=True)
    context = looked_at(compiled, figure, at, request.GET.get("trang", "1"))
    figures_at = f"/ban/bao-cao/{kind}/{period}/so"
    context |= {"figures_at": figures_at, "figures_end": f"/{office}", "back": f"{figures_at}/{figure}"}
    context["back_words"] = f"{context['figure'].name}, {person.office.name}"
    return _page(request, compiled, context)


@login_required
@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """«Toàn tỉnh hiện nay»: the communes of this installation, a month from their facts, before any report of it."""
    person, at = person_of(request), timezone.now()
    if person.office.level != Office.Level.PROVINCE:
        raise Http404("Chỉ cơ quan cấp tỉnh xem toàn tỉnh.")
    schedule = schedule_of(person.office)
    month = period_asked(person.office, kind_of("monthly"), request.GET.get("ky") or schedule.of(MONTH, at).code)
    if month.start > at:
        raise Http404("Kỳ này chưa bắt đầu.")
    offices = {one.pk: one for one in Office.objects.filter(parent=person.office)}
    # What anybody may read on the communes' own pages: a number without restricted files tells of none.
    each = totals(offices.values(), month, at, by="office", inside=False, figures=SHOWN)
    rows = sorted(each.items(), key=lambda row: (-int(row[1]["messages_open"].value or 0), fold(offices[row[0]].name)))
    context = {
        "month": month,
        "running": not month.ended(at),
        "whole": totals(offices.values(), month, at, by="all", inside=False, figures=SHOWN).get("all"),
        "rows": [(offices[pk].name, told, _days(told["median_working_days"])) for pk, told in rows],
        "left": [one.name for pk, one in offices.items() if pk not in each],
        "before": month.previous(),
        "after": None if month.next().start > at else month.next(),
    }
    return render(request, "report/reading/province_now.html", context)


def _days(median: Total) -> str:
    return "" if median.value is None else number(median.value)


def _page(request: HttpRequest, compiled: Compiled, context: dict[str, Any]) -> HttpResponse:
    office: Office = request.office  # type: ignore[attr-defined]
    hostname = compiled.office.hostname
    # The public page of a record is on its own office's site.
    context["site"] = "" if office == compiled.office else f"https://{hostname}" if hostname else None
    return render(request, "report/reading/figure_at_desk.html", context)


def _own(person: Person, kind: str, period: str, at: datetime) -> Compiled:
    found = kind_asked(kind)
    asked = period_asked(person.office, found, period)
    if asked.start > at:
        raise Http404("Kỳ này chưa bắt đầu.")
    return compile(person.office, found, asked, at, inside=reads_inside(person), drafts=True)
