"""The forms of the answering desk: each asks for what one act needs and hands it on. What is right the acts decide."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hoiam.answer import acts
from hoiam.answer.models import Outcome, Reply
from hoiam.listen import acts as listening
from hoiam.listen.masking import Masks, chosen, proposed
from hoiam.listen.models import RESTRICTED_KINDS, Attachment, Ground, Kind, Message, Topic, Withholding
from hoiam.listen.privacy import waiting_withholding
from hoiam.office.models import Area, Office, Person, Unit


class ActForm(forms.Form):
    """A form for one act about one message."""

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        """Do it; returns what was done, in words. Raises ValidationError when the act refuses."""
        raise NotImplementedError


class AcceptForm(ActForm):
    """Kind, topic, area, public title, and what is covered in the public copy."""

    kind = forms.ChoiceField(label="Loại nội dung")
    reason = forms.CharField(
        label="Lý do đổi loại", required=False, max_length=500, help_text="Chỉ khi khác loại người gửi đã chọn."
    )
    topic = forms.ModelChoiceField(Topic.objects.none(), label="Lĩnh vực", required=False, empty_label="Chưa rõ")
    area = forms.ModelChoiceField(Area.objects.none(), label="Thôn, tổ dân phố", required=False, empty_label="Chưa rõ")
    title = forms.CharField(
        label="Tiêu đề bản công khai",
        max_length=140,
        help_text="Việc gì, ở đâu; không ghi tên người. Ví dụ: Ống nước vỡ đầu ngõ 45 Trần Hưng Đạo",
    )
    laid_open = forms.MultipleChoiceField(
        label="Máy đã che. Đánh dấu chỗ không phải thông tin cá nhân, để hiện lại",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    phrases = forms.CharField(
        label="Che thêm", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="Mỗi dòng một cụm từ."
    )
    photos = forms.MultipleChoiceField(
        label="Ảnh đã xem, cho đăng", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, message: Message, text: str, place: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.message, self.text, self.place = message, text, place
        office = message.office
        offered = [kind for kind in Kind if kind not in RESTRICTED_KINDS or kind == message.kind]
        self.fields["kind"].choices = [("", "Chọn loại"), *((kind.value, kind.label) for kind in offered)]  # type: ignore[attr-defined]
        self.fields["topic"].queryset = Topic.objects.filter(office=office)  # type: ignore[attr-defined]
        self.fields["area"].queryset = Area.objects.filter(office=office)  # type: ignore[attr-defined]
        spans = proposed(text, place)
        found = [(f"text:{span.start}", text[span.start : span.end]) for span in spans.text]
        found += [(f"place:{span.start}", place[span.start : span.end]) for span in spans.place]
        self._offer("laid_open", found)
        photos = [(str(file.pk), f"{file.get_sort_display()} {at}") for at, file in enumerate(message.files.all(), 1)]
        self._offer("photos", photos)
        if hasattr(message, "restriction"):
            for name in ("title", "laid_open", "phrases", "photos"):
                self.fields.pop(name, None)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def masks(self) -> Masks:
        """What the officer decided to cover."""
        return chosen(
            self.text,
            self.place,
            set(self.cleaned_data.get("laid_open", ())),
            self.cleaned_data.get("phrases", ""),
        )

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        given = self.cleaned_data
        acts.accept(
            message,
            kind=given["kind"],
            topic=given["topic"],
            area=given["area"],
            title=given.get("title", ""),
            masks=self.masks(),
            photos=Attachment.objects.filter(message=message, pk__in=given.get("photos", ())),
            reason=given["reason"],
            by=person,
            at=at,
        )
        return f"Đã phân loại. Hạn trả lời: {message.due_on:%d/%m/%Y}."


class AssignForm(ActForm):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị chủ trì", empty_label="Chọn đơn vị")

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(office=office)  # type: ignore[attr-defined]

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        unit = self.cleaned_data["unit"]
        acts.assign(message.matter, unit, by=person, at=at)
        return f"Đã giao {unit}."


class ExtendForm(ActForm):
    reason = forms.CharField(
        label="Lý do gia hạn", max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="Người gửi sẽ đọc."
    )

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        row = acts.extend(message.matter, self.cleaned_data["reason"], by=person, at=at)
        return f"Đã gia hạn đến {row.due_on:%d/%m/%Y}; người gửi sẽ đọc lý do."


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


class ApproveForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        acts.approve(_last(message), by=person, at=at)
        return "Đã duyệt. Việc chờ gửi trả lời."


class ReturnForm(ActForm):
    why = forms.CharField(label="Cần sửa gì", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        acts.return_draft(_last(message), self.cleaned_data["why"], by=person, at=at)
        return "Đã trả lại để sửa."


class SendForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        reply = _last(message)
        acts.send_reply(reply, by=person, at=at)
        if reply.outcome == Outcome.PASSED_ON:
            return "Đã chuyển. Việc còn mở đến khi có số vào sổ của cơ quan nhận."
        return "Đã gửi trả lời."


class ReceiverNumberForm(ActForm):
    receiver_number = forms.CharField(label="Số vào sổ của cơ quan nhận", max_length=80)

    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        acts.enter_receiver_number(_last(message), self.cleaned_data["receiver_number"], by=person, at=at)
        return "Đã ghi số vào sổ của cơ quan nhận; việc kết thúc ở cơ quan ta."


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
        listening.propose_withholding(message, **self.cleaned_data, by=person, at=at)
        return "Đã đề nghị không đăng. Chưa có gì bị ẩn: cần một người thứ hai đồng ý."


class AgreeForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        listening.withhold(_proposed(message), by=person, at=at)
        return "Đã đồng ý không đăng; người gửi được báo, lý do hiện trên trang công khai."


class DisagreeForm(ActForm):
    def carry_out(self, person: Person, message: Message, at: datetime) -> str:
        listening.release(_proposed(message), by=person, at=at)
        return "Không đồng ý: nội dung vẫn đăng công khai."


def _last(message: Message) -> Reply:
    reply = message.matter.replies.last()
    if reply is None:
        raise ValidationError("Chưa có dự thảo.")
    return reply


def _proposed(message: Message) -> Withholding:
    row = waiting_withholding(message)
    if row is None:
        raise ValidationError("Không còn đề nghị nào chờ quyết định.")
    return row
