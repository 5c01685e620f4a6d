"""Units that help the one that leads, and what the desk writes to itself about a message."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.office.models import Unit


class Note(models.Model):
    """An internal note: for the staff who see the message, and part of the copy that its sender may ask for."""

    message = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="notes")
    sealed_text = models.BinaryField()
    salt = models.BinaryField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class Cooperation(models.Model):
    """A unit asked to help by an inner date. Lateness towards the resident belongs to the unit that leads."""

    matter = models.ForeignKey("answer.Matter", on_delete=models.CASCADE, related_name="cooperations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cooperations")
    what = models.CharField(max_length=500)
    salt = models.BinaryField(max_length=32)
    due_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    note = models.OneToOneField(Note, on_delete=models.CASCADE, null=True, related_name="cooperation")
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, help_text="Đơn vị chủ trì không cần nữa")

    class Meta:
        ordering = ["asked_at", "id"]
        indexes = [models.Index(fields=["unit", "due_on"], name="cooperation_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "unit"],
                condition=models.Q(done_at__isnull=True, ended_at__isnull=True),
                name="cooperation_once",
            )
        ]
