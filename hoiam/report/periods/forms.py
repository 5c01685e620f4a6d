"""The forms about an office's periods: the first day of its weeks, the sessions of its council."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hoiam.office.models import Office, Person
from hoiam.report.periods.acts import enter_session, start_weeks_on
from hoiam.workdays.calendar import WEEKDAYS, in_words
from hoiam.workdays.forms import DayField


class SettingForm(forms.Form):
    """A form for one act about the reports of an office."""

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office

    def carry_out(self, by: Person, at: datetime) -> str:
        """Do it; returns what was done, in words. Raises ValidationError when the act refuses."""
        raise NotImplementedError

    def done(self, by: Person, at: datetime) -> str:
        """What was done, in words; nothing when the form or the act refuses, with the reason in the form."""
        if not self.is_valid():
            return ""
        try:
            return self.carry_out(by, at)
        except ValidationError as refused:
            self.add_error(None, refused)
            return ""


class WeekStartForm(SettingForm):
    first = DayField(
        label="Ngày đầu của tuần đầu tiên theo cách mới",
        help_text="Từ ngày này, tuần báo cáo bắt đầu vào thứ của ngày ấy: "
        "chọn một thứ Sáu thì các tuần bắt đầu từ thứ Sáu.",
    )

    def carry_out(self, by: Person, at: datetime) -> str:
        row = start_weeks_on(self.office, self.cleaned_data["first"], by=by, at=at)
        return f"Từ {in_words(row.first)}, tuần báo cáo bắt đầu vào {WEEKDAYS[row.first.weekday()]}."


class SessionForm(SettingForm):
    name = forms.CharField(label="Tên kỳ họp", max_length=60, help_text="Như: kỳ họp thứ 10")
    opened_on = DayField(
        label="Ngày khai mạc",
        help_text="Kỳ họp sắp tới cũng ghi trước được: báo cáo lấy số liệu đến trước ngày ấy.",
    )

    def carry_out(self, by: Person, at: datetime) -> str:
        row = enter_session(self.office, **self.cleaned_data, by=by, at=at)
        return f"Đã ghi {row.name}, khai mạc {in_words(row.opened_on)}."
