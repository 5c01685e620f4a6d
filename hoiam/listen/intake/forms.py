"""What a clerk fills in for a sender: one screen, the words first, whatever is not known left empty."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.listen.form.forms import LONGEST_PLACE, Words
from hoiam.listen.intake.receiving import Taken
from hoiam.listen.message import contact_line
from hoiam.listen.message.acts import MAX_TEXT
from hoiam.listen.models import Channel, Kind
from hoiam.listen.restricted.holding import About
from hoiam.office.models import Area, Office, Topic, Unit
from hoiam.workdays.forms import DayField

PUBLICITY = (
    ("co", "Được đăng công khai, đã che thông tin cá nhân: Người gửi nói vậy, hoặc ký trên giấy biên nhận"),
    ("khong", "Không đăng, chỉ trả lời qua mã: Người gửi nói vậy, hoặc ký trên giấy biên nhận"),
    ("chua", "Chưa hỏi được: Đăng theo lệ chung sau khi đã che, đã kiểm tra; người gửi đổi được bất cứ lúc nào"),
)
# What the sender said when asked, in the words of the screen.
KEEP = (
    ("kin", "Người gửi muốn giữ kín", True),
    ("phan-anh", "Người gửi nói là phản ánh: đăng, che tên", False),
)
TOLD: dict[str, bool | None] = {"co": True, "khong": False, "chua": None}


class _Several(forms.FileInput):
    allow_multiple_selected = True


class Moment(forms.DateTimeField):
    """A day and time as the browser's own picker sends them, or as people type them."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        formats = ["%Y-%m-%dT%H:%M", "%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y"]
        wrong = {"invalid": "Ngày giờ chưa đúng: ghi như 08:30 16/11/2026."}
        super().__init__(required=False, widget=widget, input_formats=formats, error_messages=wrong, **more)


