"""The list of calls, one call with its number and its text, and its result."""

from __future__ import annotations

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hoiam.answer.models import Call, CallResult
from hoiam.answer.sender.call_script import script
from hoiam.answer.sender.calling import calls_for, number_of, open_call, record_call
from hoiam.answer.sender.opening import OPEN_FOR
from hoiam.listen.access import person_at_desk
from hoiam.office.access import may
from hoiam.office.models import Person

SHOWN = 100


def _caller(request: HttpRequest) -> Person:
    person = person_at_desk(request)
    if not may(person, "call"):
        raise PermissionDenied("Tài khoản của bạn chưa được giao việc gọi điện.")
    return person


@login_required
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """/ban/goi-dien: whom to call today, the longest waiting first. No telephone number stands here."""
    rows = list(calls_for(_caller(request), timezone.now())[:SHOWN])
    return render(request, "answer/sender/calls.html", {"rows": rows})


@login_required
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the one number."""
    person, at = _caller(request), timezone.now()
    row = get_object_or_404(calls_for(person, at), pk=pk)
    try:
        open_call(row, by=person, at=at)
    except ValidationError as refused:
        flash.error(request, " ".join(refused.messages))
        return redirect("calls")
    return redirect("call", pk=pk)


@login_required
@require_safe
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """The number for ten minutes, the text to read, the result to tick."""
    person, at = _caller(request), timezone.now()
    row = get_object_or_404(calls_for(person, at), pk=pk)
    try:
        number = number_of(row, to=person, at=at)
    except PermissionDenied:
        flash.warning(request, "Đã quá mười phút: mở lại số nếu còn phải gọi.")
        return redirect("calls")
    context = {"row": row, "number": number, "lines": script(row), "results": CallResult.choices}
    if row.opened_at:
        context["until"] = row.opened_at + OPEN_FOR
    return _unkept(render(request, "answer/sender/call.html", context))


@login_required
@require_POST
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of the call."""
    person, at = _caller(request), timezone.now()
    row: Call = get_object_or_404(Call.objects.filter(opened_by=person, done_at__isnull=True), pk=pk)
    try:
        record_call(row, request.POST.get("ket-qua", ""), by=person, at=at)
    except ValidationError as refused:
        flash.error(request, " ".join(refused.messages))
        return redirect("call", pk=pk)
    flash.success(request, "Đã ghi kết quả cuộc gọi.")
    return redirect("calls")


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
