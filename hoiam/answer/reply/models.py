"""What a reply is written with and goes out with: templates, files; and forms kept while the desk is locked."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.answer.matter.models import Matter
from hoiam.files.fields import StoredName
from hoiam.listen.models import Attachment, Kind
from hoiam.office.models import Office, Role, Unit


class Outcome(models.TextChoices):
    SOLVED = "solved", "Đã giải quyết xong"
    PARTLY = "partly", "Đã giải quyết một phần"
    ANSWERED = "answered", "Đã trả lời, giải thích"
    PASSED_ON = "passed_on", "Đã chuyển cơ quan có thẩm quyền"
    GUIDED = "guided", "Đã hướng dẫn"
    REFUSED = "refused", "Không xử lý được"
    WITHDRAWN = "withdrawn", "Người gửi rút"
    FILED = "filed", "Lưu đơn (không đủ điều kiện xử lý)"
    RETURNED_LETTER = "returned_letter", "Trả lại đơn"
    TWIN = "twin", "Trùng, cùng trả lời với hồ sơ khác"


# WORDS.md, section 3: how a refusal is called depends on what was asked.
REFUSAL = {
    Kind.INFORMATION: "Từ chối cung cấp thông tin",
    Kind.COMPLAINT: "Không thụ lý",
    Kind.DENUNCIATION: "Không thụ lý",
}


INFORMED = {
    Outcome.SOLVED: "Đã cung cấp thông tin",
    Outcome.ANSWERED: "Đã cung cấp thông tin",
    Outcome.PARTLY: "Đã cung cấp một phần thông tin",
}


def outcome_words(outcome: str, kind: str) -> str:
    """The outcome as people read it; a refusal and what was given are named by what was asked."""
    if kind == Kind.INFORMATION and outcome in INFORMED:
        return INFORMED[Outcome(outcome)]
    if outcome == Outcome.REFUSED and kind in REFUSAL:
        return REFUSAL[Kind(kind)]
    return str(Outcome(outcome).label)


def reply_words(reply: Reply, kind: str) -> str:
    """What a reply did, as people read it; an interim one has not ended anything."""
    return "Trả lời bước đầu" if reply.interim else outcome_words(reply.outcome, kind)


class ReplyQuerySet(models.QuerySet["Reply"]):
    def sent(self) -> ReplyQuerySet:
        """What went out, in the order in which it did: answers, what was told on the way, corrections."""
        return self.filter(sent_at__isnull=False).order_by("sent_at", "id")

    def answers(self) -> ReplyQuerySet:
        """What went out and ended a matter, as it was corrected; the last one stands."""
        return self.sent().filter(interim=False)


class Reply(models.Model):
    """A draft, and after approval and sending the answer itself. Sending needs an approval by someone else."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="replies")
    round = models.PositiveSmallIntegerField(help_text="0: lần trả lời đầu; n: sau lần mở lại thứ n")
    outcome = models.CharField(max_length=16, choices=Outcome)
    text = models.TextField()
    clause = models.CharField(max_length=300, blank=True, help_text="Khi từ chối: khoản nào, điều nào")
    receiver = models.CharField(max_length=200, blank=True, help_text="Khi chuyển: cơ quan nhận")
    receiver_number = models.CharField(max_length=80, blank=True, help_text="Số vào sổ của cơ quan nhận")
    receiver_salt = models.BinaryField(max_length=32, default=b"")
    salt = models.BinaryField(max_length=32)
    commitment = models.CharField(max_length=64)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_why = models.CharField(max_length=500, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_as = models.CharField(max_length=20, choices=Role, blank=True, help_text="Quyền mà theo đó đã duyệt")
    approved_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", help_text="Người đã ủy quyền"
    )
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(help_text="Hạn tại lúc gửi")
    interim = models.BooleanField(default=False, help_text="Trả lời bước đầu: việc chưa kết thúc")
    corrects = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="corrections")
    correction_note = models.CharField(max_length=500, blank=True, help_text="Đính chính gì, vì sao: ai cũng đọc")
    correction_salt = models.BinaryField(max_length=32, default=b"")

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["drafted_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("drafted_by")),
                name="approved_by_another",
            ),
        ]


class ReplyTemplate(models.Model):
    """Words an office begins a reply with, with places to fill in: {số hồ sơ}, {ngày nhận} … {ngày làm}."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="templates")
    name = models.CharField(max_length=100)
    text = models.TextField(max_length=4000)
    kind = models.CharField(max_length=12, choices=Kind, blank=True, help_text="Trống: mọi loại")
    topic = models.ForeignKey("office.Topic", on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="template_once")]

    def __str__(self) -> str:
        return self.name


class ReplyFile(models.Model):
    """A re-made file that goes out with a reply: public with it, and never before it."""

    reply = models.ForeignKey("answer.Reply", on_delete=models.CASCADE, related_name="files")
    name = StoredName(unique=True, help_text="Tên ngẫu nhiên trong HOIAM_HOME/files")
    thumbnail = StoredName(blank=True)
    sort = models.CharField(max_length=5, choices=Attachment.Sort)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