class TakeInForm(forms.Form):
    """Counter and telephone; a letter asks for a little more."""

    use_required_attribute = False

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    text = Words(
        label="Nội dung",
        help_text="Ghi theo lời người gửi, hoặc chép nguyên văn đơn.",
        widget=forms.Textarea(attrs={"rows": 7, "autofocus": True}),
        error_messages={"required": "Hãy ghi vài dòng về điều người gửi muốn nói."},
    )
    place = Words(required=False, label="Việc xảy ra ở đâu?", widget=forms.TextInput, max_length=LONGEST_PLACE)
    area = forms.ModelChoiceField(Area.objects.none(), required=False, label="Thôn, tổ dân phố", empty_label="Chưa rõ")
    kind = forms.ChoiceField(required=False, label="Loại nội dung")
    topic = forms.ModelChoiceField(Topic.objects.none(), required=False, label="Lĩnh vực", empty_label="Chưa rõ")
    received_at = Moment(
        label="Nhận lúc", help_text="Để trống là bây giờ. Nhận trước lúc vào sổ thì ghi đúng lúc nhận."
    )
    name = Words(required=False, label="Họ tên", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    reach = Words(
        required=False,
        label="Số điện thoại hoặc thư điện tử",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    address = Words(
        required=False, label="Địa chỉ", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    public = forms.ChoiceField(
        label="Người gửi muốn đăng công khai không?",
        choices=PUBLICITY,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một câu trả lời; chưa hỏi được thì chọn câu cuối."},
    )
    confidential = forms.ChoiceField(
        required=False,
        label="Là đơn tố cáo, khiếu nại?",
        help_text="Hỏi người gửi. Không hỏi được thì để trống: có chữ tố cáo, khiếu nại thì giữ kín trước.",
        choices=(("", "Không phải, hoặc chưa hỏi được"), *((key, words) for key, words, _ in KEEP)),
    )
    about = forms.ModelChoiceField(
        Unit.objects.none(),
        required=False,
        label="Nói về đơn vị nào?",
        help_text="Người của đơn vị đó không phân loại, không quyết định về nội dung này.",
        empty_label="Không nói về đơn vị nào của cơ quan",
    )
    leadership = forms.BooleanField(required=False, label="Nói về Chủ tịch, Phó Chủ tịch")
    photos = forms.Field(
        required=False,
        label="Ảnh, tệp người gửi đưa",
        help_text="Nhiều nhất 5 tệp. Chỉ đăng khi đã có người xem.",
        widget=_Several(attrs={"multiple": True, "accept": "image/*,application/pdf"}),
    )
    scans = forms.Field(
        required=False,
        label="Bản chụp đơn, thư",
        help_text="Ảnh từng trang hoặc tệp PDF. Chỉ cán bộ xem; không bao giờ đăng, không chuyển đi nơi khác.",
        widget=_Several(attrs={"multiple": True, "accept": "image/*,application/pdf"}),
    )

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": secrets.token_urlsafe(18)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.office = office
        self.fields["area"].queryset = Area.objects.filter(office=office)  # type: ignore[attr-defined]
        self.fields["topic"].queryset = Topic.objects.filter(office=office)  # type: ignore[attr-defined]
        self.fields["about"].queryset = Unit.objects.filter(office=office)  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "Chưa phân loại"), *Kind.choices]  # type: ignore[attr-defined]

    WORDS_PART: tuple[str, ...] = ("text", "place", "area", "scans", "photos")
    MORE_PART: tuple[str, ...] = ("kind", "topic", "about", "leadership")
    SENDER_PART: tuple[str, ...] = ("received_at", "sent_on", "channel", "external_ref", "name", "reach", "address")
    CHOICE_PART: tuple[str, ...] = ("public", "confidential")

    def words_part(self) -> list[forms.BoundField]:
        """What was said: the left of the screen."""
        return self._part(self.WORDS_PART)

    def more_part(self) -> list[forms.BoundField]:
        """What may as well be said later, by whoever sorts it."""
        return self._part(self.MORE_PART)

    def sender_part(self) -> list[forms.BoundField]:
        """When it came, and from whom: the middle."""
        return self._part(self.SENDER_PART)

    def choice_part(self) -> list[forms.BoundField]:
        """What the sender was asked: the right, above the button."""
        return self._part(self.CHOICE_PART)

    def _part(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > MAX_TEXT:
            raise ValidationError("Nội dung dài quá 20.000 chữ cái: hãy tóm lại, kèm bản chụp đơn.")
        return text

    def clean_received_at(self) -> datetime | None:
        received: datetime | None = self.cleaned_data["received_at"]
        if received and received > timezone.now():
            raise ValidationError("Lúc nhận không thể ở sau lúc này.")
        return received

    def clean_reach(self) -> str:
        line: str = self.cleaned_data["reach"]
        contact_line.read_contact(line)
        return line

    def taken(self, channel: str) -> Taken:
        """What the clerk wrote down; raises ValidationError only for what the act refuses."""
        given = self.cleaned_data
        return Taken(
            channel=channel,
            text=given["text"],
            public=TOLD[given["public"]],
            kind=given["kind"],
            place=given["place"],
            area=given["area"],
            topic=given["topic"],
            confidential={key: kept for key, _, kept in KEEP}.get(given["confidential"]),
            concerned=About((given["about"],) if given["about"] else (), leadership=given["leadership"]),
            received_at=given["received_at"],
            sent_on=given.get("sent_on"),
            external_ref=given.get("external_ref", ""),
            contact=contact_line.read_contact(given["reach"]) | {"name": given["name"], "address": given["address"]},
        )


class LetterForm(TakeInForm):
    """A letter has the day written on it, and the number it got elsewhere."""

    sent_on = DayField(
        required=False,
        label="Ngày ghi trên đơn (hoặc dấu bưu điện)",
    )
    external_ref = Words(
        required=False,
        label="Số đến, mã ở hệ thống khác",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_sent_on(self) -> object:
        sent = self.cleaned_data["sent_on"]
        if sent and sent > timezone.localdate():
            raise ValidationError("Ngày ghi trên đơn không thể ở sau hôm nay.")
        return sent


FORMS: dict[str, tuple[Channel, type[TakeInForm]]] = {
    "quay": (Channel.COUNTER, TakeInForm),
    "dien-thoai": (Channel.PHONE, TakeInForm),
    "don-thu": (Channel.LETTER, LetterForm),
}
