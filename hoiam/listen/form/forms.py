"""What a resident fills in, one page after another, and what each choice of the first page says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hoiam.listen.form.acts import LEADERSHIP
from hoiam.listen.message import contact_line
from hoiam.listen.message.acts import MAX_TEXT
from hoiam.listen.models import Kind
from hoiam.office.models import Area, Office, Topic, Unit
from hoiam.viettext.fold import fold, nfc

LONGEST_PLACE = 400


@dataclass(frozen=True)
class Choice:
    """One line of «Bạn muốn làm gì?»: its address, its words, and the question of the page behind it."""

    name: str
    head: str
    rest: str
    question: str = ""
    hint: str = ""
    kind: str = ""
    at_a_place: bool = False

    def said_by(self, office: Office) -> Choice:
        """In the words of this office: «phường», «xã», «đặc khu»."""
        said = {name: getattr(self, name).format(short=office.short) for name in ("rest", "hint")}
        return replace(self, **said)


CHOICES = (
    Choice(
        "feedback",
        "Báo một việc cần xử lý",
        "rác, ngập, đèn hỏng, tiếng ồn…",
        "Việc gì đang xảy ra?",
        "Viết như đang kể: thấy gì, từ bao giờ, ảnh hưởng đến ai.",
        Kind.FEEDBACK,
        at_a_place=True,
    ),
    Choice(
        "question",
        "Hỏi",
        "thủ tục, giấy tờ, chính sách",
        "Bạn muốn hỏi điều gì?",
        "Viết như đang hỏi tại quầy. Không cần số giấy tờ tùy thân.",
        Kind.QUESTION,
    ),
    Choice(
        "petition",
        "Góp ý, đề nghị",
        "{short} làm, sửa, xem lại điều gì",
        "Bạn góp ý, đề nghị điều gì?",
        "Viết điều bạn muốn {short} làm, và vì sao.",
        Kind.PETITION,
        at_a_place=True,
    ),
    Choice(
        "procedure",
        "Góp ý về thủ tục, quy định gây khó",
        "giấy tờ thừa, quy định khó hiểu, mỗi nơi làm một khác",
        "Thủ tục, quy định nào đang gây khó?",
        "Viết tên thủ tục nếu biết, khó ở bước nào, nên sửa ra sao.",
        Kind.PROCEDURE,
    ),
    Choice(
        "information",
        "Xin bản sao văn bản, số liệu",
        "do {short} ban hành hoặc lập ra",
        "Bạn cần văn bản, số liệu nào?",
        "Viết tên, số, ngày của văn bản nếu biết; không biết thì tả nội dung cần tìm. Không phải nêu lý do.",
        Kind.INFORMATION,
    ),
    Choice(
        "unsure",
        "Tôi không rõ",
        "nhờ {short} phân loại giúp",
        "Bạn muốn gửi điều gì?",
        "Cứ viết theo cách của bạn; người của {short} sẽ xếp vào đúng loại.",
        at_a_place=True,
    ),
)
# These are not taken in here: the page behind each says where, to whom and how.
GUIDES = (
    Choice(
        Kind.COMPLAINT,
        "Không đồng ý với một quyết định, việc làm của cơ quan đối với mình",
        "khiếu nại, phải có đơn ký tên",
        kind=Kind.COMPLAINT,
    ),
    Choice(
        Kind.DENUNCIATION,
        "Báo hành vi vi phạm pháp luật của một người, một cơ quan",
        "tố cáo, đơn ký tên hoặc đến trực tiếp",
        kind=Kind.DENUNCIATION,
    ),
    Choice("mediation", "Tranh chấp với hàng xóm", "tổ hòa giải của thôn, tổ dân phố"),
)
BY_NAME = {choice.name: choice for choice in (*CHOICES, *GUIDES)}
NAME_OF_KIND = {choice.kind: choice.name for choice in CHOICES}


class Words(forms.CharField):
    """Text as typed by any keyboard, in composed letters and without anything invisible."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(nfc(str(value)) if value else value) or "")


class _OfTheOffice(forms.ModelChoiceField):
    def label_from_instance(self, row: Any) -> str:
        if isinstance(row, Area) and row.aliases:
            return f"{row} (tên cũ: {', '.join(row.aliases)})"
        return str(row)


