"""Who looked at how to reach a sender, for what, and when; calls to make; what the sender asked to be forgotten."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class OpeningReason(models.TextChoices):
    """The closed list of reasons to look at who a sender is. Only a release may change it."""

    VERIFY = "verify", "Xác minh khiếu nại, tố cáo với người gửi"
    SERVE = "serve", "Giao văn bản mà luật buộc giao tận tay"
    PROTECT = "protect", "Bảo vệ người gửi đang bị đe dọa"
    DANGER = "danger", "Cứu người đang gặp nguy hiểm"
    ORDER = "order", "Văn bản yêu cầu của tòa án, cơ quan điều tra"
    TELL_RESULT = "tell_result", "Báo kết quả qua số người gửi để lại"
    OWN_COPY = "own_copy", "Người gửi lấy bản sao của mình"


# What somebody of the staff may ask for; the others need no second person and are no question.
ASKED = (
    OpeningReason.VERIFY,
    OpeningReason.SERVE,
    OpeningReason.PROTECT,
    OpeningReason.DANGER,
    OpeningReason.ORDER,
)


class Opening(models.Model):
    """One look at one record for one matter: asked for, agreed to by a second person, open for ten minutes."""

    message = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="openings")
    reason = models.CharField(max_length=12, choices=OpeningReason)
    clause = models.CharField(max_length=200, help_text="Điều khoản, hoặc số, ngày của văn bản yêu cầu")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=[reason.value for reason in ASKED]), name="opened_for_a_listed_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="opened_by_two",
            ),
        ]


class CallResult(models.TextChoices):
    TOLD = "told", "Đã báo"
    NO_ANSWER = "no_answer", "Không nghe máy"
    WRONG = "wrong", "Sai số"
    DECLINED = "declined", "Không muốn nghe"


class Call(models.Model):
    """A sender who left a telephone and no mail address: somebody calls and reads what a mail would have said."""

    message = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="calls")
    template = models.CharField(max_length=40, help_text="Thư báo mà cuộc gọi thay cho")
    due_on = models.DateField()
    tries = models.PositiveSmallIntegerField(default=0)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=10, choices=CallResult, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["done_at", "due_on", "id"], name="calls_to_make")]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "template"], condition=models.Q(done_at__isnull=True), name="call_once"
            )
        ]


class Erasure(models.Model):
    """The sender asked, by key, that the words as sent be forgotten: done when the matter has ended."""

    message = models.OneToOneField("listen.Message", on_delete=models.CASCADE, related_name="erasure")
    asked_at = models.DateTimeField()
    due_on = models.DateField(help_text="20 ngày từ khi đề nghị (NĐ 356/2025 Điều 5)")
    done_at = models.DateTimeField(null=True)
