"""What keeps the words of a message from the public page: the ground, who proposed and who agreed, how it ended."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Ground(models.TextChoices):
    """The closed list of MISSION.md. Only a release may change it."""

    PRIVATE = "private", "Thông tin riêng tư của cá nhân không thể tách"
    DANGER = "danger", "Có thể gây nguy hiểm cho người được nêu tên"
    CONFIDENTIAL = "confidential", "Tố cáo, khiếu nại: pháp luật yêu cầu giữ bí mật"
    SELLING = "selling", "Quảng cáo mua bán"
    SENDER = "sender", "Người gửi không muốn đăng"
    ORDER = "order", "Văn bản yêu cầu của tòa án, cơ quan có thẩm quyền"


class HowEnded(models.TextChoices):
    """How a withholding, or the proposal of one, came to its end."""

    RELEASED = "released", "cơ quan cho đăng trở lại"
    DECLINED = "declined", "người thứ hai không đồng ý"
    LAPSED = "lapsed", "không ai xác nhận trong hạn"
    TERM = "term", "hết thời hạn không đăng"
    SENDER = "sender", "người gửi cho đăng"
    REVIEWED = "reviewed", "theo kết quả xem xét lại"
    UNDECIDED = "undecided", "không ai quyết định đề nghị xem xét lại trong hạn"


class Withholding(models.Model):
    """Why the words of a message are not public. Every ground but the sender's own choice needs a second person."""

    message = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="withholdings")
    ground = models.CharField(max_length=12, choices=Ground)
    clause = models.CharField(max_length=300, blank=True, help_text="Điều khoản: ai cũng đọc được trong sổ công khai")
    order_number = models.CharField(max_length=80, blank=True, help_text="Số, ký hiệu của văn bản yêu cầu")
    order_on = models.DateField(null=True, help_text="Ngày của văn bản yêu cầu")
    authority = models.CharField(max_length=120, blank=True, help_text="Cơ quan ban hành văn bản yêu cầu")
    # Of whom, what danger: never public, so it is sealed like the words themselves.
    sealed_note = models.BinaryField(default=bytes)
    until = models.DateField(null=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True, help_text="Không đăng từ lúc này: người gửi chọn, hoặc đủ hai người")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    how_ended = models.CharField(max_length=10, choices=HowEnded, blank=True)

    class Meta:
        ordering = ["proposed_at", "id"]
        indexes = [models.Index(fields=["-kept_at"], name="register_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="ground_of_the_closed_list"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="withheld_by_two",
            ),
            models.CheckConstraint(
                condition=Q(ground=Ground.SENDER, kept_at__isnull=False)
                | (~Q(ground=Ground.SENDER) & Q(kept_at__isnull=True, confirmed_by__isnull=True))
                | (
                    ~Q(ground=Ground.SENDER)
                    & Q(kept_at__isnull=False, confirmed_by__isnull=False, proposed_by__isnull=False)
                ),
                name="kept_by_two_or_by_the_sender",
            ),
            models.CheckConstraint(
                condition=~Q(ground=Ground.ORDER)
                | (
                    ~Q(order_number="")
                    & ~Q(authority="")
                    & ~Q(clause="")
                    & Q(order_on__isnull=False, until__isnull=False)
                ),
                name="an_order_has_number_day_and_end",
            ),
        ]


class ReviewOutcome(models.TextChoices):
    """What came of looking at a withholding again."""

    UPHELD = "upheld", "Giữ nguyên, chưa đăng"
    ENDED = "ended", "Đăng công khai trở lại"
    LAPSED = "lapsed", "Quá hạn không ai quyết định: đăng trở lại"
    MOOT = "moot", "Đã đăng trở lại trước khi xem xét"


class Appeal(models.Model):
    """«Đề nghị xem xét lại»: somebody asks that a person outside the unit look at its withholding again."""

    withholding = models.ForeignKey(Withholding, on_delete=models.CASCADE, related_name="appeals")
    by_sender = models.BooleanField(help_text="Người đề nghị đã nhập mã bí mật của nội dung")
    sealed_reason = models.BinaryField(default=bytes)
    salt = models.BinaryField(max_length=32)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=6, choices=ReviewOutcome, blank=True)
    decision = models.CharField(max_length=500, blank=True, help_text="Lý do của kết quả: ai cũng đọc được")
    decision_salt = models.BinaryField(max_length=32, default=bytes)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            # The sender's own question is never used up by somebody else's.
            models.UniqueConstraint(fields=["withholding", "by_sender"], name="asked_once"),
        ]
