"""Looking at a withholding again, at the desk of an auditor or of the office above. No message opens from here."""

from __future__ import annotations

from django import forms
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hoiam.listen.models import Appeal
from hoiam.listen.publicity.privacy import masked_words
from hoiam.listen.withholding import appealing
from hoiam.listen.withholding.acts import note_of
from hoiam.listen.withholding.appealing import may_review, reviewable
from hoiam.office.models import Person

CHOICES = {"dang": "Đăng công khai trở lại", "giu": "Giữ nguyên, chưa đăng"}


class ReviewForm(forms.Form):
    """The decision, and the reason that everybody reads."""

    use_required_attribute = False

    decision = forms.ChoiceField(
        label="Kết quả",
        choices=list(CHOICES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một kết quả."},
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ai cũng đọc được trong sổ công khai: không ghi tên, địa chỉ của ai.",
        error_messages={"required": "Ghi lý do bằng một câu trọn vẹn."},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: HttpRequest) -> HttpResponse:
    """/ban/xem-xet-lai: the appeals that wait for this person, the one due soonest first."""
    person = _person(request)
    form, sent = None, request.POST.get("de-nghi", "")
    if request.method == "POST":
        row = get_object_or_404(reviewable(person), pk=int(sent) if sent.isdigit() else 0)
        form = ReviewForm(request.POST, auto_id=f"d{row.pk}_%s")
        if form.is_valid() and _reviewed(request, person, row, form):
            return redirect("reviews")
    shown = [_line(row, form if form and str(row.pk) == sent else None) for row in reviewable(person)[:50]]
    context = {"rows": shown, "today": timezone.localdate(), "failed": form}
    response = render(request, "listen/withholding/reviews.html", context, status=400 if form else 200)
    response["Cache-Control"] = "no-store"
    return response


def _reviewed(request: HttpRequest, person: Person, row: Appeal, form: ReviewForm) -> bool:
    given = form.cleaned_data
    publish = given["decision"] == "dang"
    try:
        appealing.review(row, publish=publish, reason=given["reason"], by=person, at=timezone.now())
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    flash.success(request, f"{CHOICES[given['decision']]}. Kết quả và lý do hiện trong sổ công khai.")
    return True


def _line(row: Appeal, form: ReviewForm | None) -> dict[str, object]:
    kept = row.withholding
    title, text, place = masked_words(kept.message)
    return {
        "row": row,
        "kept": kept,
        "message": kept.message,
        "title": title,
        "text": text,
        "place": place,
        "note": note_of(kept),
        "reason": appealing.reason_of(row),
        "form": form or ReviewForm(auto_id=f"d{row.pk}_%s"),
    }


def _person(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)
    if not may_review(person):
        raise PermissionDenied("Tài khoản của bạn chưa được giao việc xem xét lại.")
    return person
