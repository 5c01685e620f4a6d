"""«Lập tệp hàng loạt»: ask for the files of all communes, see how far they are, stop, take up, fetch the archive."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hoiam.office.access import may
from hoiam.office.models import Office, Person
from hoiam.report.counting.compile import Compiled
from hoiam.report.files import jobs
from hoiam.report.kinds.kinds import kind_of
from hoiam.report.models import Job, JobItem
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.reading.address import kind_asked, period_asked, person_of

SECONDS_TO_LOOK_AGAIN = "5"
State = JobItem.State


def jobs_panel(person: Person, compiled: Compiled) -> dict[str, Any]:
    """What the page of a province's report shows of it; nothing for others."""
    office = compiled.office
    if office.level != Office.Level.PROVINCE or compiled.kind.thematic or compiled.state == "running":
        return {}
    if not may(person, "compile_all"):
        return {}
    asked = Job.objects.filter(office=office, kind=compiled.kind.id, period=compiled.period.code)
    return {"whats": Job.What.choices, "jobs": [job for job in asked if jobs.may_fetch(person, job)]}


@login_required
@require_POST
def begin(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """Ask for the files; the first are made at once."""
    person, found, at = person_of(request), kind_asked(kind), timezone.now()
    asked = period_asked(person.office, found, period)
    try:
        job = jobs.begin(person.office, found, asked, request.POST.get("what", ""), by=person, at=at)
    except ValidationError as problem:
        flash.error(request, " ".join(problem.messages))
        return redirect("desk_report", kind=kind, period=period)
    jobs.go_on(job, seconds=jobs.AT_ONCE, at=at)
    return redirect("job", mark=job.mark)


@login_required
@require_safe
def job(request: HttpRequest, mark: str) -> HttpResponse:
    """How far it is: the page looks again by itself while files are made."""
    row = _job(request, mark)
    items = list(row.items.select_related("office"))
    count = Counter(item.state for item in items)
    done = len(items) - count[State.WAITING] - count[State.TAKEN]
    kind = kind_of(row.kind)
    period = schedule_of(row.office).parse(kind.period, row.period)
    context = {
        "job": row,
        "kind": kind,
        "period": period,
        "headed": kind.headed(period),
        "total": len(items),
        "done": done,
        "percent": 100 * done // len(items),
        "made": count[State.DONE],
        "now": next((item.office for item in items if item.state in (State.TAKEN, State.WAITING)), None),
        "missing": [item for item in items if item.state == State.MISSING],
        "failed": [item for item in items if item.state == State.FAILED],
        "running": not row.stopped_at and not row.finished_at,
    }
    response = render(request, "report/files/job.html", context)
    if context["running"]:
        response["Refresh"] = SECONDS_TO_LOOK_AGAIN
    return response


VERBS = {"dung": "Đã tạm dừng; các tệp đã lập vẫn còn.", "tiep": "Đang lập tiếp.", "bo": "Đã bỏ các tệp này."}


@login_required
@require_POST
def do(request: HttpRequest, mark: str, verb: str) -> HttpResponse:
    """Stop it, take it up again, or throw it away."""
    person, at, row = person_of(request), timezone.now(), _job(request, mark)
    if verb not in VERBS:
        raise Http404("Không có việc này.")
    if verb == "dung":
        jobs.stop(row, by=person, at=at)
    elif verb == "tiep":
        jobs.take_up(row, by=person)
    else:
        jobs.throw_away(row, by=person)
    flash.success(request, VERBS[verb])
    if verb == "bo":
        return redirect("desk_report", kind=row.kind, period=row.period)
    return redirect("job", mark=mark)


@login_required
@require_safe
def archive(request: HttpRequest, mark: str) -> HttpResponseBase:
    """The archive, under a name that says whose and which period it is."""
    row = _job(request, mark)
    path = jobs.archive_of(row)
    if row.finished_at is None or not path.exists():
        raise Http404("Các tệp chưa lập xong.")
    name = f"{row.office.code}-{row.kind}-{row.period}.zip"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/zip")


def _job(request: HttpRequest, mark: str) -> Job:
    row = get_object_or_404(Job.objects.select_related("office", "by"), mark=mark)
    if not jobs.may_fetch(person_of(request), row):
        raise Http404("Không có việc này.")
    return row
