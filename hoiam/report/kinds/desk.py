"""Reports on a theme at the desk: which themes there are, a new one, the days of a report."""

from __future__ import annotations

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoiam.office.access import may, require
from hoiam.report.kinds.forms import PeriodForm, ThemeForm
from hoiam.report.kinds.kinds import shipped, thematic
from hoiam.report.kinds.themes import THEME, end_theme, in_words
from hoiam.report.models import Theme
from hoiam.report.reading.address import kind_asked, person_of
from hoiam.report.reading.shelf import lines


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def themes(request: HttpRequest) -> HttpResponse:
    """«Báo cáo chuyên đề»: those of the product, the office's own, and a form for another."""
    person, at = person_of(request), timezone.now()
    if request.method == "POST":
        require(person, "arrange_report")
    form = ThemeForm(person.office, request.POST or None)
    if request.method == "POST" and (said := form.done(person, at)):
        flash.success(request, said)
        return redirect("themes")
    own = Theme.objects.filter(office=person.office).select_related("area", "unit", "topic")
    context = {
        "shipped": thematic().values(),
        "themes": [(one, f"{THEME}{one.pk}", in_words(one)) for one in own],
        "form": form,
        "may_arrange": may(person, "arrange_report"),
    }
    return render(request, "report/kinds/themes.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """«Thôi chuyên đề»"""
    person = person_of(request)
    theme = get_object_or_404(Theme, pk=pk, office=person.office)
    try:
        end_theme(theme, by=person, at=timezone.now())
        flash.success(request, f"Đã thôi chuyên đề «{theme.title}». Báo cáo đã lập vẫn còn.")
    except ValidationError as wrong:
        flash.error(request, " ".join(wrong.messages))
    return redirect("themes")


@login_required
@require_safe
def choose(request: HttpRequest, kind: str) -> HttpResponse:
    """To the report of the days that were chosen."""
    person, at = person_of(request), timezone.now()
    found = kind_asked(kind, person.office)
    form = PeriodForm(person.office, found, at, request.GET)
    if form.is_valid():
        return redirect("desk_report", kind=kind, period=form.code)
    listed, _ = lines(person.office, found, at)
    context = {"kind": found, "kinds": shipped().values(), "lines": listed, "form": form}
    return render(request, "report/freezing/reports.html", context, status=400)
