"""A report and what was added to it: narrative, the freezing of its figures, its publication. A state is a row."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.office.models import Office, Unit
from hoiam.report.models_bundle import Acknowledged as Acknowledged
from hoiam.report.models_bundle import Cosignature as Cosignature
from hoiam.report.models_bundle import LedgerFault as LedgerFault
from hoiam.report.models_bundle import Peer as Peer
from hoiam.report.models_bundle import SentBundle as SentBundle
from hoiam.report.models_bundle import TakenIn as TakenIn
from hoiam.report.models_duties import Correction as Correction
from hoiam.report.models_duties import Duty as Duty
from hoiam.report.models_duties import DutyExtension as DutyExtension
from hoiam.report.models_duties import DutyRule as DutyRule
from hoiam.report.models_duties import Explanation as Explanation
from hoiam.report.models_duties import Relief as Relief
from hoiam.report.models_duties import Submission as Submission
from hoiam.report.models_duties import TakenBack as TakenBack
from hoiam.report.models_duties import Verdict as Verdict
from hoiam.report.models_facts import Fact as Fact
from hoiam.report.models_facts import FactBook as FactBook
from hoiam.report.models_jobs import Job as Job
from hoiam.report.models_jobs import JobItem as JobItem
from hoiam.report.models_sections import LONGEST_REASON as LONGEST_REASON
from hoiam.report.models_sections import LONGEST_TASK as LONGEST_TASK
from hoiam.report.models_sections import PlannedTask as PlannedTask
from hoiam.report.models_sections import SectionOwner as SectionOwner
from hoiam.report.models_sections import SentenceEdit as SentenceEdit
from hoiam.report.models_sections import SentSection as SentSection
from hoiam.report.models_sections import TaskResult as TaskResult
from hoiam.report.models_sections import TaskState as TaskState
from hoiam.report.models_themes import Theme as Theme
from hoiam.report.models_typed import Target as Target
from hoiam.report.models_typed import TypedValue as TypedValue

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


class WeekStart(models.Model):
    """From which day on the office's weeks begin on which weekday (0 is Monday)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="week_starts")
    first = models.DateField(help_text="Ngày đầu của tuần đầu tiên theo cách mới")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["first"]
        constraints = [models.UniqueConstraint(fields=["office", "first"], name="week_start_once")]


class CouncilSession(models.Model):
    """A session of the people's council (kỳ họp HĐND): the time between two of them is a reporting period."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="council_sessions")
    name = models.CharField(max_length=60, help_text="«kỳ họp thứ 10»")
    opened_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["opened_on"]
        constraints = [models.UniqueConstraint(fields=["office", "opened_on"], name="council_session_once")]


class Report(models.Model):
    """The report of one office, of one kind, for one period; it exists from the first words or figures on."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reports", db_index=False)
    kind = models.CharField(max_length=24)
    period = models.CharField(max_length=20, help_text="2026-W46")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering = ["office", "kind", "-last"]
        constraints = [models.UniqueConstraint(fields=["office", "kind", "period"], name="report_once")]
        indexes = [models.Index(fields=["kind", "period"], name="report_of_a_period")]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}"


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


class Frozen(models.Model):
    """One version of a report: its figures and words as they were frozen, never counted again. A correction is the next
    version, with a note. What another server sent has no person of ours behind it, only a post."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField(default=1)
    note = models.CharField(max_length=500, blank=True, help_text="Vì sao có bản này; bản đầu không cần")
    public = models.JSONField(help_text="Bản công khai")
    inside = models.JSONField(help_text="Bản gửi cấp trên: số chính xác của đơn khiếu nại, tố cáo")
    salt = models.BinaryField(max_length=32)
    inside_commitment = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    post = models.CharField(max_length=120, blank=True, help_text="Chức vụ người chốt")
    at = models.DateTimeField()

    class Meta:
        ordering = ["report", "version"]
        constraints = [models.UniqueConstraint(fields=["report", "version"], name="report_version_once")]


class FrozenFigure(models.Model):
    """A figure of a version, in columns: a province sums 168 of them without opening 168 reports. ``value`` is null
    when nothing was there to count (``unknown`` is empty) or when it is not known (``unknown`` says why)."""

    frozen = models.ForeignKey(Frozen, on_delete=models.CASCADE, related_name="figures", db_index=False)
    inside = models.BooleanField()
    figure = models.CharField(max_length=60)
    definition = models.PositiveSmallIntegerField(help_text="Bản của cách tính")
    value = models.FloatField(null=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    histogram = models.JSONField(default=list, help_text="[[ngày, số lượt], …]: trung vị của nhiều cơ quan tính từ đây")
    parts = models.JSONField(default=dict, help_text="{khóa: số}")
    unknown = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["frozen", "inside", "figure"], name="frozen_figure_once")]


class Published(models.Model):
    """A version was made public."""

    frozen = models.OneToOneField(Frozen, on_delete=models.PROTECT, related_name="published")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


# The official document of a version stands in a file of its own; here all models are found.
from hoiam.report.models_issuing import IssuedReport as IssuedReport  # noqa: E402
from hoiam.report.models_issuing import NumberedReport as NumberedReport  # noqa: E402
from hoiam.report.models_issuing import SignedReport as SignedReport  # noqa: E402
