"""A theme: what an office makes a report about, besides those that are due. It narrows what is counted."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.answer.models import Outcome
from hoiam.office.models import Area, Office, Topic, Unit

LONGEST_TITLE = 120


class Theme(models.Model):
    """Kinds, area, unit, topic and outcome; the days are chosen with each report. No words and no person, ever: this
    table has no column for either, and gets none (tests/test_limits.py)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="themes")
    title = models.CharField(max_length=LONGEST_TITLE)
    kinds = models.JSONField(default=list, help_text="Các loại nội dung; trống: mọi loại")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title
