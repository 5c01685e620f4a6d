"""Which report is owed to whom and by when; what was handed in, and what became of it. A state is a row."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hoiam.office.models import Office

REASON_MAX = 500


class DutyRule(models.Model):
    """By when an office wants a kind of report from those below it. The newest rule that is valid on the last day of a
    period counts; where there is none, what the kind says. With ``ended_at`` the kind is no longer asked for."""

    to = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="duty_rules", db_index=False)
    kind = models.CharField(max_length=24)
    days = models.PositiveSmallIntegerField(help_text="Sau ngày cuối của kỳ")
    working_days = models.BooleanField(help_text="Có: ngày làm việc; không: ngày theo lịch")
    time = models.TimeField()
    valid_from = models.DateField(help_text="Từ kỳ kết thúc vào ngày này")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["to", "kind", "valid_from", "id"]
        indexes = [models.Index(fields=["to", "kind", "valid_from"], name="duty_rule_in_force")]


class Duty(models.Model):
    """One report that one office owes another, made ahead: when its figures are cut off, when it is due."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="duties", db_index=False)
    kind = models.CharField(max_length=24)
    period = models.CharField(max_length=20)
    first = models.DateField()
    last = models.DateField()
    to = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="duties_owed", db_index=False)
    cut_off_at = models.DateTimeField(help_text="Thời điểm chốt số liệu")
    due_at = models.DateTimeField()
    made_at = models.DateTimeField()
    # Written once, when the due time has passed: what the ledger tells of it and the escalation rests on.
    fell_due_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["office", "kind", "-last"]
        constraints = [models.UniqueConstraint(fields=["office", "kind", "period", "to"], name="duty_once")]
        indexes = [
            models.Index(fields=["to", "kind", "period"], name="duty_owed_of_a_period"),
            models.Index(fields=["to", "kind", "last"], name="duty_owed_in_order"),
            models.Index(fields=["due_at"], condition=models.Q(fell_due_at__isnull=True), name="duty_to_fall_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}"


class DutyExtension(models.Model):
    """More time for one office and one period, given before the time was over, with the reason."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="extensions")
    due_at_was = models.DateTimeField()
    due_at = models.DateTimeField()
    reason = models.CharField(max_length=REASON_MAX)
    salt = models.BinaryField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class Relief(models.Model):
    """An office owes nothing for the periods that touch these days: it was merged, closed, or under water."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reliefs")
    first = models.DateField()
    last = models.DateField(null=True, help_text="Trống: từ ngày đầu trở đi")
    reason = models.CharField(max_length=REASON_MAX)
    salt = models.BinaryField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["first", "id"]


class Submission(models.Model):
    """A version of a report was handed to the superior. ``by`` is null when it came from another server."""

    frozen = models.ForeignKey("report.Frozen", on_delete=models.PROTECT, related_name="submissions")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, related_name="submissions")
    to = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="submitted_reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    on_time = models.BooleanField(help_text="Nộp không sau hạn, tính lúc nộp")

    class Meta:
        ordering = ["at", "id"]


class Verdict(models.Model):
    """What the superior said to a submission; the newest counts. ``reopened`` takes an acceptance back."""

    class Result(models.TextChoices):
        ACCEPTED = "accepted", "tiếp nhận"
        RETURNED = "returned", "trả lại, yêu cầu bổ sung"
        REOPENED = "reopened", "bỏ tiếp nhận"

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="verdicts")
    result = models.CharField(max_length=10, choices=Result)
    reason = models.CharField(max_length=REASON_MAX, blank=True)
    salt = models.BinaryField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class TakenBack(models.Model):
    """Its own office took a submission back, before anything stood on it at the superior's."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="taken_back")
    reason = models.CharField(max_length=REASON_MAX)
    salt = models.BinaryField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Correction(models.Model):
    """A version that nobody has above is being corrected: units may write again, it is not handed in any more."""

    frozen = models.OneToOneField("report.Frozen", on_delete=models.PROTECT, related_name="correction")
    reason = models.CharField(max_length=REASON_MAX)
    salt = models.BinaryField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Explanation(models.Model):
    """Why something of a report is empty: a section («không phát sinh»), a figure. The newest row counts."""

    report = models.ForeignKey("report.Report", on_delete=models.PROTECT, related_name="explanations")
    about = models.CharField(max_length=80, help_text="section:economy, figure:papers_in")
    text = models.CharField(max_length=REASON_MAX)
    salt = models.BinaryField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
