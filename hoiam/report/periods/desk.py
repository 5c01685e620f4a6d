"""What an office decides of its reports: the first day of its weeks, the council's sessions, whose each section is."""

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
from hoiam.report.models import CouncilSession, Section, WeekStart
from hoiam.report.periods.forms import OwnerForm, SessionForm, SettingForm, WeekStartForm
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.reading.asked import kind_asked, person_of
from hoiam.report.sections.acts import Owned, choices_of_days, days_in_words, owners_of
from hoiam.workdays.periods import WEEK


@login_required
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """The periods of the office and its sections: read by all, changed by who may."""
    return _page(request)


@login_required
@require_http_methods(["POST"])
def start_weeks(request: HttpRequest) -> HttpResponse:
    """«Đổi ngày đầu tuần»"""
    return _done(request, "week_form", WeekStartForm(person_of(request).office, request.POST))


@login_required
@require_http_methods(["POST"])
def enter_session(request: HttpRequest) -> HttpResponse:
    """«Ghi kỳ họp»"""
    return _done(request, "session_form", SessionForm(person_of(request).office, request.POST))


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
    return render(request, "report/owners.html", context)


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
    return render(request, "report/owner.html", context, status=400 if form.errors else 200)


def _by_section(person: Person, kind: ReportKind) -> list[tuple[Section, list[tuple[Owned, str]]]]:
    """Each section with its owners, and on which day of the period each is due."""
    owned = owners_of(person.office, kind)
    days = dict(choices_of_days(kind, schedule_of(person.office).of(kind.period, timezone.now())))
    told = [(one, days.get(one.days) or days_in_words(one.days)) for one in owned]
    return [(section, [row for row in told if row[0].section == section]) for section in kind.sections]


def _done(request: HttpRequest, name: str, form: SettingForm) -> HttpResponse:
    said = form.done(person_of(request), timezone.now())
    if not said:
        return _page(request, status=400, **{name: form})
    flash.success(request, said)
    return redirect("report_settings")


def _page(request: HttpRequest, status: int = 200, **forms: SettingForm) -> HttpResponse:
    person = person_of(request)
    office, week = person.office, schedule_of(person.office).of(WEEK, timezone.now())
    context = {
        "week": week,
        "starts": WeekStart.objects.filter(office=office).order_by("-first"),
        "sessions": CouncilSession.objects.filter(office=office).order_by("-opened_on"),
        "kinds": shipped().values(),
        "may_start": may(person, "administer"),
        "may_enter": may(person, "freeze_report"),
        "week_form": WeekStartForm(office),
        "session_form": SessionForm(office),
        **forms,
        "form": next(iter(forms.values()), None),
    }
    return render(request, "report/settings.html", context, status=status)
