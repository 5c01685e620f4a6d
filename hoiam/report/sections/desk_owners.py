"""Whose each section of a report is, and by when it is due."""

from __future__ import annotations

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hoiam.office.access import may, require
from hoiam.office.models import Person
from hoiam.report.kinds.kinds import ReportKind, shipped
from hoiam.report.models import Section
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.reading.address import kind_asked, person_of
from hoiam.report.sections.acts import Owned, choices_of_days, days_in_words, owners_of
from hoiam.report.sections.forms import OwnerForm


@login_required
@require_safe
def owners(request: HttpRequest, kind: str) -> HttpResponse:
    """Each section of a kind with its units and its due time."""
    person, found = person_of(request), kind_asked(kind)
    context = {
        "kind": found,
        "kinds": shipped().values(),
        "sections": _by_section(person, found),
        "may_arrange": may(person, "arrange_report"),
    }
    return render(request, "report/sections/owners.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def owner(request: HttpRequest, kind: str, section: str) -> HttpResponse:
    """Whose one section is, and by when."""
    person, found = person_of(request), kind_asked(kind)
    require(person, "arrange_report")
    if section not in found.sections:
        raise Http404("Báo cáo không có mục này.")
    period = schedule_of(person.office).of(found.period, timezone.now())
    form = OwnerForm(person.office, found, Section(section), period, request.POST or None)
    if request.method == "POST" and (said := form.done(person, timezone.now())):
        flash.success(request, said)
        return redirect("report_owners", kind=kind)
    context = {"kind": found, "section": Section(section), "form": form}
    return render(request, "report/sections/owner.html", context, status=400 if form.errors else 200)


def _by_section(person: Person, kind: ReportKind) -> list[tuple[Section, list[tuple[Owned, str]]]]:
    """Each section with its owners, and on which day of the period each is due."""
    owned = owners_of(person.office, kind)
    days = dict(choices_of_days(kind, schedule_of(person.office).of(kind.period, timezone.now())))
    told = [(one, days.get(one.days) or days_in_words(one.days)) for one in owned]
    return [(section, [row for row in told if row[0].section == section]) for section in kind.sections]
