from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hoiam.law.tracks import CALENDAR_DAYS, UNITS, WORKING_DAYS, count
from hoiam.management.counting import MOST_DAYS, calendar_for, office_named, read_day
from hoiam.workdays.calendar import Calendar, ReasonedDay, in_words


class Command(BaseCommand):
    help = "Cộng ngày làm việc (hoặc ngày, với --calendar) vào một ngày; nói rõ ngày nghỉ nào được bỏ qua."
    # It only counts: an answer must not wait for a setting of the web server.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("day", nargs="?", default="", metavar="NGÀY", help="ngày bắt đầu: 2026-08-21")
        parser.add_argument("length", nargs="?", default="", metavar="+N", help="số ngày cộng thêm: +5")
        parser.add_argument("--calendar", action="store_true", help="đếm cả ngày nghỉ, chỉ dời ngày cuối")
        parser.add_argument("--office", default="", metavar="MÃ", help="tính theo lịch riêng của cơ quan này")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *, day: str, length: str, calendar: bool, office: str, **options: Any) -> None:
        start, n = read_day(day), _length(length)
        told = answer(calendar_for(office_named(office)), start, n, CALENDAR_DAYS if calendar else WORKING_DAYS)
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) if options["json"] else sentences(told))


def answer(calendar: Calendar, start: date, n: int, unit: str) -> dict[str, Any]:
    """The day reached, and what was skipped on the way."""
    due_on = count(calendar, start, n, unit)
    skipped = calendar.skipped(start, due_on) if unit == WORKING_DAYS else calendar.rolled_over(start, n)
    return {
        "start": start.isoformat(),
        "length": n,
        "unit": unit,
        "due_on": due_on.isoformat(),
        "provisional": calendar.is_provisional(due_on),
        "skipped": _days(skipped),
        "made_up": _days(calendar.made_up(start, due_on)) if unit == WORKING_DAYS else [],
    }


def sentences(told: dict[str, Any]) -> str:
    start, due_on = date.fromisoformat(told["start"]), date.fromisoformat(told["due_on"])
    lines = [f"{in_words(start)} + {told['length']} {UNITS[told['unit']]} = {in_words(due_on)}"]
    for how, days in (("bỏ qua", told["skipped"]), ("tính cả", told["made_up"])):
        lines += [f"  {how} {in_words(date.fromisoformat(one['day']))}: {one['reason']}" for one in days]
    if told["provisional"]:
        lines.append(f"  Lịch nghỉ năm {due_on.year} còn là dự kiến.")
    return "\n".join(lines)


def _days(days: list[ReasonedDay]) -> list[dict[str, str]]:
    return [{"day": one.day.isoformat(), "reason": one.reason} for one in days]


def _length(text: str) -> int:
    if not re.fullmatch(r"\+?\d{1,4}", text) or int(text) > MOST_DAYS:
        raise CommandError(
            f"Ghi ngày bắt đầu rồi số ngày, từ +0 đến +{MOST_DAYS}, thí dụ: hoiam workdays 2026-08-21 +5"
        )
    return int(text)
