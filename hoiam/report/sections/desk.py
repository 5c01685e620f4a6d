"""A unit's part of a report, written on a phone: its sections one by one, its plan, what came of the last one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoiam.office.models import Person, Unit
from hoiam.report.counting.added_words import last_planned, narratives, planned_tasks
from hoiam.report.models import Narrative, PlannedTask, Section
from hoiam.report.reading.address import Asked, asked_in, person_of
from hoiam.report.sections import acts as sections_acts
from hoiam.report.sections import planning
from hoiam.report.sections.acts import draft_section, owners_of, sections_standing, tell_nothing, writes_for
from hoiam.report.sections.forms import NothingForm, ResultForm, SectionForm, TaskForm
from hoiam.report.sections.status import board_of
from hoiam.report.versions.report import is_open
from hoiam.viettext.personal import finding

TAKEN_BACK = "Đã rút lại phần này: trong báo cáo không còn."


@login_required
@require_safe
def board(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """«Ai chưa gửi»: every section, its unit, when it is due and when it was sent."""
    person, asked, at = person_of(request), asked_in(request, kind, period), timezone.now()
    if asked.period.start > at:
        raise Http404("Kỳ này chưa bắt đầu.")
    context = {
        "kind": asked.kind,
        "period": asked.period,
        "board": board_of(person, *asked, at),
        "open": is_open(person.office, *asked, at),
        "unit": person.unit if person.unit and writes_for(person, person.unit) else None,
        "units": [unit for unit in person.office.units.all() if writes_for(person, unit)],
    }
    return render(request, "report/sections/sections.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, kind: str, period: str, section: str, unit: str) -> HttpResponse:
    """One section of one unit: what stood there last time, the words, «Gửi», «Ghi nháp», «Không phát sinh»."""
    asked = asked_in(request, kind, period)
    whose = _unit(request, unit)
    if section not in asked.kind.sections:
        raise Http404("Báo cáo không có mục này.")
    if request.method != "POST":
        words = SectionForm(initial={"text": _start(asked, whose, section)})
        return _section_page(request, asked, whose, section, words, NothingForm())
    nothing = request.POST.get("do") == "nothing"
    words = SectionForm(request.POST)
    reason = NothingForm(request.POST if nothing else None, initial={"nothing": request.POST.get("nothing", "")})
    form: Form = reason if nothing else words
    said = _done(form, lambda at: _sent(request, asked, whose, section, form, at))
    if not said:
        return _section_page(request, asked, whose, section, words, reason, status=400)
    flash.success(request, said)
    found = finding.find(form.cleaned_data.get("text", ""))
    if found:
        flash.warning(request, f"Có {len(found)} chỗ giống thông tin cá nhân: xem lại trước khi báo cáo được công bố.")
    return redirect("report_sections", kind=kind, period=period)


def _sent(request: HttpRequest, asked: Asked, unit: Unit, section: str, form: Form, at: datetime) -> str:
    person, given = person_of(request), form.cleaned_data
    if "nothing" in given:
        tell_nothing(*asked, unit, section, given["nothing"], by=person, at=at)
        return f"Đã ghi: mục «{Section(section).label}» không phát sinh."
    if request.POST.get("do") == "draft":
        draft_section(*asked, unit, section, given["text"], by=person, at=at)
        return f"Đã ghi nháp mục «{Section(section).label}», chưa gửi."
    if not given["text"].strip() and not _has_sent(asked, unit, section):
        raise ValidationError("Viết nội dung, hoặc báo không phát sinh.")
    written = sections_acts.write_narrative(*asked, unit, section, given["text"], by=person, at=at)
    return f"Đã gửi mục «{Section(section).label}»." if written.text else TAKEN_BACK


def _section_page(
    request: HttpRequest,
    asked: Asked,
    unit: Unit,
    section: str,
    words: SectionForm,
    nothing: NothingForm,
    status: int = 200,
) -> HttpResponse:
    before = asked.period.previous()
    told = narratives(unit.office, asked.kind, before)
    stands = [one for one in sections_standing(unit.office, *asked) if one.section == section and one.unit == unit]
    context = {
        **_common(asked, unit),
        "section": Section(section),
        "stands": stands[0] if stands else None,
        "before": before,
        "said_before": [one.text for one in told if one.section == section and one.unit == unit.name],
        "planned_before": last_planned(unit.office, *asked).filter(unit=unit),
        "draft": _newest(asked, unit, section),
        "words": words,
        "nothing": nothing,
        "form": nothing if nothing.errors else words,
    }
    return render(request, "report/sections/section.html", context, status=status)


@login_required
@require_safe
def plan(request: HttpRequest, kind: str, period: str, unit: str) -> HttpResponse:
    """A unit's tasks: what came of those planned last time, and those ahead."""
    return _plan_page(request, asked_in(request, kind, period), _unit(request, unit))


@login_required
@require_POST
def plan_task(request: HttpRequest, kind: str, period: str, unit: str) -> HttpResponse:
    """«Thêm nhiệm vụ»"""
    asked, whose, form = asked_in(request, kind, period), _unit(request, unit), TaskForm(request.POST)

    def act(at: datetime) -> str:
        planning.plan_task(*asked, whose, form.cleaned_data["text"], by=person_of(request), at=at)
        return "Đã thêm nhiệm vụ."

    said = _done(form, act)
    if not said:
        return _plan_page(request, asked, whose, task_form=form, status=400)
    flash.success(request, said)
    return redirect("report_plan", kind=kind, period=period, unit=unit)


