"""Reports at the desk: the list by period, the preview, freezing and publishing."""

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
from hoiam.report.access import reads_inside
from hoiam.report.bundle.peers import is_joined
from hoiam.report.bundle.ways import ways_of
from hoiam.report.counting.compile import Compiled, compile
from hoiam.report.duties.desk_submitting import panel
from hoiam.report.editing.acts import astray_in
from hoiam.report.files.desk import jobs_panel
from hoiam.report.files.formats import WRITERS
from hoiam.report.freezing import acts
from hoiam.report.kinds.forms import PeriodForm
from hoiam.report.kinds.kinds import WEEKLY, shipped
from hoiam.report.paper.paper import out_of_balance
from hoiam.report.reading.address import Asked, asked_in, by_section, download_of, kind_asked, period_asked, person_of
from hoiam.report.reading.shelf import lines
from hoiam.report.sections.status import board_of
from hoiam.report.typed.definitions import missing, offered
from hoiam.report.versions.report import frozen_of, is_open


@login_required
@require_safe
def reports(request: HttpRequest, kind: str = WEEKLY) -> HttpResponse:
    """The reports of a kind, each with what is to be done about it."""
    person, at = person_of(request), timezone.now()
    found = kind_asked(kind, person.office)
    newest = period_asked(person.office, found, request.GET["tu"]) if "tu" in request.GET else None
    listed, older = lines(person.office, found, at, newest)
    context = {"kind": found, "kinds": shipped().values(), "lines": listed, "older": older}
    context |= {"servers": is_joined(person.office)}
    if found.thematic:
        context["form"] = PeriodForm(person.office, found, at)
    return render(request, "report/freezing/reports.html", context)


@login_required
@require_safe
def report(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """The report as it will be, with the words of the units."""
    asked = asked_in(request, kind, period)
    return _page(request, asked)


@login_required
@require_POST
def freeze(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """«Chốt số liệu»"""
    asked = asked_in(request, kind, period)

    def act(person: Person, at: datetime) -> str:
        acts.freeze(person.office, *asked, kept_words="keep" in request.POST, by=person, at=at)
        return f"Đã chốt số liệu {asked.period.full_name}. Số liệu này không đổi nữa."

    return _acted(request, asked, act)


@login_required
@require_POST
def publish(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """«Công bố»"""
    asked = asked_in(request, kind, period)

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
    return download_of(_compiled(person_of(request), asked_in(request, kind, period), timezone.now()), name)


def _acted(request: HttpRequest, asked: Asked, act: Callable[[Person, datetime], str]) -> HttpResponse:
    try:
        flash.success(request, act(person_of(request), timezone.now()))
    except ValidationError as problem:
        flash.error(request, " ".join(problem.messages))
    return redirect("desk_report", kind=asked.kind.id, period=asked.period.code)


def _page(request: HttpRequest, asked: Asked) -> HttpResponse:
    person, at = person_of(request), timezone.now()
    compiled = _compiled(person, asked, at)
    approver, handing = may(person, "freeze_report"), panel(person, compiled)
    writable = is_open(person.office, *asked, at)
    context = {
        "compiled": compiled,
        "period": asked.period,
        "figures_at": f"/ban/bao-cao/{asked.kind.id}/{asked.period.code}/so",
        "written": by_section(compiled),
        "out_of_balance": out_of_balance(compiled),
        "files": list(WRITERS),
        "untyped": missing(person.office, *asked) if compiled.frozen is None else [],
        "typeable": bool(offered(asked.kind)),
        "may_type": may(person, "write_report"),
        "may_issue": compiled.frozen is not None and (approver or may(person, "issue")),
        "ways": ways_of(person.office, *asked),
        "board": board_of(person, *asked, at),
        "open": writable,
        "may_edit": may(person, "edit_sentences"),
        "astray": astray_in(person.office, *asked, at) if writable or handing["correct_form"] else [],
        "may_freeze": approver and compiled.state == "open",
        "may_publish": approver and compiled.state == "frozen",
        **handing,
        **jobs_panel(person, compiled),
    }
    return render(request, "report/freezing/report.html", context)


def _compiled(person: Person, asked: Asked, at: datetime) -> Compiled:
    if asked.period.start > at:
        raise Http404("Kỳ này chưa bắt đầu.")
    return compile(person.office, *asked, at, inside=reads_inside(person), drafts=True)
