"""Covering words: the sender's text with each word to be tapped, at sorting and whenever it is looked at again."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from hoiam.listen.access import may_apart
from hoiam.listen.message.forms import ActForm, Offer
from hoiam.listen.message.words import words_shown
from hoiam.listen.models import Message
from hoiam.listen.publicity.acts import publish_words
from hoiam.listen.publicity.masking import BY_HAND, Masks, chosen, proposed_masks, thawed
from hoiam.office.models import Person
from hoiam.viettext.personal.finding import Span

_WORD = re.compile(r"\S+")
_SENTENCE = re.compile(r"[^\s.!?][^.!?\n]*[.!?]*")
MOST_WORDS = 600  # a longer text is tapped sentence by sentence
_VALUE = re.compile(r"(text|place):(\d{1,5})-(\d{1,5})")


@dataclass(frozen=True)
class Word:
    """A word of a line. ``value`` is empty where the word is covered already and cannot be tapped."""

    text: str
    value: str = ""
    covered: bool = False


def _pieces(text: str) -> re.Pattern[str]:
    return _WORD if len(text.split()) <= MOST_WORDS else _SENTENCE


def words_to_tap(text: str, part: str, masks: Masks) -> list[list[Word]]:
    """The lines of a text, word by word."""
    spans = masks.text if part == "text" else masks.place
    lines, start, piece = [], 0, _pieces(text)
    for line in text.split("\n"):
        words = []
        for found in piece.finditer(line):
            begin, end = start + found.start(), start + found.end()
            hidden = any(begin < span.end and span.start < end for span in spans)
            words.append(Word(found[0], "" if hidden else f"{part}:{begin}-{end}", hidden))
        lines.append(words)
        start += len(line) + 1
    return [line for line in lines if line]


class TapWidget(forms.Widget):
    """Each word a box to tick; without a script, with the finger or the keys."""

    template_name = "listen/publicity/tap.html"
    lines: tuple[list[Word], ...] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"lines": self.lines, "chosen": set(value or ())}

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[str]:
        return list(data.getlist(name)) if hasattr(data, "getlist") else list(data.get(name, []))

    def id_for_label(self, id_: str) -> str:
        return id_


class TapField(forms.Field):
    """The words that were tapped, as «text:3-9»: where they stand, never what they are."""

    widget = TapWidget

    def offer(self, text: str, place: str, masks: Masks) -> None:
        self.widget.lines = (*words_to_tap(text, "text", masks), *words_to_tap(place, "place", masks))

    def clean(self, value: Any) -> list[str]:
        known = {word.value for line in self.widget.lines for word in line}
        return [one for one in value or [] if one in known and _VALUE.fullmatch(one)]


class CoverForm(ActForm):
    """The public copy looked at again: its title, and what is covered in it."""

    title = forms.CharField(label="Tiêu đề bản công khai", max_length=140, help_text="Không ghi tên người.")
    laid_open = forms.MultipleChoiceField(
        label="Máy đã che. Đánh dấu chỗ không phải thông tin cá nhân, để hiện lại",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    covered = TapField(label="Chạm vào từ để che thêm", required=False)

    def __init__(self, person: Person, message: Message, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text, self.place = words_shown(person, message)
        machine, sender = proposed_masks(self.text, self.place), thawed(message.masks).by_hand()
        copy = message.public_copy
        now = thawed(copy.masks) if copy.masks else machine
        parts = (("text", self.text, machine.text, now.text), ("place", self.place, machine.place, now.place))
        found, opened, tapped = [], [], []
        for part, words, offered, kept in parts:
            found += [(f"{part}:{span.start}", words[span.start : span.end]) for span in offered]
            opened += [f"{part}:{span.start}" for span in offered if not any(_meet(span, one) for one in kept)]
            by_hand = [one for one in kept if one.sort == BY_HAND]
            tapped += [
                f"{part}:{word.start()}-{word.end()}"
                for word in _pieces(words).finditer(words)
                if any(word.start() < one.end and one.start < word.end() for one in by_hand)
            ]
        if found:
            self.fields["laid_open"].choices = found  # type: ignore[attr-defined]
        else:
            del self.fields["laid_open"]
        self.fields["covered"].offer(self.text, self.place, machine | sender)  # type: ignore[attr-defined]
        self.initial.update(title=copy.title, laid_open=opened, covered=tapped)

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        given = self.cleaned_data
        masks = masks_of(self.text, self.place, given.get("laid_open", ()), given["covered"])
        publish_words(message, title=given["title"], masks=masks, by=person, at=at)
        return "Đã che lại: trang công khai hiện bản mới ngay."


def masks_of(text: str, place: str, laid_open: Collection[str], tapped: Collection[str], phrases: str = "") -> Masks:
    """What a person decided at the desk: the machine's places but those laid open, phrases, and words tapped."""
    return chosen(text, place, set(laid_open), phrases) | tapped_words(text, place, tapped)


def tapped_words(text: str, place: str, tapped: Collection[str]) -> Masks:
    """The words as spans; neighbours become one, so that the number of bars tells nothing of a name."""
    spans: dict[str, list[tuple[int, int]]] = {"text": [], "place": []}
    for value in tapped:
        if found := _VALUE.fullmatch(value):
            spans[found[1]].append((int(found[2]), int(found[3])))
    return Masks(_together(text, spans["text"]), _together(place, spans["place"]))


def _together(words: str, spans: list[tuple[int, int]]) -> tuple[Span, ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and not words[joined[-1][1] : start].strip(" "):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(Span(start, end, BY_HAND) for start, end in joined)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _may_cover(person: Person, message: Message) -> bool:
    """While there is a public copy, for those who confirm such copies and whom the message is not about."""
    shown = hasattr(message, "public_copy") and not message.is_restricted
    return shown and may_apart(person, "confirm_public", message)


COVER = Offer(
    "che-chu",
    "Che lại chữ của bản công khai",
    "Đăng bản này",
    _may_cover,
    lambda person, message, _found, typed: CoverForm(person, message, **typed),
    "Bản mới thay bản đang công khai ngay.",
)
