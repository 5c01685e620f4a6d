"""«Dán nội dung»: a text from a chat, 1022, the national portal or iOffice; proposals on one screen, saved at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from hoiam.listen.form.forms import Words
from hoiam.listen.imports import json_lines
from hoiam.listen.intake.acts import BY_STAFF
from hoiam.listen.intake.desk import WAYS, entered, taker
from hoiam.listen.intake.forms import LetterForm
from hoiam.listen.models import Channel
from hoiam.listen.pasting import reading as pasting_reading
from hoiam.office.models import Office

LONGEST_PASTE = 60_000


class PasteForm(forms.Form):
    """The one big field."""

    use_required_attribute = False

    pasted = Words(
        label="Dán vào đây",
        help_text="Cả đoạn, từ Zalo của cơ quan, 1022, Cổng Dịch vụ công, iOffice. Máy tách ra; bạn xem rồi vào sổ.",
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 12, "autofocus": True, "autocomplete": "off", "data-send-on-paste": ""}),
        error_messages={"required": "Chưa có gì được dán."},
    )


class PastedForm(LetterForm):
    """What was read out of it, to be looked at; the channel is one of the fields."""

    # Nobody stands here to be asked; the button stays on the first screen.
    MORE_PART = ("kind", "topic", "confidential", "about", "leadership", "sent_on")
    SENDER_PART = ("received_at", "channel", "external_ref", "name", "reach", "address")
    CHOICE_PART = ("public",)

    channel = forms.ChoiceField(label="Đến từ", error_messages={"required": "Hãy chọn nội dung này đến từ đâu."})

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(office, *args, **kwargs)
        choices = [(one.value, one.label) for one in BY_STAFF if one != Channel.RECEPTION]
        self.fields["channel"].choices = [("", "Chọn"), *choices]  # type: ignore[attr-defined]
        self.fields["external_ref"].label = "Mã ở hệ thống khác"
        for name in ("scans", "photos"):
            del self.fields[name]


@login_required
def paste(request: HttpRequest) -> HttpResponse:
    """First the big field; then everything that was read out of it on one screen, saved with one press."""
    person = taker(request)
    if "once" in request.POST:
        form: forms.Form = PastedForm(person.office, request.POST)
        if form.is_valid():
            assert isinstance(form, PastedForm)
            if answer := entered(request, person, form, form.cleaned_data["channel"]):
                return answer
        return _proposed(request, form, [], status=400)
    form = PasteForm(request.POST or None)
    if not form.is_valid():
        context = {"form": form, "ways": WAYS}
        return render(request, "listen/pasting/paste.html", context, status=400 if form.errors else 200)
    found = pasting_reading.read_pasted(form.cleaned_data["pasted"], timezone.localtime())
    return _proposed(request, PastedForm(person.office, initial=_initial(person.office, found)), found.dropped)


def _initial(office: Office, found: pasting_reading.Pasted) -> dict[str, Any]:
    return {
        "text": found.text,
        "channel": found.channel,
        "received_at": found.received_at,
        "place": found.place,
        "area": json_lines.find_area(office, found.place),
        "external_ref": found.external_ref,
        "name": found.name,
        "reach": ", ".join(part for part in (found.phone, found.email) if part),
        "address": found.address,
        # Nobody stands here to be asked; it claims nothing in the sender's name.
        "public": "chua",
    }


def _proposed(request: HttpRequest, form: forms.Form, dropped: list[str], status: int = 200) -> HttpResponse:
    context = {"form": form, "head": "Xem lại rồi vào sổ", "dropped": dropped, "ways": WAYS}
    response = render(request, "listen/intake/enter.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
