"""The report of an office for a period, and whether it may still be changed."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.office.models import Office, Person
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.models import (
    Frozen,
    Report,
)
from hoiam.report.sentences.numbers import capital
from hoiam.report.versions.submissions import open_again
from hoiam.workdays.periods import Period


def is_open(office: Office, kind: ReportKind, period: Period, at: datetime) -> bool:
    """Whether words can be written into the report."""
    frozen = frozen_of(office, kind, period)
    return (frozen is None or open_again(frozen)) and period.start <= at


def must_be_open(office: Office, kind: ReportKind, period: Period, at: datetime) -> None:
    """Raise ValidationError, in words, when nothing can be written into the report any more, or not yet."""
    frozen = frozen_of(office, kind, period)
    if frozen is not None and not open_again(frozen):
        raise ValidationError(f"Báo cáo {period.full_name} đã chốt, không sửa được nữa.")
    if period.start > at:
        raise ValidationError(f"{capital(period.title)} chưa bắt đầu.")


def report_subject(report: Report) -> str:
    return f"report:{report.kind}:{report.period}"


def report_of(office: Office, kind: ReportKind, period: Period) -> Report:
    """The row of a report, made when it is not there yet."""
    days = {"first": period.first, "last": period.last}
    return Report.objects.get_or_create(office=office, kind=kind.id, period=period.code, defaults=days)[0]


def of_the_office(by: Person, office: Office) -> None:
    """Raise PermissionDenied unless the report is of the person's own office."""
    if by.office_id != office.pk:
        raise PermissionDenied("Báo cáo này của cơ quan khác.")


def frozen_of(office: Office, kind: ReportKind, period: Period, *, published: bool = False) -> Frozen | None:
    """The newest version of a report, or the newest of those that were published."""
    kept = Frozen.objects.select_related("report", "published", "by")
    versions = kept.filter(report__office=office, report__kind=kind.id, report__period=period.code)
    if published:
        versions = versions.filter(published__isnull=False)
    return versions.order_by("-version").first()
