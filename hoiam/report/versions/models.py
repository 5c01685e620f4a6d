"""A report, its frozen versions and their publication. A state is a row."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.office.models import Office


class Report(models.Model):
    """The report of one office, of one kind, for one period; it exists from the first words or figures on."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reports", db_index=False)
    kind = models.CharField(max_length=24)
    period = models.CharField(max_length=20, help_text="2026-W46")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering = ["office", "kind", "-last"]
        constraints = [models.UniqueConstraint(fields=["office", "kind", "period"], name="report_once")]
        indexes = [models.Index(fields=["kind", "period"], name="report_of_a_period")]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}"


class Frozen(models.Model):
    """One version of a report: its figures and words as they were frozen, never counted again. A correction is the next
    version, with a note. What another server sent has no person of ours behind it, only a post."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField(default=1)
    note = models.CharField(max_length=500, blank=True, help_text="Vì sao có bản này; bản đầu không cần")
    public = models.JSONField(help_text="Bản công khai")
    inside = models.JSONField(help_text="Bản gửi cấp trên: số chính xác của đơn khiếu nại, tố cáo")
    salt = models.BinaryField(max_length=32)
    inside_commitment = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    post = models.CharField(max_length=120, blank=True, help_text="Chức vụ người chốt")
    at = models.DateTimeField()

    class Meta:
        ordering = ["report", "version"]
        constraints = [models.UniqueConstraint(fields=["report", "version"], name="report_version_once")]


class FrozenFigure(models.Model):
    """A figure of a version, in columns: a province sums 168 of them without opening 168 reports. ``value`` is null
    when nothing was there to count (``unknown`` is empty) or when it is not known (``unknown`` says why)."""

    frozen = models.ForeignKey(Frozen, on_delete=models.CASCADE, related_name="figures", db_index=False)
    inside = models.BooleanField()
    figure = models.CharField(max_length=60)
    definition = models.PositiveSmallIntegerField(help_text="Bản của cách tính")
    value = models.FloatField(null=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    histogram = models.JSONField(default=list, help_text="[[ngày, số lượt], …]: trung vị của nhiều cơ quan tính từ đây")
    parts = models.JSONField(default=dict, help_text="{khóa: số}")
    unknown = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["frozen", "inside", "figure"], name="frozen_figure_once")]


class Published(models.Model):
    """A version was made public."""

    frozen = models.OneToOneField(Frozen, on_delete=models.PROTECT, related_name="published")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
