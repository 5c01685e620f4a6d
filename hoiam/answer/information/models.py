"""A request for information: on what it stands, what it costs, and the six grounds on which it may be refused."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class RefusalGround(models.TextChoices):
    """Điều 27 Luật Tiếp cận thông tin 2026, closed; the value is the number of the clause, in the order it was read."""

    CLOSED = "1", "thông tin không được tiếp cận, hoặc tiếp cận có điều kiện mà chưa đủ điều kiện (Điều 15, 16)"
    PUBLIC = "2", "thông tin đã được công khai"
    NOT_OURS = "3", "không thuộc trách nhiệm cung cấp"
    GIVEN_TWICE = "4", "đã cung cấp hai lần cho chính người yêu cầu"
    CAPACITY = "5", "vượt quá khả năng đáp ứng"
    UNPAID = "6", "người yêu cầu không trả chi phí in, sao, gửi"


class Entitlement(models.TextChoices):
    """Điều 10 khoản 2 điểm e: to its residents; to others what directly touches their rights. Stated by an officer."""

    RESIDENT = "resident", "cư trú tại địa bàn"
    RIGHT = "right", "thông tin liên quan trực tiếp đến quyền, lợi ích của người yêu cầu"
    NEITHER = "neither", "không thuộc hai trường hợp trên"


class CostWaived(models.TextChoices):
    UNPUBLISHED = "unpublished", "phải công khai mà chưa công khai (Điều 23 khoản 1 điểm a)"
    UNREACHABLE = "unreachable", "đã công khai mà không tiếp cận được (Điều 23 khoản 1 điểm c)"


class InformationTerms(models.Model):
    """What the officer states about one request before it is answered; said again, it replaces what was said."""

    message = models.OneToOneField("listen.Message", on_delete=models.CASCADE, related_name="terms")
    entitlement = models.CharField(max_length=10, choices=Entitlement)
    cost = models.PositiveIntegerField(help_text="Đồng: chi phí in, sao, chụp, gửi; không có phí")
    waived = models.CharField(max_length=12, choices=CostWaived, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
