"""The reception of citizens: what is brought is entered at once; the chairman's day is seen to be held."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hoiam.listen.access import visible_to
from hoiam.listen.form.forms import Words
from hoiam.listen.intake.desk import shown
from hoiam.listen.intake.forms import Moment, TakeInForm
from hoiam.listen.intake.receiving import AlreadyReceived
from hoiam.listen.message.words import words_shown
from hoiam.listen.models import Reception
from hoiam.listen.reception import acts as reception_acts
from hoiam.listen.reception.acts import Visit
from hoiam.office.access import require
from hoiam.office.models import Office, Person

SHOWN = 30


def _few(label: str, hint: str) -> Words:
    widget = forms.Textarea(attrs={"rows": 2, "class": "few"})
    return Words(required=False, label=label, help_text=hint, max_length=reception_acts.LONGEST, widget=widget)


class ReceptionForm(TakeInForm):
    """The columns of the book that the message does not have."""

    WORDS_PART = ("text", "prior", "request", "handling", "place", "area")
    SENDER_PART = ("received_at", "name", "address", "reach", "people", "first_time")
    CHOICE_PART = ("sort", "chaired", "public", "confidential")

    sort = forms.ChoiceField(
        label="Hình thức tiếp",
        choices=Reception.Sort.choices,
        initial=Reception.Sort.REGULAR,
        widget=forms.RadioSelect,
    )
    chaired = forms.BooleanField(required=False, label="Chủ tịch trực tiếp tiếp")
    people = forms.IntegerField(
        label="Số người đến",
        help_text="Ghi 0 khi là việc thứ hai của cùng lượt: người đã đếm ở dòng trước.",
        initial=1,
        min_value=0,
        max_value=reception_acts.MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": "Hãy ghi số người đến.", "invalid": "Số người đến là một số."},
    )
    first_time = forms.ChoiceField(
        label="Về việc này, người đến được tiếp",
        choices=(("co", "Lần đầu"), ("khong", "Nhiều lần: người đến nói, hoặc cán bộ biết; không tra cứu")),
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy hỏi người đến và chọn."},
    )
    prior = _few(
        "Cơ quan nào đã giải quyết, kết quả", "Theo lời người đến, hoặc văn bản mang theo. Chưa có thì để trống."
    )
    request = _few("Yêu cầu, đề nghị", "Người đến muốn cơ quan làm gì.")
    handling = _few("Việc xử lý", "Nhận đơn, hướng dẫn, giải thích, hẹn trả lời…")

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(office, *args, **kwargs)
        self.fields["received_at"] = Moment(label="Tiếp lúc", help_text="Để trống là bây giờ.")
        self.fields["text"].label = "Nội dung vụ việc"
        self.fields["text"].help_text = "Nhiều việc khác nhau thì ghi mỗi việc một dòng sổ (Điều 25 khoản 3)."
        for name in ("photos", "scans"):
            del self.fields[name]

    def visit(self) -> Visit:
        """What was written down."""
        given, taken = self.cleaned_data, self.taken("reception")
        return Visit(
            **vars(taken) | {"received_at": taken.received_at or timezone.now()},
            sort=given["sort"],
            chaired=given["chaired"] or given["sort"] == Reception.Sort.SCHEDULED,
            people=given["people"],
            first_time=given["first_time"] == "co",
            prior=given["prior"],
            request=given["request"],
            handling=given["handling"],
        )


class Line(NamedTuple):
    """A line of the book as the desk shows it."""

    row: Reception
    content: str
    words: dict[str, str]


@login_required
def book(request: HttpRequest) -> HttpResponse:
    """The newest lines of the book, and whether the chairman has received this week."""
    person, today = _holder(request), timezone.localdate()
    rows = (
        Reception.objects.filter(message__in=visible_to(person))
        .select_related("message__public_copy")
        .order_by("-year", "-line")[:SHOWN]
    )
    context = {
        "lines": [_line(person, row) for row in rows],
        "held": reception_acts.held_this_week(person.office, today),
        "today": today,
        "large": reception_acts.LARGE_GROUP,
    }
    response = render(request, "listen/reception/book.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _line(person: Person, row: Reception) -> Line:
    text, _ = words_shown(person, row.message)
    return Line(row, text, reception_acts.words_of(row))


@login_required
def enter(request: HttpRequest) -> HttpResponse:
    """One visit, one matter: a line of the book and its message."""
    person = _holder(request)
    form = ReceptionForm(person.office, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            receipt = reception_acts.record(
                person.office, form.visit(), once=form.cleaned_data["once"], by=person, at=timezone.now()
            )
        except AlreadyReceived as earlier:
            return shown(request, None, earlier.number, [])
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            return shown(request, receipt, receipt.number, [])
    context = {"form": form, "head": "Ghi sổ tiếp công dân"}
    return render(request, "listen/intake/enter.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def hold_day(request: HttpRequest) -> HttpResponse:
    """The chairman has received today, also when nobody came."""
    person = _holder(request)
    reception_acts.hold_day(person.office, timezone.localdate(), by=person, at=timezone.now())
    flash.success(request, "Đã ghi: hôm nay Chủ tịch trực tiếp tiếp công dân.")
    return redirect("reception")


def _holder(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)
    require(person, "hold_reception")
    return person
