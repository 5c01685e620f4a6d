"""The forms of a unit's part of a report: its words, that nothing happened, its plan and what came of the last one."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms

from hoiam.office.models import Office, Person, Unit
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.models import LONGEST_REASON, LONGEST_TASK, MAX_NARRATIVE, Section, TaskState
from hoiam.report.periods.forms import SettingForm
from hoiam.report.sections import acts as sections_acts
from hoiam.workdays.periods import Period


class SectionForm(forms.Form):
    """The words of a section."""

    text = forms.CharField(
        label="Nội dung",
        required=False,
        max_length=MAX_NARRATIVE,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Báo cáo sẽ công bố: không ghi tên, số điện thoại của người dân.",
    )


class NothingForm(forms.Form):
    """That nothing happened, and why."""

    nothing = forms.CharField(
        label="Vì sao không phát sinh",
        max_length=LONGEST_REASON,
        # An input would send the words above it when Enter is pressed.
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ngắn gọn, cho người tổng hợp; báo cáo chỉ ghi «Không phát sinh».",
    )


class TaskForm(forms.Form):
    """A task ahead."""

    text = forms.CharField(
        label="Nhiệm vụ kỳ tới",
        max_length=LONGEST_TASK,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Một nhiệm vụ một lần; kỳ sau sẽ báo kết quả từng nhiệm vụ.",
    )


class ResultForm(forms.Form):
    """What came of a task."""

    state = forms.ChoiceField(label="Kết quả", choices=TaskState.choices, widget=forms.RadioSelect)
    words = forms.CharField(label="Ghi thêm", max_length=LONGEST_REASON, required=False)


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
        owned = [one for one in sections_acts.owners_of(office, kind) if one.section == section]
        days, clock = (owned[0].days, owned[0].time) if owned else kind.sections_due
        initial: dict[str, list[Unit] | int | time] = {"units": [one.unit for one in owned]}
        super().__init__(office, *args, initial=initial | {"days": days, "clock": clock}, **kwargs)
        self.kind, self.section = kind, section
        self.fields["units"].queryset = office.units.all()  # type: ignore[attr-defined]
        self.fields["days"].choices = sections_acts.choices_of_days(kind, period)  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        given = self.cleaned_data
        rows = sections_acts.give_section(
            self.office, self.kind, self.section, given["units"], given["days"], given["clock"], by=by, at=at
        )
        to = ", ".join(str(row.unit) for row in rows)
        return f"Mục «{self.section.label}»: {to or 'trở lại mặc định'}."
