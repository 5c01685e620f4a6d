"""The signed document of a reply, as it came back from the document system."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.files.fields import StoredName


class IssuedPaper(models.Model):
    """A reply issued («phát hành»): number, date and signer read from the signed PDF and confirmed by văn thư."""

    reply = models.OneToOneField("answer.Reply", on_delete=models.CASCADE, related_name="issued")
    number = models.CharField(max_length=60, help_text="Số, ký hiệu: 123/UBND-KT")
    dated = models.DateField()
    signer = models.CharField(max_length=120, help_text="Người ký, như trên văn bản")
    file = StoredName(unique=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 của tệp, đúng từng byte")
    pages = models.PositiveSmallIntegerField()
    is_scan = models.BooleanField(help_text="Bản quét: không có chữ để so")
    signatures = models.JSONField(help_text="Chữ ký số: người ký, cơ quan, còn nguyên, tin cậy, lúc nào")
    differences = models.PositiveSmallIntegerField(help_text="Số chỗ khác dự thảo đã duyệt")
    why_different = models.CharField(max_length=500, blank=True)
    public = models.BooleanField(help_text="Văn thư đã xem: không nêu tên, địa chỉ, số điện thoại của người gửi")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
