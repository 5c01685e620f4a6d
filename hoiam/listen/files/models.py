"""What came with a message: photos, papers, a voice."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.files.fields import StoredName
from hoiam.listen.message.models import Message


class Attachment(models.Model):
    """A re-made file of a message. A photo is public only once staff have looked at it and ticked it, a voice never."""

    class Sort(models.TextChoices):
        IMAGE = "image", "ảnh"
        PDF = "pdf", "tệp PDF"
        VOICE = "voice", "lời nói"

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="files")
    name = StoredName(unique=True, help_text="Tên ngẫu nhiên trong HOIAM_HOME/files")
    thumbnail = StoredName(blank=True)
    sort = models.CharField(max_length=5, choices=Sort)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    scan = models.BooleanField(default=False, help_text="Bản chụp đơn, thư: không bao giờ đăng, không chuyển đi")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    # The copy that the public gets instead, with black boxes burnt in: its names are no way back to the photo as sent.
    public_name = StoredName(blank=True)
    public_thumbnail = StoredName(blank=True)
    boxes = models.JSONField(default=list, help_text="Chỗ đã che: trái, trên, rộng, cao, phần nghìn của ảnh")
    covered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    covered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scan=False) | models.Q(published_at__isnull=True), name="scan_never_public"
            ),
            models.CheckConstraint(
                condition=~models.Q(sort="voice") | models.Q(published_at__isnull=True), name="voice_never_public"
            ),
        ]
