"""Two servers: whose key was exchanged, what was sent, what was taken in, and where a ledger did not go on."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.files.fields import StoredName
from hoiam.office.models import Office


class Peer(models.Model):
    """An office with a server of its own whose key an administrator took, digit by digit: the superior that reports go
    to, or an office below that they come from. Another key is another row, never a change of this one."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="peers", db_index=False)
    other = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="peer_of")
    key = models.CharField(max_length=200, help_text="Dòng khóa công khai: mã cơ quan, dấu, khóa")
    url = models.CharField(max_length=200, blank=True, help_text="Nơi gửi đến; trống khi bên kia tự gửi, hoặc mang tệp")
    authority = models.TextField(blank=True, help_text="Chứng thư gốc riêng (PEM) mà máy chủ bên kia dùng, nếu có")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "other"], condition=models.Q(ended_at__isnull=True), name="peer_once"
            ),
            models.UniqueConstraint(
                fields=["office", "key"], condition=models.Q(ended_at__isnull=True), name="peer_key_once"
            ),
        ]


class SentBundle(models.Model):
    """A submission made into a file for the superior's server. Made once, it never changes."""

    submission = models.ForeignKey("report.Submission", on_delete=models.PROTECT, related_name="bundles")
    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="sent")
    sequence = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True, help_text="Mã băm của bản kê; trống khi gói chưa lập")
    size = models.BigIntegerField(default=0, help_text="Số dòng của mốc đối chiếu trong gói")
    file = StoredName(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["peer", "sequence"], name="bundle_sequence_once")]
        indexes = [models.Index(fields=["digest"], name="bundle_of_a_digest")]


class Acknowledged(models.Model):
    """What the superior's server answered to a bundle: taken in, or refused with the reason."""

    bundle = models.OneToOneField(SentBundle, on_delete=models.PROTECT, related_name="acknowledged")
    taken_in = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(help_text="Theo đồng hồ của máy chủ nhận")
    text = models.TextField(help_text="Câu trả lời có chữ ký, như đã nhận")
    at = models.DateTimeField()


class Cosignature(models.Model):
    """The superior saw our checkpoint go on from the one before, and signed for it."""

    checkpoint = models.ForeignKey("ledger.Checkpoint", on_delete=models.PROTECT, related_name="cosignatures")
    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="+", db_index=False)
    line = models.TextField(help_text="Dòng chữ ký, đứng dưới mốc")
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["seen_at", "id"]
        constraints = [models.UniqueConstraint(fields=["checkpoint", "peer"], name="cosigned_once")]


class TakenIn(models.Model):
    """A report that came from another server, with the file it came in and the checkpoint that we signed for."""

    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="taken_in", db_index=False)
    frozen = models.OneToOneField("report.Frozen", on_delete=models.PROTECT, related_name="taken_in")
    submission = models.OneToOneField("report.Submission", on_delete=models.PROTECT, related_name="taken_in")
    sequence = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    file = StoredName()
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    checkpoint = models.TextField(help_text="Mốc đối chiếu của nơi gửi, có thêm chữ ký của ta")
    differing = models.JSONField(default=list, help_text="Số liệu tính theo cách khác ở đây")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["peer", "sequence"], name="taken_in_sequence_once"),
            models.UniqueConstraint(fields=["peer", "digest"], name="taken_in_once"),
        ]


class LedgerFault(models.Model):
    """A bundle that was refused because the ledger behind it does not go on from what was kept."""

    class What(models.TextChoices):
        ROLLED_BACK = "rolled_back", "nhật ký bị lùi lại"
        REWRITTEN = "rewritten", "nhật ký bị viết lại"
        NOT_SHOWN = "not_shown", "không chứng minh được nhật ký nối tiếp"

    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="faults", db_index=False)
    digest = models.CharField(max_length=64)
    what = models.CharField(max_length=12, choices=What)
    kept = models.BigIntegerField(help_text="Số dòng của mốc đã giữ")
    shown = models.BigIntegerField(help_text="Số dòng của mốc trong gói")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["peer", "digest"], name="ledger_fault_once")]
