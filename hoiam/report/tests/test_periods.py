"""Weeks: half-open, in Viet Nam's time, numbered by ISO 8601, named as offices name them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hoiam.report.periods import ZONE, NoSuchPeriod, last_ended, of, parse


def test_a_week_runs_from_monday_midnight_to_monday_midnight_in_viet_nam():
    week = parse("weekly", "2026-W46")
    assert week.first == date(2026, 11, 9)  # thứ Hai
    assert week.last == date(2026, 11, 15)  # Chủ nhật
    assert week.start == datetime(2026, 11, 8, 17, 0, tzinfo=UTC)
    assert week.end == datetime(2026, 11, 15, 17, 0, tzinfo=UTC)
    assert week.contains(week.start)
    assert week.contains(week.end - timedelta(microseconds=1))
    assert not week.contains(week.end)


def test_a_week_is_titled_with_both_its_dates():
    week = parse("weekly", "2026-W46")
    assert week.title == "tuần 46 (từ ngày 09/11/2026 đến ngày 15/11/2026)"
    assert week.name == "tuần 46"
    assert parse("weekly", "2027-W01").name == "tuần 01"


def test_the_year_of_a_week_is_that_of_its_thursday():
    last = parse("weekly", "2026-W53")
    assert (last.first, last.last) == (date(2026, 12, 28), date(2027, 1, 3))  # thứ Hai, Chủ nhật
    assert last.next().code == "2027-W01"
    assert last.next().first == date(2027, 1, 4)  # thứ Hai
    assert last.next().previous() == last
    assert of(datetime(2027, 1, 3, 23, 59, tzinfo=ZONE)).code == "2026-W53"
    assert of(datetime(2027, 1, 4, 0, 0, tzinfo=ZONE)).code == "2027-W01"
    # Thứ Năm 01/01/2026 makes the week of Monday 29/12/2025 the first of 2026.
    assert parse("weekly", "2026-W01").first == date(2025, 12, 29)


def test_a_moment_lies_in_the_week_of_its_day_in_viet_nam():
    # 17:30 UTC on Sunday is already Monday 00:30 in Viet Nam.
    assert of(datetime(2026, 11, 15, 17, 30, tzinfo=UTC)).code == "2026-W47"
    assert last_ended(datetime(2026, 11, 16, 0, 0, tzinfo=ZONE)).code == "2026-W46"


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("weekly", "2026-46", "viết như 2026-W46"),
        ("weekly", "W46", "viết như 2026-W46"),
        ("weekly", "2026-W٤٦", "viết như 2026-W46"),
        ("weekly", "2027-W53", "Năm 2027 có 52 tuần, không có tuần 53"),
        ("weekly", "2026-W00", "Năm 2026 có 53 tuần, không có tuần 00"),
        ("monthly", "2026-W46", "Không có loại báo cáo «monthly»"),
    ],
)
def test_what_is_not_a_week_is_refused_in_words(kind, code, words):
    with pytest.raises(NoSuchPeriod, match=words):
        parse(kind, code)
