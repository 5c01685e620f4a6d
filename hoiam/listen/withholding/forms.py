"""Keeping words from the public page: proposed by one person, decided by another."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hoiam.listen.access import is_concerned, may_apart
from hoiam.listen.message.forms import GRAVE, QUIET, ActForm, Offer
from hoiam.listen.models import Ground, Message, Withholding
from hoiam.listen.publicity.privacy import waiting_withholding
from hoiam.listen.withholding import acts as withholding_acts
from hoiam.office.access import may
from hoiam.office.models import Person
from hoiam.workdays.calendar import in_words
from hoiam.workdays.forms import DayField


class WithholdForm(ActForm):
    ground = forms.ChoiceField(
        label="Lý do không đăng",
        choices=[("", "Chọn lý do"), *((one.value, one.label) for one in Ground if one != Ground.SENDER)],
        help_text="Chỉ khi che rồi không còn gì đọc được. Phê bình, chưa xác minh, uy tín cơ quan không phải là lý do.",
    )
    clause = forms.CharField(
        label="Điều khoản làm căn cứ",
        required=False,
        max_length=300,
        help_text="Ai cũng đọc được trong sổ công khai: không ghi tên, địa chỉ của ai.",
    )
    note = forms.CharField(
        label="Của ai, nguy hiểm gì, vì sao che rồi vẫn lộ",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Không đăng: chỉ người xử lý và người xem xét lại đọc.",
    )
    order_number = forms.CharField(label="Văn bản yêu cầu: số, ký hiệu", required=False, max_length=80)
    order_on = DayField(label="Văn bản yêu cầu: ngày", required=False)
    authority = forms.CharField(
        label="Văn bản yêu cầu: tòa án, cơ quan ban hành",
        required=False,
        max_length=120,
        help_text="Cơ quan khác, không phải chính cơ quan này.",
    )
    until = DayField(
        label="Không đăng đến hết ngày",
        required=False,
        help_text="Văn bản yêu cầu: ngày hết hiệu lực. Nguy hiểm: nhiều nhất "
        f"{withholding_acts.DANGER_LASTS_DAYS} ngày.",
    )

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        given = self.cleaned_data
        order = withholding_acts.Order(given["order_number"], given["order_on"], given["authority"])
        row = withholding_acts.propose_withholding(
            message,
            ground=given["ground"],
            clause=given["clause"],
            note=given["note"],
            order=order,
            until=given["until"],
            by=person,
            at=at,
        )
        last = in_words(withholding_acts.confirm_withholding_by(row))
        return f"Đã đề nghị không đăng. Chưa có gì bị ẩn: cần một người thứ hai đồng ý, chậm nhất {last}."


class AgreeForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        withholding_acts.withhold(_proposed(message), by=person, at=at)
        return "Đã đồng ý không đăng; người gửi được báo, lý do hiện trên trang công khai và trong sổ công khai."


class DisagreeForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        withholding_acts.release(_proposed(message), by=person, at=at)
        return "Không đồng ý: nội dung vẫn đăng công khai."


class ReleaseForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        for row in _kept(message):
            withholding_acts.release(row, by=person, at=at)
        return "Đã cho đăng trở lại."


def _stands_apart(person: Person, message: Message) -> bool:
    return not message.is_restricted and not is_concerned(person, message)


def _may_decide(person: Person, message: Message) -> bool:
    if not (_stands_apart(person, message) and may(person, "confirm_withholding")):
        return False
    waiting = waiting_withholding(message)
    return waiting is not None and waiting.proposed_by_id != person.pk


AGREE_TO_WITHHOLD = Offer(
    "dong-y-khong-dang",
    "Đề nghị không đăng",
    "Đồng ý không đăng",
    _may_decide,
    lambda _person, _message, _found, typed: AgreeForm(**typed),
    colour=GRAVE,
    prefix="dong-y",
)
REFUSE_TO_WITHHOLD = Offer(
    "khong-dong-y",
    "Vẫn đăng",
    "Không đồng ý, vẫn đăng",
    _may_decide,
    lambda _person, _message, _found, typed: DisagreeForm(**typed),
    colour=QUIET,
)
RELEASE_WITHHELD = Offer(
    "dang-lai",
    "Cho đăng trở lại",
    "Cho đăng trở lại",
    lambda person, message: (
        _stands_apart(person, message) and may(person, "confirm_withholding") and bool(_kept(message))
    ),
    lambda _person, _message, _found, typed: ReleaseForm(**typed),
)
WITHHOLD = Offer(
    "khong-dang",
    "Đề nghị không đăng công khai",
    "Đề nghị",
    lambda person, message: (
        _stands_apart(person, message) and may(person, "withhold") and waiting_withholding(message) is None
    ),
    lambda _person, _message, _found, typed: WithholdForm(**typed),
    "Che trước; chỉ đề nghị khi che rồi không còn gì. Cần người thứ hai đồng ý, lý do hiện công khai.",
)


def _kept(message: Message) -> list[Withholding]:
    rows = message.withholdings.filter(kept_at__isnull=False, ended_at__isnull=True)
    return list(rows.exclude(ground=Ground.SENDER))


def panel(person: Person, message: Message, _at: datetime) -> dict[str, Any]:
    """What is proposed or kept, with the note that only the desk reads, and the last day to agree."""
    rows = message.withholdings.filter(ended_at__isnull=True).exclude(ground=Ground.SENDER)
    rows = rows.select_related("proposed_by", "confirmed_by", "message__office")
    may_cover = not message.is_restricted and may_apart(person, "confirm_public", message)
    return {
        "may_cover": may_cover,
        "held_rows": [
            (row, withholding_acts.note_of(row), withholding_acts.confirm_withholding_by(row)) for row in rows
        ],
    }


def _proposed(message: Message) -> Withholding:
    row = waiting_withholding(message)
    if row is None:
        raise ValidationError("Không còn đề nghị nào chờ quyết định.")
    return row
