"""Deciding about a draft: checking its form, approving it, sending it back; and lending the power to do so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.approval.delegating import takers_for
from hoiam.answer.approval.routes import check_form
from hoiam.answer.approval.rules import may_check, on_the_table, standing_of
from hoiam.answer.reply.acts import last_reply
from hoiam.answer.reply.forms import ReturnForm
from hoiam.listen.message.forms import ActForm, Bound
from hoiam.listen.models import Message
from hoiam.office.models import Person
from hoiam.workdays.forms import DayField


class ApproveForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        approval_acts.approve(last_reply(message), by=person, at=at)
        return "Đã duyệt. Việc chờ gửi trả lời."


class CheckForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        check_form(last_reply(message), by=person, at=at)
        return "Đã kiểm tra thể thức. Dự thảo chuyển đến người duyệt."


class LendForm(forms.Form):
    """Who stands in for oneself, and on which days."""

    taker = forms.ModelChoiceField(Person.objects.none(), label="Ủy quyền cho", empty_label="Chọn người")
    from_day = DayField(label="Từ ngày", initial=timezone.localdate)
    until_day = DayField(label="Đến hết ngày")
    paper = forms.CharField(label="Văn bản ủy quyền", required=False, max_length=120, help_text="Số, ngày, nếu có.")

    def __init__(self, giver: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taker"].queryset = takers_for(giver)  # type: ignore[attr-defined]


def offer(person: Person, message: Message, bound: Bound) -> dict[str, ActForm]:
    """Checking the form for Chánh Văn phòng, then deciding for who approves it."""
    matter = getattr(message, "matter", None)
    reply = on_the_table(matter.replies.all()).last() if matter else None
    if reply is None:
        return {}
    today = timezone.localdate()
    send_back: dict[str, ActForm] = {"tra-lai": ReturnForm(bound("tra-lai"), prefix="tra-lai")}
    if may_check(person, reply, today):
        return {"kiem-tra": CheckForm(bound("kiem-tra"), prefix="kiem-tra"), **send_back}
    if standing_of(person, reply, today):
        return {"duyet": ApproveForm(bound("duyet"), prefix="duyet"), **send_back}
    return {}
