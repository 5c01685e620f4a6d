"""Units that help the one that leads, and what the desk writes to itself about a message."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.listen.models import OPEN, Kind, Message, Stage
from hoiam.office.models import Office, Unit


class Matter(models.Model):
    """What the office does about a message, from the moment it is accepted."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="matter")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="matters")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="matters")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.ACCEPTED)
    due_on = models.DateField()
    ended_on = models.DateField(default=OPEN)

    class Meta:
        indexes = [models.Index(fields=["unit", "ended_on", "due_on", "id"], name="matters_of_unit")]

    def __str__(self) -> str:
        return self.message.number


class KindChange(models.Model):
    """An officer sorted the message otherwise than it came, and why."""

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="kind_change")
    kind_was = models.CharField(max_length=12, choices=Kind, blank=True)
    reason = models.CharField(max_length=500)
    salt = models.BinaryField(max_length=32)


class Assignment(models.Model):
    """One lead unit at a time; a new row each time the matter changes hands."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


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
