"""The mails about reports: to a unit before its section is due, and who has not sent, in the digest."""

from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

from hoiam.office.access import may
from hoiam.office.models import Person, Role, roles_of
from hoiam.outbox.mail.channel import Mail
from hoiam.outbox.models import Row
from hoiam.report.kinds.themes import kind_for
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.sections.acts import sections_standing
from hoiam.report.sections.status import being_written, missing_of
from hoiam.report.versions.report import is_open
from hoiam.workdays.calendar import in_words
from hoiam.workdays.periods import ZONE


def section_due(row: Row) -> Mail | None:
    """What a unit has still to send, and by when; None when it sent everything meanwhile, or the report is closed."""
    person, now = row.person, timezone.now()
    assert person is not None
    if not (person.email and person.is_active and person.unit and may(person, "write_report")):
        return None
    _, kind_id, code = row.subject.split(":")
    kind = kind_for(row.office, kind_id)
    period = kind.parse(schedule_of(row.office), code)
    owed = [
        one for one in sections_standing(row.office, kind, period) if one.unit == person.unit and one.state == "missing"
    ]
    if not owed or not is_open(row.office, kind, period, now):
        return None
    due = [f"- {one.section.label}: {one.due_at:%H:%M} {in_words(one.due_at.date())}" for one in owed]
    body = [
        f"Kính gửi {person.full_name},",
        "\n".join([f"{person.unit} còn phần chưa gửi của báo cáo {period.full_name}:", *due]),
        f"Viết ngay trên điện thoại: {settings.PUBLIC_URL}/ban/bao-cao/{kind.id}/{code}/ai-chua-gui",
    ]
    return Mail(to=person.email, subject=f"Báo cáo {period.full_name}: phần chưa gửi", body="\n\n".join(body))


def digest_parts(person: Person, today: date) -> list[tuple[str, list[str]]]:
    """For who puts reports together and who approves them: which units have not sent what is overdue."""
    if not roles_of(person) & {Role.CLERK, Role.OFFICE_HEAD, Role.APPROVER}:
        return []
    at = datetime.combine(today, time(7), tzinfo=ZONE)
    return [
        (
            f"Báo cáo {period.full_name}, quá hạn gửi:",
            [
                f"{unit}: {', '.join(str(one.section.label) for one in owed)}"
                for unit, owed in missing_of(person.office, kind, period, at)
            ],
        )
        for kind, period in being_written(person.office, at)
    ]
