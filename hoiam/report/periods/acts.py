"""The office's acts about its periods: the first day of its weeks, the sessions of its council."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError

from hoiam.ledger.acts import act, append
from hoiam.office.access import require, require_administrator
from hoiam.office.models import Office, Person
from hoiam.report.models import (
    CouncilSession,
    WeekStart,
)
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.versions.report import of_the_office
from hoiam.viettext.fold import nfc
from hoiam.workdays.periods import WEEK


@act
def start_weeks_on(office: Office, first: date, *, by: Person, at: datetime) -> WeekStart:
    """From this day on, the office's weeks begin on its weekday. Weeks that have begun keep their days."""
    require_administrator(by, office)
    schedule = schedule_of(office)
    if first <= schedule.of(WEEK, at).last:
        raise ValidationError("Chỉ đổi được từ tuần sau trở đi: tuần này đã bắt đầu.")
    if schedule.week_starts and first <= schedule.week_starts[-1][0]:
        raise ValidationError("Đã có lần đổi ngày đầu tuần từ ngày này hoặc muộn hơn.")
    row = WeekStart.objects.create(office=office, first=first, by=by, at=at)
    append(office, "report.weeks_changed", "office", by=by, at=at, payload={"first": first.isoformat()})
    return row


@act
def enter_session(office: Office, name: str, opened_on: date, *, by: Person, at: datetime) -> CouncilSession:
    """Enter a session of the people's council, held or planned."""
    require(by, "freeze_report")
    of_the_office(by, office)
    name = nfc(name).strip()
    if not name:
        raise ValidationError("Ghi tên kỳ họp, như «kỳ họp thứ 10».")
    if CouncilSession.objects.filter(office=office, opened_on=opened_on).exists():
        raise ValidationError("Đã ghi một kỳ họp khai mạc ngày này.")
    row = CouncilSession.objects.create(office=office, name=name[:60], opened_on=opened_on, by=by, at=at)
    append(office, "report.session_entered", "office", by=by, at=at, payload={"opened_on": opened_on.isoformat()})
    return row