@login_required
@require_POST
def carry(request: HttpRequest, kind: str, period: str, unit: str) -> HttpResponse:
    """«Chuyển việc chưa xong sang kỳ tới»"""
    asked, whose = asked_in(request, kind, period), _unit(request, unit)
    try:
        carried = planning.carry_over(*asked, whose, by=person_of(request), at=timezone.now())
        flash.success(request, f"Đã chuyển {len(carried)} nhiệm vụ sang kỳ tới.")
    except ValidationError as refused:
        flash.error(request, " ".join(refused.messages))
    return redirect("report_plan", kind=kind, period=period, unit=unit)


@login_required
@require_POST
def task(request: HttpRequest, kind: str, period: str, pk: int) -> HttpResponse:
    """What came of a task of the last plan; or, of one ahead, «Bỏ»."""
    asked, person = asked_in(request, kind, period), person_of(request)
    row = get_object_or_404(PlannedTask.objects.select_related("unit__office", "report"), pk=pk)
    here = (person.office_id, asked.kind.id, asked.period.code)
    ahead = (row.unit.office_id, row.report.kind, row.report.period) == here
    if not ahead and row not in last_planned(person.office, *asked):
        raise Http404("Kỳ này không có nhiệm vụ ấy.")
    form: Form = Form(request.POST) if ahead else ResultForm(request.POST, prefix=str(pk))

    def act(at: datetime) -> str:
        if ahead:
            planning.remove_task(row, by=person, at=at)
            return "Đã bỏ nhiệm vụ khỏi kế hoạch."
        planning.tell_result(row, form.cleaned_data["state"], form.cleaned_data["words"], by=person, at=at)
        return "Đã ghi kết quả."

    said = _done(form, act)
    if not said:
        return _plan_page(request, asked, row.unit, result_form=form, status=400)
    flash.success(request, said)
    return redirect("report_plan", kind=kind, period=period, unit=row.unit.code)


def _plan_page(
    request: HttpRequest,
    asked: Asked,
    unit: Unit,
    task_form: TaskForm | None = None,
    result_form: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    office = unit.office
    last = [
        (task, result_form if result_form and result_form.prefix == str(task.pk) else _result_form(task))
        for task in last_planned(office, *asked).filter(unit=unit)
    ]
    context = {
        **_common(asked, unit),
        "before": asked.period.previous(),
        "next": asked.period.next(),
        "last": last,
        "ahead": planned_tasks(office, *asked).filter(unit=unit),
        "left": planning.left_of(*asked, unit),
        "task_form": task_form or TaskForm(),
        "form": task_form or result_form,
    }
    return render(request, "report/sections/plan.html", context, status=status)


def _result_form(task: PlannedTask) -> ResultForm:
    told = list(task.results.all())
    initial = {"state": told[-1].state, "words": told[-1].words} if told else {}
    return ResultForm(prefix=str(task.pk), initial=initial)


def _common(asked: Asked, unit: Unit) -> dict[str, object]:
    return {
        "kind": asked.kind,
        "period": asked.period,
        "unit": unit,
        "open": is_open(unit.office, *asked, timezone.now()),
    }


def _done(form: Form, act: Callable[[datetime], str]) -> str:
    """What was done, in words; nothing when it was refused: the reason and what was typed stay in the form."""
    if not form.is_valid():
        return ""
    try:
        return act(timezone.now())
    except ValidationError as refused:
        form.add_error(None, refused)
        return ""


def _unit(request: HttpRequest, code: str) -> Unit:
    """The unit in an address, when this person writes for it."""
    person: Person = person_of(request)
    unit = get_object_or_404(Unit.objects.select_related("office"), office=person.office, code=code)
    if not writes_for(person, unit):
        raise PermissionDenied("Mỗi đơn vị viết phần của mình; công chức tổng hợp viết thay được.")
    return unit


def _newest(asked: Asked, unit: Unit, section: str) -> Narrative | None:
    """The newest words of a unit for a section, sent or not."""
    written = Narrative.objects.filter(report__office=unit.office, report__kind=asked.kind.id)
    return written.filter(report__period=asked.period.code, unit=unit, section=section).order_by("at", "id").last()


def _has_sent(asked: Asked, unit: Unit, section: str) -> bool:
    return any(one.section == section and one.unit == unit.name for one in narratives(unit.office, *asked))


def _start(asked: Asked, unit: Unit, section: str) -> str:
    """What the unit wrote last; before it wrote anything, in its first section of results, last period's plan."""
    newest = _newest(asked, unit, section)
    if newest is not None:
        return newest.text
    own = [one.section for one in owners_of(unit.office, asked.kind) if one.unit == unit]
    first = next((one for one in asked.kind.headings[0].sections if one in own), None)
    if section != first:
        return ""
    lines = []
    for task in last_planned(unit.office, *asked).filter(unit=unit):
        told = list(task.results.all())
        state = told[-1].get_state_display().lower() if told else "…"
        lines.append(f"{task.text.rstrip('. ')}: {state}.")
    return "\n".join(lines)
