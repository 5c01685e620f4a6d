"""Long work of a province's office, as rows: what is made for whom, how far it is. It can be stopped and taken up."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.office.models import Office


class Job(models.Model):
    """The files of a province's report and of all reports it is summed from. They lie in HOME under ``mark`` until the
    job is forgotten. ``inside``: with restricted files, for who may read those numbers."""

    class What(models.TextChoices):
        DOCUMENTS = "documents", "Văn bản (PDF và Word)"
        ALL = "all", "Mọi tệp, cả số liệu"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="jobs")
    mark = models.CharField(max_length=32, unique=True)
    what = models.CharField(max_length=9, choices=What)
    kind = models.CharField(max_length=24)
    period = models.CharField(max_length=20)
    inside = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    packing_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(
                fields=["at"],
                condition=models.Q(finished_at__isnull=True, stopped_at__isnull=True),
                name="job_under_way",
            )
        ]


class JobItem(models.Model):
    """One office's part of a job. ``tries``: how often somebody began it; who was cut off is tried once more."""

    class State(models.TextChoices):
        WAITING = "waiting", "đang chờ"
        TAKEN = "taken", "đang lập"
        DONE = "done", "xong"
        MISSING = "missing", "chưa có báo cáo"
        FAILED = "failed", "lỗi"

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="items")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    message = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["job", "office"], name="job_item_once")]
        indexes = [models.Index(fields=["job", "state"], name="job_items_left")]
