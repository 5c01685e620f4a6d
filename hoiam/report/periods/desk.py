"""What an office decides of its reports: the first day of its weeks, the council's sessions, whose each section is."""

from __future__ import annotations

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hoiam.office.access import may
from hoiam.report.kinds.kinds import shipped
from hoiam.report.models import CouncilSession, WeekStart
from hoiam.report.periods.forms import SessionForm, SettingForm, WeekStartForm
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.reading.address import person_of
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
    return render(request, "report/periods/settings.html", context, status=status)
