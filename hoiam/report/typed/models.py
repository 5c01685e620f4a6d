"""What people type into a report from another system or a book, and what an office planned for its year."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.files.fields import StoredName
from hoiam.office.models import Office, Unit

LONGEST_SOURCE, LONGEST_UNKNOWN, LONGEST_PAPER = 120, 300, 120


class TypedValue(models.Model):
    """A figure as a person typed it; the newest of a report and figure stands. ``value`` is null where it is not known,
    and ``unknown`` says why; zero is a value («không phát sinh»). The attachment is for the staff alone."""

    report = models.ForeignKey("report.Report", on_delete=models.PROTECT, related_name="typed_values")
    figure = models.CharField(max_length=60)
    definition = models.PositiveSmallIntegerField(help_text="Bản của cách tính")
    value = models.FloatField(null=True)
    unknown = models.CharField(max_length=LONGEST_UNKNOWN, blank=True, help_text="Vì sao chưa có số liệu")
    source = models.CharField(max_length=LONGEST_SOURCE)
    file = StoredName(blank=True, help_text="Tên ngẫu nhiên trong HOIAM_HOME/files")
    thumbnail = StoredName(blank=True)
    sort = models.CharField(max_length=5, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    salt = models.BinaryField(max_length=32)
    commitment = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["report", "figure", "at", "id"], name="typed_newest")]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(value__isnull=True) & ~models.Q(unknown=""))
                | (models.Q(value__isnull=False) & models.Q(unknown="")),
                name="typed_value_or_reason",
            )
        ]


class Target(models.Model):
    """What an office planned for a year (chỉ tiêu): one number for a figure; the newest stands, null takes it back."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField()
    figure = models.CharField(max_length=60)
    value = models.FloatField(null=True)
    paper = models.CharField(max_length=LONGEST_PAPER, help_text="Số, ký hiệu, ngày của văn bản giao")
    salt = models.BinaryField(max_length=32)
    commitment = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["office", "year", "figure", "at", "id"], name="target_newest")]