class WordsForm(forms.Form):
    """What it is about, and where; a voice instead of the words. Photos follow once the words have their number.

    No autocomplete="off" here: with it, going back finds an empty field.
    """

    use_required_attribute = False

    text = Words(required=False, widget=forms.Textarea(attrs={"rows": 7}))
    place = Words(
        required=False,
        label="Việc xảy ra ở đâu?",
        help_text="Viết như khi chỉ đường: «đối diện trường mầm non, đầu hẻm 12».",
        widget=forms.TextInput,
    )
    area = _OfTheOffice(
        Area.objects.none(),
        required=False,
        label="Thôn, tổ (tên cũ cũng được)",
        empty_label="Chưa chọn",
        error_messages={"invalid_choice": "Thôn, tổ này không có trong danh sách: hãy chọn lại hoặc để trống."},
    )
    voice = forms.Field(
        required=False,
        label="Lời nói, nhiều nhất 2 phút",
        help_text="Không đăng lên mạng: cán bộ nghe rồi chép lại thành chữ. Không nhận phim.",
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
    )
    topic = _OfTheOffice(
        Topic.objects.none(),
        required=False,
        label="Về việc gì?",
        empty_label="Chưa chọn",
        error_messages={"invalid_choice": "Mục này không có trong danh sách: hãy chọn lại hoặc để trống."},
    )

    def __init__(self, office: Office, choice: Choice, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = choice.question
        self.fields["text"].help_text = choice.said_by(office).hint
        for name, rows in (
            ("area", Area.objects.filter(office=office)),
            ("topic", Topic.objects.filter(office=office)),
        ):
            if rows.exists():
                self.fields[name].queryset = rows  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > MAX_TEXT:
            raise ValidationError(
                f"Nội dung dài {_dotted(len(text))} chữ cái; mỗi lần gửi được nhiều nhất {_dotted(MAX_TEXT)}. "
                "Hãy bỏ bớt, hoặc gửi phần sau thành một nội dung nữa. Chữ của bạn còn nguyên bên dưới."
            )
        return text

    def clean_place(self) -> str:
        place: str = " ".join(self.cleaned_data["place"].split())
        if len(place) > LONGEST_PLACE:
            raise ValidationError(f"Phần chỉ đường dài quá {LONGEST_PLACE} chữ cái: hãy chuyển bớt lên phần nội dung.")
        return place


class ConfidentialForm(forms.Form):
    """What reads like a denunciation or a complaint: its sender says what it is. Nothing is ticked beforehand."""

    use_required_attribute = False

    keep = forms.ChoiceField(
        label="Bạn muốn thế nào?",
        choices=(
            ("kin", "Giữ kín: Không lên trang, không vào danh sách; chỉ người được giao đọc đơn xem được."),
            ("dang", "Đây là phản ánh: Đăng công khai, đã che tên; xử lý như mọi phản ánh khác."),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một trong hai: giữ kín, hoặc đây là phản ánh."},
    )
    about = forms.MultipleChoiceField(
        required=False,
        label="Nội dung nói về ai? (không bắt buộc)",
        help_text="Người, đơn vị được đánh dấu không phân loại, không quyết định việc này; giữ kín thì không xem được.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(unit.code, unit.name) for unit in Unit.objects.filter(office=office)]
        self.fields["about"].choices = [(LEADERSHIP, "Chủ tịch, Phó Chủ tịch"), *units]  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    """May it be published, and how to tell the result."""

    use_required_attribute = False

    public = forms.ChoiceField(
        label="Nội dung này được đăng công khai không?",
        choices=(
            ("co", "Được đăng công khai, đã che thông tin cá nhân: Ai cũng đọc được điều bạn gửi và câu trả lời."),
            ("khong", "Không đăng, chỉ trả lời qua mã: Mọi người chỉ thấy số hồ sơ, loại, ngày nhận, hạn, tình trạng."),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một trong hai: được đăng công khai, hoặc chỉ trả lời qua mã."},
    )
    reach = Words(
        required=False,
        label="Số điện thoại hoặc thư điện tử",
        help_text="Chỉ để báo kết quả, không đăng lên mạng, mỗi lần cán bộ mở xem đều được ghi lại; xong việc thì xóa.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, answered: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if answered:  # «giữ kín» or «đây là phản ánh» said it already
            del self.fields["public"]

    def clean_reach(self) -> str:
        line: str = self.cleaned_data["reach"]
        contact_line.read_contact(line)
        return line


class LookForm(forms.Form):
    """The last look: what else to cover, and the plain question where one is asked."""

    use_required_attribute = False

    cover = Words(
        required=False,
        label="Che thêm",
        help_text="Mỗi dòng một cụm từ, viết đúng như trong nội dung: tên, địa chỉ nhà…",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "class": "few"}),
    )
    answer = Words(
        required=False, max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-number"})
    )

    def __init__(self, *args: Any, words: str = "", asked: list[int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words, self.asked = words, asked or []
        if self.asked:
            first, second = (NUMERALS[number] for number in self.asked)
            self.fields["answer"].label = f"{first.capitalize()} cộng {second} là mấy?"
            self.fields["answer"].help_text = "Để biết đây là người gửi, không phải máy. Viết bằng số hay bằng chữ."
        else:
            del self.fields["answer"]

    def clean_cover(self) -> str:
        cover: str = self.cleaned_data["cover"]
        lines = [line.strip() for line in cover.splitlines() if line.strip()]
        for line in lines:
            # What cannot be covered must not be sent as if it were.
            if not re.search(re.escape(line), self.words, re.IGNORECASE):
                raise ValidationError(f"Không thấy «{line}» trong nội dung, nên chưa che được. Hãy chép lại cho đúng.")
        return "\n".join(lines)

    def clean_answer(self) -> str:
        answer = fold(self.cleaned_data["answer"]).strip(" .")
        total = sum(self.asked)
        if answer not in (str(total), fold(NUMERALS[total])):
            raise ValidationError("Câu trả lời chưa đúng. Chữ bạn viết vẫn còn nguyên; xin tính lại.")
        return answer


class FollowForm(forms.Form):
    """Number and key, as people type them."""

    use_required_attribute = False

    number = Words(
        label="Số hồ sơ",
        help_text="9 chữ số, ví dụ 2611 4837 5",
        max_length=60,
        error_messages={"required": "Hãy nhập số hồ sơ."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    key = Words(
        label="Mã bí mật",
        help_text="20 chữ số, 5 nhóm 4 số",
        max_length=100,
        error_messages={"required": "Hãy nhập mã bí mật."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


NUMERALS = (
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
    "mười", "mười một", "mười hai", "mười ba", "mười bốn", "mười lăm", "mười sáu", "mười bảy", "mười tám",
)  # fmt: skip


def _dotted(count: int) -> str:
    return f"{count:,}".replace(",", ".")
