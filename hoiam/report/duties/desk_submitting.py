"""On the desk's page of a report: what is still missing before it is handed in, and the office's own moves with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from hoiam.office.access import may
from hoiam.office.models import Person
from hoiam.report.counting.compile import Compiled
from hoiam.report.duties import submitting
from hoiam.report.duties.forms import ExplainForm, ReasonForm
from hoiam.report.models import Duty, Frozen
from hoiam.report.reading.address import kind_asked, period_asked, person_of
from hoiam.report.reading.differences import drift, from_the_version_before
from hoiam.report.sections.completeness import explained, label_of, problems
from hoiam.report.versions.report import frozen_of
from hoiam.report.versions.submissions import Result, lying_of, open_again

LABELS = {
    "rut-lai": "Lý do rút lại",
    "mo-dinh-chinh": "Lý do đính chính",
    "dinh-chinh": "Vì sao có bản mới, sửa điều gì",
}
DONE = {
    "nop": "Đã nộp báo cáo cho cấp trên.",
    "rut-lai": "Đã rút lại báo cáo: sửa rồi lập bản mới, hoặc nộp lại bản này.",
    "mo-dinh-chinh": "Các đơn vị viết lại được; xong thì lập bản đính chính.",
    "dinh-chinh": "Đã lập bản mới. Bản trước vẫn được giữ.",
    "giai-trinh": "Đã ghi giải trình.",
}


def panel(person: Person, compiled: Compiled) -> dict[str, Any]:
    """What the page of a report needs to show its way to the superior."""
    frozen, missing = compiled.frozen, problems(compiled)
    duty = Duty.objects.filter(office=compiled.office, kind=compiled.kind.id, period=compiled.period.code)
    lies = lying_of(frozen.report) if frozen else None
    again = frozen is not None and open_again(frozen)
    approves, writes = may(person, "freeze_report"), may(person, "write_report")
    empty = [(one.about, one.words) for one in missing if one.explainable]
    before = from_the_version_before(compiled, published=False)
    waits = frozen is not None and lies is None
    superior = None if compiled.kind.only else compiled.office.parent
    return {
        "problems": missing,
        "blocking": [one for one in missing if not one.explainable],
        "explained": [(label_of(about), row) for about, row in explained(compiled).items()],
        "duty": duty.select_related("to").first(),
        "superior": superior,
        "lies": lies,
        "again": again,
        "returned": _returned(frozen) if frozen else None,
        "may_submit": waits
        and not again
        and not compiled.kind.only
        and compiled.office.parent is not None
        and may(person, "submit_report"),
        "take_back_form": ReasonForm(LABELS["rut-lai"]) if lies and may(person, "take_back_report") else None,
        "open_form": ReasonForm(LABELS["mo-dinh-chinh"]) if waits and not again and approves else None,
        "correct_form": ReasonForm(LABELS["dinh-chinh"]) if waits and approves else None,
        "explain_form": ExplainForm(empty) if empty and writes and lies is None else None,
        "drift": drift(compiled),
        "before": before[0] if before else None,
        "difference": before[1] if before else None,
    }


@login_required
@require_POST
def move(request: HttpRequest, kind: str, period: str, verb: str) -> HttpResponse:
    """«Nộp», «Rút lại», «Mở để đính chính», «Lập bản mới», «Giải trình»"""
    if verb not in DONE:
        raise Http404
    person, found = person_of(request), kind_asked(kind)
    asked = found, period_asked(person.office, found, period)
    reason, at = request.POST.get("reason", ""), timezone.now()
    frozen = frozen_of(person.office, *asked)
    lies = lying_of(frozen.report) if frozen else None

    def newest() -> Frozen:
        if frozen is None:
            raise ValidationError("Hãy chốt số liệu trước.")
        return frozen

    def take_back() -> object:
        if lies is None:
            raise ValidationError("Báo cáo này không ở cơ quan cấp trên.")
        return submitting.take_back(lies, reason, by=person, at=at)

    acts: dict[str, Callable[[], object]] = {
        "nop": lambda: submitting.submit(newest(), by=person, at=at),
        "rut-lai": take_back,
        "mo-dinh-chinh": lambda: submitting.open_correction(newest(), reason, by=person, at=at),
        "dinh-chinh": lambda: submitting.correct(
            person.office, *asked, reason, kept_words="keep" in request.POST, by=person, at=at
        ),
        "giai-trinh": lambda: submitting.explain(
            person.office, *asked, request.POST.getlist("about"), reason, by=person, at=at
        ),
    }
    try:
        acts[verb]()
    except ValidationError as refused:
        flash.error(request, " ".join(refused.messages))
    else:
        flash.success(request, DONE[verb])
    return redirect("desk_report", kind=kind, period=period)


def _returned(frozen: Frozen) -> Any:
    """The superior's words, while this version waits to be mended."""
    newest = frozen.submissions.order_by("at", "id").last()
    verdict = newest.verdicts.order_by("at", "id").last() if newest else None
    return verdict if verdict is not None and verdict.result == Result.RETURNED else None
