"""Waiting for somebody else: a question to the sender, and what was passed on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from hoiam.answer.access import works_on
from hoiam.answer.clock import passing, pausing
from hoiam.answer.clock.forms import DayForm
from hoiam.answer.clock.ladder import round_of
from hoiam.answer.models import Inquiry, WhyBack
from hoiam.listen.message.forms import ActForm, Bound
from hoiam.listen.models import OPEN, Kind, Message, Stage
from hoiam.office.access import may
from hoiam.office.models import Person


class InquireForm(ActForm):
    question = forms.CharField(
        label="Cần hỏi gì",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Cần biết thêm điều gì, để làm gì. Người gửi đọc trong thư và khi nhập mã.",
    )
    completes = forms.BooleanField(
        label="Trả lại để hoàn chỉnh: yêu cầu chưa hợp lệ",
        required=False,
        help_text="Thời hạn tính lại từ ngày yêu cầu hợp lệ; hai ngày đều hiện công khai.",
    )

    def __init__(self, message: Message, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if message.kind != Kind.INFORMATION:
            del self.fields["completes"]

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        completes = bool(self.cleaned_data.get("completes"))
        pausing.inquire(message.matter, self.cleaned_data["question"], by=person, at=at, completes=completes)
        if completes:
            return "Đã trả lại để hoàn chỉnh; thời hạn tính lại khi yêu cầu hợp lệ."
        return "Câu hỏi đang được gửi. Thời hạn chỉ tạm dừng khi đã gửi tới người gửi."


class ValidForm(DayForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        pausing.declare_valid(_paused(message), by=person, at=at, on=self.day)
        return f"Yêu cầu hợp lệ từ {self.day:%d/%m/%Y}; đã tính lại thời hạn."


class ResumeForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        pausing.resume(_paused(message), by=person, at=at)
        return "Thời hạn tính tiếp."


class ComeBackForm(ActForm):
    why = forms.ChoiceField(
        label="Vì sao",
        choices=[(why.value, str(why.label).capitalize()) for why in (WhyBack.REFUSED, WhyBack.TAKEN_BACK)],
        widget=forms.RadioSelect,
    )

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        passing.come_back(message.matter, self.cleaned_data["why"], by=person, at=at)
        return "Việc đã trở lại; hạn trả lời giữ nguyên."


def offer(person: Person, message: Message, bound: Bound) -> dict[str, ActForm]:
    """A question while the matter is worked on; going on while it waits."""
    matter = getattr(message, "matter", None)
    if matter is None or matter.ended_on != OPEN:
        return {}
    if matter.stage == Stage.PASSED_ON:
        return {"tro-lai": ComeBackForm(bound("tro-lai"), prefix="tro-lai")} if may(person, "pass_on") else {}
    if not may(person, "ask_sender") or (matter.unit and not works_on(person, matter)):
        return {}
    if matter.stage == Stage.WAITING_SENDER:
        offered: dict[str, ActForm] = {"tinh-tiep": ResumeForm(bound("tinh-tiep"), prefix="tinh-tiep")}
        if _paused(message).completes:
            offered["hop-le"] = ValidForm(bound("hop-le"), prefix="hop-le")
        return offered
    asked = message.inquiries.filter(round=round_of(message)).exists()
    may_be_asked = message.kind == Kind.INFORMATION or pausing.can_be_reached(message)
    if matter.stage in pausing.WORKED_ON and not asked and may_be_asked:
        return {"hoi": InquireForm(message, bound("hoi"), prefix="hoi")}
    return {}


def _paused(message: Message) -> Inquiry:
    return message.inquiries.get(paused_at__isnull=False, resumed_at__isnull=True)
