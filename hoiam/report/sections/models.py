"""Who writes which section of a report by when, and what was handed in. A state is a row; the newest stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.office.models import Office, Unit
from hoiam.report.versions.models import Report

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


class Narrative(models.Model):
    """What a unit wrote for a section; the newest row of a unit and section stands, older ones stay. What was sent
    (SentSection) stands in the report."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="narratives")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=12, choices=Section)
    text = models.TextField(max_length=MAX_NARRATIVE, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


LONGEST_REASON = 300
LONGEST_TASK = 500


class SectionOwner(models.Model):
    """A section of a kind of report is a unit's, to be sent by a time. While there is no row, the default holds."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="section_owners")
    kind = models.CharField(max_length=24)
    section = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    days = models.SmallIntegerField(
        help_text="Không hoặc âm: số ngày trước ngày cuối kỳ; dương: số ngày làm việc sau ngày cuối kỳ"
    )
    time = models.TimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "section", "unit"],
                condition=models.Q(ended_at__isnull=True),
                name="section_owned_once",
            )
        ]


class SentSection(models.Model):
    """A unit sent its section: the words that stood then, or that nothing happened, and why. What was only written and
    not sent is a draft; empty words take back what was sent."""

    report = models.ForeignKey("report.Report", on_delete=models.PROTECT, related_name="sent_sections")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=12)
    narrative = models.ForeignKey("report.Narrative", on_delete=models.PROTECT, null=True, related_name="+")
    nothing = models.CharField(max_length=LONGEST_REASON, blank=True, help_text="Vì sao không phát sinh")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class TaskState(models.TextChoices):
    """What came of a task of the last plan."""

    DONE = "done", "Đã hoàn thành"
    PARTLY = "partly", "Hoàn thành một phần"
    NOT_DONE = "not_done", "Chưa thực hiện được"
    DROPPED = "dropped", "Không thực hiện nữa"


class PlannedTask(models.Model):
    """A task ahead, planned in the report of one period; in the report of the next it is a result."""

    report = models.ForeignKey("report.Report", on_delete=models.PROTECT, related_name="planned_tasks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=LONGEST_TASK)
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="carried")
    times = models.PositiveSmallIntegerField(default=0, help_text="Đã chuyển kỳ mấy lần")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]


class TaskResult(models.Model):
    """What a unit says came of a task; the newest stands."""

    task = models.ForeignKey(PlannedTask, on_delete=models.PROTECT, related_name="results")
    state = models.CharField(max_length=10, choices=TaskState)
    words = models.CharField(max_length=LONGEST_REASON, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
