"""Asking to look at who a sender is, deciding about it, opening; and a new key for who lost it."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.answer.models import ASKED, Opening
from hoiam.answer.sender.opening import ask_opening, decide_opening, may_decide, open_contact, openings_waiting, usable
from hoiam.listen.access import is_concerned
from hoiam.listen.message.forms import ActForm, Bound
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


def offer(person: Person, message: Message, bound: Bound) -> dict[str, ActForm]:
    """Asking for those who handle the matter, deciding for somebody outside, opening for who asked."""
    if not contacts.exists(origin_of(message).number) or is_concerned(person, message):
        return {}
    at, asked = timezone.now(), openings_waiting(message)
    if asked is not None:
        if not may_decide(person, asked, at):
            return {}
        return {
            "dong-y-mo": AgreeOpeningForm(bound("dong-y-mo"), prefix="dong-y-mo"),
            "khong-mo": RefuseOpeningForm(bound("khong-mo"), prefix="khong-mo"),
        }
    if usable(message, person, at):
        return {"mo": OpenForm(bound("mo"), prefix="mo")}
    if may(person, "ask_opening"):
        return {"de-nghi-mo": AskOpeningForm(bound("de-nghi-mo"), prefix="de-nghi-mo")}
    return {}


def _asked(message: Message) -> Opening:
    row = openings_waiting(message)
    if row is None:
        raise ValidationError("Không còn đề nghị nào chờ quyết định.")
    return row
