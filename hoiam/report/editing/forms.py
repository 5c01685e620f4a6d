"""The form by which a sentence of a report is worded otherwise."""

from __future__ import annotations

from django import forms

from hoiam.report.editing.acts import LONGEST_SENTENCE


class SentenceForm(forms.Form):
    """A sentence in the office's own words."""

    text = forms.CharField(
        label="Câu trong báo cáo",
        required=False,
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Sửa lời tùy ý: con số để nguyên vẫn tính lại theo nguồn. Để trống là bỏ câu này.",
    )
