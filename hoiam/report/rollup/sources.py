"""From whose reports a province's report is made: the version of each office below that stands, and who is missing."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from hoiam.office.models import Office
from hoiam.report.content.content import Source
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.models import Duty, Frozen, Relief, Report, Submission
from hoiam.report.sentences import numbers
from hoiam.report.sentences.sentence import Piece, Sentence
from hoiam.report.versions.submissions import Result, standing_versions, with_results
from hoiam.workdays.periods import Period

NAMED_AT_MOST = 10


def sources(
    offices: list[Office], kind: ReportKind, period: Period, at: datetime
) -> tuple[list[Source], dict[int, str]]:
    """Each office with its version or the reason why none is there; and whose each of these versions is, by its row."""
    stands = standing_versions(offices, kind.id, period.code)
    why = _why_missing([office for office in offices if office.pk not in stands], kind, period, at)
    found = [
        _of(office, stands[office.pk], period)
        if office.pk in stands
        else Source(office.code, office.name, missing=why[office.pk])
        for office in offices
    ]
    return found, {stands[office.pk].pk: office.code for office in offices if office.pk in stands}


def _of(office: Office, frozen: Frozen, period: Period) -> Source:
    report = frozen.report
    same = (report.first, report.last) == (period.first, period.last)
    days = "" if same else f"từ ngày {report.first:%d/%m/%Y} đến ngày {report.last:%d/%m/%Y}"
    return Source(office.code, office.name, frozen.version, days=days)


def _why_missing(offices: list[Office], kind: ReportKind, period: Period, at: datetime) -> dict[int, str]:
    if not period.ended(at):
        return {office.pk: "kỳ chưa kết thúc" for office in offices}
    theirs = Report.objects.filter(office__in=offices, kind=kind.id, period=period.code)
    frozen = set(theirs.filter(versions__isnull=False).values_list("office", flat=True))
    handed = with_results(Submission.objects.filter(frozen__report__in=theirs)).order_by("at", "id")
    last = dict(handed.values_list("frozen__report__office", "result"))  # type: ignore[misc]
    touching = Relief.objects.filter(Q(last__isnull=True) | Q(last__gte=period.first), first__lte=period.last)
    relieved = set(touching.filter(office__in=offices).values_list("office", flat=True))
    due = dict(
        Duty.objects.filter(office__in=offices, kind=kind.id, period=period.code).values_list("office", "due_at")
    )

    def why(office: int) -> str:
        if office in relieved:
            return "không phải nộp kỳ này"
        if office in last:
            return "bị trả lại, chưa nộp lại" if last[office] == Result.RETURNED else "đã rút lại"
        said = "đã chốt, chưa nộp" if office in frozen else "chưa nộp"
        if office not in due:
            return said
        day = f"{timezone.localtime(due[office]):%d/%m/%Y}"
        return f"{said}, quá hạn từ ngày {day}" if at > due[office] else f"{said}, hạn nộp ngày {day}"

    return {office.pk: why(office.pk) for office in offices}


def from_whom(found: tuple[Source, ...], *, others: bool) -> Sentence:
    """«Tổng hợp báo cáo của 166 trong 168 xã, phường, đặc khu; chưa có: Xã An Bình, Phường Đông.» ``others``: in the
    period before not the same ones had reported."""
    missing = [source.name for source in found if not source.version]
    said = f"Tổng hợp báo cáo của {numbers.counted(len(found) - len(missing))} trong "
    said += f"{numbers.counted(len(found))} xã, phường, đặc khu"
    if missing:
        more = len(missing) - NAMED_AT_MOST
        said += f"; chưa có: {', '.join(missing[:NAMED_AT_MOST])}"
        said += f" và {numbers.counted(more)} nơi khác" if more > 0 else ""
    not_compared = " Không so sánh với kỳ trước vì khi ấy không cùng các nơi có báo cáo." if others else ""
    return Sentence("sources", (Piece(f"{said}.{not_compared}"),))
