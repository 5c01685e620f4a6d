"""What somebody typed and had not sent when the desk locked."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class KeptForm(models.Model):
    """What somebody had typed about a message when the desk locked itself: sealed, theirs alone, gone when sent."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    message = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="+")
    verb = models.CharField(max_length=40)
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "message", "verb"], name="kept_once")]
