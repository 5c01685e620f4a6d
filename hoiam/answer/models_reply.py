"""What a reply is written with and goes out with: templates, files; and forms kept while the desk is locked."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.listen.models import Attachment, Kind
from hoiam.listen.stored import StoredName
from hoiam.office.models import Office


class ReplyTemplate(models.Model):
    """Words an office begins a reply with, with places to fill in: {số hồ sơ}, {ngày nhận} … {ngày làm}."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="templates")
    name = models.CharField(max_length=100)
    text = models.TextField(max_length=4000)
    kind = models.CharField(max_length=12, choices=Kind, blank=True, help_text="Trống: mọi loại")
    topic = models.ForeignKey("listen.Topic", on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="template_once")]

    def __str__(self) -> str:
        return self.name


class ReplyFile(models.Model):
    """A re-made file that goes out with a reply: public with it, and never before it."""

    reply = models.ForeignKey("answer.Reply", on_delete=models.CASCADE, related_name="files")
    name = StoredName(unique=True, help_text="Tên ngẫu nhiên trong HOIAM_HOME/files")
    thumbnail = StoredName(blank=True)
    sort = models.CharField(max_length=5, choices=Attachment.Sort)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]


class KeptForm(models.Model):
    """What somebody had typed about a message when the desk locked itself: sealed, theirs alone, gone when sent."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    message = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="+")
    verb = models.CharField(max_length=40)
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "message", "verb"], name="kept_once")]
