"""What an office decided of its periods: the first day of its weeks, its council's sessions."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.office.models import Office


class WeekStart(models.Model):
    """From which day on the office's weeks begin on which weekday (0 is Monday)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="week_starts")
    first = models.DateField(help_text="Ngày đầu của tuần đầu tiên theo cách mới")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["first"]
        constraints = [models.UniqueConstraint(fields=["office", "first"], name="week_start_once")]


class CouncilSession(models.Model):
    """A session of the people's council (kỳ họp HĐND): the time between two of them is a reporting period."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="council_sessions")
    name = models.CharField(max_length=60, help_text="«kỳ họp thứ 10»")
    opened_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["opened_on"]
        constraints = [models.UniqueConstraint(fields=["office", "opened_on"], name="council_session_once")]
