"""Messages about the same thing, joined by staff; «tôi cũng gặp việc này»; an answer that was enough before sending."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.listen.models import Stage


class Twin(models.Model):
    """A matter joined to a public one that is about the same thing; parted, it has its own state again."""

    matter = models.ForeignKey("answer.Matter", on_delete=models.CASCADE, related_name="joinings")
    lead = models.ForeignKey("answer.Matter", on_delete=models.PROTECT, related_name="twins")
    stage_was = models.CharField(max_length=16, choices=Stage)
    due_on = models.DateField(help_text="Hạn sớm hơn trong hai việc, lúc ghép")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    parted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", help_text="Trống: người gửi"
    )
    parted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(parted_at__isnull=True), name="twin_of_one_matter"
            ),
            models.CheckConstraint(condition=~models.Q(matter=models.F("lead")), name="no_twin_of_itself"),
        ]


class MeToo(models.Model):
    """Somebody meets the same thing and sent no message of their own. Nothing tells who, or twice the same one."""

    message = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="me_toos")
    token_hash = models.CharField(
        max_length=64, unique=True, null=True, help_text="Dấu riêng của một lần điền mẫu: mỗi lần chỉ đếm một"
    )
    at = models.DateTimeField()


class Deflection(models.Model):
    """A published answer was enough: somebody who was about to send did not need to."""

    message = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="deflections")
    token_hash = models.CharField(max_length=64, unique=True, help_text="Dấu riêng của một lần điền mẫu")
    at = models.DateTimeField()
