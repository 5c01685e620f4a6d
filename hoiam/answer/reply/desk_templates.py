"""The templates of replies: everybody at the desk reads them, heads of units and the administrator write them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hoiam.answer.models import ReplyTemplate
from hoiam.answer.reply.templates import FACTS, KNOWN, add_template, change_template, remove_template
from hoiam.listen.models import Kind
from hoiam.office.access import may
from hoiam.office.models import Office, Person, Topic


class TemplateForm(forms.Form):
    name = forms.CharField(label="Tên mẫu", max_length=100, help_text="Đọc là biết dùng khi nào.")
    kind = forms.ChoiceField(label="Loại nội dung", choices=[("", "Mọi loại"), *Kind.choices], required=False)
    topic = forms.ModelChoiceField(Topic.objects.none(), label="Lĩnh vực", required=False, empty_label="Mọi lĩnh vực")
    text = forms.CharField(
        label="Lời mẫu",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Máy điền "
        + ", ".join(f"{{{place}}}" for place in KNOWN)
        + ". Chỗ khác trong ngoặc nhọn, như {ngày làm}, người soạn phải điền mới trình được.",
    )

    def __init__(self, office: Office, row: ReplyTemplate | None, *args: Any, **kwargs: Any) -> None:
        initial = {name: getattr(row, name) for name in FACTS} if row else {}
        super().__init__(*args, **{"initial": initial} | kwargs)
        self.fields["topic"].queryset = office.topics.all()  # type: ignore[attr-defined]


@login_required
def templates(request: HttpRequest) -> HttpResponse:
    """The list, and a form for one more."""
    person = _editor(request)
    form = TemplateForm(person.office, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = add_template(person.office, form.cleaned_data, by=person, at=timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            flash.success(request, f"Đã thêm mẫu «{row}».")
            return redirect("templates")
    context = {"rows": person.office.templates.select_related("topic"), "form": form}
    return render(request, "answer/reply/templates.html", context, status=400 if form.errors else 200)


@login_required
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """One template: other words."""
    person = _editor(request)
    row = get_object_or_404(ReplyTemplate, office=person.office, pk=pk)
    form = TemplateForm(person.office, row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_template(row, form.cleaned_data, by=person, at=timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            flash.success(request, f"Đã ghi mẫu «{row}».")
            return redirect("templates")
    context = {"row": row, "form": form}
    return render(request, "answer/reply/template.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def drop_template(request: HttpRequest, pk: int) -> HttpResponse:
    person = _editor(request)
    row = get_object_or_404(ReplyTemplate, office=person.office, pk=pk)
    name = row.name
    remove_template(row, by=person, at=timezone.now())
    flash.success(request, f"Đã bỏ mẫu «{name}».")
    return redirect("templates")


def _editor(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)
    if not may(person, "edit_templates"):
        raise PermissionDenied("Mẫu trả lời do trưởng đơn vị, Chánh Văn phòng và quản trị viên sửa.")
    return person
