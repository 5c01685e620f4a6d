"""Whom a message is about, on the desk's page: written down by one, taken back by another."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from hoiam.listen.access import is_concerned
from hoiam.listen.message.forms import ActForm, Offer
from hoiam.listen.models import Concerned, Message
from hoiam.listen.restricted import concerning
from hoiam.office.access import may
from hoiam.office.models import Person, Unit


class NameForm(ActForm):
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="Đơn vị", required=False, widget=forms.CheckboxSelectMultiple
    )
    leadership = forms.BooleanField(label="Lãnh đạo cơ quan (Chủ tịch, Phó Chủ tịch)", required=False)
    person = forms.ModelChoiceField(
        Person.objects.none(), label="Một cán bộ", required=False, empty_label="Không ghi người nào"
    )

    def __init__(self, message: Message, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = message.office
        self.fields["units"].queryset = Unit.objects.filter(office=here)  # type: ignore[attr-defined]
        people = Person.objects.filter(office=here, is_active=True).order_by("full_name")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        given = self.cleaned_data
        people = [given["person"]] if given["person"] else []
        concerning.name_concerned(
            message, units=given["units"], people=people, leadership=given["leadership"], by=person, at=at
        )
        return "Đã ghi. Người của đơn vị ấy không phân loại, không quyết định đăng hay không đăng việc này."


class UnnameForm(ActForm):
    row = forms.ModelChoiceField(Concerned.objects.none(), label="Bỏ dòng", empty_label=None)
    reason = forms.CharField(label="Lý do", max_length=300)

    def __init__(self, message: Message, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = _now(message).exclude(by=person)
        self.fields["row"].queryset = rows  # type: ignore[attr-defined]
        self.fields["row"].label_from_instance = concerned_in_words  # type: ignore[attr-defined]

    def carry_out(self, person: Person, _message: Message, at: datetime) -> str:
        concerning.unname_concerned(self.cleaned_data["row"], reason=self.cleaned_data["reason"], by=person, at=at)
        return "Đã bỏ; lý do ở lại trong hồ sơ, việc bỏ có trong nhật ký."


def concerned_in_words(row: Concerned) -> str:
    """«Phòng Kinh tế»; a member of staff by post and name, which only the desk reads."""
    if row.unit:
        return row.unit.name
    if row.person:
        return f"{row.person.post}, {row.person.full_name}" if row.person.post else row.person.full_name
    return "Lãnh đạo cơ quan"


def _may_name(person: Person, message: Message) -> bool:
    """For those who sort, lead or watch, and whom the message is not about."""
    return may(person, "name_concerned") and not is_concerned(person, message)


NAME = Offer(
    "noi-ve",
    "Nội dung này nói về đơn vị, cán bộ nào",
    "Ghi lại",
    _may_name,
    lambda _person, message, _found, typed: NameForm(message, **typed),
    "Người của đơn vị ấy, người phụ trách và chính người ấy sẽ không phân loại, không quyết định đăng hay không đăng.",
)
UNNAME = Offer(
    "bo-noi-ve",
    "Bỏ một dòng «nói về» ghi nhầm",
    "Bỏ dòng này",
    lambda person, message: _may_name(person, message) and _now(message).exclude(by=person).exists(),
    lambda person, message, _found, typed: UnnameForm(message, person, **typed),
    "Người đã ghi không tự bỏ; lý do ở lại trong hồ sơ.",
)


def panel(person: Person, message: Message, _at: datetime) -> dict[str, Any]:
    """Whom it is about now, what was taken back and why, and whether it is about the reader."""
    rows = message.concerned.select_related("unit", "person", "by", "ended_by")
    told = [(row, concerned_in_words(row)) for row in rows]
    return {"concerned_rows": told, "stands_apart": bool(told) and is_concerned(person, message)}


def _now(message: Message) -> Any:
    return message.concerned.filter(ended_at__isnull=True).select_related("unit", "person")
