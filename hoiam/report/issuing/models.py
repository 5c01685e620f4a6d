"""The official document of a version: its number, the signature made here, the signed file that is published."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.files.fields import StoredName


class NumberedReport(models.Model):
    """Number and day that văn thư gave a version before it is signed here; given again, the newest stands."""

    frozen = models.ForeignKey("report.Frozen", on_delete=models.PROTECT, related_name="numbers")
    number = models.CharField(max_length=10, help_text="05")
    dated = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class SignedReport(models.Model):
    """A version signed here by who approved it; the agency's signature is still to come."""

    frozen = models.OneToOneField("report.Frozen", on_delete=models.PROTECT, related_name="signed")
    numbered = models.OneToOneField(NumberedReport, on_delete=models.PROTECT, related_name="+")
    file = StoredName(unique=True)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class IssuedReport(models.Model):
    """A version issued («phát hành»): the signed file is what is published and downloaded, byte for byte."""

    frozen = models.OneToOneField("report.Frozen", on_delete=models.PROTECT, related_name="issued")
    number = models.CharField(max_length=60, help_text="Số, ký hiệu: 05/BC-UBND")
    dated = models.DateField()
    signer = models.CharField(max_length=120, help_text="Người ký, như trên văn bản")
    post = models.CharField(max_length=120, help_text="Chức vụ người ký")
    file = StoredName(unique=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 của tệp, đúng từng byte")
    pages = models.PositiveSmallIntegerField()
    is_scan = models.BooleanField(help_text="Bản quét: không có chữ để so")
    signatures = models.JSONField(help_text="Chữ ký số: người ký, cơ quan, còn nguyên, tin cậy, lúc nào")
    differences = models.PositiveSmallIntegerField(help_text="Số chỗ khác báo cáo đã chốt")
    why_different = models.CharField(max_length=500, blank=True)
    public = models.BooleanField(help_text="Không phải bản gửi cấp trên, có số chính xác của đơn khiếu nại, tố cáo")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
