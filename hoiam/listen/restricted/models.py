"""A message about the leadership of an office, sealed to the province above it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.listen.message.models import Message
from hoiam.office.models import Office, Unit


class Restriction(models.Model):
    """A message with an access list of its own; in no list, search, notice, small figure. The row goes when it ends."""

    class Source(models.TextChoices):
        SENDER = "sender", "người gửi đề nghị giữ kín"
        WORDS = "words", "có dấu hiệu khiếu nại, tố cáo; chưa hỏi được người gửi"

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="restriction")
    source = models.CharField(max_length=6, choices=Source, default=Source.SENDER)
    clause = models.CharField(max_length=120)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", help_text="Ai tiếp nhận"
    )
    at = models.DateTimeField()
    confirm_by = models.DateField(null=True, help_text="Chưa ai xác nhận đến hết ngày này thì hết hạn chế")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)


class RestrictedReader(models.Model):
    """One line of the access list: who may see a restricted message, and who put them on the list."""

    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["restriction", "person"], name="reader_once")]


class Concerned(models.Model):
    """Who a message is about: a unit, a post, or the leadership of the office. Never a person outside the staff.

    People of that unit, or above it, neither sort, withhold, confirm, split nor join the message, nor open its vault.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="concerned")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    leadership = models.BooleanField(default=False, help_text="Chủ tịch, Phó Chủ tịch")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)
    salt = models.BinaryField(max_length=32, default=bytes, help_text="Của lý do thôi ghi")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False) | models.Q(person__isnull=False) | models.Q(leadership=True),
                name="concerns_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_by__isnull=True)
                | models.Q(by__isnull=True)
                | ~models.Q(ended_by=models.F("by")),
                name="undone_by_another",
            ),
        ]


class Sealing(models.Model):
    """Words, place, files and contact of one message, which nobody reads but the province and the sender."""

    message = models.OneToOneField("listen.Message", on_delete=models.CASCADE, related_name="sealing")
    home = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", help_text="Nơi người gửi đã gửi đến")
    content = models.BinaryField()
    for_province = models.BinaryField(help_text="Khóa của nội dung, đóng cho khóa của tỉnh")
    for_sender = models.BinaryField(help_text="Khóa của nội dung, đóng bằng mã của người gửi")
    at = models.DateTimeField()
