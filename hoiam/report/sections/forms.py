"""The forms of a unit's part of a report: its words, that nothing happened, its plan and what came of the last one."""

from __future__ import annotations

from django import forms

from hoiam.report.models import LONGEST_REASON, LONGEST_TASK, MAX_NARRATIVE, TaskState


def day_field(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    """A day, chosen from the calendar of the browser."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


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
