"""Reporting periods: half-open ranges of aware moments, with the names that offices give them. Pure: no clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

# Weeks begin at midnight in Viet Nam, whatever zone the process or the database works in.
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKLY = "weekly"
KINDS = {WEEKLY: "Báo cáo tuần"}
WEEK = timedelta(days=7)

_CODE = re.compile(r"(2\d{3})-W(\d{2})", re.ASCII)


class NoSuchPeriod(ValueError):
    """What was typed is not a period; the message says, in words, what is."""


@dataclass(frozen=True, order=True)
class Period:
    """One week of reporting, Monday to Sunday, numbered as in ISO 8601: week 1 is the week of 4 January."""

    first: date
    kind: str = WEEKLY

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)

    @property
    def start(self) -> datetime:
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """The first moment that is no longer in the period."""
        return _midnight(self.first + WEEK)

    @property
    def code(self) -> str:
        """«2026-W46»: the year is that of the week's Thursday, not always that of its days."""
        year, week, _ = self.first.isocalendar()
        return f"{year}-W{week:02d}"

    @property
    def name(self) -> str:
        """«tuần 46»"""
        return f"tuần {self.first.isocalendar().week:02d}"

    @property
    def title(self) -> str:
        """«tuần 46 (từ ngày 09/11/2026 đến ngày 15/11/2026)»"""
        return f"{self.name} (từ ngày {self.first:%d/%m/%Y} đến ngày {self.last:%d/%m/%Y})"

    def next(self) -> Period:
        return Period(self.first + WEEK, self.kind)

    def previous(self) -> Period:
        return Period(self.first - WEEK, self.kind)

    def contains(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    def ended(self, at: datetime) -> bool:
        return at >= self.end


def of(moment: datetime) -> Period:
    """The week a moment lies in."""
    day = moment.astimezone(ZONE).date()
    return Period(day - timedelta(days=day.weekday()))


def last_ended(at: datetime) -> Period:
    return of(at).previous()


def parse(kind: str, code: str) -> Period:
    """The period of a kind and a code such as «2026-W46»; raises NoSuchPeriod in words."""
    if kind not in KINDS:
        raise NoSuchPeriod(f"Không có loại báo cáo «{kind}»; hiện có: {', '.join(KINDS)}.")
    found = _CODE.fullmatch(code)
    if found is None:
        raise NoSuchPeriod(f"Kỳ báo cáo tuần viết như 2026-W46 (năm, chữ W, số tuần hai chữ số), không phải «{code}».")
    year, week = int(found[1]), int(found[2])
    try:
        return Period(date.fromisocalendar(year, week, 1))
    except ValueError:
        weeks = date(year, 12, 28).isocalendar().week
        raise NoSuchPeriod(f"Năm {year} có {weeks} tuần, không có tuần {week:02d}.") from None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)
