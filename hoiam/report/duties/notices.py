"""The mails about duties to report, written when they are sent: what is due, late, missing, returned. Staff only."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from hoiam.outbox.mail.channel import Mail
from hoiam.outbox.models import Row
from hoiam.report.duties.reminding import missing_from, overdue, to_hand_in
from hoiam.report.kinds.kinds import kind_of
from hoiam.report.models import Duty, Report, Verdict
from hoiam.report.periods.schedule import schedule_of
from hoiam.workdays.calendar import in_words

LINES = 40


def duties_due(row: Row) -> Mail | None:
    """To who puts the report together: what is due in the coming days and not handed in."""
    owed = to_hand_in(row.office, timezone.now())
    return _mail(
        row, "Báo cáo sắp đến hạn nộp", "Chưa nộp, gần hạn nhất trước:", [_line(one) for one in owed], "phai-nop"
    )


def duties_late(row: Row) -> Mail | None:
    """To the chairman and the head of the office: what was due and is not there."""
    owed = overdue(row.office, timezone.now())
    return _mail(row, "Báo cáo quá hạn nộp", "Đã quá hạn, chưa nộp:", [_line(one) for one in owed], "phai-nop")


def duties_missing(row: Row) -> Mail | None:
    """To the office above: which of those below it have not handed in what was due."""
    owed = missing_from(row.office, timezone.now())
    lines = [f"{one.office.name}: {_line(one)}" for one in owed]
    return _mail(row, "Cơ quan chưa nộp báo cáo", "Đã quá hạn, chưa nộp:", lines, "phai-nop/tong-hop")


def report_returned(row: Row) -> Mail | None:
    """To who put the report together: it was returned. Why stands on the desk, not in a mail."""
    _, kind, period = row.subject.split(":")
    report = Report.objects.get(office=row.office, kind=kind, period=period)
    verdict = Verdict.objects.filter(submission__frozen__report=report).order_by("at", "id").last()
    if verdict is None or verdict.result != Verdict.Result.RETURNED:
        return None
    said = f"{kind_of(kind).name} {_name(report)}: {verdict.submission.to.name} trả lại, yêu cầu bổ sung."
    return _mail(
        row, "Báo cáo bị trả lại", said, ["đọc lý do, sửa, lập bản đính chính rồi nộp lại"], f"{kind}/{period}"
    )


def _mail(row: Row, subject: str, heading: str, lines: list[str], where: str) -> Mail | None:
    person = row.person
    assert person is not None
    if not lines or not person.email or not person.is_active:
        return None
    more = [f"… và {len(lines) - LINES} báo cáo nữa"] if len(lines) > LINES else []
    told = "\n".join([heading, *(f"- {line}" for line in [*lines[:LINES], *more])])
    body = [f"Kính gửi {person.full_name},", told, f"Mở bàn làm việc: {settings.PUBLIC_URL}/ban/bao-cao/{where}"]
    return Mail(to=person.email, subject=subject, body="\n\n".join(body))


def _line(duty: Duty) -> str:
    due = timezone.localtime(duty.due_at)
    return f"{kind_of(duty.kind).name} {_name(duty)}, hạn {due:%H:%M} {in_words(due.date())}"


def _name(of: Duty | Report) -> str:
    return kind_of(of.kind).parse(schedule_of(of.office), of.period).full_name
