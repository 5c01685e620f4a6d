"""What moves a due date: steps taken or stated to be owed, an extension, the receiver's number."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from hoiam.answer.clock import extending, stepping
from hoiam.answer.clock.ladder import Rung
from hoiam.answer.models import LetterResult
from hoiam.answer.reply import acts
from hoiam.answer.reply.acts import last_reply
from hoiam.listen.message.forms import ActForm, Bound
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


def offer(person: Person, message: Message, bound: Bound) -> dict[str, ActForm]:
    """Steps that are open, extending while the rule allows it, the receiver's number while it is awaited."""
    matter = getattr(message, "matter", None)
    if matter is None:
        return {}
    if matter.stage == Stage.PASSED_ON:
        return {"so-nhan": ReceiverNumberForm(bound("so-nhan"), prefix="so-nhan")} if may(person, "pass_on") else {}
    forms_of = _steps(message, bound) if may(person, "take_step") else {}
    if matter.ended_on == OPEN and may(person, "extend"):
        today = timezone.localdate()
        rungs = [rung for rung in extending.extendable(message) if rung.due_on and rung.due_on >= today]
        if rungs:
            forms_of["gia-han"] = ExtendForm(rungs, bound("gia-han"), prefix="gia-han")
    return forms_of


def _steps(message: Message, bound: Bound) -> dict[str, ActForm]:
    offered: dict[str, ActForm] = {}
    if message.kind in RESTRICTED_KINDS and message.ended_on == OPEN:
        if not stepping.is_taken_up(message):
            offered["thu-ly"] = TakeUpForm(message, bound("thu-ly"), prefix="thu-ly")
        elif not hasattr(message.matter, "decision"):
            offered["ket-qua"] = DecideForm(message, bound("ket-qua"), prefix="ket-qua")
    if message.ended_on == OPEN and (rungs := stepping.by_hand(message)):
        offered["xong-buoc"] = TakeStepForm(rungs, bound("xong-buoc"), prefix="xong-buoc")
    if rungs := stepping.openable(message):
        offered["them-buoc"] = OpenStepForm(rungs, bound("them-buoc"), prefix="them-buoc")
    return offered
