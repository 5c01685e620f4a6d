"""Periods: half-open, in Viet Nam's time, each with its own first and last day, named as offices name them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hoiam.report.kinds.kinds import kind_of, shipped
from hoiam.workdays.periods import KINDS, SESSION, WEEK, ZONE, NoSuchPeriod, Schedule

MONDAYS = Schedule()


def test_a_week_runs_from_monday_midnight_to_monday_midnight_in_viet_nam():
    week = MONDAYS.parse(WEEK, "2026-W46")
    assert week.first == date(2026, 11, 9)  # thứ Hai
    assert week.last == date(2026, 11, 15)  # Chủ nhật
    assert week.start == datetime(2026, 11, 8, 17, 0, tzinfo=UTC)
    assert week.end == datetime(2026, 11, 15, 17, 0, tzinfo=UTC)
    assert week.contains(week.start)
    assert week.contains(week.end - timedelta(microseconds=1))
    assert not week.contains(week.end)


def test_a_week_is_titled_with_both_its_dates():
    week = MONDAYS.parse(WEEK, "2026-W46")
    assert week.title == "tuần 46 (từ ngày 09/11/2026 đến ngày 15/11/2026)"
    assert week.name == "tuần 46"
    assert MONDAYS.parse(WEEK, "2027-W01").name == "tuần 01"


def test_the_year_of_a_week_is_that_of_its_thursday():
    last = MONDAYS.parse(WEEK, "2026-W53")
    assert (last.first, last.last) == (date(2026, 12, 28), date(2027, 1, 3))  # thứ Hai, Chủ nhật
    assert last.next().code == "2027-W01"
    assert last.next().first == date(2027, 1, 4)  # thứ Hai
    assert last.next().previous() == last
    assert MONDAYS.of(WEEK, datetime(2027, 1, 3, 23, 59, tzinfo=ZONE)).code == "2026-W53"
    assert MONDAYS.of(WEEK, datetime(2027, 1, 4, 0, 0, tzinfo=ZONE)).code == "2027-W01"
    # Thứ Năm 01/01/2026 makes the week of Monday 29/12/2025 the first of 2026.
    assert MONDAYS.parse(WEEK, "2026-W01").first == date(2025, 12, 29)


def test_a_moment_lies_in_the_week_of_its_day_in_viet_nam():
    # 17:30 UTC on Sunday is already Monday 00:30 in Viet Nam.
    assert MONDAYS.of(WEEK, datetime(2026, 11, 15, 17, 30, tzinfo=UTC)).code == "2026-W47"
    assert MONDAYS.last_ended(WEEK, datetime(2026, 11, 16, 0, 0, tzinfo=ZONE)).code == "2026-W46"


@pytest.mark.parametrize(
    ("kind", "code", "first", "last", "title"),
    [
        # LAW.md 5.1: month 15→14, quarter 15 of the month before →14 of its last, year 15/12→14/12.
        ("month", "2026-M11", "2026-10-15", "2026-11-14", "tháng 11 năm 2026"),  # thứ Năm, thứ Bảy
        ("month", "2026-M01", "2025-12-15", "2026-01-14", "tháng 01 năm 2026"),  # thứ Hai, thứ Tư
        ("quarter", "2026-Q3", "2026-06-15", "2026-09-14", "quý III năm 2026"),  # thứ Hai, thứ Hai
        ("quarter", "2026-Q1", "2025-12-15", "2026-03-14", "quý I năm 2026"),
        ("half", "2026-H1", "2025-12-15", "2026-06-14", "6 tháng đầu năm 2026"),
        ("half", "2026-H2", "2026-06-15", "2026-12-14", "6 tháng cuối năm 2026"),
        ("nine_months", "2026-9M", "2025-12-15", "2026-09-14", "9 tháng đầu năm 2026"),
        ("year", "2026-Y", "2025-12-15", "2026-12-14", "năm 2026"),
        ("calendar_month", "2026-CM11", "2026-11-01", "2026-11-30", "tháng 11 năm 2026"),
        ("calendar_quarter", "2026-CQ3", "2026-07-01", "2026-09-30", "quý III năm 2026"),
        ("calendar_year", "2026-CY", "2026-01-01", "2026-12-31", "năm 2026"),
    ],
)
def test_each_period_of_months_has_its_own_first_and_last_day(kind, code, first, last, title):
    period = MONDAYS.parse(kind, code)
    assert (period.first.isoformat(), period.last.isoformat(), period.full_name) == (first, last, title)
    assert period.code == code
    assert period.contains(period.start)
    assert not period.contains(period.end)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in (SESSION, "range", "nine_months")])
def test_periods_of_a_kind_follow_each_other_without_a_gap_or_an_overlap(kind):
    period = MONDAYS.of(kind, date(2023, 12, 1))
    for _ in range(60):
        assert period.next().first == period.last + timedelta(days=1)
        assert period.next().previous() == period
        assert MONDAYS.parse(kind, period.code) == period
        period = period.next()


def test_the_fourteenth_belongs_to_its_month_and_the_fifteenth_to_the_next():
    at = datetime(2026, 11, 14, 23, 59, tzinfo=ZONE)  # thứ Bảy
    assert MONDAYS.of("month", at).code == "2026-M11"
    assert MONDAYS.of("month", at + timedelta(minutes=1)).code == "2026-M12"  # Chủ nhật 15/11
    assert MONDAYS.of("year", datetime(2026, 12, 15, tzinfo=ZONE)).code == "2027-Y"


def test_a_week_begins_on_the_day_the_office_set_and_has_the_number_of_its_last_day():
    fridays = Schedule(week_starts=((date(2026, 10, 2), 4),))
    week = fridays.of(WEEK, date(2026, 11, 12))  # thứ Năm
    assert (week.first, week.last) == (date(2026, 11, 6), date(2026, 11, 12))  # thứ Sáu, thứ Năm
    assert week.title == "tuần 46 (từ ngày 06/11/2026 đến ngày 12/11/2026)"


@pytest.mark.parametrize(
    ("starts", "short"),
    [
        # Mondays, then Sundays from 08/11: Monday 02/11 to Saturday 07/11 is a short week 45 of its own.
        (((date(2026, 11, 8), 6),), ("2026-W45", date(2026, 11, 2), date(2026, 11, 7))),
        # Fridays, then Sundays: Friday 06/11 and Saturday 07/11 would be a second week 45, so they join the first.
        (((date(2026, 10, 2), 4), (date(2026, 11, 8), 6)), ("2026-W45", date(2026, 10, 30), date(2026, 11, 7))),
    ],
)
def test_when_the_first_day_of_the_week_changes_no_day_is_lost_or_counted_twice(starts, short):
    schedule = Schedule(week_starts=starts)
    week = schedule.parse(WEEK, short[0])
    assert (week.first, week.last) == short[1:]
    period, seen = schedule.of(WEEK, date(2026, 9, 1)), set()
    for _ in range(20):
        assert period.next().first == period.last + timedelta(days=1)
        assert period.next().previous() == period
        assert schedule.parse(WEEK, period.code) == period
        assert period.code not in seen
        seen.add(period.code)
        period = period.next()


def test_between_two_sessions_of_the_council_is_a_period():
    schedule = Schedule(sessions=((date(2026, 7, 15), "kỳ họp thứ 10"), (date(2026, 12, 9), "kỳ họp thứ 11")))
    period = schedule.of(SESSION, date(2026, 11, 29))
    assert (period.first, period.last) == (date(2026, 7, 15), date(2026, 12, 8))  # thứ Tư, thứ Ba
    assert period.full_name == "giữa kỳ họp thứ 10 và kỳ họp thứ 11 HĐND"
    assert schedule.parse(SESSION, period.code) == period
    with pytest.raises(NoSuchPeriod, match="ngày khai mạc của cả hai kỳ họp"):
        schedule.of(SESSION, date(2026, 12, 9))


def test_a_period_is_compared_with_the_one_before_and_with_the_same_a_year_ago():
    quarter = MONDAYS.parse("quarter", "2026-Q1")
    assert (quarter.previous().code, quarter.last_year().code) == ("2025-Q4", "2025-Q1")
    nine = MONDAYS.parse("nine_months", "2026-9M")
    assert nine.previous() == nine.last_year() == MONDAYS.parse("nine_months", "2025-9M")
    assert MONDAYS.parse(WEEK, "2026-W53").last_year() is None
    days = MONDAYS.range(date(2026, 3, 1), date(2026, 3, 31))
    assert (days.previous().first, days.previous().last) == (date(2026, 1, 29), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("kind", "code", "subject"),
    [
        (
            "weekly",
            "2026-W46",
            "Kết quả công tác tuần 46 (từ ngày 09/11/2026 đến ngày 15/11/2026) và nhiệm vụ trọng tâm tuần 47",
        ),
        ("monthly", "2026-M11", "Kết quả công tác tháng 11 và nhiệm vụ trọng tâm tháng 12 năm 2026"),
        ("quarterly", "2026-Q3", "Kết quả công tác quý III, nhiệm vụ trọng tâm quý IV năm 2026"),
        ("half_year", "2026-H1", "Sơ kết công tác 6 tháng đầu năm, phương hướng, nhiệm vụ 6 tháng cuối năm 2026"),
        (
            "nine_months",
            "2026-9M",
            "Kết quả công tác 9 tháng đầu năm 2026, nhiệm vụ trọng tâm 3 tháng cuối năm 2026",
        ),
        ("yearly", "2026-Y", "Tổng kết công tác năm 2026, phương hướng, nhiệm vụ năm 2027"),
    ],
)
def test_reports_are_titled_as_offices_title_them(kind, code, subject):
    found = kind_of(kind)
    assert " ".join(found.titled(MONDAYS.parse(found.period, code))) == subject


def test_every_kind_of_report_covers_a_kind_of_period():
    assert list(shipped()) == ["weekly", "monthly", "quarterly", "half_year", "nine_months", "yearly"]
    assert {kind.period for kind in shipped().values()} <= set(KINDS)


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        (WEEK, "2026-46", "viết như 2026-W46"),
        (WEEK, "W46", "viết như 2026-W46"),
        (WEEK, "2026-W٤٦", "viết như 2026-W46"),
        (WEEK, "2027-W53", "Năm 2027 có 52 tuần, không có tuần 53"),
        (WEEK, "2026-W00", "Năm 2026 có 53 tuần, không có tuần 00"),
        ("month", "2026-M13", "viết như 2026-M11"),
        ("month", "2026-M1", "viết như 2026-M11"),
        ("quarter", "2026-Q5", "viết như 2026-Q3"),
        ("range", "20260231-20260301", "không có trong lịch"),
        ("range", "20260301-20260201", "Ngày cuối phải không trước ngày đầu"),
        (SESSION, "KH-20260715", "hai kỳ họp HĐND"),
        ("weekly", "2026-W46", "Không có loại kỳ «weekly»"),
    ],
)
def test_what_is_not_a_period_is_refused_in_words(kind, code, words):
    with pytest.raises(NoSuchPeriod, match=words):
        MONDAYS.parse(kind, code)
