"""Keeping words from the public page: proposed by one person, decided by another."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError

from hoiam.answer.forms import ActForm, Bound
from hoiam.listen import withholding
from hoiam.listen.models import Ground, Message, Withholding
from hoiam.listen.privacy import waiting_withholding
from hoiam.office.access import may
from hoiam.office.models import Person


class WithholdForm(ActForm):
    ground = forms.ChoiceField(
        label="Lý do không đăng",
        choices=[("", "Chọn lý do"), *((one.value, one.label) for one in Ground if one != Ground.SENDER)],
        help_text="Chỉ khi che rồi không còn gì đọc được. Phê bình, chưa xác minh, uy tín cơ quan không phải là lý do.",
    )
    clause = forms.CharField(label="Điều khoản, hoặc của ai, nguy hiểm gì", required=False, max_length=300)
    until = forms.DateField(
        label="Đến hết ngày", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        withholding.propose_withholding(message, **self.cleaned_data, by=person, at=at)
        return "Đã đề nghị không đăng. Chưa có gì bị ẩn: cần một người thứ hai đồng ý."


class AgreeForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        withholding.withhold(_proposed(message), by=person, at=at)
        return "Đã đồng ý không đăng; người gửi được báo, lý do hiện trên trang công khai."


class DisagreeForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        withholding.release(_proposed(message), by=person, at=at)
        return "Không đồng ý: nội dung vẫn đăng công khai."


def offer(person: Person, message: Message, bound: Bound) -> dict[str, ActForm]:
    """Proposing while nothing is proposed; agreeing or not for a second person."""
    if hasattr(message, "restriction"):
        return {}
    waiting = waiting_withholding(message)
    if waiting is None:
        if not may(person, "withhold"):
            return {}
        return {"khong-dang": WithholdForm(bound("khong-dang"), prefix="khong-dang")}
    if may(person, "confirm_withholding") and waiting.proposed_by_id != person.pk:
        return {
            "dong-y-khong-dang": AgreeForm(bound("dong-y-khong-dang"), prefix="dong-y"),
            "khong-dong-y": DisagreeForm(bound("khong-dong-y"), prefix="khong-dong-y"),
        }
    return {}


def _proposed(message: Message) -> Withholding:
    row = waiting_withholding(message)
    if row is None:
        raise ValidationError("Không còn đề nghị nào chờ quyết định.")
    return row
