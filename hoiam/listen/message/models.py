"""What residents sent."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models

from hoiam.listen.message.promise import PromiseField
from hoiam.office.models import Area, Office, Topic

# Non-null, so that lists can page over it: a message that is still open ends on this day.
OPEN = date(9999, 12, 31)


class Kind(models.TextChoices):
    FEEDBACK = "feedback", "Phản ánh"
    QUESTION = "question", "Câu hỏi, đề nghị giải đáp"
    PETITION = "petition", "Kiến nghị"
    PROCEDURE = "procedure", "Phản ánh, kiến nghị về quy định hành chính"
    INFORMATION = "information", "Yêu cầu cung cấp thông tin"
    COMPLAINT = "complaint", "Khiếu nại"
    DENUNCIATION = "denunciation", "Tố cáo"


# Signed letters with an access list of their own (LTC Đ8.3, Đ49.2; LKN Đ12): never in a list, search or notice.
RESTRICTED_KINDS = frozenset({Kind.COMPLAINT, Kind.DENUNCIATION})


class Channel(models.TextChoices):
    WEB = "web", "trang này"
    COUNTER = "counter", "tại quầy"
    PHONE = "phone", "điện thoại"
    LETTER = "letter", "bưu chính"
    MAIL = "mail", "thư điện tử"
    RECEPTION = "reception", "tiếp công dân"
    OLD_BOOK = "old_book", "sổ cũ"
    TRANSFER = "transfer", "cơ quan khác chuyển đến"
    PORTAL = "portal", "hệ thống PAKN của tỉnh, Cổng Dịch vụ công"
    OFFICE_CHAT = "office_chat", "tài khoản chính thức của cơ quan"


class Stage(models.TextChoices):
    RECEIVED = "received", "chờ phân loại"
    ACCEPTED = "accepted", "chờ giao"
    ASSIGNED = "assigned", "đang xử lý"
    DRAFTED = "drafted", "chờ duyệt"
    RETURNED = "returned", "trả lại dự thảo"
    WAITING_SENDER = "waiting_sender", "chờ người gửi bổ sung"
    APPROVED = "approved", "đã duyệt, chờ gửi"
    PASSED_ON = "passed_on", "đã chuyển, chờ nơi nhận vào sổ"
    ANSWERED = "answered", "đã trả lời"
    REOPENED = "reopened", "mở lại"
    TWIN = "twin", "trùng, cùng trả lời với việc khác"
    CLOSED = "closed", "kết thúc"


class Message(models.Model):
    """One thing a resident sent to the office."""

    number = models.CharField(max_length=9, unique=True)
    key_hash = models.CharField(max_length=64)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="inbox")
    kind = models.CharField(max_length=12, choices=Kind, blank=True, help_text="Trống: chưa phân loại")
    channel = models.CharField(max_length=12, choices=Channel)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    sent_on = models.DateField(null=True, help_text="Ngày gửi, khi luật tính theo ngày gửi")
    external_ref = models.CharField(max_length=80, blank=True, help_text="Mã hồ sơ bên hệ thống của cơ quan khác")
    fingerprint = models.CharField(
        max_length=64, blank=True, help_text="Dấu có khóa của dòng trong tệp, để chạy lại không thêm gì"
    )
    wants_public = models.BooleanField(help_text="Người gửi chọn: được đăng công khai, đã che thông tin cá nhân")
    publicity_answered = models.BooleanField(
        default=True, help_text="Người gửi đã được hỏi về việc đăng công khai và đã trả lời"
    )

    sealed_text = models.BinaryField()
    sealed_place = models.BinaryField()
    text_masked = models.TextField()
    place_masked = models.CharField(max_length=400, blank=True)
    masks = models.JSONField(default=dict, help_text="Chỗ đã che trong bản gốc: vị trí, không phải chữ")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    cell_lat = models.IntegerField(null=True, help_text="Ô lưới khoảng 300 m, để tìm nội dung gần đó")
    cell_lon = models.IntegerField(null=True)
    salt = models.BinaryField(max_length=32, help_text="Đi cùng nội dung, mất cùng nội dung; không có trong nhật ký")
    commitment = models.CharField(max_length=64)

    promise = PromiseField(help_text="Điều đã hứa, đóng băng lúc nhận: hạn, quy định, câu chữ")
    due_on = models.DateField()
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.RECEIVED)
    ended_on = models.DateField(default=OPEN)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["office", "ended_on", "due_on", "id"], name="inbox_by_due"),
            models.Index(fields=["office", "stage", "due_on", "id"], name="inbox_by_stage"),
            models.Index(fields=["office", "received_at", "id"], name="inbox_by_receipt"),
            models.Index(fields=["office", "ended_on", "received_at", "id"], name="waiting_by_receipt"),
            models.Index(fields=["office", "cell_lat", "cell_lon", "received_at"], name="inbox_by_cell"),
        ]
        constraints = [
            # A second run of the same file adds nothing.
            models.UniqueConstraint(
                fields=["office", "channel", "external_ref"],
                condition=~models.Q(external_ref=""),
                name="external_ref_once",
            ),
            models.UniqueConstraint(
                fields=["office", "fingerprint"], condition=~models.Q(fingerprint=""), name="line_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """What an entry of the ledger and a row of the outbox call it."""
        return f"message:{self.number}"

    @property
    def is_restricted(self) -> bool:
        """Whether it has an access list of its own, and no place in any list, search, notice or figure below five."""
        return hasattr(self, "restriction")


class Part(models.Model):
    """What was split off: the key of the letter is its key, the contact of the letter its contact."""

    message = models.OneToOneField("listen.Message", on_delete=models.CASCADE, related_name="part")
    origin = models.ForeignKey("listen.Message", on_delete=models.CASCADE, related_name="parts")
    spans = models.JSONField(help_text="Chỗ trong chữ của đơn: vị trí, không phải chữ")
    salt = models.BinaryField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
