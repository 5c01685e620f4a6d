"""A signed document comes back: the file goes in, then what the machine read of it is confirmed by văn thư."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from django import forms

from hoiam.papers.signed.bringing import Reading
from hoiam.papers.signed.paper import PdfRefused
from hoiam.workdays.forms import DayField


class PdfForm(forms.Form):
    pdf = forms.FileField(
        label="Tệp PDF đã ký",
        help_text="Từ hệ thống quản lý văn bản, nguyên như khi phát hành; tối đa 20 MB.",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def reading(self, look_through: Callable[[bytes], Reading]) -> Reading | None:
        """What the file says; None when there is none, or it is refused: the form then says why."""
        if not self.is_valid():
            return None
        try:
            return look_through(self.cleaned_data["pdf"].read())
        except PdfRefused as refused:
            self.add_error("pdf", str(refused))
            return None


class IssueForm(forms.Form):
    """What the machine read, for văn thư to confirm or mend."""

    carried = forms.CharField(widget=forms.HiddenInput)
    number = forms.CharField(label="Số, ký hiệu", max_length=60)
    dated = DayField(label="Ngày văn bản")
    signer = forms.CharField(label="Người ký", max_length=120)
    why_different = forms.CharField(
        label="Vì sao khác dự thảo đã duyệt", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    on_paper = forms.BooleanField(label="Văn bản đã ký tay, đóng dấu; đây là bản quét", required=False)

    @classmethod
    def confirming(cls, reading: Reading, **initial: Any) -> Self:
        """The form filled with what was read; what this file leaves no question about is not asked."""
        guess = reading.guess
        known = {"carried": reading.carried, "number": guess.number, "dated": guess.dated, "signer": guess.signer}
        form = cls(initial=known | initial)
        if not reading.differences:
            del form.fields["why_different"]
        if reading.signatures:
            del form.fields["on_paper"]
        return form
