"""The province's desk: what was sealed for it is read with the key file that its officer brings, each time anew."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from hoiam.listen.access import message_for
from hoiam.listen.models import Message
from hoiam.listen.restricted import above
from hoiam.office.access import require
from hoiam.office.models import Person

# A key in PEM is some 120 bytes; nothing larger is read.
LARGEST_KEY = 4096


class KeyForm(forms.Form):
    """The file of the private key and what to do with it. The file is never written anywhere."""

    STEPS = (
        ("doc", "Đọc, không lưu gì trên máy này"),
        ("nhan", "Đưa vào hồ sơ xử lý của tỉnh: mở niêm phong, chỉ danh sách được xem đọc được"),
        ("tra", "Không nói về lãnh đạo: chuyển lại nơi nhận ban đầu, vẫn hạn chế tiếp cận"),
    )

    key = forms.FileField(label="Tệp khóa của tỉnh", help_text="Tệp .pem mà tỉnh tự giữ; máy này không lưu lại.")
    step = forms.ChoiceField(label="Việc cần làm", choices=STEPS, initial="doc", widget=forms.RadioSelect)


@login_required
def sealed(request: HttpRequest, number: str) -> HttpResponse:
    """Read it, take it over, or hand it back."""
    person = request.user
    assert isinstance(person, Person)
    require(person, "confirm_restriction")
    message = message_for(person, number)
    if not hasattr(message, "sealing"):
        raise Http404("Hồ sơ này không niêm phong.")
    form = KeyForm(request.POST or None, request.FILES or None)
    content = None
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["step"] != "doc":
                return _moved(request, message, form, person, timezone.now())
            content = above.open_sealed(message, _file(form), by=person, at=timezone.now())
        except ValidationError as refused:
            form.add_error("key", refused)
    status = 400 if form.errors else 200
    context = {"message": message, "form": form, "content": content}
    response = render(request, "listen/restricted/sealed.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _moved(request: HttpRequest, message: Message, form: KeyForm, person: Person, at: datetime) -> HttpResponse:
    if form.cleaned_data["step"] == "nhan":
        above.take_over(message, _file(form), by=person, at=at)
        flash.success(request, "Đã mở niêm phong: hồ sơ do tỉnh xử lý, chỉ danh sách được xem đọc được.")
        return redirect("matter", number=message.number)
    above.hand_back(message, _file(form), by=person, at=at)
    flash.success(request, "Đã chuyển lại nơi nhận ban đầu.")
    return redirect("inbox")


def _file(form: KeyForm) -> bytes:
    data: bytes = form.cleaned_data["key"].read(LARGEST_KEY)
    return data
