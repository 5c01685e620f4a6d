"""A restricted matter: confirming or releasing it, its access list, and publishing what is restricted no more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from hoiam.listen.access import is_concerned
from hoiam.listen.message.forms import ActForm, Bound
from hoiam.listen.models import Message, Restriction
from hoiam.listen.publicity import acts
from hoiam.listen.restricted import acts as restricting
from hoiam.listen.restricted.acts import Release, who_may_be_added
from hoiam.office.access import may
from hoiam.office.models import Person


class ConfirmRestrictionForm(ActForm):
    clause = forms.CharField(label="Điều khoản yêu cầu giữ bí mật", max_length=120)

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        restricting.confirm_restriction(message, self.cleaned_data["clause"], by=person, at=at)
        return "Đã xác nhận: hồ sơ tiếp tục hạn chế tiếp cận."


class UnrestrictForm(ActForm):
    reason = forms.ChoiceField(label="Vì sao", choices=[("", "Chọn lý do"), *Release.choices])

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        restricting.unrestrict(message, self.cleaned_data["reason"], by=person, at=at)
        return "Hết hạn chế: hồ sơ vào danh sách chung, chữ chờ kiểm tra như mọi nội dung; người gửi được báo."


class AddReaderForm(ActForm):
    person = forms.ModelChoiceField(Person.objects.none(), label="Thêm người được xem", empty_label="Chọn người")

    def __init__(self, message: Message, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pks = [person.pk for person in who_may_be_added(message)]
        self.fields["person"].queryset = Person.objects.filter(pk__in=pks).order_by("full_name")  # type: ignore[attr-defined]
        self.fields["person"].label_from_instance = _named  # type: ignore[attr-defined]

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        added = self.cleaned_data["person"]
        restricting.add_reader(message, added, by=person, at=at)
        return f"{added.full_name} xem được hồ sơ này từ bây giờ."


class RemoveReaderForm(ActForm):
    person = forms.ModelChoiceField(Person.objects.none(), label="Bớt người được xem", empty_label="Chọn người")

    def __init__(self, message: Message, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pks = message.restriction.readers.values("person")
        self.fields["person"].queryset = Person.objects.filter(pk__in=pks).order_by("full_name")  # type: ignore[attr-defined]
        self.fields["person"].label_from_instance = _named  # type: ignore[attr-defined]

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        removed = self.cleaned_data["person"]
        restricting.remove_reader(message, removed, by=person, at=at)
        return f"{removed.full_name} không còn xem được hồ sơ này."


class PublishForm(ActForm):
    """What was taken on while it was restricted has no public copy yet."""

    title = forms.CharField(label="Tiêu đề bản công khai", max_length=140, help_text="Không ghi tên người.")

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        acts.publish_words(message, title=self.cleaned_data["title"], by=person, at=at)
        return "Đã đăng bản che thông tin cá nhân."


def _named(person: Person) -> str:
    return f"{person.full_name}, {person.post}" if person.post else person.full_name


def offer(person: Person, message: Message, bound: Bound) -> dict[str, ActForm]:
    """While it is restricted: deciding about that, for who stands outside it, and the access list."""
    restriction: Restriction | None = getattr(message, "restriction", None)
    if restriction is None:
        waits = hasattr(message, "matter") and not hasattr(message, "public_copy")
        if waits and may(person, "confirm_public"):
            return {"dang-chu": PublishForm(bound("dang-chu"), prefix="dang-chu")}
        return {}
    if not may(person, "confirm_restriction"):
        return {}
    forms: dict[str, ActForm] = {}
    asked = restriction.source == Restriction.Source.SENDER
    if not asked and person.pk != restriction.by_id and not is_concerned(person, message):
        forms["bo-han-che"] = UnrestrictForm(bound("bo-han-che"), prefix="bo-han-che")
        if not restriction.confirmed_at:
            forms["xac-nhan-han-che"] = ConfirmRestrictionForm(
                bound("xac-nhan-han-che"), initial={"clause": restriction.clause}, prefix="xac-nhan-han-che"
            )
    forms["them-nguoi-xem"] = AddReaderForm(message, bound("them-nguoi-xem"), prefix="them-nguoi-xem")
    if restriction.readers.count() > 1:
        forms["bot-nguoi-xem"] = RemoveReaderForm(message, bound("bot-nguoi-xem"), prefix="bot-nguoi-xem")
    return forms
