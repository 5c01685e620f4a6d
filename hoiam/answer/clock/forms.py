"""What moves a due date: steps taken or stated to be owed, an extension, the receiver's number."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from hoiam.answer.clock import extending, stepping
from hoiam.answer.clock.ladder import Rung
from hoiam.answer.models import LetterResult, Matter
from hoiam.answer.reply import acts
from hoiam.answer.reply.acts import last_reply
from hoiam.listen.message.forms import ActForm, Offer
from hoiam.listen.models import OPEN, RESTRICTED_KINDS, Kind, Message, Stage
from hoiam.office.access import may
from hoiam.office.models import Person
from hoiam.workdays.forms import DayField


class DayForm(ActForm):
    """An act that was done on a day, perhaps before it is entered."""

    on = DayField(
        label="Ngày thực hiện",
        help_text="Ngày ghi trên văn bản, thông báo.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    @property
    def day(self) -> date:
        day: date = self.cleaned_data["on"]
        return day


class TakeUpForm(DayForm):
    remote = forms.BooleanField(
        label="Vùng sâu, vùng xa, đi lại khó khăn", required=False, help_text="Thời hạn giải quyết dài hơn theo luật."
    )

    def __init__(self, message: Message, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if message.kind != Kind.COMPLAINT:
            del self.fields["remote"]

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        remote = bool(self.cleaned_data.get("remote"))
        stepping.take_up(message.matter, by=person, at=at, on=self.day, remote=remote)
        return f"Đã ghi thụ lý ngày {self.day:%d/%m/%Y}; thời hạn giải quyết bắt đầu."


class DecideForm(DayForm):
    result = forms.ChoiceField(label="Kết quả")

    field_order = ("result", "on")

    def __init__(self, message: Message, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [one for one in LetterResult if one != LetterResult.WITHDRAWN or message.kind == Kind.COMPLAINT]
        self.fields["result"].choices = [("", "Chọn kết quả"), *((one.value, one.label) for one in offered)]  # type: ignore[attr-defined]

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        row = stepping.decide(message.matter, self.cleaned_data["result"], by=person, at=at, on=self.day)
        return f"Đã ghi kết quả: {row.get_result_display()}."


class StepForm(DayForm):
    """One of the steps that are open, or may be opened, now."""

    step = forms.ChoiceField(label="Bước")

    field_order = ("step", "on")

    def __init__(self, rungs: list[Rung], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(rung.name, rung.label) for rung in rungs]  # type: ignore[attr-defined]


class TakeStepForm(StepForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        stepping.take_step(message.matter, self.cleaned_data["step"], by=person, at=at, on=self.day)
        return "Đã ghi bước này xong."


class OpenStepForm(StepForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        row = stepping.open_step(message.matter, self.cleaned_data["step"], by=person, at=at, on=self.day)
        return f"Đã thêm bước, hạn {row.due_on:%d/%m/%Y}."


class ExtendForm(ActForm):
    step = forms.ChoiceField(label="Gia hạn bước")
    reason = forms.CharField(
        label="Lý do gia hạn", max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="Người gửi sẽ đọc."
    )

    def __init__(self, rungs: list[Rung], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(rung.name, rung.label) for rung in rungs]  # type: ignore[attr-defined]
        if len(rungs) == 1:
            del self.fields["step"]

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        given = self.cleaned_data
        row = extending.extend(message.matter, given["reason"], by=person, at=at, step=given.get("step", ""))
        return f"Đã gia hạn đến {row.due_on:%d/%m/%Y}; người gửi sẽ đọc lý do."


class ReceiverNumberForm(ActForm):
    receiver_number = forms.CharField(label="Số vào sổ của cơ quan nhận", max_length=80)

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        acts.enter_receiver_number(last_reply(message), self.cleaned_data["receiver_number"], by=person, at=at)
        return "Đã ghi số vào sổ của cơ quan nhận; việc kết thúc ở cơ quan ta."


def _worked_on(person: Person, message: Message, verb: str) -> bool:
    """A matter of ours, for those who may."""
    matter: Matter | None = getattr(message, "matter", None)
    return matter is not None and matter.stage != Stage.PASSED_ON and may(person, verb)


def _open_letter(person: Person, message: Message) -> bool:
    """A complaint or denunciation, whose steps the law orders, while it is open."""
    ordered = message.kind in RESTRICTED_KINDS and message.ended_on == OPEN
    return ordered and _worked_on(person, message, "take_step")


def _may_take_up(person: Person, message: Message) -> bool:
    return _open_letter(person, message) and not stepping.is_taken_up(message)


def _may_decide(person: Person, message: Message) -> bool:
    if not _open_letter(person, message) or hasattr(message.matter, "decision"):
        return False
    return stepping.is_taken_up(message)


def _to_take(person: Person, message: Message) -> list[Rung]:
    is_open = message.ended_on == OPEN and _worked_on(person, message, "take_step")
    return stepping.by_hand(message) if is_open else []


def _to_open(person: Person, message: Message) -> list[Rung]:
    return stepping.openable(message) if _worked_on(person, message, "take_step") else []


def _to_extend(person: Person, message: Message) -> list[Rung]:
    if not _worked_on(person, message, "extend") or message.matter.ended_on != OPEN:
        return []
    today = timezone.localdate()
    return [rung for rung in extending.extendable(message) if rung.due_on and rung.due_on >= today]


def _may_enter_number(person: Person, message: Message) -> bool:
    matter: Matter | None = getattr(message, "matter", None)
    return matter is not None and matter.stage == Stage.PASSED_ON and may(person, "pass_on")


TAKE_UP = Offer(
    "thu-ly",
    "Thụ lý",
    "Ghi thụ lý",
    _may_take_up,
    lambda _person, message, _found, typed: TakeUpForm(message, **typed),
    "Từ ngày thụ lý, thời hạn giải quyết bắt đầu.",
)
DECIDE = Offer(
    "ket-qua",
    "Kết quả giải quyết",
    "Ghi kết quả",
    _may_decide,
    lambda _person, message, _found, typed: DecideForm(message, **typed),
)
TAKE_STEP = Offer(
    "xong-buoc",
    "Xong một bước",
    "Ghi đã xong",
    _to_take,
    lambda _person, _message, rungs, typed: TakeStepForm(rungs, **typed),
)
OPEN_STEP = Offer(
    "them-buoc",
    "Thêm bước phải làm",
    "Thêm bước",
    _to_open,
    lambda _person, _message, rungs, typed: OpenStepForm(rungs, **typed),
)
EXTEND = Offer(
    "gia-han",
    "Gia hạn",
    "Gia hạn",
    _to_extend,
    lambda _person, _message, rungs, typed: ExtendForm(rungs, **typed),
)
ENTER_RECEIVER_NUMBER = Offer(
    "so-nhan",
    "Cơ quan nhận đã vào sổ",
    "Ghi số",
    _may_enter_number,
    lambda _person, _message, _found, typed: ReceiverNumberForm(**typed),
)
