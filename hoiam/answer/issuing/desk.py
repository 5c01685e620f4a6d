"""Văn thư's page: the signed PDF goes in, what it says is shown beside the approved draft, and is confirmed."""

from __future__ import annotations

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
from hoiam.papers.signed.paper import PdfRefused
from hoiam.workdays.forms import DayField


class PdfForm(forms.Form):
    pdf = forms.FileField(
        label="Tệp PDF đã ký",
        help_text="Từ hệ thống quản lý văn bản, nguyên như khi phát hành; tối đa 20 MB.",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )


class IssueForm(forms.Form):
    """What the machine read, for văn thư to confirm or mend."""

    carried = forms.CharField(widget=forms.HiddenInput)
    number = forms.CharField(label="Số, ký hiệu", max_length=60)
    dated = DayField(label="Ngày văn bản")
    signer = forms.CharField(label="Người ký", max_length=120)
    why_different = forms.CharField(
        label="Vì sao khác dự thảo đã duyệt", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    on_paper = forms.BooleanField(label="Văn bản đã ký tay, đóng dấu; đây là bản quét", required=False)
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
    if not form.is_valid():
        return _show(request, message, reply, form=form, status=400)
    try:
        reading = look_through(reply, form.cleaned_data["pdf"].read())
    except PdfRefused as refused:
        form.add_error("pdf", str(refused))
        return _show(request, message, reply, form=form, status=400)
    initial = {
        "carried": reading.carried,
        "number": reading.guess.number,
        "dated": reading.guess.dated,
        "signer": reading.guess.signer,
    }
    confirming = IssueForm(initial=initial)
    if not reading.differences:
        del confirming.fields["why_different"]
    if reading.signatures:
        del confirming.fields["on_paper"]
    return _show(request, message, reply, form=confirming, reading=reading)


def _confirm(request: HttpRequest, message: Message, reply: Reply, person: Person) -> HttpResponse:
    form = IssueForm(request.POST)
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
