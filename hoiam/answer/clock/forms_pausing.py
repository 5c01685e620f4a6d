"""Waiting for somebody else: a question to the sender, and what was passed on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from hoiam.answer.access import works_on
from hoiam.answer.clock import passing, pausing
from hoiam.answer.clock.forms import DayForm
from hoiam.answer.clock.ladder import round_of
from hoiam.answer.models import Inquiry, Matter, WhyBack
from hoiam.listen.message.forms import QUIET, ActForm, Offer
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


def _may_come_back(person: Person, message: Message) -> bool:
    matter: Matter | None = getattr(message, "matter", None)
    passed_on = matter is not None and matter.ended_on == OPEN and matter.stage == Stage.PASSED_ON
    return passed_on and may(person, "pass_on")


def _open_matter(person: Person, message: Message) -> Matter | None:
    """What is worked on or waits, for those who may ask its sender."""
    matter: Matter | None = getattr(message, "matter", None)
    if matter is None or matter.ended_on != OPEN or matter.stage == Stage.PASSED_ON:
        return None
    return matter if may(person, "ask_sender") and (not matter.unit or works_on(person, matter)) else None


def _may_go_on(person: Person, message: Message) -> bool:
    matter = _open_matter(person, message)
    return matter is not None and matter.stage == Stage.WAITING_SENDER


def _may_ask(person: Person, message: Message) -> bool:
    matter = _open_matter(person, message)
    if matter is None or matter.stage not in pausing.WORKED_ON:
        return False
    asked = message.inquiries.filter(round=round_of(message)).exists()
    return not asked and (message.kind == Kind.INFORMATION or pausing.can_be_reached(message))


COME_BACK = Offer(
    "tro-lai",
    "Đưa việc trở lại",
    "Đưa trở lại",
    _may_come_back,
    lambda _person, _message, _found, typed: ComeBackForm(**typed),
    "Hạn trả lời giữ nguyên như khi chuyển đi.",
)
RESUME = Offer(
    "tinh-tiep",
    "Không chờ nữa",
    "Tính hạn tiếp",
    _may_go_on,
    lambda _person, _message, _found, typed: ResumeForm(**typed),
    colour=QUIET,
)
DECLARE_VALID = Offer(
    "hop-le",
    "Yêu cầu đã hợp lệ",
    "Ghi ngày hợp lệ",
    lambda person, message: _may_go_on(person, message) and _paused(message).completes,
    lambda _person, _message, _found, typed: ValidForm(**typed),
    "Khi người yêu cầu bổ sung tại quầy hoặc bằng giấy; thời hạn tính lại từ ngày này.",
)
INQUIRE = Offer(
    "hoi",
    "Hỏi người gửi",
    "Gửi câu hỏi",
    _may_ask,
    lambda _person, message, _found, typed: InquireForm(message, **typed),
    "Máy gửi giúp, không ai thấy địa chỉ liên lạc; mỗi lượt xử lý hỏi một lần cho đủ.",
)


def _paused(message: Message) -> Inquiry:
    return message.inquiries.get(paused_at__isnull=False, resumed_at__isnull=True)
