"""The public copy of a message."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.listen.message.models import Message


class PublicCopy(models.Model):
    """The redacted copy, made when a person has checked the words; the public reads this and nothing else."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="public_copy")
    title = models.CharField(max_length=140)
    text = models.TextField()
    place = models.CharField(max_length=400, blank=True)
    masks = models.JSONField(default=dict, help_text="Chỗ đã che trong bản này: vị trí, không phải chữ")
    salt = models.BinaryField(max_length=32)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
