"""Two servers: whose key was exchanged, what was sent, what was taken in, and where a ledger did not go on."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.office.models import Office


class Peer(models.Model):
    """An office with a server of its own whose key an administrator took, digit by digit: the superior that reports go
    to, or an office below that they come from. Another key is another row, never a change of this one."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="peers", db_index=False)
    other = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="peer_of")
    key = models.CharField(max_length=200, help_text="Dòng khóa công khai: mã cơ quan, dấu, khóa")
    url = models.CharField(max_length=200, blank=True, help_text="Nơi gửi đến; trống khi bên kia tự gửi, hoặc mang tệp")
    authority = models.TextField(blank=True, help_text="Chứng thư gốc riêng (PEM) mà máy chủ bên kia dùng, nếu có")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "other"], condition=models.Q(ended_at__isnull=True), name="peer_once"
            ),
            models.UniqueConstraint(
                fields=["office", "key"], condition=models.Q(ended_at__isnull=True), name="peer_key_once"
            ),
        ]
