"""Duties to report at the desk: what my office owes, who handed in what below a province, one report on its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoiam.office.access import may, require
from hoiam.office.models import Office, Person
from hoiam.report.access import reads_inside
from hoiam.report.counting.compile import of_version
from hoiam.report.duties import owed as duties_owed
from hoiam.report.duties import submitting
from hoiam.report.duties.forms import ExtensionForm, ReasonForm, ReliefForm, RuleForm
from hoiam.report.duties.grid import OFFICES_A_PAGE, GridCell, cells, grid, of_a_period
from hoiam.report.kinds.kinds import WEEKLY, ReportKind, kind_of, shipped
from hoiam.report.models import Duty, Frozen, Relief, Submission
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.reading.address import by_section, kind_asked, period_asked, person_of
from hoiam.report.reading.differences import from_the_version_before
from hoiam.report.sections.completeness import problems
from hoiam.report.versions.submissions import Result, lying, result_of
from hoiam.workdays.periods import Period

SHOWN_AHEAD = timedelta(days=14)
_DONE = {
    "tiep-nhan": "Đã tiếp nhận báo cáo.",
    "tra-lai": "Đã trả lại báo cáo, kèm lý do.",
    "bo-tiep-nhan": "Đã bỏ tiếp nhận: cơ quan nộp rút lại được, hoặc bạn trả lại.",
}


@dataclass(frozen=True)
class Owed:
    """A line of what an office owes: the duty, what stands of it, and the next thing to do."""

    cell: GridCell
    kind: ReportKind
    period: Period
    next_step: str
    address: str


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """«Báo cáo phải nộp»: what my office owes, the nearest first."""
    person = person_of(request)
    context = _owed(person.office, timezone.now()) | {"office": person.office, "own": True}
    return render(request, "report/duties/duties.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def theirs(request: HttpRequest, office: str) -> HttpResponse:
    """The same of an office below; its superior may relieve it of some days."""
    person, at = person_of(request), timezone.now()
    whose = get_object_or_404(Office, code=office, parent=person.office)
    form = ReliefForm(request.POST or None)
    if request.method == "POST":
        require(person, "extend_duty")
        if form.is_valid() and _tried(form, lambda: duties_owed.relieve(whose, **form.cleaned_data, by=person, at=at)):
            flash.success(request, "Đã miễn nộp cho những ngày này.")
            return redirect("desk_duties_of", office=office)
    context = _owed(whose, at) | {
        "office": whose,
        "own": False,
        "form": form if may(person, "extend_duty") else None,
        "reliefs": Relief.objects.filter(office=whose),
    }
    return render(request, "report/duties/duties.html", context, status=400 if form.errors else 200)


@login_required
@require_safe
def overview(request: HttpRequest, kind: str = WEEKLY) -> HttpResponse:
    """Offices × periods, for the staff of the office above and of all offices below it."""
    person, found = person_of(request), kind_asked(kind)
    to = superior_of(person)
    context = {
        "kind": found,
        "kinds": shipped().values(),
        "to": to,
        "grid": grid(to, found, timezone.now(), request.GET.get("tu", "")),
        "opens": person.office_id == to.pk,
        "may_set": person.office_id == to.pk and may(person, "set_duties"),
    }
    return render(request, "report/duties/grid.html", context)


@login_required
@require_safe
def of_period(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """The offices of one period by what stands of their report."""
    person, found = person_of(request), kind_asked(kind)
    to = superior_of(person)
    groups = of_a_period(to, found, period, timezone.now())
    if not groups:
        raise Http404("Không có báo cáo phải nộp của kỳ này.")
    context = {"kind": found, "period": period_asked(to, found, period), "to": to, "groups": groups}
    return render(request, "report/duties/grid_period.html", context | {"opens": person.office_id == to.pk})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """By when an office wants each kind of report."""
    person, at = person_of(request), timezone.now()
    require(person, "set_duties")
    if superior_of(person) != person.office:
        raise Http404("Không có cơ quan nào nộp báo cáo cho cơ quan của bạn.")
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said: list[str] = []
        if _tried(form, lambda: said.append(form.carry_out(person.office, person, at))):
            flash.success(request, said[0])
            return redirect("duty_rules")
    kept, today = duties_owed.rules_of(person.office), timezone.localdate(at)
    terms = [(kind, duties_owed.term_of(kept, kind, today)) for kind in shipped().values()]
    coming = [(kind_of(rule.kind), rule) for rule in kept if rule.valid_from > today and rule.ended_at is None]
    context = {"form": form, "terms": terms, "coming": coming}
    return render(request, "report/duties/rules.html", context, status=400 if form.errors else 200)


@login_required
@require_safe
def handed(request: HttpRequest, office: str, kind: str, period: str) -> HttpResponse:
    """One report on its way: what was handed in, what the superior said, what is missing, what changed."""
    return _page(request, *_asked(person_of(request), office, kind, period))


@login_required
@require_POST
def judge(request: HttpRequest, office: str, kind: str, period: str, verb: str) -> HttpResponse:
    """«Tiếp nhận», «Trả lại», «Bỏ tiếp nhận»"""
    person, at = person_of(request), timezone.now()
    asked = _asked(person, office, kind, period)
    found = _lying(asked)
    if verb not in _DONE:
        raise Http404
    form = ReasonForm("Lý do", request.POST if verb != "tiep-nhan" else {"reason": "-"})
    if found is None:
        flash.error(request, "Báo cáo này không còn chờ ở đây: đã được trả lại hoặc rút lại.")
    elif not form.is_valid():
        return _page(request, *asked, {verb: form})
    else:
        reason = form.cleaned_data["reason"]
        acts: dict[str, Callable[[], object]] = {
            "tiep-nhan": lambda: submitting.accept(found, by=person, at=at),
            "tra-lai": lambda: submitting.return_report(found, reason, by=person, at=at),
            "bo-tiep-nhan": lambda: submitting.reopen_verdict(found, reason, by=person, at=at),
        }
        _flashed(request, acts[verb], _DONE[verb])
    return redirect("handed_report", office=office, kind=kind, period=period)


@login_required
@require_POST
def extend(request: HttpRequest, office: str, kind: str, period: str) -> HttpResponse:
    """«Gia hạn»"""
    person, at = person_of(request), timezone.now()
    asked = _asked(person, office, kind, period)
    duty, form = _duty(asked), ExtensionForm(request.POST)
    if duty is None:
        raise Http404("Không có báo cáo phải nộp của kỳ này.")
    if not form.is_valid() or not _tried(
        form, lambda: duties_owed.extend_duty(duty, form.due_at(), form.cleaned_data["reason"], by=person, at=at)
    ):
        return _page(request, *asked, {"gia-han": form})
    flash.success(request, "Đã gia hạn.")
    return redirect("handed_report", office=office, kind=kind, period=period)


def superior_of(person: Person) -> Office:
    """Whose overview this person reads: their own office's when others report to it, else that of the office above."""
    if person.office.parent and not Office.objects.filter(parent=person.office_id).exists():
        return person.office.parent
    return person.office


