from datetime import date

import pytest

from hoiam.workdays.calendar import Calendar, Day, shipped

CALENDAR = Calendar()
D = date.fromisoformat

# Working days: the day of receipt is not counted.
WORKING = [
    ("2024-02-07", 1, "2024-02-15"),  # Wed; Tết 8-14/2 -> Thu
    ("2024-04-17", 1, "2024-04-19"),  # Wed; 18/4 Hùng Kings -> Fri
    ("2024-04-26", 3, "2024-05-04"),  # Fri; 29/4, 30/4, 1/5 off -> Thu 2, Fri 3, make-up Sat 4/5
    ("2024-08-30", 1, "2024-09-04"),  # Fri; 2-3/9 off -> Wed
    ("2025-01-24", 1, "2025-02-03"),  # Fri; Tết 27-31/1 -> Mon
    ("2025-04-04", 1, "2025-04-08"),  # Fri; Mon 7/4 Hùng Kings -> Tue
    ("2025-04-25", 1, "2025-04-26"),  # Fri -> make-up Sat
    ("2025-04-29", 1, "2025-05-05"),  # Tue; 30/4, 1/5, swapped Fri 2/5 -> Mon
    ("2025-08-29", 1, "2025-09-03"),  # Fri; 1-2/9 off -> Wed
    ("2025-12-31", 1, "2026-01-05"),  # Wed; 1/1 and swapped Fri 2/1 off -> Mon
    ("2026-01-01", 6, "2026-01-10"),  # Thu; Fri 2/1 off; Mon 5 to Fri 9, then make-up Sat 10/1
    ("2026-01-09", 1, "2026-01-10"),  # Fri -> make-up Sat
    ("2026-01-09", 2, "2026-01-12"),  # Fri -> Sat, Mon
    ("2026-02-13", 1, "2026-02-23"),  # Fri; Tết Mon 16 to Fri 20/2 -> Mon
    ("2026-04-24", 1, "2026-04-28"),  # Fri; Sun 26/4 Hùng Kings, Mon 27/4 in lieu -> Tue
    ("2026-04-29", 1, "2026-05-04"),  # Wed; Thu 30/4, Fri 1/5 -> Mon
    ("2026-08-21", 1, "2026-08-22"),  # Fri -> make-up Sat
    ("2026-08-21", 5, "2026-08-27"),  # Fri -> Sat 22, Mon 24, Tue 25, Wed 26, Thu 27
    ("2026-08-28", 1, "2026-09-03"),  # Fri; swapped Mon 31/8, 1-2/9 -> Thu
    ("2026-10-16", 5, "2026-10-23"),  # Fri -> Fri
    ("2026-10-17", 1, "2026-10-19"),  # Sat -> Mon
    ("2026-10-18", 5, "2026-10-23"),  # Sun -> Fri
    ("2026-11-20", 1, "2026-11-23"),  # Fri -> Mon: the swap of 23/11 was only proposed
    ("2026-11-20", 5, "2026-11-30"),  # Fri; Tue 24/11 off -> Mon 23, Wed 25, Thu 26, Fri 27, Mon 30
    ("2026-11-27", 1, "2026-11-30"),  # Fri -> Mon: Sat 28/11 is not a make-up day
    ("2026-12-31", 1, "2027-01-04"),  # Thu; Fri 1/1 -> Mon
    ("2027-02-03", 1, "2027-02-11"),  # Wed; Tết 4-10/2 as far as foreseen -> Thu
    ("2027-04-15", 1, "2027-04-19"),  # Thu; Fri 16/4 Hùng Kings -> Mon
    ("2027-04-29", 1, "2027-05-04"),  # Thu; Fri 30/4, Sat 1/5, Mon 3/5 in lieu -> Tue
    ("2027-09-01", 1, "2027-09-06"),  # Wed; 2-3/9 -> Mon
    ("2027-11-23", 1, "2027-11-25"),  # Tue; Wed 24/11 -> Thu
]


@pytest.mark.parametrize(("start", "n", "end"), WORKING)
def test_working_days_are_counted_from_the_day_after(start, n, end):
    assert CALENDAR.add(D(start), n) == D(end)
    assert CALENDAR.between(D(start), D(end)) == n


