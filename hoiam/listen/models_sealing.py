"""A message about the leadership of an office, sealed to the province above it."""

from __future__ import annotations

from django.db import models

from hoiam.office.models import Office


class Sealing(models.Model):
    """Words, place, files and contact of one message, which nobody reads but the province and the sender."""

    message = models.OneToOneField("listen.Message", on_delete=models.CASCADE, related_name="sealing")
    home = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", help_text="Nơi người gửi đã gửi đến")
    content = models.BinaryField()
    for_province = models.BinaryField(help_text="Khóa của nội dung, đóng cho khóa của tỉnh")
    for_sender = models.BinaryField(help_text="Khóa của nội dung, đóng bằng mã của người gửi")
    at = models.DateTimeField()
