"""What the sender says of the answer: a rating, or that it is not solved."""

from __future__ import annotations

from django.db import models

from hoiam.answer.matter.models import Matter
from hoiam.answer.reply.models import Reply


class Satisfaction(models.IntegerChoices):
    VERY = 3, "Rất hài lòng"
    YES = 2, "Hài lòng"
    NO = 1, "Không hài lòng"


class Rating(models.Model):
    """What the sender says of an answer, with the key: is it done, and was it well answered."""

    reply = models.OneToOneField(Reply, on_delete=models.CASCADE, related_name="rating")
    satisfaction = models.PositiveSmallIntegerField(choices=Satisfaction, null=True)
    solved = models.BooleanField(null=True)
    at = models.DateTimeField()


class Reopening(models.Model):
    """The sender says it is not solved: the work goes on under a new clock of the same rule."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="reopenings")
    reply = models.OneToOneField(Reply, on_delete=models.CASCADE, related_name="reopening")
    times = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
