"""What the counting commands read from the command line: days, moments, the office whose calendar holds."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.utils import timezone

from hoiam.office.models import Office
from hoiam.workdays.calendar import Calendar
from hoiam.workdays.models import calendar_of

MOST_DAYS = 3650
# The lunar tables behind the public holidays are sure in these years.
FIRST_YEAR, LAST_YEAR = 2000, 2080


def read_day(text: str) -> date:
    """A day as 2026-10-16; the year must be one whose holidays are known or foreseen."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  (a day has no zone)
    except ValueError:
        said = f"Không đọc được ngày «{text}»." if text else "Thiếu ngày."
        raise CommandError(f"{said} Ghi năm-tháng-ngày, thí dụ: 2026-10-16.") from None
    return _in_range(day)


def read_moment(text: str, option: str) -> datetime:
    """A moment in the office's time; without a clock time it is the beginning of that day."""
    example = f"Ghi {option} 2026-10-16T10:20 hoặc {option} 2026-10-16."
    # Python also reads 20261016 and week dates: a mistyped number must not pass as a day.
    if not re.match(r"\d{4}-\d{2}-\d{2}($|[T ])", text):
        raise CommandError(f"Không đọc được thời điểm «{text}». {example}" if text else f"Thiếu thời điểm. {example}")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"Không đọc được thời điểm «{text}». {example}") from None
    aware = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    _in_range(aware.date())
    return timezone.localtime(aware)


def has_tables() -> bool:
    """Whether this home has a database with the rules in it; asking must not make an empty one."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        if "memory" not in name and not Path(name).exists():
            return False
    try:
        return {"law_rule", "workdays_dayrule", "office_office"} <= set(connection.introspection.table_names())
    except OperationalError as unreachable:
        raise CommandError(
            f"Không mở được cơ sở dữ liệu: {unreachable}. Kiểm tra DATABASE_URL và HOIAM_HOME."
        ) from None


def office_named(code: str) -> Office | None:
    """The office with this code; without a code the only commune of the home, if there is just one."""
    if not has_tables():
        if code:
            raise CommandError("Chưa có cơ sở dữ liệu: chạy «hoiam init» trước, hoặc bỏ --office.")
        return None
    if not code:
        communes = list(Office.objects.exclude(level=Office.Level.PROVINCE)[:2])
        return communes[0] if len(communes) == 1 else None
    office = Office.objects.filter(code=code).first()
    if office is None:
        known = ", ".join(Office.objects.values_list("code", flat=True)) or "chưa có cơ quan nào"
        raise CommandError(f"Không có cơ quan mã «{code}». Các mã hiện có: {known}.")
    return office


def the_office(code: str) -> Office:
    """The one office a command works for; asks for --office where it is not plain which."""
    office = office_named(code)
    if office is None:
        raise CommandError("Chưa rõ cơ quan nào: thêm --office MÃ (hoặc chạy «hoiam init» trước).")
    return office


def calendar_for(office: Office | None) -> Calendar:
    """The office's calendar, or before `hoiam init` the one shipped."""
    return calendar_of(office) if has_tables() else Calendar()


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CommandError(f"Năm {day.year} nằm ngoài lịch: chọn một ngày từ năm {FIRST_YEAR} đến năm {LAST_YEAR}.")
    return day
