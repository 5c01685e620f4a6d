"""The form of a target: which figure, how much, by which paper."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hoiam.office.models import Office, Person
from hoiam.report.models import LONGEST_PAPER
from hoiam.report.typed.acts import set_target
from hoiam.report.typed.definitions import NotANumber, read_number
from hoiam.report.typed.targets import may_be_planned


class TargetForm(forms.Form):
    figure = forms.ChoiceField(label="Số liệu")
    value = forms.CharField(
        label="Chỉ tiêu cả năm",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="Viết như 12, 1.234 hoặc 92,7. Để trống là bỏ chỉ tiêu đã ghi.",
    )
    paper = forms.CharField(
        label="Văn bản giao", max_length=LONGEST_PAPER, help_text="Số, ký hiệu, ngày: 12/KH-UBND ngày 05/01/2026."
    )

    def __init__(self, office: Office, year: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.year = office, year
        self.fields["figure"].choices = [  # type: ignore[attr-defined]
            (one.id, f"{one.name} [{one.unit}]") for one in may_be_planned().values()
        ]

    def done(self, person: Person, at: datetime) -> str:
        """Enter it; says so, or leaves why not on the form."""
        if not self.is_valid():
            return ""
        given = self.cleaned_data
        figure = may_be_planned()[given["figure"]]
        try:
            value = read_number(given["value"], figure.unit) if given["value"] else None
            set_target(self.office, self.year, figure.id, value, given["paper"], by=person, at=at)
        except NotANumber as wrong:
            self.add_error("value", str(wrong))
            return ""
        except ValidationError as wrong:
            self.add_error(None, wrong)
            return ""
        return f"Đã ghi chỉ tiêu năm {self.year}: {figure.name}."
