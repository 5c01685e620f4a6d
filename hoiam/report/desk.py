"""Reports at the desk: the list by period, a unit's words, the preview, freezing and publishing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

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
from hoiam.report.bundle.ways import ways_of
from hoiam.report.compile import Compiled, compile
from hoiam.report.counting import frozen_of
from hoiam.report.desk_handing import panel
from hoiam.report.forms import NarrativeForm
from hoiam.report.handed import open_again
from hoiam.report.kinds import WEEKLY, ReportKind, shipped
from hoiam.report.paper import out_of_balance
from hoiam.report.periods import Period
from hoiam.report.public import by_section, download, kind_asked, period_asked
from hoiam.report.shelf import lines
from hoiam.report.typed import missing
from hoiam.report.writers import WRITERS
from hoiam.viettext import personal


class Asked(NamedTuple):
    """Which report an address names."""

    kind: ReportKind
    period: Period


@login_required
@require_safe
def reports(request: HttpRequest, kind: str = WEEKLY) -> HttpResponse:
    """The reports of a kind, each with what is to be done about it."""
    person, at, found = _person(request), timezone.now(), kind_asked(kind)
    newest = period_asked(person.office, found, request.GET["tu"]) if "tu" in request.GET else None
    listed, older = lines(person.office, found, at, newest)
    context = {"kind": found, "kinds": shipped().values(), "lines": listed, "older": older}
    return render(request, "report/desk_reports.html", context)


@login_required
@require_safe
def report(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """The report as it will be, with the words of the units."""
    asked = _asked(request, kind, period)
    return _page(request, asked, NarrativeForm(_person(request), asked.kind))


@login_required
@require_POST
def write(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """A unit hands in its words for a section."""
    person, asked = _person(request), _asked(request, kind, period)
    form = NarrativeForm(person, asked.kind, request.POST)
    if not form.is_valid():
        return _page(request, asked, form, status=400)
    given, now = form.cleaned_data, timezone.now()
    try:
        acts.write_narrative(*asked, given["unit"], given["section"], given["text"], by=person, at=now)
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
    asked = _asked(request, kind, period)

    def act(person: Person, at: datetime) -> str:
        acts.freeze(person.office, *asked, by=person, at=at)
        return f"Đã chốt số liệu {asked.period.full_name}. Số liệu này không đổi nữa."

    return _acted(request, asked, act)


@login_required
@require_POST
def publish(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """«Công bố»"""
    asked = _asked(request, kind, period)

    def act(person: Person, at: datetime) -> str:
        frozen = frozen_of(person.office, *asked)
        if frozen is None:
            raise ValidationError("Hãy chốt số liệu trước khi công bố.")
        acts.publish(frozen, by=person, at=at)
        return f"Đã công bố báo cáo {asked.period.full_name}."

    return _acted(request, asked, act)


@login_required
@require_safe
def file(request: HttpRequest, kind: str, period: str, name: str) -> HttpResponse:
    """A file of the report as this person may read it."""
    return download(_compiled(_person(request), _asked(request, kind, period), timezone.now()), name)


def _acted(request: HttpRequest, asked: Asked, act: Callable[[Person, datetime], str]) -> HttpResponse:
    try:
        flash.success(request, act(_person(request), timezone.now()))
    except ValidationError as problem:
        flash.error(request, " ".join(problem.messages))
    return redirect("desk_report", kind=asked.kind.id, period=asked.period.code)


def _page(request: HttpRequest, asked: Asked, form: NarrativeForm, status: int = 200) -> HttpResponse:
    person, at = _person(request), timezone.now()
    compiled = _compiled(person, asked, at)
    approver = may(person, "freeze_report")
    context = {
        "compiled": compiled,
        "period": asked.period,
        "form": form,
        "written": by_section(compiled),
        "out_of_balance": out_of_balance(compiled),
        "files": list(WRITERS),
        "untyped": missing(person.office, *asked) if compiled.frozen is None else [],
        "may_type": may(person, "write_report"),
        "may_issue": compiled.frozen is not None and (approver or may(person, "issue")),
        "may_write": may(person, "write_report") and (compiled.frozen is None or open_again(compiled.frozen)),
        "ways": ways_of(person.office, *asked),
        "may_freeze": approver and compiled.state == "open",
        "may_publish": approver and compiled.state == "frozen",
        **panel(person, compiled),
    }
    return render(request, "report/desk_report.html", context, status=status)


def _compiled(person: Person, asked: Asked, at: datetime) -> Compiled:
    if asked.period.start > at:
        raise Http404("Kỳ này chưa bắt đầu.")
    return compile(person.office, *asked, at, inside=reads_inside(person), drafts=True)


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def _asked(request: HttpRequest, kind: str, code: str) -> Asked:
    return asked_for(_person(request), kind, code)


def asked_for(person: Person, kind: str, code: str) -> Asked:
    """The report of a person's own office that an address names; 404 in words when there is none."""
    found = kind_asked(kind)
    return Asked(found, period_asked(person.office, found, code))