def _owed(office: Office, at: datetime) -> dict[str, Any]:
    """What is due and coming, and what was settled last; two statements for the states, whatever their number."""
    until = at + SHOWN_AHEAD
    duties = Duty.objects.filter(office=office, due_at__lte=until).select_related("office", "to")
    found = cells(duties.order_by("-due_at", "kind")[: OFFICES_A_PAGE * 4], at)
    schedule, versions = schedule_of(office), _newest_versions(office, found)
    owed = [_line(cell, kind_of(cell.duty.kind).parse(schedule, cell.duty.period), versions, at) for cell in found]
    open_ones = [one for one in reversed(owed) if not one.cell.stands.is_in]
    return {"open": open_ones, "settled": [one for one in owed if one.cell.stands.is_in][:OFFICES_A_PAGE]}


def _newest_versions(office: Office, found: list[GridCell]) -> dict[tuple[str, str], Frozen]:
    rows = Frozen.objects.filter(report__office=office, report__period__in={one.duty.period for one in found})
    rows = rows.defer("public", "inside")  # half a megabyte each, and nothing of it is shown
    return {(one.report.kind, one.report.period): one for one in rows.select_related("report").order_by("version")}


def _line(cell: GridCell, period: Period, versions: dict[tuple[str, str], Frozen], at: datetime) -> Owed:
    duty, kind = cell.duty, kind_of(cell.duty.kind)
    address = reverse("desk_report", args=(duty.kind, duty.period))
    if cell.stands.is_in:
        return Owed(cell, kind, period, "Xem lần nộp", reverse("handed_report", args=_path(duty)))
    frozen = versions.get((duty.kind, duty.period))
    if cell.stands.state == "returned":
        return Owed(cell, kind, period, "Sửa theo yêu cầu", f"{address}#nop")
    if frozen is not None:
        return Owed(cell, kind, period, "Nộp báo cáo", f"{address}#nop")
    if period.start > at:
        return Owed(cell, kind, period, "", "")
    return Owed(cell, kind, period, "Duyệt, chốt số liệu" if period.ended(at) else "Viết phần của đơn vị", address)


