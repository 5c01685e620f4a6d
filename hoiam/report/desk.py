"""Reports at the desk: the weeks, a unit's words, the preview, freezing and publishing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hoiam.office.access import may
from hoiam.office.models import Person
from hoiam.report import acts
from hoiam.report.access import reads_inside
from hoiam.report.compile import Compiled, compile
from hoiam.report.forms import NarrativeForm
from hoiam.report.paper import out_of_balance
from hoiam.report.periods import WEEKLY, NoSuchPeriod, Period, of, parse
from hoiam.report.public import by_section, download
from hoiam.report.weeks import weeks
from hoiam.report.writers import WRITERS
from hoiam.viettext import personal


@login_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The weeks of the office, each with what is to be done about it."""
    person, at = _person(request), timezone.now()
    newest = _asked(WEEKLY, request.GET["tu"]) if "tu" in request.GET else None
    listed, older = weeks(person.office, at, newest)
    return render(request, "report/desk_reports.html", {"weeks": listed, "older": older})


@login_required
@require_safe
def report(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """The report as it will be, with the words of the units."""
    return _page(request, _asked(kind, period), NarrativeForm(_person(request)))


@login_required
@require_POST
def write(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """A unit hands in its words for a section."""
    person, asked = _person(request), _asked(kind, period)
    form = NarrativeForm(person, request.POST)
    if not form.is_valid():
        return _page(request, asked, form, status=400)
    given = form.cleaned_data
    try:
        acts.write_narrative(asked, given["unit"], given["section"], given["text"], by=person, at=timezone.now())
    except ValidationError as problem:
        form.add_error(None, problem)
        return _page(request, asked, form, status=400)
    flash.success(request, "Đã ghi nội dung của đơn vị.")
    found = personal.find(given["text"])
    if found:
        flash.warning(request, f"Có {len(found)} chỗ giống thông tin cá nhân: xem lại trước khi báo cáo được công bố.")
    return redirect("desk_report", kind=kind, period=period)


@login_required
@require_POST
def freeze(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """«Chốt số liệu»"""
    asked = _asked(kind, period)

    def act(person: Person, at: datetime) -> str:
        acts.freeze(person.office, asked, by=person, at=at)
        return f"Đã chốt số liệu {asked.name}. Số liệu này không đổi nữa."

    return _acted(request, asked, act)


@login_required
@require_POST
def publish(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """«Công bố»"""
    asked = _asked(kind, period)

    def act(person: Person, at: datetime) -> str:
        frozen = compile(person.office, asked, at).frozen
        if frozen is None:
            raise ValidationError("Hãy chốt số liệu trước khi công bố.")
        acts.publish(frozen.report, by=person, at=at)
        return f"Đã công bố báo cáo {asked.name}."

    return _acted(request, asked, act)


@login_required
@require_safe
def file(request: HttpRequest, kind: str, period: str, name: str) -> HttpResponse:
    """A file of the report as this person may read it."""
    return download(_compiled(_person(request), _asked(kind, period), timezone.now()), name)


def _acted(request: HttpRequest, period: Period, act: Callable[[Person, datetime], str]) -> HttpResponse:
    try:
        flash.success(request, act(_person(request), timezone.now()))
    except ValidationError as problem:
        flash.error(request, " ".join(problem.messages))
    return redirect("desk_report", kind=period.kind, period=period.code)


def _page(request: HttpRequest, period: Period, form: NarrativeForm, status: int = 200) -> HttpResponse:
    person, at = _person(request), timezone.now()
    compiled = _compiled(person, period, at)
    approver = may(person, "freeze_report")
    context = {
        "compiled": compiled,
        "period": period,
        "form": form,
        "written": by_section(compiled),
        "out_of_balance": out_of_balance(compiled),
        "files": list(WRITERS),
        "may_write": may(person, "write_report") and compiled.frozen is None,
        "may_freeze": approver and compiled.state == "open",
        "may_publish": approver and compiled.state == "frozen",
    }
    return render(request, "report/desk_report.html", context, status=status)


def _compiled(person: Person, period: Period, at: datetime) -> Compiled:
    if period > of(at):
        raise Http404("Kỳ này chưa bắt đầu.")
    return compile(person.office, period, at, inside=reads_inside(person), drafts=True)


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def _asked(kind: str, code: str) -> Period:
    try:
        return parse(kind, code)
    except NoSuchPeriod as error:
        raise Http404(str(error)) from error
