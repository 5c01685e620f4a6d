"""A report and what was added to it: narrative, the freezing of its figures, its publication. A state is a row."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.office.models import Office, Unit

MAX_NARRATIVE = 4000


class Section(models.TextChoices):
    """Where a unit's words stand (WORDS.md, section 4); the order is the order of the document."""

    LEADERSHIP = "leadership", "Công tác chỉ đạo, điều hành"
    ECONOMY = "economy", "Kinh tế"
    SOCIETY = "society", "Văn hóa – xã hội"
    DEFENCE = "defence", "Quốc phòng, an ninh"
    LETTERS = "letters", "Tiếp công dân, xử lý đơn thư"
    REFORM = "reform", "Cải cách hành chính, chuyển đổi số"
    INFORMATION = "information", "Thông tin, tuyên truyền"
    STRENGTHS = "strengths", "Ưu điểm"
    LIMITS = "limits", "Tồn tại, hạn chế"
    CAUSES = "causes", "Nguyên nhân"
    TASKS = "tasks", "Nhiệm vụ trọng tâm kỳ tới"
    PROPOSALS = "proposals", "Kiến nghị, đề xuất"


class Report(models.Model):
    """The report of one office for one period; it exists from the first words or the freezing on."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reports", db_index=False)
    kind = models.CharField(max_length=12)
    period = models.CharField(max_length=12, help_text="2026-W46")

    class Meta:
        ordering = ["office", "kind", "-period"]
        constraints = [models.UniqueConstraint(fields=["office", "kind", "period"], name="report_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}"


class Narrative(models.Model):
    """What a unit wrote for a section; the newest row of a unit and section stands, older ones stay."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="narratives")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=12, choices=Section)
    text = models.TextField(max_length=MAX_NARRATIVE, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class Frozen(models.Model):
    """The figures and words of a report as they were frozen; never counted again."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="frozen")
    public = models.JSONField(help_text="Bản công khai")
    inside = models.JSONField(help_text="Bản gửi cấp trên: số chính xác của đơn khiếu nại, tố cáo")
    salt = models.BinaryField(max_length=32)
    inside_commitment = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Published(models.Model):
    """The report was made public."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="published")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
