"""The forms about an office's reports as a whole: the first day of its weeks, sessions, whose a section is."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hoiam.office.models import Office, Person, Unit
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.models import Section
from hoiam.report.periods.acts import enter_session, start_weeks_on
from hoiam.report.sections import acts as sections
from hoiam.report.sections.forms import day_field
from hoiam.workdays.calendar import WEEKDAYS, in_words
from hoiam.workdays.periods import Period


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
    first = day_field(
        "Ngày đầu của tuần đầu tiên theo cách mới",
        "Từ ngày này, tuần báo cáo bắt đầu vào thứ của ngày ấy: chọn một thứ Sáu thì các tuần bắt đầu từ thứ Sáu.",
    )

    def carry_out(self, by: Person, at: datetime) -> str:
        row = start_weeks_on(self.office, self.cleaned_data["first"], by=by, at=at)
        return f"Từ {in_words(row.first)}, tuần báo cáo bắt đầu vào {WEEKDAYS[row.first.weekday()]}."


class SessionForm(SettingForm):
    name = forms.CharField(label="Tên kỳ họp", max_length=60, help_text="Như: kỳ họp thứ 10")
    opened_on = day_field("Ngày khai mạc", "Kỳ họp sắp tới cũng ghi trước được: báo cáo lấy số liệu đến trước ngày ấy.")

    def carry_out(self, by: Person, at: datetime) -> str:
        row = enter_session(self.office, **self.cleaned_data, by=by, at=at)
        return f"Đã ghi {row.name}, khai mạc {in_words(row.opened_on)}."


class OwnerForm(SettingForm):
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="Đơn vị viết mục này",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn đơn vị nào thì trở lại mặc định.",
    )
    days = forms.TypedChoiceField(label="Gửi trước hoặc vào ngày", coerce=int)
    clock = forms.TimeField(label="Giờ", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def __init__(
        self, office: Office, kind: ReportKind, section: Section, period: Period, *args: Any, **kwargs: Any
    ) -> None:
        owned = [one for one in sections.owners_of(office, kind) if one.section == section]
        days, clock = (owned[0].days, owned[0].time) if owned else kind.sections_due
        initial: dict[str, list[Unit] | int | time] = {"units": [one.unit for one in owned]}
        super().__init__(office, *args, initial=initial | {"days": days, "clock": clock}, **kwargs)
        self.kind, self.section = kind, section
        self.fields["units"].queryset = office.units.all()  # type: ignore[attr-defined]
        self.fields["days"].choices = sections.choices_of_days(kind, period)  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        given = self.cleaned_data
        rows = sections.give_section(
            self.office, self.kind, self.section, given["units"], given["days"], given["clock"], by=by, at=at
        )
        to = ", ".join(str(row.unit) for row in rows)
        return f"Mục «{self.section.label}»: {to or 'trở lại mặc định'}."
