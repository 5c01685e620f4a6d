"""The draft behind the form."""

from __future__ import annotations

from django.db import models

from hoiam.listen.message.models import Message


class Draft(models.Model):
    """The form between its steps: sealed with a key derived from a token that only the sender's page holds."""

    token_hash = models.CharField(max_length=64, unique=True)
    blob = models.BinaryField()
    files = models.JSONField(default=list, help_text="Tên ngẫu nhiên của các tệp đã làm lại, để dọn khi hết hạn")
    expires_at = models.DateTimeField()
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True)
