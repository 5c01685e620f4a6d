"""The book of citizen reception (Luật Tiếp công dân 2013, Đ25.2): one line for each matter that was brought."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.office.models import Office


class Reception(models.Model):
    """One line of the book. Name and address stand in the vault, the content in the message; the rest is sealed here.

    Who brings two matters has two lines (Đ25.3); the second counts no people, and nothing else ties them together.
    """

    class Sort(models.TextChoices):
        REGULAR = "regular", "thường xuyên"
        SCHEDULED = "scheduled", "định kỳ của Chủ tịch"
        URGENT = "urgent", "đột xuất"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="receptions")
    message = models.OneToOneField("listen.Message", on_delete=models.CASCADE, related_name="reception")
    year = models.PositiveSmallIntegerField()
    line = models.PositiveIntegerField(help_text="Số thứ tự trong sổ của năm")
    held_on = models.DateField()
    sort = models.CharField(max_length=9, choices=Sort)
    chaired = models.BooleanField(help_text="Chủ tịch trực tiếp tiếp")
    people = models.PositiveSmallIntegerField(help_text="Số người đến; 0: cùng lượt với dòng trước, đã đếm ở đó")
    first_time = models.BooleanField(help_text="Tiếp lần đầu về việc này; cán bộ hỏi và ghi, không tra cứu")
    sealed_prior = models.BinaryField(help_text="Cơ quan nào đã giải quyết, kết quả")
    sealed_request = models.BinaryField(help_text="Yêu cầu, đề nghị")
    sealed_handling = models.BinaryField(help_text="Việc xử lý tại buổi tiếp")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["year", "line"]
        constraints = [models.UniqueConstraint(fields=["office", "year", "line"], name="reception_line_once")]


class ReceptionDay(models.Model):
    """A day on which the chairman received citizens in person, also when nobody came (Đ15.2.d: at least one a week)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reception_days")
    day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="reception_day_once")]
