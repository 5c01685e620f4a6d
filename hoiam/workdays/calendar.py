"""Which days an office works, and the counting of days. Pure: it knows no database and no clock."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "vn.toml"
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def in_words(day: date) -> str:
    """«thứ Hai, 05/10/2026»: a date that a person acts on carries its weekday."""
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """A day that differs from the week's pattern: a day off, or a make-up day that is worked."""

    day: date
    works: bool
    name: str
    source: str = ""
    provisional: bool = False


@dataclass(frozen=True)
class ReasonedDay:
    """A day with the reason why it is skipped, or counted though it is a weekend."""

    day: date
    reason: str


@dataclass(frozen=True)
class Shipped:
    days: tuple[Day, ...]
    proposed: tuple[Day, ...]
    provisional_from: int


@lru_cache(maxsize=1)
def shipped() -> Shipped:
    """What the product brings along beside the package `holidays`."""
    data = tomllib.loads(DATA.read_text("utf-8"))
    return Shipped(
        days=tuple(Day(**row) for row in data["day"]),
        proposed=tuple(Day(**row) for row in data["proposed"]),
        provisional_from=data["provisional_from"],
    )


@lru_cache(maxsize=64)
def _national(year: int) -> dict[date, Day]:
    """The public holidays of one year, days off in lieu (Đ111.3) and official swaps included."""
    import holidays  # noqa: PLC0415  (0.3 s: only a process that counts days pays for it)

    table = holidays.country_holidays("VN", years=year, language="vi")
    days = {day: Day(day, False, name) for day, name in table.items() if day.year == year}
    made_up = (day for day in table.weekend_workdays if day.year == year)
    return days | {day: Day(day, True, "Ngày làm bù") for day in made_up}


class Calendar:
    """The calendar of an office: Monday to Friday, public holidays, and the rows given on top of them."""

    def __init__(self, own: Iterable[Day] = ()) -> None:
        base = shipped()
        self._days = {rule.day: rule for rule in base.days} | {rule.day: rule for rule in own}
        self._provisional_from = base.provisional_from

    def is_working(self, day: date) -> bool:
        rule = self._rule(day)
        return rule.works if rule else day.weekday() < SATURDAY

    def reason(self, day: date) -> str | None:
        """Why a day is off, or worked though it is a weekend; None for an ordinary working day."""
        rule = self._rule(day)
        if rule:
            return rule.name
        return None if day.weekday() < SATURDAY else f"nghỉ hằng tuần ({WEEKDAYS[day.weekday()]})"

    def is_provisional(self, day: date) -> bool:
        """Whether it may still be decided otherwise that this day is worked or off."""
        rule = self._days.get(day)
        return rule.provisional if rule else day.year >= self._provisional_from

    def differing(self, year: int) -> list[Day]:
        """The weekdays off and the weekend days worked in a year, each with its source and whether it may change."""
        days = _national(year) | {day: rule for day, rule in self._days.items() if day.year == year}
        told = (replace(rule, provisional=self.is_provisional(day)) for day, rule in sorted(days.items()))
        return [rule for rule in told if rule.works != (rule.day.weekday() < SATURDAY)]

    def add(self, start: date, n: int) -> date:
        """The n-th working day after ``start``, which is not counted itself (BLDS Đ147)."""
        if n == 0:
            return self._rolled(start)
        day = start
        while n:
            day += ONE_DAY
            n -= self.is_working(day)
        return day

    def add_calendar(self, start: date, n: int) -> date:
        """n calendar days after ``start``; a period that ends on a day off runs to the next working day (BLDS Đ148)."""
        return self._rolled(start + timedelta(days=n))

    def between(self, a: date, b: date) -> int:
        """Working days after ``a`` up to and including ``b``; negative when ``b`` lies before ``a``."""
        if b < a:
            return -self.between(b, a)
        return sum(self.is_working(day) for day in _days_after(a, b))

    def skipped(self, start: date, end: date) -> list[ReasonedDay]:
        """The days off after ``start`` up to and including ``end``, each with its reason."""
        return [ReasonedDay(day, self.reason(day) or "") for day in _days_after(start, end) if not self.is_working(day)]

    def made_up(self, start: date, end: date) -> list[ReasonedDay]:
        """The opposite of skipped: the weekend days that are worked, each with its reason."""
        return [
            ReasonedDay(day, self.reason(day) or "")
            for day in _days_after(start, end)
            if day.weekday() >= SATURDAY and self.is_working(day)
        ]

    def rolled_over(self, start: date, n: int) -> list[ReasonedDay]:
        """The days off at the end of n calendar days over which the period runs on; those on the way count."""
        return self.skipped(start + timedelta(days=n - 1), self.add_calendar(start, n))

    def _rule(self, day: date) -> Day | None:
        return self._days.get(day) or _national(day.year).get(day)

    def _rolled(self, day: date) -> date:
        while not self.is_working(day):
            day += ONE_DAY
        return day


def _days_after(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
