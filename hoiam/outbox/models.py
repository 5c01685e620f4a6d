"""What must still be sent and what must be done at its time. Rows hold references only, never an address or a word."""

from __future__ import annotations

from django.db import models

# The class of the last error -> what the staff read. Anything else is named by its class alone.
REASONS = {
    "SMTPRecipientsRefused": "máy chủ thư không nhận địa chỉ này",
    "SMTPSenderRefused": "máy chủ thư không nhận địa chỉ gửi của cơ quan",
    "SMTPAuthenticationError": "máy chủ thư không chấp nhận tên hoặc mật khẩu đã đặt",
    "SMTPServerDisconnected": "máy chủ thư ngắt kết nối giữa chừng",
    "ConnectionRefusedError": "không kết nối được máy chủ thư",
    "gaierror": "không tìm thấy máy chủ thư",
    "TimeoutError": "máy chủ thư không trả lời",
    "LineDown": "chưa nối được đến máy chủ cấp trên",
    "KeyUnknown": "máy chủ cấp trên chưa nhận khóa của ta, hoặc đã thôi dùng khóa ấy",
    "NotAnAnswer": "câu trả lời không có chữ ký đúng của máy chủ cấp trên",
    "BundleBroken": "máy chủ cấp trên nói gói bị hỏng hoặc bị sửa trên đường",
    "ThereBusy": "máy chủ cấp trên đang nhận quá nhiều",
}


class Row(models.Model):
    """One notice still to be sent (or sent, or given up): made in the transaction of the act it tells of."""

    office = models.ForeignKey("office.Office", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, default="mail")
    template = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, help_text="Như trong nhật ký: message:261148375, person:7")
    person = models.ForeignKey("office.Person", on_delete=models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    # Nobody takes the row up before this: at first it is due_at, then the end of a worker's lease or of a pause.
    leased_until = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["leased_until", "id"],
                condition=models.Q(done_at__isnull=True, failed_at__isnull=True),
                name="outbox_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.subject}"

    @property
    def why(self) -> str:
        """Why it has not been sent, in words for the staff."""
        return REASONS.get(self.last_error, f"lỗi kỹ thuật {self.last_error}") if self.last_error else ""


class Slot(models.Model):
    """One due time of one chore: who does it claims this row, so that it is done once."""

    chore = models.CharField(max_length=40)
    slot = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["chore", "slot"], name="slot_once")]

    def __str__(self) -> str:
        return f"{self.chore} {self.slot:%Y-%m-%dT%H:%M}"
