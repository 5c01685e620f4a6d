"""The last look into the office's mail box: how it went, and what waits there for a person."""

from __future__ import annotations

from django.db import models

from hoiam.office.models import Office


class MailRound(models.Model):
    """One row for each office that has a box; written anew each time. It counts, and names no mail and no sender."""

    office = models.OneToOneField(Office, on_delete=models.CASCADE, related_name="mail_round")
    at = models.DateTimeField()
    taken = models.PositiveIntegerField(default=0, help_text="Số thư đã vào sổ trong lượt này")
    automatic = models.PositiveIntegerField(default=0, help_text="Thư máy trả lời tự động, không vào sổ")
    left = models.PositiveIntegerField(default=0, help_text="Thư máy không đọc được hoặc quá nặng, còn nguyên")
    failed = models.CharField(max_length=80, blank=True, help_text="Loại lỗi, khi không vào được hộp thư")
