"""Writing a reply, sending a draft back, and sending what was approved."""

from __future__ import annotations

from datetime import datetime

from django import forms

from hoiam.answer import acts
from hoiam.answer.access import works_on
from hoiam.answer.forms import ActForm, Bound, last_reply
from hoiam.answer.models import Outcome
from hoiam.listen.models import Message, Stage
from hoiam.office.access import may
from hoiam.office.models import Person


class DraftForm(ActForm):
    outcome = forms.ChoiceField(label="Kết quả xử lý", choices=[("", "Chọn kết quả"), *Outcome.choices])
    text = forms.CharField(
        label="Nội dung trả lời",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Đã làm gì, khi nào, còn gì; xưng cơ quan, không nêu tên hay số điện thoại của người gửi.",
    )
    clause = forms.CharField(
        label="Căn cứ", required=False, max_length=300, help_text="Khi từ chối: khoản nào, điều nào."
    )
    receiver = forms.CharField(
        label="Cơ quan nhận", required=False, max_length=200, help_text="Khi chuyển cơ quan có thẩm quyền."
    )

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        acts.draft(message.matter, **self.cleaned_data, by=person, at=at)
        return "Đã trình dự thảo, chờ duyệt."


class ReturnForm(ActForm):
    why = forms.CharField(label="Cần sửa gì", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        acts.return_draft(last_reply(message), self.cleaned_data["why"], by=person, at=at)
        return "Đã trả lại để sửa."


class SendForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        reply = last_reply(message)
        acts.send_reply(reply, by=person, at=at)
        if reply.outcome == Outcome.PASSED_ON:
            return "Đã chuyển. Việc còn mở đến khi có số vào sổ của cơ quan nhận."
        return "Đã gửi trả lời."


def offer(person: Person, message: Message, bound: Bound) -> dict[str, ActForm]:
    """Drafting for the lead unit, sending for the desk."""
    matter = getattr(message, "matter", None)
    if matter is None:
        return {}
    stage = matter.stage
    if stage in (Stage.ASSIGNED, Stage.RETURNED, Stage.REOPENED):
        if not (matter.unit and works_on(person, matter) and may(person, "draft")):
            return {}
        last = matter.replies.filter(returned_at__isnull=False).last()
        initial = {name: getattr(last, name) for name in ("outcome", "text", "clause", "receiver")} if last else {}
        return {"du-thao": DraftForm(bound("du-thao"), initial=initial, prefix="du-thao")}
    if stage == Stage.APPROVED and may(person, "send_reply"):
        return {"gui": SendForm(bound("gui"), prefix="gui")}
    return {}
