"""Which days a report on a theme is about; what a theme is narrowed to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hoiam.answer.models import Outcome
from hoiam.listen.models import Kind
from hoiam.office.models import Area, Office, Person, Topic, Unit
from hoiam.report.kinds.kinds import ANY, ReportKind
from hoiam.report.kinds.themes import begin_theme
from hoiam.report.models import LONGEST_TITLE
from hoiam.report.periods.schedule import schedule_of
from hoiam.workdays.forms import DayField
from hoiam.workdays.periods import KINDS, RANGE, SESSION, WEEK, Period

_NEWEST = 3


class PeriodForm(forms.Form):
    """A named period, or any days."""

    named = forms.ChoiceField(label="Kỳ", required=False)
    first = DayField(label="Hoặc từ ngày", required=False)
    last = DayField(label="đến ngày", required=False)

    def __init__(self, office: Office, kind: ReportKind, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schedule, self.at = schedule_of(office), at
        sorts = [one for one in KINDS if one != RANGE] if kind.period == ANY else [kind.period]
        found = [(one.code, one.title) for sort in sorts for one in self._newest(sort)]
        self.fields["named"].choices = [("", "Chọn kỳ"), *found]  # type: ignore[attr-defined]
        if kind.period != ANY:
            del self.fields["first"], self.fields["last"]

    def _newest(self, sort: str) -> list[Period]:
        """The newest periods of a kind that have begun."""
        if sort == SESSION:
            begun = [first for first, _ in self.schedule.sessions if self.schedule.session_on(first)]
            return [self.schedule.of(SESSION, first) for first in reversed(begun)][:_NEWEST]
        period = self.schedule.of(sort, self.at)
        period = period if period.start <= self.at else period.previous()
        wanted = [period]
        while len(wanted) < (_NEWEST if sort != WEEK else _NEWEST + 2):
            wanted.append(wanted[-1].previous())
        return wanted

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if bool(first) != bool(last):
            raise ValidationError("Ghi cả ngày đầu và ngày cuối.")
        if not (given.get("named") or first) and not self.errors:
            raise ValidationError("Chọn một kỳ, hoặc ghi ngày đầu và ngày cuối.")
        if first and last and last < first:
            raise ValidationError("Ngày cuối phải không trước ngày đầu.")
        if first and self.schedule.range(first, first).start > self.at:
            raise ValidationError("Kỳ này chưa bắt đầu.")
        return given

    @property
    def code(self) -> str:
        """Of the period that was chosen; days that were typed go before a named one."""
        given = self.cleaned_data
        if given.get("first"):
            return self.schedule.range(given["first"], given["last"]).code
        return str(given["named"])


class ThemeForm(forms.Form):
    """What a theme is called, and what it is narrowed to. Nothing to type but its name."""

    title = forms.CharField(label="Tên chuyên đề", max_length=LONGEST_TITLE)
    kinds = forms.MultipleChoiceField(
        label="Loại nội dung", required=False, choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    area = forms.ModelChoiceField(Area.objects.none(), label="Thôn, tổ dân phố", required=False, empty_label="Tất cả")
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị", required=False, empty_label="Tất cả")
    topic = forms.ModelChoiceField(Topic.objects.none(), label="Lĩnh vực", required=False, empty_label="Tất cả")
    outcome = forms.ChoiceField(label="Kết quả xử lý", required=False, choices=[("", "Tất cả"), *Outcome.choices])

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office
        for name, model in (("area", Area), ("unit", Unit), ("topic", Topic)):
            self.fields[name].queryset = model.objects.filter(office=office)  # type: ignore[attr-defined]

    def done(self, person: Person, at: datetime) -> str:
        """Enter it; says so, or leaves why not on the form."""
        if not self.is_valid():
            return ""
        try:
            theme = begin_theme(self.office, **self.cleaned_data, by=person, at=at)
        except ValidationError as wrong:
            self.add_error(None, wrong)
            return ""
        return f"Đã lập chuyên đề «{theme.title}». Chọn kỳ để lập báo cáo."
