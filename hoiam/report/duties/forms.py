"""The forms between an office and its superior: a reason, more time, when a kind is due, days without duties."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.office.models import Office, Person
from hoiam.report.duties import owed
from hoiam.report.kinds.kinds import ReportKind, shipped
from hoiam.report.models import REASON_MAX
from hoiam.workdays.calendar import in_words
from hoiam.workdays.forms import DayField


def _reason(label: str, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=REASON_MAX, widget=widget, help_text=help_text)


class ReasonForm(forms.Form):
    """Why a report is returned, released, taken back or corrected; each on its own place of the page."""

    reason = _reason("Lý do")

    def __init__(self, label: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label


class ExplainForm(forms.Form):
    """Which empty things are explained, and how: each is ticked by a person."""

    about = forms.MultipleChoiceField(label="Mục còn trống", widget=forms.CheckboxSelectMultiple)
    reason = _reason("Giải trình", "Như: Không phát sinh trong kỳ.")

    def __init__(self, open_ones: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = open_ones  # type: ignore[attr-defined]


class ExtensionForm(forms.Form):
    day = DayField(label="Hạn mới")
    clock = forms.TimeField(label="Giờ", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    reason = _reason("Lý do gia hạn", "Các cơ quan cùng đọc được.")

    def due_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"]))


class RuleForm(forms.Form):
    """By when a kind is due; or that it is asked for no more."""

    kind = forms.ChoiceField(label="Loại báo cáo")
    days = forms.IntegerField(label="Sau ngày cuối kỳ (ngày)", min_value=0, max_value=owed.LATEST_DAYS, initial=2)
    working_days = forms.BooleanField(label="Tính theo ngày làm việc", required=False, initial=True)
    clock = forms.TimeField(
        label="Giờ", initial="17:00", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    valid_from = DayField(label="Áp dụng cho kỳ kết thúc từ ngày", required=False)
    ends = forms.BooleanField(label="Thôi yêu cầu loại báo cáo này, kể từ hôm nay", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.id, one.name) for one in shipped().values()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("ends") and not given.get("valid_from") and "valid_from" not in self.errors:
            raise ValidationError({"valid_from": "Chọn ngày bắt đầu áp dụng."})
        return given

    def carry_out(self, to: Office, by: Person, at: datetime) -> str:
        """Do it; gives what was done, in words."""
        given = self.cleaned_data
        kind: ReportKind = shipped()[given["kind"]]
        if given["ends"]:
            owed.end_rule(to, kind, by=by, at=at)
            return f"{kind.name}: thôi yêu cầu từ nay."
        owed.set_rule(
            to,
            kind,
            given["days"],
            given["clock"],
            given["valid_from"],
            working_days=given["working_days"],
            by=by,
            at=at,
        )
        return f"{kind.name}: hạn mới áp dụng cho kỳ kết thúc từ {in_words(given['valid_from'])}."


class ReliefForm(forms.Form):
    first = DayField(label="Từ ngày")
    last = DayField(label="Đến ngày", required=False, help_text="Để trống khi cơ quan thôi hoạt động.")
    reason = _reason("Lý do miễn nộp", "Sáp nhập, giải thể, thiên tai; ghi số văn bản nếu có.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            raise ValidationError({"last": "Ngày cuối phải không trước ngày đầu."})
        return given
