"""What moves a due date: an extension, and the receiver's number that ends a matter passed on."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils import timezone

from hoiam.answer import acts
from hoiam.answer.forms import ActForm, Bound, last_reply
from hoiam.listen.models import OPEN, Message, Stage
from hoiam.office.access import may
from hoiam.office.models import Person


class ExtendForm(ActForm):
    reason = forms.CharField(
        label="Lý do gia hạn", max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="Người gửi sẽ đọc."
    )

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        row = acts.extend(message.matter, self.cleaned_data["reason"], by=person, at=at)
        return f"Đã gia hạn đến {row.due_on:%d/%m/%Y}; người gửi sẽ đọc lý do."


class ReceiverNumberForm(ActForm):
    receiver_number = forms.CharField(label="Số vào sổ của cơ quan nhận", max_length=80)

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        acts.enter_receiver_number(last_reply(message), self.cleaned_data["receiver_number"], by=person, at=at)
        return "Đã ghi số vào sổ của cơ quan nhận; việc kết thúc ở cơ quan ta."


def offer(person: Person, message: Message, bound: Bound) -> dict[str, ActForm]:
    """Extending while the rule allows it; the receiver's number while it is awaited."""
    matter = getattr(message, "matter", None)
    if matter is None:
        return {}
    if matter.stage == Stage.PASSED_ON:
        return {"so-nhan": ReceiverNumberForm(bound("so-nhan"), prefix="so-nhan")} if may(person, "pass_on") else {}
    if matter.ended_on == OPEN and may(person, "extend") and _may_extend(message):
        return {"gia-han": ExtendForm(bound("gia-han"), prefix="gia-han")}
    return {}


def _may_extend(message: Message) -> bool:
    matter = message.matter
    used = matter.extensions.filter(round=matter.reopenings.count()).count()
    return used < message.promise["extension_times"] and timezone.localdate() <= matter.due_on
