"""Who writes which section of a report by when, and what was handed in. A state is a row; the newest stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.office.models import Office, Unit

LONGEST_REASON = 300


class SectionOwner(models.Model):
    """A section of a kind of report is a unit's, to be sent by a time. While there is no row, the default holds."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="section_owners")
    kind = models.CharField(max_length=24)
    section = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    days = models.SmallIntegerField(
        help_text="Không hoặc âm: số ngày trước ngày cuối kỳ; dương: số ngày làm việc sau ngày cuối kỳ"
    )
    time = models.TimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "section", "unit"],
                condition=models.Q(ended_at__isnull=True),
                name="section_owned_once",
            )
        ]


class SentSection(models.Model):
    """A unit sent its section: the words that stood then, or that nothing happened, and why. What was only written and
    not sent is a draft; empty words take back what was sent."""

    report = models.ForeignKey("report.Report", on_delete=models.PROTECT, related_name="sent_sections")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=12)
    narrative = models.ForeignKey("report.Narrative", on_delete=models.PROTECT, null=True, related_name="+")
    nothing = models.CharField(max_length=LONGEST_REASON, blank=True, help_text="Vì sao không phát sinh")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
