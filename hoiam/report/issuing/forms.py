"""The forms by which a report gets its number, its signatures and its signed file."""

from __future__ import annotations

from typing import Any

from django import forms

from hoiam.papers.signed.forms import IssueForm
from hoiam.report.issuing.acts import SigningKey
from hoiam.workdays.forms import DayField

MAX_PKCS12 = 256 * 1024
PNG = "image/png"


class NumberForm(forms.Form):
    number = forms.IntegerField(label="Số", min_value=1, max_value=9999, widget=forms.NumberInput(attrs={"min": 1}))
    dated = DayField(label="Ngày văn bản")


class KeyForm(forms.Form):
    """A key for one signing. A browser shows neither file nor passphrase again, and neither do we."""

    pkcs12 = forms.FileField(
        label="Tệp chứng thư số (.p12, .pfx)",
        help_text="Chỉ dùng trong bộ nhớ cho lần ký này, không lưu lại.",
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx,application/x-pkcs12"}),
    )
    passphrase = forms.CharField(
        label="Mật khẩu của tệp",
        required=False,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}),
    )
    picture = forms.FileField(
        label="Hình ảnh chữ ký",
        required=False,
        help_text="PNG màu xanh, nền trong suốt. Không có thì ghi bằng chữ.",
        widget=forms.FileInput(attrs={"accept": PNG}),
    )

    def clean_pkcs12(self) -> Any:
        given = self.cleaned_data["pkcs12"]
        if given.size > MAX_PKCS12:
            raise forms.ValidationError("Tệp chứng thư số lớn bất thường: hãy chọn tệp .p12 hoặc .pfx.")
        return given

    def key(self) -> SigningKey:
        given = self.cleaned_data
        picture = given["picture"].read() if given["picture"] else b""
        return SigningKey(given["pkcs12"].read(), given["passphrase"], picture)


class SealForm(KeyForm):
    picture = forms.FileField(
        label="Hình ảnh con dấu",
        required=False,
        help_text="PNG màu đỏ, nền trong suốt. Không có thì ghi bằng chữ.",
        widget=forms.FileInput(attrs={"accept": PNG}),
    )
    millimetres = forms.FloatField(
        label="Bề ngang thật của con dấu (mm)",
        required=False,
        min_value=10,
        max_value=42,
        help_text="Để trống nếu tệp hình đã ghi đúng độ phân giải.",
    )


class ReportIssueForm(IssueForm):
    """What the machine read, for văn thư to confirm or mend."""

    field_order = ["carried", "number", "dated", "signer", "post", "why_different", "on_paper", "public"]

    post = forms.CharField(label="Chức vụ người ký", max_length=120)
    public = forms.BooleanField(
        label="Bản quét này không có số chính xác của đơn khiếu nại, tố cáo: cho đăng công khai",
        required=False,
        help_text="Không đánh dấu thì tệp chỉ dành cho người đọc bản gửi cấp trên.",
    )
