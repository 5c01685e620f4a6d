"""Splitting a letter that asks for several things; the other parts on every page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from hoiam.answer.joining import splitting
from hoiam.listen.access import may_apart, may_see
from hoiam.listen.message.forms import ActForm, Offer
from hoiam.listen.message.parts import others_of
from hoiam.listen.message.words import words_shown
from hoiam.listen.models import Message
from hoiam.listen.publicity.privacy import public_faces
from hoiam.office.models import Person


class SplitForm(ActForm):
    """Which sentences, and what they ask for."""

    sentences = forms.MultipleChoiceField(label="Những câu thuộc phần tách ra", widget=forms.CheckboxSelectMultiple)
    kind = forms.ChoiceField(label="Phần tách ra là")

    def __init__(self, message: Message, text: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(place), text[start:end]) for place, (start, end) in enumerate(splitting.sentences(text))]
        kinds = [(kind.value, kind.label) for kind in splitting.kinds_for(message)]
        self.fields["sentences"].choices = found  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "Chọn loại"), *kinds]  # type: ignore[attr-defined]

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        chosen = {int(place) for place in self.cleaned_data["sentences"]}
        part = splitting.split(message, chosen, kind=self.cleaned_data["kind"], by=person, at=at)
        return f"Đã tách thành hồ sơ {part.number}, hạn {part.due_on:%d/%m/%Y}, tính từ cùng ngày nhận."


def _may_split(person: Person, message: Message) -> str:
    """The words, while the letter has more than one sentence and nobody has answered it."""
    if not splitting.may_be_split(message) or not may_apart(person, "accept", message):
        return ""
    text, _place = words_shown(person, message)
    return text if len(splitting.sentences(text)) > 1 else ""


SPLIT = Offer(
    "tach-don",
    "Tách đơn có nhiều việc",
    "Tách thành hồ sơ riêng",
    _may_split,
    lambda _person, message, text, typed: SplitForm(message, text, **typed),
    "Mỗi việc một hồ sơ, một loại, một thời hạn tính từ cùng ngày nhận; đơn gốc giữ đủ chữ, ảnh và tệp.",
)


def panel(person: Person, message: Message, _at: datetime) -> dict[str, Any]:
    """The other parts of the letter that this person may see."""
    return {"other_parts": [one for one in others_of(message) if may_see(person, one)]}


def parts_for(message: Message, *, holder: bool, at: datetime) -> list[Message]:
    """The other parts of the letter as a visitor may know of them; the holder of its key knows all."""
    others = others_of(message)
    if holder:
        return others
    faces = public_faces(others, at=at)
    return [one for one in others if one.pk in faces]
