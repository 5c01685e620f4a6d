"""Asking other units to help, helping, and writing a note to colleagues."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from hoiam.answer.access import works_on
from hoiam.answer.matter.cooperation import ask_cooperation, end_cooperation, give_cooperation, may_give
from hoiam.answer.matter.notes import LONGEST_NOTE, add_note, notes_of
from hoiam.answer.models import Cooperation, Matter
from hoiam.listen.message.forms import ActForm, Offer
from hoiam.listen.models import OPEN, Message
from hoiam.office.access import may
from hoiam.office.models import Person, Unit
from hoiam.workdays.forms import DayField


class NoteForm(ActForm):
    text = forms.CharField(
        label="Ghi chú",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Chỉ người xem được việc này đọc; không bao giờ đăng. Người gửi xin bản sao thì có cả ghi chú.",
    )

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        add_note(message, self.cleaned_data["text"], by=person, at=at)
        return "Đã ghi chú."


class AskForm(ActForm):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị phối hợp", empty_label="Chọn đơn vị")
    due_on = DayField(
        label="Trả lời nội bộ chậm nhất",
        help_text="Hạn với người dân không đổi, và do đơn vị chủ trì chịu.",
    )
    what = forms.CharField(label="Cần làm gì", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(office=matter.office_id).exclude(pk=matter.unit_id or 0)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        row = ask_cooperation(message.matter, **self.cleaned_data, by=person, at=at)
        return f"Đã đề nghị {row.unit} phối hợp đến hết {row.due_on:%d/%m/%Y}."


class GiveForm(ActForm):
    text = forms.CharField(
        label="Đã làm gì, ý kiến của đơn vị", max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, row: Cooperation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        assert self.row.matter.message_id == message.pk
        give_cooperation(self.row, self.cleaned_data["text"], by=person, at=at)
        return "Đã gửi ý kiến phối hợp cho đơn vị chủ trì."


class EndForm(ActForm):
    row = forms.ModelChoiceField(Cooperation.objects.none(), widget=forms.HiddenInput)

    def __init__(self, matter: Matter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].queryset = cooperation_waiting(matter)  # type: ignore[attr-defined]

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        row = self.cleaned_data["row"]
        assert row.matter.message_id == message.pk
        end_cooperation(row, by=person, at=at)
        return f"Đã thôi đề nghị {row.unit} phối hợp."


def cooperation_waiting(matter: Matter) -> Any:
    """The units that were asked and have not answered."""
    return matter.cooperations.filter(done_at__isnull=True, ended_at__isnull=True).select_related("unit")


def _open_matter(message: Message) -> Matter | None:
    matter: Matter | None = getattr(message, "matter", None)
    return matter if matter is not None and matter.ended_on == OPEN else None


def _asked_of(person: Person, message: Message) -> Cooperation | None:
    """What the person's own unit was asked to help with."""
    matter = _open_matter(message)
    asked = cooperation_waiting(matter) if matter else ()
    return next((row for row in reversed(list(asked)) if may_give(person, row)), None)


def _leads(person: Person, message: Message) -> bool:
    matter = _open_matter(message)
    if matter is None or not may(person, "ask_cooperation"):
        return False
    return bool(matter.unit_id) and works_on(person, matter)


GIVE_COOPERATION = Offer(
    "phoi-hop",
    "Đơn vị bạn được đề nghị phối hợp",
    "Gửi ý kiến phối hợp",
    _asked_of,
    lambda _person, _message, row, typed: GiveForm(row, **typed),
)
ASK_COOPERATION = Offer(
    "de-nghi-phoi-hop",
    "Đề nghị đơn vị khác phối hợp",
    "Đề nghị",
    lambda person, message: not message.is_restricted and _leads(person, message),
    lambda _person, message, _found, typed: AskForm(message.matter, **typed),
    prefix="de-nghi",
)
END_COOPERATION = Offer(
    "thoi-phoi-hop",
    "Thôi phối hợp",
    "Thôi",
    lambda person, message: _leads(person, message) and bool(cooperation_waiting(message.matter)),
    lambda _person, message, _found, typed: EndForm(message.matter, **typed),
    prefix="thoi",
)
WRITE_NOTE = Offer(
    "ghi-chu",
    "Ghi chú nội bộ",
    "Ghi",
    lambda person, _message: may(person, "write_note"),
    lambda _person, _message, _found, typed: NoteForm(**typed),
)


def panel(person: Person, message: Message, at: datetime) -> dict[str, Any]:
    """The notes of the message, and the units that help with it."""
    matter = getattr(message, "matter", None)
    rows = matter.cooperations.select_related("unit", "asked_by", "note") if matter else []
    return {
        "notes": notes_of(message),
        "cooperations": [(row, *_stands(row, timezone.localdate(at))) for row in rows],
        "edits_templates": may(person, "edit_templates"),
    }


def _stands(row: Cooperation, today: date) -> tuple[str, str]:
    """How far the help of a unit is: the word and its colour."""
    if row.done_at:
        return "đã có ý kiến", "ok"
    if row.ended_at:
        return "không cần nữa", "plain"
    return ("quá hạn nội bộ", "late") if row.due_on < today else ("chờ phối hợp", "soon")
