"""A sentence of a report in the office's own words. A state is a row; the newest stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SentenceEdit(models.Model):
    """A sentence of the system in the office's own words; the newest stands. Its numbers stay tied to their figures."""

    report = models.ForeignKey("report.Report", on_delete=models.PROTECT, related_name="sentence_edits")
    sentence = models.CharField(max_length=60)
    pieces = models.JSONField(
        null=True, help_text="[[chữ, số liệu, cách đọc, số gõ tay], …]; rỗng: bỏ câu này; không có: câu của máy"
    )
    known = models.JSONField(default=list, help_text="[[số liệu, cách đọc], …] mà câu của máy có lúc sửa")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
