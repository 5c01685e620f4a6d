"""What came with a message: a voice is typed, photos that came later are looked at before the public sees them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from hoiam.listen.access import is_concerned
from hoiam.listen.intake.transcribing import may_be_typed, transcribe
from hoiam.listen.message.acts import MAX_TEXT, SPOKEN
from hoiam.listen.message.forms import ActForm, Bound
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


def offer(person: Person, message: Message, bound: Bound) -> dict[str, ActForm]:
    """Typing a voice until the words are confirmed; after that the photos that were added."""
    offers: dict[str, ActForm] = {}
    if is_concerned(person, message):
        return offers
    if may(person, "accept") and may_be_typed(message):
        text, _ = words_shown(person, message)
        initial = {"text": "" if text == SPOKEN else text}
        offers["chep-lai"] = TranscribeForm(bound("chep-lai"), initial=initial, prefix="chep-lai")
    shown = hasattr(message, "public_copy") and may(person, "confirm_public")
    if shown and waiting_photos(message).exists():
        offers["dang-anh"] = ShowPhotosForm(message, bound("dang-anh"), prefix="dang-anh")
    return offers
