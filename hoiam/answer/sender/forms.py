"""Asking to look at who a sender is, deciding about it, opening; and a new key for who lost it."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.answer.models import ASKED, Opening
from hoiam.answer.sender.opening import ask_opening, decide_opening, may_decide, open_contact, openings_waiting, usable
from hoiam.listen.access import is_concerned
from hoiam.listen.message.forms import GRAVE, QUIET, ActForm, Offer
from hoiam.listen.message.parts import origin_of
from hoiam.listen.models import Message
from hoiam.office.access import may
from hoiam.office.models import Person
from hoiam.vault import contacts


class AskOpeningForm(ActForm):
    reason = forms.ChoiceField(
        label="Vì sao cần biết người gửi",
        choices=[("", "Chọn lý do"), *((one.value, one.label) for one in ASKED)],
        help_text="Chỉ hỏi thêm hay báo kết quả thì không cần: dùng «Hỏi người gửi» hoặc danh sách cần gọi điện.",
    )
    clause = forms.CharField(label="Điều khoản, hoặc số, ngày, cơ quan yêu cầu", max_length=200)

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        ask_opening(message, **self.cleaned_data, by=person, at=at)
        return "Đã đề nghị. Cần một người ngoài đơn vị đồng ý; chưa ai thấy gì."


class AgreeOpeningForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        decide_opening(_asked(message), agreed=True, by=person, at=at)
        return "Đã đồng ý. Người đề nghị mở xem được mười phút; người gửi được báo."


class RefuseOpeningForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        decide_opening(_asked(message), agreed=False, by=person, at=at)
        return "Không đồng ý: thông tin người gửi vẫn đóng."


class OpenForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        row = usable(message, person, at)
        if row is None:
            raise ValidationError("Không còn đề nghị nào được đồng ý: đề nghị lại.")
        open_contact(row, by=person, at=at)
        return "Đã mở trong mười phút; người gửi được báo."


def _left_a_contact(person: Person, message: Message) -> bool:
    return contacts.exists(origin_of(message).number) and not is_concerned(person, message)


def _may_decide(person: Person, message: Message) -> bool:
    if not _left_a_contact(person, message):
        return False
    asked = openings_waiting(message)
    return asked is not None and may_decide(person, asked, timezone.now())


def _may_open(person: Person, message: Message) -> bool:
    nothing_waits = _left_a_contact(person, message) and openings_waiting(message) is None
    return nothing_waits and bool(usable(message, person, timezone.now()))


def _may_ask(person: Person, message: Message) -> bool:
    if not (may(person, "ask_opening") and _left_a_contact(person, message)):
        return False
    return openings_waiting(message) is None and not usable(message, person, timezone.now())


AGREE_TO_OPENING = Offer(
    "dong-y-mo",
    "Đề nghị mở thông tin người gửi",
    "Đồng ý mở mười phút",
    _may_decide,
    lambda _person, _message, _found, typed: AgreeOpeningForm(**typed),
    "Chỉ đồng ý khi điều khoản đúng là cho phép. Người gửi sẽ biết ai đồng ý (chức vụ).",
    GRAVE,
)
REFUSE_OPENING = Offer(
    "khong-mo",
    "Không mở",
    "Không đồng ý",
    _may_decide,
    lambda _person, _message, _found, typed: RefuseOpeningForm(**typed),
    colour=QUIET,
)
OPEN_CONTACT = Offer(
    "mo",
    "Mở thông tin người gửi",
    "Mở mười phút",
    _may_open,
    lambda _person, _message, _found, typed: OpenForm(**typed),
    "Đã được đồng ý. Mười phút bắt đầu khi bấm; người gửi được báo.",
)
ASK_OPENING = Offer(
    "de-nghi-mo",
    "Đề nghị mở thông tin người gửi",
    "Đề nghị",
    _may_ask,
    lambda _person, _message, _found, typed: AskOpeningForm(**typed),
    "Cần một người ngoài đơn vị đồng ý. Mỗi lần mở hiện công khai trong số liệu, và người gửi được báo.",
)


def _asked(message: Message) -> Opening:
    row = openings_waiting(message)
    if row is None:
        raise ValidationError("Không còn đề nghị nào chờ quyết định.")
    return row