def _path(duty: Duty) -> tuple[str, str, str]:
    return duty.office.code, duty.kind, duty.period


Asked = tuple[Office, ReportKind, Period]


def _asked(person: Person, office: str, kind: str, period: str) -> Asked:
    """The report an address names, for its own office and the one above; for others it does not exist."""
    whose = get_object_or_404(Office.objects.select_related("parent"), code=office)
    if person.office_id not in (whose.pk, whose.parent_id):
        raise Http404("Không có báo cáo này.")
    found = kind_asked(kind)
    return whose, found, period_asked(whose, found, period)


def _duty(asked: Asked) -> Duty | None:
    office, kind, period = asked
    owed = Duty.objects.filter(office=office, kind=kind.id, period=period.code, to=office.parent)
    return owed.select_related("office", "to").first()


def _lying(asked: Asked) -> Submission | None:
    office, kind, period = asked
    report = {"frozen__report__office": office, "frozen__report__kind": kind.id, "frozen__report__period": period.code}
    return lying().filter(**report).last()


def _page(
    request: HttpRequest, office: Office, kind: ReportKind, period: Period, refused: dict[str, Form] | None = None
) -> HttpResponse:
    forms = refused or {}
    person, at, duty = person_of(request), timezone.now(), _duty((office, kind, period))
    sent = Submission.objects.filter(
        frozen__report__office=office, frozen__report__kind=kind.id, frozen__report__period=period.code
    )
    submissions = list(
        sent.select_related("frozen__report__office", "frozen__published", "taken_back__by", "by")
        .prefetch_related("verdicts__by")
        .order_by("-at", "-id")
    )
    if duty is None and not submissions:
        raise Http404("Không có báo cáo phải nộp của kỳ này.")
    found = _lying((office, kind, period))
    above = office.parent_id == person.office_id
    accepted = found is not None and result_of(found) == Result.ACCEPTED
    may_judge = above and found is not None and not accepted and may(person, "judge_report")
    may_reopen = above and accepted and may(person, "reopen_report")
    may_extend = above and duty is not None and at <= duty.due_at and found is None and may(person, "extend_duty")
    context = {
        "office": office,
        "kind": kind,
        "period": period,
        "duty": duty,
        "cell": cells([duty], at)[0] if duty else None,
        "extensions": duty.extensions.select_related("by") if duty else (),
        "submissions": submissions,
        "lying": found,
        "above": above,
        "may_judge": may_judge,
        "tra_lai": forms.get("tra-lai") or (ReasonForm("Cần bổ sung, sửa điều gì?") if may_judge else None),
        "bo_tiep_nhan": forms.get("bo-tiep-nhan") or (ReasonForm("Lý do bỏ tiếp nhận") if may_reopen else None),
        "gia_han": forms.get("gia-han") or (ExtensionForm() if may_extend else None),
        "form": next(iter(forms.values()), None),
        **_shown(person, submissions, kind, period, at),
    }
    return render(request, "report/duties/handed.html", context, status=400 if forms else 200)


def _shown(
    person: Person, submissions: list[Submission], kind: ReportKind, period: Period, at: datetime
) -> dict[str, Any]:
    """The newest version that was handed in, as this person may read it, beside the one before it."""
    if not submissions:
        return {}
    newest = submissions[0].frozen
    compiled = of_version(newest, kind, period, at, inside=reads_inside(person), drafts=True)
    before = from_the_version_before(compiled, published=False)
    return {
        "compiled": compiled,
        "written": by_section(compiled),
        "problems": problems(compiled),
        "before": before[0] if before else None,
        "difference": before[1] if before else None,
    }


def _tried(form: Form, act: Callable[[], object]) -> bool:
    """Whether the act went through; its refusal stands in the form."""
    try:
        act()
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


def _flashed(request: HttpRequest, act: Callable[[], object], said: str) -> None:
    try:
        act()
    except ValidationError as refused:
        flash.error(request, " ".join(refused.messages))
    else:
        flash.success(request, said)
