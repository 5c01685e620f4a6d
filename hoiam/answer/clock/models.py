"""Rows of the clock: which steps were taken and when, which were opened besides, what moved a due date.

They belong to the message, because the first clock starts at receipt, never at classification.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.answer.matter.models import Matter


class Extension(models.Model):
    """A longer deadline, with the reason that the resident reads."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="extensions")
    step = models.SlugField(max_length=20, blank=True, help_text="Bước được gia hạn; trống: trả lời, giải quyết")
    due_was = models.DateField()
    due_on = models.DateField()
    reason = models.CharField(max_length=500)
    salt = models.BinaryField(max_length=32)
    round = models.PositiveSmallIntegerField(help_text="0: lần trả lời đầu; n: sau lần mở lại thứ n")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class StepDone(models.Model):
    """A step of the track was taken on a day; its due day is kept beside it, so that lateness stays remembered."""

    message = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="steps_done")
    step = models.SlugField(max_length=20)
    round = models.PositiveSmallIntegerField(help_text="0: lần trả lời đầu; n: sau lần mở lại thứ n")
    due_on = models.DateField()
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class StepOpened(models.Model):
    """A step that is owed only sometimes has begun: not ours, a mistake found, a correction asked for."""

    message = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="steps_opened")
    step = models.SlugField(max_length=20)
    starts_on = models.DateField()
    due_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class Moved(models.TextChoices):
    PAUSED = "paused", "tạm dừng tính hạn"
    RESUMED = "resumed", "tính hạn tiếp"
    VALID = "valid", "yêu cầu đã hợp lệ"
    CALENDAR = "calendar", "lịch làm việc thay đổi"


class DueChange(models.Model):
    """A due date of one step moved otherwise than by an extension: from when to when, and why."""

    message = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="due_changes")
    step = models.SlugField(max_length=20)
    round = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=10, choices=Moved)
    due_was = models.DateField()
    due_on = models.DateField()
    starts_on = models.DateField(null=True, help_text="Tính lại từ ngày này: ngày yêu cầu hợp lệ")
    days = models.PositiveSmallIntegerField(default=0, help_text="Số ngày làm việc đã chờ")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class LetterResult(models.TextChoices):
    RIGHT = "right", "đúng"
    PARTLY_RIGHT = "partly_right", "đúng một phần"
    WRONG = "wrong", "sai"
    WITHDRAWN = "withdrawn", "rút khiếu nại (đình chỉ)"


class Decision(models.Model):
    """What a complaint or a denunciation was found to be, recorded when it is decided."""

    matter = models.OneToOneField("answer.Matter", on_delete=models.CASCADE, related_name="decision")
    result = models.CharField(max_length=12, choices=LetterResult)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Inquiry(models.Model):
    """A question to the sender, once in a round. While it waits the clock may stand still, for so long and no longer.

    ``completes``: the request for information was not valid and was given back to be completed; it runs anew from the
    day it is. The answer is the sender's own words: sealed.
    """

    message = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="inquiries")
    round = models.PositiveSmallIntegerField()
    completes = models.BooleanField(default=False, help_text="Trả lại để hoàn chỉnh yêu cầu cung cấp thông tin")
    question = models.CharField(max_length=1000)
    salt = models.BinaryField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    stage_was = models.CharField(max_length=16, blank=True)
    sealed_answer = models.BinaryField(default=b"")
    answer_salt = models.BinaryField(max_length=32, default=b"")
    answered_at = models.DateTimeField(null=True)
    resumed_at = models.DateTimeField(null=True)
    valid_on = models.DateField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["message", "round"], name="asked_once_a_round")]

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None and self.resumed_at is None


class WhyBack(models.TextChoices):
    SILENT = "silent", "quá 5 ngày làm việc chưa có số vào sổ"
    REFUSED = "refused", "nơi nhận không nhận"
    TAKEN_BACK = "taken_back", "lấy lại để xử lý"


class Return(models.Model):
    """A matter that was passed on is ours again: the receiver was silent, refused it, or we took it back."""

    reply = models.OneToOneField("answer.Reply", on_delete=models.CASCADE, related_name="came_back")
    why = models.CharField(max_length=10, choices=WhyBack)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
