"""A letter that asks for several things: each part is a message of its own, tied to the one it was split from."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Part(models.Model):
    """What was split off: the key of the letter is its key, the contact of the letter its contact."""

    message = models.OneToOneField("listen.Message", on_delete=models.CASCADE, related_name="part")
    origin = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="parts")
    spans = models.JSONField(help_text="Chỗ trong chữ của đơn: vị trí, không phải chữ")
    salt = models.BinaryField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
