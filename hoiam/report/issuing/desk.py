"""The page where a frozen report becomes an official document: its number, the signatures made here, or the signed file
that came back from the document system."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hoiam.files.serving import download
from hoiam.office.access import may
from hoiam.office.models import Person
from hoiam.papers.signed.bringing import Reading
from hoiam.papers.signed.forms import PdfForm
from hoiam.report.issuing.acts import document, document_number, give_number, issue, look_through
from hoiam.report.issuing.forms import KeyForm, NumberForm, ReportIssueForm, SealForm
from hoiam.report.models import Frozen
from hoiam.report.reading.address import asked_for, person_of
from hoiam.report.versions.report import frozen_of
from hoiam.workdays.periods import Period


@dataclass(frozen=True)
class Desk:
    """Who stands before which version, and what they may do with it now."""

    request: HttpRequest
    person: Person
    frozen: Frozen
    period: Period

    @property
    def issued(self) -> bool:
        return hasattr(self.frozen, "issued")

    @property
    def may_issue(self) -> bool:
        return may(self.person, "issue") and not self.issued

    @property
    def may_sign(self) -> bool:
        numbered = document_number(self.frozen) is not None
        return may(self.person, "freeze_report") and numbered and not self.issued and not hasattr(self.frozen, "signed")

    def can_do(self) -> dict[str, forms.Form]:
        """The form of each thing that can be done now."""
        signed = hasattr(self.frozen, "signed")
        now: dict[str, forms.Form] = {"read": PdfForm()} if self.may_issue else {}
        if self.may_issue and not signed:
            standing = document_number(self.frozen)
            initial = {"number": standing.number, "dated": standing.dated} if standing else {}
            now["number"] = NumberForm(initial=initial, auto_id="so_%s")
        if self.may_issue and signed:
            now["seal"] = SealForm(auto_id="dau_%s")
        if self.may_sign:
            now["sign"] = KeyForm(auto_id="ky_%s")
        return now

    def show(self, *, status: int = 200, reading: Reading | None = None, **bound: forms.Form) -> HttpResponse:
        report = self.frozen.report
        context: dict[str, Any] = {
            "frozen": self.frozen,
            "report": report,
            "period": self.period,
            "numbered": document_number(self.frozen),
            "forms": self.can_do() | bound,
            "confirming": bound.get("confirm"),
            "reading": reading,
            "form": next((one for one in bound.values() if one.errors), None),
        }
        response = render(self.request, "report/issuing/issue.html", context, status=status)
        response["Cache-Control"] = "no-store"
        return response

    def done(self, words: str) -> HttpResponse:
        flash.success(self.request, words)
        return redirect("issue_report", kind=self.frozen.report.kind, period=self.frozen.report.period)


@sensitive_post_parameters("passphrase")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """/ban/bao-cao/<kind>/<period>/phat-hanh: what can be done now, one form each."""
    desk = _desk(request, kind, period)
    if request.method != "POST":
        return desk.show()
    doing = DOING.get(request.POST.get("doing", ""))
    if doing is None:
        raise Http404("Không có việc này.")
    return doing(desk)


@login_required
@require_safe
def numbered_file(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """The unsigned document with its number and day, to be signed with a token or in the document system."""
    desk = _desk(request, kind, period)
    numbered = document_number(desk.frozen)
    if numbered is None:
        raise Http404("Báo cáo chưa có số.")
    data = document(desk.frozen, numbered.number, numbered.dated)
    return download(data, f"{numbered.number}-bao-cao-{desk.frozen.report.period}.pdf")


def _desk(request: HttpRequest, kind: str, period: str) -> Desk:
    person = person_of(request)
    if not (may(person, "issue") or may(person, "freeze_report")):
        raise PermissionDenied("Việc này của văn thư và người duyệt báo cáo.")
    asked = asked_for(person, kind, period)
    frozen = frozen_of(person.office, *asked)
    if frozen is None:
        raise Http404("Báo cáo chưa chốt: chưa có gì để ký, phát hành.")
    return Desk(request, person, frozen, asked.period)


def _read(desk: Desk) -> HttpResponse:
    form = PdfForm(desk.request.POST, desk.request.FILES)
    if form.is_valid() and not desk.may_issue:
        raise PermissionDenied("Việc này của văn thư.")
    reading = form.reading(partial(look_through, desk.frozen))
    if reading is None:
        return desk.show(read=form, status=400)
    confirming = ReportIssueForm.confirming(reading, post=desk.frozen.post)
    if not reading.is_scan:
        del confirming.fields["public"]
    return desk.show(confirm=confirming, reading=reading)


def _confirm(desk: Desk) -> HttpResponse:
    form = ReportIssueForm(desk.request.POST)
    if form.is_valid():
        try:
            row = issue(desk.frozen, **form.cleaned_data, by=desk.person, at=timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return desk.done(f"Đã phát hành báo cáo số {row.number}.")
    return desk.show(confirm=form, status=400)


def _number(desk: Desk) -> HttpResponse:
    form = NumberForm(desk.request.POST, auto_id="so_%s")
    if form.is_valid():
        try:
            row = give_number(desk.frozen, **form.cleaned_data, by=desk.person, at=timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return desk.done(f"Đã cho số {row.number}. Bây giờ báo cáo ký được.")
    return desk.show(number=form, status=400)


def _sign(desk: Desk) -> HttpResponse:
    form = KeyForm(desk.request.POST, desk.request.FILES, auto_id="ky_%s")

    def act(form: KeyForm) -> str:
        # Who never signs here does not load what signing needs.
        from hoiam.report.issuing.signing import sign_report  # noqa: PLC0415

        sign_report(desk.frozen, form.key(), by=desk.person, at=timezone.now())
        return "Đã ký số. Văn thư đóng dấu thì báo cáo được phát hành."

    return _with_key(desk, "sign", form, act)


def _seal(desk: Desk) -> HttpResponse:
    form = SealForm(desk.request.POST, desk.request.FILES, auto_id="dau_%s")

    def act(form: KeyForm) -> str:
        from hoiam.report.issuing.signing import seal_report  # noqa: PLC0415  (as in _sign)

        width = form.cleaned_data["millimetres"] or 0
        row = seal_report(desk.frozen, form.key(), millimetres=width, by=desk.person, at=timezone.now())
        return f"Đã ký số của cơ quan, phát hành báo cáo số {row.number}."

    return _with_key(desk, "seal", form, act)


def _with_key(desk: Desk, name: str, form: KeyForm, act: Callable[[KeyForm], str]) -> HttpResponse:
    if form.is_valid():
        try:
            return desk.done(act(form))
        except ValidationError as refused:
            form.add_error(None, refused)
    bound: dict[str, Any] = {name: form}
    return desk.show(status=400, **bound)


DOING: dict[str, Callable[[Desk], HttpResponse]] = {
    "read": _read,
    "confirm": _confirm,
    "number": _number,
    "sign": _sign,
    "seal": _seal,
}
