"""How every form of the house looks, and the one form that belongs to no verb."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.forms import renderers

from hoiam.viettext.fold import nfc


class Renderer(renderers.DjangoTemplates):
    """Label, hint, error, control, tied together for screen readers: web/parts/field.html for every field."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/parts/field.html"


class ReceiptForm(forms.Form):
    """What stands on a receipt, typed or pasted: digits and letters a–f, in whatever groups."""

    use_required_attribute = False

    entry = forms.CharField(
        label="Dòng nhật ký số", max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    commitment = forms.CharField(label="Mã cam kết", max_length=200, help_text="64 chữ số và chữ cái, cuối giấy.")
    salt = forms.CharField(
        label="Số ngẫu nhiên",
        max_length=200,
        required=False,
        help_text="Chỉ khi muốn đối chiếu cả lời đã viết; có trên bản giao người gửi.",
    )
    text = forms.CharField(
        label="Nội dung đã gửi",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Không bắt buộc. Chép nguyên văn; máy tính xong là quên, không lưu.",
    )
    place = forms.CharField(label="Nơi xảy ra đã ghi", required=False, max_length=400)
    checkpoint = forms.CharField(
        label="Mốc đối chiếu", required=False, max_length=300, help_text="Dòng «mã cơ quan, số dòng, mã gốc» trên giấy."
    )

    def clean_entry(self) -> int:
        digits = "".join(letter for letter in self.cleaned_data["entry"] if letter.isdigit())
        if not digits or len(digits) > 18:
            raise ValidationError("Ghi số dòng bằng chữ số, như trên giấy biên nhận.")
        return int(digits)

    def clean_commitment(self) -> str:
        return _hex(self.cleaned_data["commitment"], "Mã cam kết")

    def clean_salt(self) -> bytes:
        typed = self.cleaned_data["salt"]
        return bytes.fromhex(_hex(typed, "Số ngẫu nhiên")) if typed else b""

    def clean_text(self) -> str:
        # A form sends its lines ended as in a letter; they were booked as the phone ends them.
        return nfc(self.cleaned_data["text"]).replace("\r\n", "\n")

    def clean_place(self) -> str:
        return nfc(self.cleaned_data["place"])

    def clean_checkpoint(self) -> tuple[int, str] | None:
        parts = self.cleaned_data["checkpoint"].split()
        if not parts:
            return None
        if len(parts) < 2 or not parts[-2].isdigit():
            raise ValidationError("Chép cả dòng mốc đối chiếu: mã cơ quan, số dòng, mã gốc.")
        return int(parts[-2]), _hex(parts[-1], "Mã gốc")

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if given.get("text") and not given.get("salt") and "salt" not in self.errors:
            self.add_error("salt", "Đối chiếu lời đã viết thì cần số ngẫu nhiên trên bản giao người gửi.")
        return given


def _hex(typed: str, what: str) -> str:
    """64 hexadecimal digits however they were grouped."""
    digits = "".join(typed.split()).lower()
    if len(digits) != 64 or set(digits) - set("0123456789abcdef"):
        raise ValidationError(f"{what} có đúng 64 chữ số và chữ cái a đến f: xem lại từng nhóm.")
    return digits
