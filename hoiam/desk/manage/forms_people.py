"""The administrator's forms about people: their accounts, posts, roles and passwords."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from hoiam.desk.manage.forms import UNCHANGED, AdministrationForm
from hoiam.office import acts
from hoiam.office.models import Office, Person, Role, RoleGrant, Unit
from hoiam.workdays.forms import DayField

# No letter or digit that is taken for another one when it is read from paper.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def made_password() -> str:
    """«k7mw-4h2p-x9ft-q3ne»: 79 bits, and it can be read aloud."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))


def password_field(label: str) -> forms.CharField:
    # It is passed on to another person, so that what is typed must be seen.
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"})
    hint = "Ít nhất 10 ký tự. Để trống: máy đặt giúp, hiện ra một lần."
    return forms.CharField(label=label, required=False, strip=False, max_length=128, widget=widget, help_text=hint)


class PersonForm(AdministrationForm):
    """What is known of a member of staff."""

    full_name = forms.CharField(label="Họ và tên", max_length=100)
    post = forms.CharField(
        label="Chức vụ", max_length=120, help_text="Người dân đọc chức vụ, không đọc tên: Trưởng phòng Kinh tế"
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Đơn vị", required=False, empty_label="Không thuộc đơn vị nào"
    )
    email = forms.EmailField(label="Thư công vụ", required=False, help_text="Để nhận thư nhắc việc hằng ngày.")

    def __init__(self, office: Office, person: Person | None, *args: Any, **kwargs: Any) -> None:
        initial = {name: getattr(person, name) for name in acts.PERSON_FACTS} if person else {}
        super().__init__(*args, **{"initial": initial} | kwargs)
        self.office, self.person = office, person
        self.fields["unit"].queryset = office.units.all()  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        assert self.person is not None
        changed = acts.change_person(self.person, self.cleaned_data, by=by, at=at)
        return f"Đã sửa tài khoản của {self.person}." if changed else UNCHANGED


class OpenAccountForm(PersonForm):
    """A new account, with the password its owner begins with."""

    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]*$",
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ thường không dấu, số, dấu chấm: nam, nguyen.lan. Đặt rồi không đổi.",
        error_messages={"invalid": "Tên đăng nhập chỉ có chữ thường không dấu, số, dấu chấm và gạch nối."},
    )
    password = password_field("Mật khẩu đầu tiên")
    field_order = ("full_name", "post", "unit", "email", "username", "password")
    opened: Person | None = None
    made = ""

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("password"):
            self._check_password(given["password"], given)
        return given

    def _check_password(self, password: str, given: dict[str, Any]) -> None:
        known = {name: given.get(name) or "" for name in ("username", "full_name", "email")}
        try:
            validate_password(password, Person(**known))
        except ValidationError as weak:
            self.add_error("password", weak)

    def carry_out(self, by: Person, at: datetime) -> str:
        given = dict(self.cleaned_data)
        password = given.pop("password")
        if not password:
            password = self.made = made_password()
        self.opened = acts.appoint(
            self.office, given.pop("username"), password, given.pop("full_name"), **given, by=by, at=at
        )
        return f"Đã mở tài khoản «{self.opened.username}» cho {self.opened}. Bước tiếp: giao quyền."


class AboutPerson(AdministrationForm):
    """One act about an account."""

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person


class PasswordForm(AboutPerson):
    password = password_field("Mật khẩu mới")
    made = ""

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, self.person)
        return password

    def carry_out(self, by: Person, at: datetime) -> str:
        password = self.cleaned_data["password"]
        if not password:
            password = self.made = made_password()
        acts.reset_password(self.person, password, by=by, at=at)
        return f"Đã đặt lại mật khẩu của {self.person}; các máy đang đăng nhập đã bị đăng xuất."


class GrantForm(AboutPerson):
    role = forms.ChoiceField(label="Quyền", help_text="Người giám sát không giữ thêm quyền nào khác.")
    until = DayField(
        label="Đến hết ngày",
        required=False,
        help_text="Bỏ trống: không định ngày. Dùng khi thay người nghỉ phép, biệt phái.",
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(person, *args, **kwargs)
        free = [(role.value, f"{role.label[:1].upper()}{role.label[1:]}") for role in Role if role not in person.roles]
        self.fields["role"].choices = [("", "Chọn quyền"), *free]  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        given = acts.grant(self.person, self.cleaned_data["role"], until=self.cleaned_data["until"], by=by, at=at)
        return f"Đã giao quyền {Role(given.role).label} cho {self.person}."


class EndRoleForm(AboutPerson):
    given = forms.ModelChoiceField(RoleGrant.objects.none(), widget=forms.HiddenInput)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(person, *args, **kwargs)
        self.fields["given"].queryset = person.grants.filter(ended_at__isnull=True)  # type: ignore[attr-defined]

    def carry_out(self, by: Person, at: datetime) -> str:
        given = self.cleaned_data["given"]
        acts.end_role(given, by=by, at=at)
        return f"{self.person} thôi quyền {Role(given.role).label}."


class CloseForm(AboutPerson):
    def carry_out(self, by: Person, at: datetime) -> str:
        acts.close_account(self.person, by=by, at=at)
        return f"Đã đóng tài khoản của {self.person}; mọi quyền đã thôi."


class ReopenForm(AboutPerson):
    def carry_out(self, by: Person, at: datetime) -> str:
        acts.reopen_account(self.person, by=by, at=at)
        return f"Đã mở lại tài khoản của {self.person}. Bước tiếp: giao quyền."


class ClearSecondFactorForm(AboutPerson):
    def carry_out(self, by: Person, at: datetime) -> str:
        acts.clear_second_factor(self.person, by=by, at=at)
        return f"Đã bỏ lớp xác thực thứ hai của {self.person}: chỉ còn mật khẩu, hãy nhắc bật lại."