# Calendar days: only the end is moved off a day off.
CALENDAR_DAYS = [
    ("2026-10-16", 12, "2026-10-28"),  # Fri -> Wed
    ("2026-10-19", 12, "2026-11-02"),  # Mon -> Sat 31/10, runs to Mon
    ("2026-11-12", 12, "2026-11-25"),  # Thu -> Tue 24/11 off, runs to Wed
    ("2026-02-04", 12, "2026-02-23"),  # Wed -> Mon 16/2, Tết, runs to Mon
    ("2026-08-12", 10, "2026-08-22"),  # Wed -> Sat 22/8, a make-up day: it ends there
    ("2025-12-21", 12, "2026-01-05"),  # Sun -> Fri 2/1, swapped, runs to Mon
    ("2025-12-31", 10, "2026-01-10"),  # Wed -> Sat 10/1, worked
    ("2026-08-19", 12, "2026-09-03"),  # Wed -> Mon 31/8, swapped, then 2/9, runs to Thu
    ("2027-04-21", 10, "2027-05-04"),  # Wed -> Sat 1/5, Mon 3/5 in lieu, runs to Tue
]


@pytest.mark.parametrize(("start", "n", "end"), CALENDAR_DAYS)
def test_a_period_that_ends_on_a_day_off_runs_to_the_next_working_day(start, n, end):
    assert CALENDAR.add_calendar(D(start), n) == D(end)


def test_days_off_and_days_made_up_say_why():
    assert CALENDAR.reason(D("2026-01-02")) == "Nghỉ hoán đổi, làm bù ngày 10/01/2026"  # Fri
    assert CALENDAR.reason(D("2026-01-10")) == "Làm bù cho ngày nghỉ 02/01/2026"  # Sat
    assert CALENDAR.reason(D("2026-11-24")) == "Ngày Văn hóa Việt Nam"  # Tue
    assert CALENDAR.reason(D("2026-04-27")) == "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"  # Mon
    assert CALENDAR.reason(D("2026-08-31")) == "Ngày nghỉ (thay cho ngày 22/08/2026)"  # Mon
    assert CALENDAR.reason(D("2026-10-17")) == "nghỉ hằng tuần (thứ Bảy)"
    assert CALENDAR.reason(D("2026-10-16")) is None  # Fri


def test_the_days_skipped_are_told_one_by_one():
    skipped = CALENDAR.skipped(D("2026-11-20"), D("2026-11-25"))  # Fri to Wed
    assert [day.day for day in skipped] == [D("2026-11-21"), D("2026-11-22"), D("2026-11-24")]
    assert skipped[-1].reason == "Ngày Văn hóa Việt Nam"


def test_the_working_days_back_to_an_earlier_day_are_negative():
    assert CALENDAR.between(D("2026-10-23"), D("2026-10-16")) == -5  # Fri back to Fri
    assert CALENDAR.between(D("2026-10-16"), D("2026-10-16")) == 0
    assert CALENDAR.between(D("2026-10-16"), D("2026-10-18")) == 0  # Fri to Sun


def test_the_swap_that_was_only_proposed_is_noted_and_not_applied():
    assert [day.day for day in shipped().proposed] == [D("2026-11-23"), D("2026-11-28")]  # Mon, Sat
    assert CALENDAR.is_working(D("2026-11-23"))
    assert not CALENDAR.is_working(D("2026-11-28"))


def test_years_without_a_decision_are_provisional():
    assert not CALENDAR.is_provisional(D("2026-12-31"))
    assert CALENDAR.is_provisional(D("2027-01-04"))
    decided = Calendar([Day(D("2027-02-11"), False, "Tết Nguyên Đán", "Thông báo")])  # Thu
    assert not decided.is_provisional(D("2027-02-11"))


def test_every_exception_shipped_names_its_source():
    assert all(day.source for day in shipped().days + shipped().proposed)


def test_the_offices_own_row_goes_before_the_public_holiday():
    own = Calendar([Day(D("2026-11-24"), True, "Trực lấy ý kiến Nhân dân", "Kế hoạch 12/KH-UBND")])  # Tue
    assert own.add(D("2026-11-23"), 1) == D("2026-11-24")  # Mon -> Tue
