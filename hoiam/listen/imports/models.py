"""A file of another system on its way into the book, and what its columns mean."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.office.models import Office


class ColumnMap(models.Model):
    """What the columns of one shape of file are: said once by a clerk, proposed ever after."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="column_maps")
    shape = models.CharField(max_length=64, help_text="Dấu của hàng tiêu đề")
    columns = models.JSONField(help_text="Số của cột -> trường")
    channel = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "shape"], name="column_map_once")]


class ImportFile(models.Model):
    """One file: its rows lie sealed here until they are in the book, then they are gone. Its name is not kept."""

    class State(models.TextChoices):
        WAITING = "waiting", "chờ chọn cột"
        RUNNING = "running", "đang vào sổ"
        STOPPED = "stopped", "tạm dừng"
        DONE = "done", "xong"

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="import_files")
    mark = models.CharField(max_length=32, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    shape = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    channel = models.CharField(max_length=12, blank=True)
    sealed_rows = models.BinaryField(help_text="Hàng tiêu đề và các hàng, đã niêm kín; trống khi xong")
    total = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0, help_text="Số hàng đã đọc; đọc tiếp từ đây")
    received = models.PositiveIntegerField(default=0)
    already = models.PositiveIntegerField(default=0)
    wrong = models.JSONField(default=list, help_text="Hàng nào, vì sao; không chép lại chữ trong hàng")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
