"""The administrator's forms about who approves: routes, fields of the vice-chairmen, powers lent for some days."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hoiam.answer.approval.delegating import delegate, end_delegation, givers
from hoiam.answer.approval.routes import CHECKED_FIRST, WHO_APPROVES, drop_route, routes_of, set_route
from hoiam.answer.models import APPROVING, Delegation, Route
from hoiam.desk.manage.forms import UNCHANGED, AdministrationForm
from hoiam.listen.models import Kind
from hoiam.office.fields import end_field, give_field
from hoiam.office.models import Office, Oversight, Person, Role, Topic, Unit, holders
from hoiam.workdays.forms import DayField

APPROVERS = [(role.value, WHO_APPROVES[role]) for role in APPROVING]


class AboutOffice(AdministrationForm):
    """One act about who approves in this office."""

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office
        self.prepare()

    def prepare(self) -> None:
        """Fill the choices that depend on the office."""


class RoutesForm(AboutOffice):
    """One choice for each kind, and whether the form is checked first."""

    def prepare(self) -> None:
        for kind, (role, check) in routes_of(self.office).items():
            self.fields[kind] = forms.ChoiceField(label=Kind(kind).label, choices=APPROVERS, initial=role)
            self.fields[f"{kind}-truoc"] = forms.BooleanField(label=CHECKED_FIRST, required=False, initial=check)

    def carry_out(self, by: Person, at: datetime) -> str:
        given = self.cleaned_data
        changed = [
            kind
            for kind in Kind
            if set_route(self.office, kind, given[kind], form_check=given[f"{kind}-truoc"], by=by, at=at)
        ]
        return f"Đã sửa người duyệt của {len(changed)} loại nội dung." if changed else UNCHANGED


class TopicRouteForm(AboutOffice):
    topic = forms.ModelChoiceField(Topic.objects.none(), label="Lĩnh vực", empty_label="Chọn lĩnh vực")
    kind = forms.ChoiceField(label="Loại nội dung", choices=[("", "Mọi loại"), *Kind.choices], required=False)
    role = forms.ChoiceField(label="Người duyệt", choices=APPROVERS)
    form_check = forms.BooleanField(label=CHECKED_FIRST, required=False)

    def prepare(self) -> None:
        self.fields["topic"].queryset = self.office.topics.all()  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        given = self.cleaned_data
        set_route(
            self.office,
            given["kind"],
            given["role"],
            topic=given["topic"],
            form_check=given["form_check"],
            by=by,
            at=at,
        )
        return f"Lĩnh vực «{given['topic']}» có người duyệt riêng."


class DropRouteForm(AboutOffice):
    route = forms.ModelChoiceField(Route.objects.none(), widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["route"].queryset = self.office.routes.filter(topic__isnull=False)  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        drop_route(self.cleaned_data["route"], by=by, at=at)
        return "Lĩnh vực ấy lại theo phân công của loại nội dung."


class FieldForm(AboutOffice):
    person = forms.ModelChoiceField(Person.objects.none(), label="Phó Chủ tịch", empty_label="Chọn người")
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Phụ trách đơn vị", empty_label="Chọn đơn vị")

    def prepare(self) -> None:
        self.fields["person"].queryset = holders(self.office, Role.VICE_CHAIRMAN)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = self.office.units.all()  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        row = give_field(self.cleaned_data["person"], self.cleaned_data["unit"], by=by, at=at)
        return f"{row.person} phụ trách {row.unit}."


class EndFieldForm(AboutOffice):
    field = forms.ModelChoiceField(Oversight.objects.none(), widget=forms.HiddenInput)

    def prepare(self) -> None:
        held = Oversight.objects.filter(unit__office=self.office, ended_at__isnull=True)
        self.fields["field"].queryset = held.select_related("person", "unit")  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        row = self.cleaned_data["field"]
        end_field(row, by=by, at=at)
        return f"{row.person} thôi phụ trách {row.unit}."


class DelegationForm(AboutOffice):
    giver = forms.ModelChoiceField(Person.objects.none(), label="Người ủy quyền", empty_label="Chọn người")
    taker = forms.ModelChoiceField(Person.objects.none(), label="Ủy quyền cho", empty_label="Chọn người")
    from_day = DayField(label="Từ ngày")
    until_day = DayField(label="Đến hết ngày")
    paper = forms.CharField(label="Văn bản ủy quyền", max_length=120, help_text="Số, ngày của văn bản.")

    def prepare(self) -> None:
        self.fields["giver"].queryset = givers(self.office)  # type: ignore[attr-defined]
        staff = self.office.people.filter(is_active=True).order_by("full_name")
        self.fields["taker"].queryset = staff  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("giver") and given.get("giver") == given.get("taker"):
            raise ValidationError("Ủy quyền cho một người khác.")
        return given

    def carry_out(self, by: Person, at: datetime) -> str:
        row = delegate(**self.cleaned_data, by=by, at=at)
        return f"{row.taker} duyệt thay {row.giver} từ {row.from_day:%d/%m/%Y} đến hết {row.until_day:%d/%m/%Y}."


class EndDelegationForm(AboutOffice):
    delegation = forms.ModelChoiceField(Delegation.objects.none(), widget=forms.HiddenInput)

    def prepare(self) -> None:
        held = Delegation.objects.filter(giver__office=self.office, ended_at__isnull=True)
        self.fields["delegation"].queryset = held  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        end_delegation(self.cleaned_data["delegation"], by=by, at=at)
        return "Đã thôi ủy quyền."
