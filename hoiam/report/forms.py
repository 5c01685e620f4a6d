"""The form of a unit's words for a report."""

from __future__ import annotations

from typing import Any

from django import forms

from hoiam.office.models import Person, Role, Unit, roles_of
from hoiam.report.kinds import ReportKind
from hoiam.report.models import MAX_NARRATIVE


class NarrativeForm(forms.Form):
    """Which section, for which unit, and the words."""

    section = forms.ChoiceField(label="Mục của báo cáo")
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị", empty_label=None)
    text = forms.CharField(
        label="Nội dung",
        required=False,
        max_length=MAX_NARRATIVE,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Viết lại thì bản mới thay bản cũ; để trống là rút lại. Báo cáo sẽ công bố: không ghi tên, "
        "số điện thoại của người dân.",
    )

    def __init__(self, person: Person, kind: ReportKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [(one.value, one.label) for one in kind.sections]  # type: ignore[attr-defined]
        units = Unit.objects.filter(office=person.office_id)
        if not roles_of(person) & {Role.CLERK, Role.APPROVER}:
            units = units.filter(people=person)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if person.unit_id:
            self.fields["unit"].initial = person.unit_id
