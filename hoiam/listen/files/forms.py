"""What came with a message: a voice is typed, photos that came later are looked at before the public sees them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from hoiam.listen.access import is_concerned
from hoiam.listen.intake.transcribing import may_be_typed, transcribe
from hoiam.listen.message.acts import MAX_TEXT, SPOKEN
from hoiam.listen.message.forms import ActForm, Offer, Typed
from hoiam.listen.message.words import words_shown
from hoiam.listen.models import Attachment, Message
from hoiam.listen.publicity.acts import publish_photo
from hoiam.office.access import may
from hoiam.office.models import Person


class TranscribeForm(ActForm):
    """The sender's words as heard; what they typed themselves stands there already."""

    text = forms.CharField(
        label="Lời người gửi", max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 5}), strip=True
    )

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        transcribe(message, self.cleaned_data["text"], by=person, at=at)
        if message.is_restricted:
            return "Đã ghi lời người gửi thành chữ. Có dấu hiệu khiếu nại, tố cáo: hồ sơ được hạn chế tiếp cận ngay."
        return "Đã ghi lời người gửi thành chữ."


class ShowPhotosForm(ActForm):
    photos = forms.MultipleChoiceField(label="Ảnh đã xem, cho đăng", widget=forms.CheckboxSelectMultiple)

    def __init__(self, message: Message, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = {str(file.pk): file for file in waiting_photos(message)}
        self.fields["photos"].choices = [  # type: ignore[attr-defined]
            (str(file.pk), f"{file.get_sort_display()} {at}")
            for at, file in enumerate(message.files.all(), 1)
            if str(file.pk) in self.waiting
        ]

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:  # noqa: ARG002
        for chosen in self.cleaned_data["photos"]:
            publish_photo(self.waiting[chosen], by=person, at=at)
        return "Đã cho đăng ảnh."


def waiting_photos(message: Message) -> QuerySet[Attachment]:
    """Photos and papers that the public may see once a person has looked at them."""
    never = Attachment.Sort.VOICE
    return Attachment.objects.filter(message=message, scan=False, published_at__isnull=True).exclude(sort=never)


def _may_type(person: Person, message: Message) -> bool:
    return not is_concerned(person, message) and may(person, "accept") and may_be_typed(message)


def _to_type(person: Person, message: Message, _found: bool, typed: Typed) -> ActForm:
    text, _ = words_shown(person, message)
    return TranscribeForm(initial={"text": "" if text == SPOKEN else text}, **typed)


def _may_show(person: Person, message: Message) -> bool:
    shown = hasattr(message, "public_copy") and not is_concerned(person, message) and may(person, "confirm_public")
    return shown and waiting_photos(message).exists()


TRANSCRIBE = Offer(
    "chep-lai",
    "Nghe, chép lại lời nói",
    "Ghi thành lời của nội dung này",
    _may_type,
    _to_type,
    "Chép đúng lời người gửi, không thêm bớt. Hạn trả lời vẫn tính từ khi nhận.",
)
SHOW_PHOTOS = Offer(
    "dang-anh",
    "Đăng ảnh gửi thêm",
    "Cho đăng",
    _may_show,
    lambda _person, message, _found, typed: ShowPhotosForm(message, **typed),
)
