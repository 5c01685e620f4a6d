"""Văn thư's page: the signed PDF goes in, what it says is shown beside the approved draft, and is confirmed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hoiam.answer.issuing.acts import issue, look_through
from hoiam.answer.models import Reply
from hoiam.listen.access import message_for
from hoiam.listen.models import Message
from hoiam.office.access import may
from hoiam.office.models import Person
from hoiam.papers.signed.bringing import Reading
from hoiam.papers.signed.forms import IssueForm, PdfForm


class ReplyIssueForm(IssueForm):
    public = forms.BooleanField(
        label="Văn bản không nêu tên, địa chỉ, số điện thoại của người gửi: cho đăng công khai",
        required=False,
        help_text="Không đánh dấu thì chỉ người gửi, bằng mã bí mật, tải được tệp; nội dung trả lời vẫn công khai.",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, number: str) -> HttpResponse:
    """/ban/viec/<number>/phat-hanh: bring the file, look at what was read, confirm."""
    person = request.user
    assert isinstance(person, Person)
    message = message_for(person, number)
    reply = Reply.objects.filter(matter__message=message, approved_at__isnull=False).last()
    if not may(person, "issue"):
        raise PermissionDenied("Việc này của văn thư.")
    if reply is None or hasattr(reply, "issued"):
        raise Http404("Không có trả lời đã duyệt nào chờ phát hành.")
    if request.method == "POST" and "carried" in request.POST:
        return _confirm(request, message, reply, person)
    if request.method == "POST":
        return _read(request, message, reply)
    return _show(request, message, reply, form=PdfForm())


def _read(request: HttpRequest, message: Message, reply: Reply) -> HttpResponse:
    form = PdfForm(request.POST, request.FILES)
    reading = form.reading(partial(look_through, reply))
    if reading is None:
        return _show(request, message, reply, form=form, status=400)
    return _show(request, message, reply, form=ReplyIssueForm.confirming(reading), reading=reading)


def _confirm(request: HttpRequest, message: Message, reply: Reply, person: Person) -> HttpResponse:
    form = ReplyIssueForm(request.POST)
    if form.is_valid():
        try:
            row = issue(reply, **form.cleaned_data, by=person, at=timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            flash.success(request, f"Đã ghi văn bản phát hành số {row.number}.")
            return redirect("matter", number=message.number)
    return _show(request, message, reply, form=form, status=400)


def _show(
    request: HttpRequest,
    message: Message,
    reply: Reply,
    *,
    form: forms.Form,
    reading: Reading | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"message": message, "reply": reply, "form": form, "reading": reading}
    response = render(request, "answer/issuing/issue.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
