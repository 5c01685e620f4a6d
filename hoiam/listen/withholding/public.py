"""The public pages about what is not published: the register with its file, and the question to look again."""

from __future__ import annotations

import csv
import io
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hoiam.files.serving import download
from hoiam.listen.key.keyholder import holds
from hoiam.listen.models import Message
from hoiam.listen.publicity.privacy import public_rows
from hoiam.listen.withholding import register
from hoiam.listen.withholding.appealing import LONGEST_REASON, REVIEW_WITHIN_WORKING_DAYS, appeal
from hoiam.listen.withholding.register import RegisterRow
from hoiam.office.models import Office

HEAD = (
    *("Số hồ sơ", "Không đăng từ", "Lý do", "Căn cứ", "Đến hết ngày", "Tình trạng", "Đề nghị xem xét lại"),
    *("Hạn xem xét", "Kết quả", "Lý do của kết quả", "Người quyết định"),
)


class AppealForm(forms.Form):
    """A reason is welcome, never needed."""

    use_required_attribute = False

    reason = forms.CharField(
        label="Vì sao nên đăng",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Không bắt buộc. Chỉ người xem xét đọc; không cần ghi tên.",
    )


def _office(request: HttpRequest) -> Office:
    office: Office = request.office  # type: ignore[attr-defined]
    return office


def _chosen(request: HttpRequest) -> dict[str, str]:
    ground, state = request.GET.get("ly-do", ""), request.GET.get("tinh-trang", "")
    return {
        "ground": ground if ground in register.SHOWN else "",
        "state": state if state in register.STATES else "",
    }


@require_safe
def withheld(request: HttpRequest) -> HttpResponse:
    """/khong-dang: what is not published, since when, on which ground and clause, and how it was looked at again."""
    office, today, chosen = _office(request), timezone.localdate(), _chosen(request)
    context = {
        "page": register.page(office, today, **chosen, after=request.GET.get("sau", "")),
        "grounds": [(ground.value, ground.label) for ground in register.SHOWN],
        "states": register.STATES.items(),
        "chosen": chosen,
        "is_first": "sau" not in request.GET,
        "years": [(year, register.kept_confidential(office, year)) for year in (today.year, today.year - 1)],
        "within": REVIEW_WITHIN_WORKING_DAYS,
    }
    return render(request, "listen/withholding/register.html", context)


@require_safe
def withheld_file(request: HttpRequest) -> HttpResponse:
    """The same as a file for a table program."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for row in register.everything(_office(request), timezone.localdate(), **_chosen(request)):
        writer.writerows(_lines(row))
    # The mark at the beginning tells Excel that it is UTF-8.
    return download(f"\ufeff{out.getvalue()}", "so-khong-dang.csv", public=True)


def _lines(row: RegisterRow) -> list[list[str]]:
    """A line of the file for each appeal, or one without."""
    first = [row.number, _day(row.kept_on), row.ground, _cell(row.clause), _day(row.until), row.state]
    told = [
        [_day(one.asked_on), _day(one.due_on), one.words, _cell(one.reason), _cell(one.decided_by)]
        for one in row.reviews
    ]
    return [first + one for one in told or [[""] * 5]]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _cell(text: str) -> str:
    """A text that a table program must not take for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """«Đề nghị xem xét lại»: by anybody; with the key it is the sender's own."""
    found = public_rows(Message.objects.filter(office=_office(request))).select_related("office")
    message = get_object_or_404(found, number=number)
    today, by_sender = timezone.localdate(), holds(request, message)
    rows = register.register_rows(message, today)
    if not rows:
        raise Http404
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            appeal(message, reason=form.cleaned_data["reason"], by_sender=by_sender, at=timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("appeal", number=number)
    context = {
        "message": message,
        "rows": rows,
        "form": form,
        "may_ask": register.may_be_asked(message, today, by_sender=by_sender),
        "by_sender": by_sender,
        "within": REVIEW_WITHIN_WORKING_DAYS,
    }
    return render(request, "listen/withholding/appeal.html", context, status=400 if form.errors else 200)
