"""The ledger's tables. Rows are only ever added (triggers.py); the head alone moves, one step at a time."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.ledger.canonical import NOTHING


class Head(models.Model):
    """The end of an office's chain: its row lock makes number order the order of commit."""

    office = models.OneToOneField("office.Office", on_delete=models.PROTECT, primary_key=True, related_name="+")
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=NOTHING)


class Entry(models.Model):
    """One thing that happened: the only source of account."""

    office = models.ForeignKey("office.Office", on_delete=models.PROTECT, related_name="entries", db_index=False)
    number = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(help_text="Thời điểm tính theo luật")
    recorded_at = models.DateTimeField(help_text="Thời điểm máy ghi")
    payload = models.JSONField()
    canonical = models.TextField(help_text="Dạng chuẩn (RFC 8785) của cả dòng")
    hash = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)

    class Meta:
        ordering = ["office", "number"]
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="entry_number_once")]
        indexes = [
            models.Index(fields=["subject", "id"], name="entry_of_a_subject"),
            models.Index(fields=["office", "kind", "at"], name="entry_of_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.subject}"


class Leaf(models.Model):
    """A sealed entry: its place in the office's Merkle tree."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="leaf")
    office = models.ForeignKey("office.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    index = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["office", "index"]
        constraints = [models.UniqueConstraint(fields=["office", "index"], name="leaf_index_once")]


class Checkpoint(models.Model):
    """A seal: the tree's size and root at a moment, signed. Copies of its note outside are what makes it evidence."""

    office = models.ForeignKey("office.Office", on_delete=models.PROTECT, related_name="checkpoints", db_index=False)
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    frontier = models.JSONField(help_text="Gốc các cây con đã đủ, để niêm phong tiếp mà không đọc lại")
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["office", "size"]
        constraints = [models.UniqueConstraint(fields=["office", "size"], name="checkpoint_size_once")]

    def __str__(self) -> str:
        return f"{self.size} {self.root}"
