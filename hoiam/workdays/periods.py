"""Reporting periods: half-open ranges of aware moments, with the names that offices give them. Pure: no clock.

Months, quarters, halves, nine months and years are cut off on the 14th (NĐ 09/2019/NĐ-CP; LAW.md 5.1: month 15→14, year
15/12→14/12). The calendar ones go by the calendar. Weeks and the time between two sessions of the council are the
office's own: a Schedule holds what it decided.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

# Periods begin at midnight in Viet Nam, whatever zone the process or the database works in.
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CUT_OFF_DAY = 14
WEEK, SESSION, RANGE = "week", "session", "range"
MONDAY = 0
ROMAN = ("", "I", "II", "III", "IV")


class NoSuchPeriod(ValueError):
    """What was typed is not a period; the message says, in words, what is."""


@dataclass(frozen=True, order=True)
class Period:
    """From the first day to the last, both counted. ``name``: «tuần 46», «quý III»; ``year``: what it is told with."""

    first: date
    last: date
    kind: str
    code: str
    name: str = field(compare=False)
    year: int = field(compare=False, default=0)
    schedule: Schedule = field(compare=False, repr=False, default_factory=lambda: Schedule())

    @property
    def start(self) -> datetime:
        return midnight(self.first)

    @property
    def end(self) -> datetime:
        """The first moment that is no longer in the period."""
        return midnight(self.last + timedelta(days=1))

    @property
    def dates(self) -> str:
        """«từ ngày 09/11/2026 đến ngày 15/11/2026»"""
        return f"từ ngày {self.first:%d/%m/%Y} đến ngày {self.last:%d/%m/%Y}"

    @property
    def full_name(self) -> str:
        """«tuần 46», «tháng 11 năm 2026»: as it stands in a title; a week is told by its dates."""
        if self.kind in (WEEK, SESSION, RANGE) or str(self.year) in self.name:
            return self.name
        return f"{self.name}{'' if self.name.endswith(' năm') else ' năm'} {self.year}"

    @property
    def title(self) -> str:
        """«tuần 46 (từ ngày 09/11/2026 đến ngày 15/11/2026)»"""
        return self.full_name if self.kind == RANGE else f"{self.full_name} ({self.dates})"

    @property
    def label(self) -> str:
        """«46», «11», «III», «1/2026», «2026»: short enough to stand under a column of a chart."""
        if self.kind in (YEAR, CALENDAR_YEAR, NINE_MONTHS):
            return str(self.year)
        if self.kind in (SESSION, RANGE):
            return f"{self.first:%d/%m/%y}"
        if self.kind == HALF:
            return f"{self.code[-1]}/{self.year}"
        return self.name.split()[-1]

    @property
    def before(self) -> str:
        """What the period before is called where two are compared: «tuần trước»."""
        return _BEFORE[self.kind]

    def next(self) -> Period:
        """The period that follows; after the last session that is known, as many days."""
        if self.kind == RANGE or (self.kind == SESSION and not self.schedule.session_on(self.last + timedelta(days=1))):
            return self.shifted(1)
        return self.schedule.of(self.kind, self.last + timedelta(days=1))

    def previous(self) -> Period:
        """The period before; before the first session that is known, as many days. Nine months are compared with those
        of the year before: they follow no other nine."""
        if self.kind == RANGE or (
            self.kind == SESSION and not self.schedule.session_on(self.first - timedelta(days=1))
        ):
            return self.shifted(-1)
        if self.kind == NINE_MONTHS:
            return self.schedule.parse(self.kind, f"{self.year - 1}-9M")
        return self.schedule.of(self.kind, self.first - timedelta(days=1))

    def shifted(self, times: int) -> Period:
        """As many days, directly before or after."""
        days = timedelta(days=((self.last - self.first).days + 1) * times)
        return self.schedule.range(self.first + days, self.last + days)

    def last_year(self) -> Period | None:
        """The same period a year ago; None where there is none (week 53, between sessions)."""
        if self.kind == RANGE:
            return self.schedule.range(_year_before(self.first), _year_before(self.last))
        if self.kind == SESSION:
            return None
        try:
            return self.schedule.parse(self.kind, f"{int(self.code[:4]) - 1}{self.code[4:]}")
        except NoSuchPeriod:
            return None

    def contains(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    def ended(self, at: datetime) -> bool:
        return at >= self.end


@dataclass(frozen=True)
class Months:
    """A period of whole months; ``cut_off``: its months run from the 15th of the one before to the 14th."""

    months: int
    mark: str
    cut_off: bool
    name: str

    @property
    def last_of_a_year(self) -> int:
        return 1 if self.months == 9 else 12 // self.months

    def days(self, year: int, number: int) -> tuple[date, date]:
        first, after = (number - 1) * self.months, number * self.months
        return self._begin(year, first), self._begin(year, after) - timedelta(days=1)

    def holding(self, day: date) -> tuple[int, int]:
        """Year and number of the period a day lies in; of nine months: the next that begins, or the one it lies in."""
        shift = 1 if self.cut_off and day.day > CUT_OFF_DAY else 0
        months = day.year * 12 + day.month - 1 + shift
        year, month = divmod(months, 12)
        if self.months == 9:
            return (year, 1) if month < 9 else (year + 1, 1)
        return year, month // self.months + 1

    def code(self, year: int, number: int) -> str:
        width = 2 if self.months == 1 else 1
        return f"{year}-{self.mark}{f'{number:0{width}d}' if self.last_of_a_year > 1 else ''}"

    def called(self, year: int, number: int) -> str:
        roman = ROMAN[number] if self.months == 3 else ""
        half = ("", "đầu", "cuối")[number] if self.months == 6 else ""
        return self.name.format(number=f"{number:02d}" if number < 3 else number, roman=roman, half=half, year=year)

    def _begin(self, year: int, months: int) -> date:
        whole, month = divmod(year * 12 + months - (1 if self.cut_off else 0), 12)
        return date(whole, month + 1, CUT_OFF_DAY + 1 if self.cut_off else 1)


MONTH, QUARTER, HALF, NINE_MONTHS, YEAR = "month", "quarter", "half", "nine_months", "year"
CALENDAR_MONTH, CALENDAR_QUARTER, CALENDAR_YEAR = "calendar_month", "calendar_quarter", "calendar_year"
MONTHS: dict[str, Months] = {
    MONTH: Months(1, "M", True, "tháng {number}"),
    QUARTER: Months(3, "Q", True, "quý {roman}"),
    HALF: Months(6, "H", True, "6 tháng {half} năm"),
    NINE_MONTHS: Months(9, "9M", True, "9 tháng đầu năm"),
    YEAR: Months(12, "Y", True, "năm {year}"),
    CALENDAR_MONTH: Months(1, "CM", False, "tháng {number}"),
    CALENDAR_QUARTER: Months(3, "CQ", False, "quý {roman}"),
    CALENDAR_YEAR: Months(12, "CY", False, "năm {year}"),
}
# How each is called, and how its code is written.
KINDS: dict[str, str] = {
    WEEK: "tuần",
    MONTH: "tháng (15 đến 14)",
    QUARTER: "quý (15 đến 14)",
    HALF: "6 tháng",
    NINE_MONTHS: "9 tháng",
    YEAR: "năm (15/12 đến 14/12)",
    CALENDAR_MONTH: "tháng theo lịch",
    CALENDAR_QUARTER: "quý theo lịch",
    CALENDAR_YEAR: "năm theo lịch",
    SESSION: "giữa hai kỳ họp HĐND",
    RANGE: "từ ngày đến ngày",
}
EXAMPLES: dict[str, str] = {
    WEEK: "2026-W46 (năm, chữ W, số tuần hai chữ số)",
    MONTH: "2026-M11",
    QUARTER: "2026-Q3",
    HALF: "2026-H1",
    NINE_MONTHS: "2026-9M",
    YEAR: "2026-Y",
    CALENDAR_MONTH: "2026-CM11",
    CALENDAR_QUARTER: "2026-CQ3",
    CALENDAR_YEAR: "2026-CY",
    SESSION: "KH-20260715 (ngày khai mạc kỳ họp)",
    RANGE: "20260101-20260315",
}
_BEFORE: dict[str, str] = {
    WEEK: "tuần trước",
    MONTH: "tháng trước",
    QUARTER: "quý trước",
    HALF: "6 tháng trước",
    NINE_MONTHS: "9 tháng đầu năm trước",
    YEAR: "năm trước",
    CALENDAR_MONTH: "tháng trước",
    CALENDAR_QUARTER: "quý trước",
    CALENDAR_YEAR: "năm trước",
    SESSION: "kỳ trước",
    RANGE: "kỳ trước",
}
# How a code begins tells which sort of period it is: «2026-CQ3», «KH-20260715», «20260101-20260315».
_SORTS: tuple[tuple[str, str], ...] = (
    (r"2\d{3}-W", WEEK),
    *((rf"2\d{{3}}-{sort.mark}(?![A-Z])", kind) for kind, sort in MONTHS.items()),
    (r"KH-", SESSION),
    (r"\d{8}-", RANGE),
)
_WEEK_CODE = re.compile(r"(2\d{3})-W(\d{2})", re.ASCII)
_MONTHS_CODE = re.compile(r"(2\d{3})-(9M|[A-Z]+)(\d{0,2})", re.ASCII)
_SESSION_CODE = re.compile(r"KH-(\d{8})", re.ASCII)
_RANGE_CODE = re.compile(r"(\d{8})-(\d{8})", re.ASCII)


def sort_of(code: str) -> str:
    """Which kind of period a code is of; raises NoSuchPeriod in words."""
    for beginning, kind in _SORTS:
        if re.match(beginning, code, re.ASCII):
            return kind
    raise NoSuchPeriod(f"Kỳ «{code}» không có trong lịch. Viết như {', '.join(EXAMPLES.values())}.")


@dataclass(frozen=True)
class Schedule:
    """What an office decided of its periods: on which weekday its weeks begin, from when; when its council met.

    ``week_starts``: (first day, weekday) in order of time, the day being such a weekday; before the first, Monday.
    ``sessions``: (opening day, name «kỳ họp thứ 10») in order of time, the next one planned ahead.
    """

    week_starts: tuple[tuple[date, int], ...] = ()
    sessions: tuple[tuple[date, str], ...] = ()

    def of(self, kind: str, day: date | datetime) -> Period:
        """The period of a kind that a day or moment lies in. Raises NoSuchPeriod for the time outside two sessions."""
        if isinstance(day, datetime):
            day = day.astimezone(ZONE).date()
        if kind == WEEK:
            return self._week(day)
        if kind == SESSION:
            return self._between_sessions(day)
        if kind not in MONTHS:
            raise NoSuchPeriod(f"Không có loại kỳ «{kind}».")
        return self._months(kind, *MONTHS[kind].holding(day))

    def last_ended(self, kind: str, at: datetime) -> Period:
        """The newest period of a kind that is over."""
        period = self.of(kind, at)
        return period if period.ended(at) else period.previous()

    def parse(self, kind: str, code: str) -> Period:
        """The period of a kind and a code such as «2026-W46»; raises NoSuchPeriod in words."""
        if kind not in KINDS:
            raise NoSuchPeriod(f"Không có loại kỳ «{kind}».")
        try:
            if kind == WEEK:
                return self._parse_week(code)
            if kind == SESSION:
                return self._parse_session(code)
            if kind == RANGE:
                return self._parse_range(code)
            return self._parse_months(kind, code)
        except ValueError as error:
            if isinstance(error, NoSuchPeriod):
                raise
            raise NoSuchPeriod(f"Kỳ «{code}» không có trong lịch.") from None

    def range(self, first: date, last: date) -> Period:
        """Any days, for a report on a theme."""
        if last < first:
            raise NoSuchPeriod("Ngày cuối phải không trước ngày đầu.")
        name = f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
        return Period(first, last, RANGE, f"{first:%Y%m%d}-{last:%Y%m%d}", name, last.year, self)

    def _months(self, kind: str, year: int, number: int) -> Period:
        sort = MONTHS[kind]
        first, last = sort.days(year, number)
        return Period(first, last, kind, sort.code(year, number), sort.called(year, number), year, self)

    def _parse_months(self, kind: str, code: str) -> Period:
        sort, found = MONTHS[kind], _MONTHS_CODE.fullmatch(code)
        if found is None or found[2] != sort.mark or bool(found[3]) != (sort.last_of_a_year > 1):
            raise NoSuchPeriod(f"Kỳ {KINDS[kind]} viết như {EXAMPLES[kind]}, không phải «{code}».")
        number = int(found[3] or 1)
        if not 1 <= number <= sort.last_of_a_year or sort.code(int(found[1]), number) != code:
            raise NoSuchPeriod(f"Kỳ {KINDS[kind]} viết như {EXAMPLES[kind]}, không phải «{code}».")
        return self._months(kind, int(found[1]), number)

    def _raw_week(self, day: date) -> tuple[date, date, bool]:
        """The days a week would have by the rule of this day; whether the next rule cuts it short."""
        since, weekday = max((row for row in self.week_starts if row[0] <= day), default=(date.min, MONDAY))
        first = max(since, day - timedelta(days=(day.weekday() - weekday) % 7))
        last = first + timedelta(days=6)
        following = min((row[0] for row in self.week_starts if row[0] > day), default=date.max)
        return (first, last, False) if last < following else (first, following - timedelta(days=1), True)

    def _week(self, day: date) -> Period:
        """Numbered by the ISO week of its last day. Where the first day of the week was changed, the days between are a
        short week of their own, or belong to the week before when their number would be the same."""
        first, last, cut = self._raw_week(day)
        if cut and _iso(last) == _iso(first - timedelta(days=1)):
            first = self._raw_week(first - timedelta(days=1))[0]
        _, end, cut = self._raw_week(last + timedelta(days=1))
        if cut and _iso(end) == _iso(last):
            last = end
        year, week = _iso(last)
        return Period(first, last, WEEK, f"{year}-W{week:02d}", f"tuần {week:02d}", year, self)

    def _parse_week(self, code: str) -> Period:
        found = _WEEK_CODE.fullmatch(code)
        if found is None:
            raise NoSuchPeriod(f"Kỳ báo cáo tuần viết như {EXAMPLES[WEEK]}, không phải «{code}».")
        year, week = int(found[1]), int(found[2])
        weeks = date(year, 12, 28).isocalendar().week
        if not 1 <= week <= weeks:
            raise NoSuchPeriod(f"Năm {year} có {weeks} tuần, không có tuần {week:02d}.")
        for weekday in range(1, 8):
            day = date.fromisocalendar(year, week, weekday)
            period = self._week(day)
            if period.last == day:
                return period
        raise NoSuchPeriod(f"Năm {year} cơ quan không có tuần {week:02d}: ngày đầu tuần đã đổi vào lúc ấy.")

    def session_on(self, day: date) -> bool:
        """Whether a day lies between two sessions that are known."""
        return any(first <= day < following for (first, _), (following, _) in pairwise(self.sessions))

    def _between_sessions(self, day: date) -> Period:
        for (first, name), (following, next_name) in pairwise(self.sessions):
            if first <= day < following:
                words = f"giữa {name} và {next_name} HĐND"
                return Period(
                    first, following - timedelta(days=1), SESSION, f"KH-{first:%Y%m%d}", words, first.year, self
                )
        raise NoSuchPeriod("Ngày này không nằm giữa hai kỳ họp HĐND đã ghi: hãy ghi ngày khai mạc của cả hai kỳ họp.")

    def _parse_session(self, code: str) -> Period:
        found = _SESSION_CODE.fullmatch(code)
        if found is None:
            raise NoSuchPeriod(f"Kỳ giữa hai kỳ họp viết như {EXAMPLES[SESSION]}, không phải «{code}».")
        period = self._between_sessions(_day(found[1]))
        if period.code != code:
            raise NoSuchPeriod("Không có kỳ họp HĐND nào khai mạc ngày này.")
        return period

    def _parse_range(self, code: str) -> Period:
        found = _RANGE_CODE.fullmatch(code)
        if found is None:
            raise NoSuchPeriod(f"Kỳ từ ngày đến ngày viết như {EXAMPLES[RANGE]}, không phải «{code}».")
        return self.range(_day(found[1]), _day(found[2]))


def _iso(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week


def _day(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else date(day.year - 1, 2, 28)


def midnight(day: date) -> datetime:
    """The first moment of a day in Viet Nam."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)
