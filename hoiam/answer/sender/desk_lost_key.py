"""The counter: a new key for who lost theirs, shown once."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hoiam.answer.sender.lost_key import renew_key
from hoiam.listen.access import message_for, person_at_desk
from hoiam.office.access import may


class LostKeyForm(forms.Form):
    given = forms.CharField(
        label="Người đến nói gì",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Số điện thoại, thư điện tử đã để lại; hoặc 8 ký tự cuối của «Số ngẫu nhiên» trên giấy biên nhận.",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lost_key(request: HttpRequest, number: str) -> HttpResponse:
    """/ban/viec/<number>/mat-ma."""
    person = person_at_desk(request)
    message = message_for(person, number)
    if not may(person, "renew_key"):
        raise PermissionDenied("Việc này của công chức tiếp nhận.")
    form, key = LostKeyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            key = renew_key(message, form.cleaned_data["given"], by=person, at=timezone.now())
            if not key:
                form.add_error("given", "Không khớp với điều người gửi đã để lại. Lần thử này được ghi lại.")
        except (ValidationError, PermissionDenied) as refused:
            form.add_error(None, str(refused) if isinstance(refused, PermissionDenied) else refused)
    context = {"message": message, "form": form, "key": key}
    response = render(request, "answer/sender/lost_key.html", context, status=400 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response
