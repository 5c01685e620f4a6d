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
from hoiam.answer.models import Matter, Reply
from hoiam.answer.reply.acts import last_reply
from hoiam.answer.reply.forms import ReturnForm
from hoiam.listen.message.forms import ActForm, Offer
from hoiam.listen.models import Message
from hoiam.office.models import Person
from hoiam.office.request_cache import once
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


@once
def _lying_here(message: Message) -> Reply | None:
    """The draft that waits for a decision."""
    matter: Matter | None = getattr(message, "matter", None)
    return on_the_table(matter.replies.all()).last() if matter else None


def _may_check(person: Person, message: Message) -> bool:
    """The form first, for Chánh Văn phòng."""
    reply = _lying_here(message)
    return reply is not None and may_check(person, reply, timezone.localdate())


def _may_approve(person: Person, message: Message) -> bool:
    reply = _lying_here(message)
    return reply is not None and not _may_check(person, message) and bool(_standing(person, reply))


def _standing(person: Person, reply: Reply) -> object:
    return standing_of(person, reply, timezone.localdate())


CHECK_FORM = Offer(
    "kiem-tra",
    "Kiểm tra thể thức",
    "Thể thức đã đúng",
    _may_check,
    lambda _person, _message, _found, typed: CheckForm(**typed),
    "Dự thảo chuyển đến người duyệt; chưa đúng thì trả lại để sửa.",
)
APPROVE = Offer(
    "duyet",
    "Duyệt dự thảo",
    "Duyệt",
    _may_approve,
    lambda _person, _message, _found, typed: ApproveForm(**typed),
)
RETURN_DRAFT = Offer(
    "tra-lai",
    "Trả lại dự thảo để sửa",
    "Trả lại",
    lambda person, message: _may_check(person, message) or _may_approve(person, message),
    lambda _person, _message, _found, typed: ReturnForm(**typed),
)
