"""A restricted matter: confirming or releasing it, its access list, and publishing what is restricted no more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from hoiam.listen.access import is_concerned
from hoiam.listen.message.forms import ActForm, Offer
from hoiam.listen.models import Message, Restriction
from hoiam.listen.publicity import acts
from hoiam.listen.restricted import acts as restricted
from hoiam.listen.restricted.acts import Release, who_may_be_added
from hoiam.office.access import may
from hoiam.office.models import Person


class ConfirmRestrictionForm(ActForm):
    clause = forms.CharField(label="Điều khoản yêu cầu giữ bí mật", max_length=120)

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        restricted.confirm_restriction(message, self.cleaned_data["clause"], by=person, at=at)
        return "Đã xác nhận: hồ sơ tiếp tục hạn chế tiếp cận."


class UnrestrictForm(ActForm):
    reason = forms.ChoiceField(label="Vì sao", choices=[("", "Chọn lý do"), *Release.choices])

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        restricted.unrestrict(message, self.cleaned_data["reason"], by=person, at=at)
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
        restricted.add_reader(message, added, by=person, at=at)
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
        restricted.remove_reader(message, removed, by=person, at=at)
        return f"{removed.full_name} không còn xem được hồ sơ này."


class PublishForm(ActForm):
    """What was taken on while it was restricted has no public copy yet."""

    title = forms.CharField(label="Tiêu đề bản công khai", max_length=140, help_text="Không ghi tên người.")

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        acts.publish_words(message, title=self.cleaned_data["title"], by=person, at=at)
        return "Đã đăng bản che thông tin cá nhân."


def _named(person: Person) -> str:
    return f"{person.full_name}, {person.post}" if person.post else person.full_name


def _restriction(person: Person, message: Message) -> Restriction | None:
    """What is decided about here, by those who may."""
    return getattr(message, "restriction", None) if may(person, "confirm_restriction") else None


def _may_decide(person: Person, message: Message) -> Restriction | None:
    """For who stands outside it; what the sender asked for ends only by the sender."""
    row = _restriction(person, message)
    if row is None or row.source == Restriction.Source.SENDER:
        return None
    return None if person.pk == row.by_id or is_concerned(person, message) else row


def _may_confirm(person: Person, message: Message) -> Restriction | None:
    row = _may_decide(person, message)
    return None if row is None or row.confirmed_at else row


def _may_publish(person: Person, message: Message) -> bool:
    waits = hasattr(message, "matter") and not hasattr(message, "public_copy") and not message.is_restricted
    return waits and may(person, "confirm_public")


def _may_remove(person: Person, message: Message) -> bool:
    row = _restriction(person, message)
    return row is not None and row.readers.count() > 1


CONFIRM_RESTRICTION = Offer(
    "xac-nhan-han-che",
    "Xác nhận giữ bí mật",
    "Xác nhận",
    _may_confirm,
    lambda _person, _message, row, typed: ConfirmRestrictionForm(initial={"clause": row.clause}, **typed),
)
UNRESTRICT = Offer(
    "bo-han-che",
    "Bỏ hạn chế, đưa vào danh sách chung",
    "Bỏ hạn chế",
    _may_decide,
    lambda _person, _message, _row, typed: UnrestrictForm(**typed),
    "Số hồ sơ hiện công khai ngay; chữ vẫn chờ người đọc và che tên.",
)
PUBLISH_WORDS = Offer(
    "dang-chu",
    "Đăng bản công khai",
    "Đăng",
    _may_publish,
    lambda _person, _message, _found, typed: PublishForm(**typed),
    "Hồ sơ này hết hạn chế: đọc lại, kiểm tra chỗ đã che rồi đăng.",
)
ADD_READER = Offer(
    "them-nguoi-xem",
    "Thêm người được xem",
    "Thêm",
    _restriction,
    lambda _person, message, _row, typed: AddReaderForm(message, **typed),
)
REMOVE_READER = Offer(
    "bot-nguoi-xem",
    "Bớt người được xem",
    "Bớt",
    _may_remove,
    lambda _person, message, _found, typed: RemoveReaderForm(message, **typed),
)
