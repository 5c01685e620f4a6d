"""Which report is owed by when: made ahead, moved by rules and days off, extended, relieved; late is late."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.law.owed import RETURNED, Handed, stands
from hoiam.ledger.models import Entry
from hoiam.office.acts import found
from hoiam.report.duties import owed as duties_owed
from hoiam.report.kinds.kinds import kind_of, shipped
from hoiam.report.models import Duty
from hoiam.report.tests.conftest import WEEK, WEEKLY, when
from hoiam.workdays.calendar import Calendar, Day
from hoiam.workdays.periods import Schedule

NOW = when("11-10")  # thứ Ba
DUE = when("11-16", "12:00")  # thứ Hai: week 46 ended on Sunday


def duty_of(cast, code: str, kind: str = "weekly") -> Duty:
    return Duty.objects.get(office=cast.office, kind=kind, period=code)


def due(period: str, code: str, kind: str, calendar: Calendar) -> str:
    return f"{kind_of(kind).due.due_at(Schedule().parse(period, code), calendar):%a %d/%m %H:%M}"


def test_each_kind_has_its_due_time_and_days_off_are_passed_over():
    calendar = Calendar()
    assert due("week", "2026-W46", "weekly", calendar) == "Mon 16/11 12:00"
    # Ends on Saturday 14/11; Monday and Tuesday are the two working days after it.
    assert due("month", "2026-M11", "monthly", calendar) == "Tue 17/11 17:00"
    # 02/9 is a Wednesday; the office does not work on 01/9 and 02/9, and 31/8 was swapped for a Saturday.
    assert due("week", "2026-W35", "weekly", calendar) == "Thu 03/09 12:00"
    assert due("year", "2026-Y", "yearly", calendar) == "Mon 21/12 17:00"
    stormy = Calendar([Day(date(2026, 11, 16), False, "Nghỉ bão")])
    assert due("week", "2026-W46", "weekly", stormy) == "Tue 17/11 12:00"


def test_a_week_that_begins_on_friday_is_reported_on_friday_at_noon():
    friday = Schedule(((date(2026, 11, 6), 4),))
    week = friday.of("week", date(2026, 11, 10))
    assert (week.last, f"{WEEKLY.due.due_at(week, Calendar()):%a %d/%m %H:%M}") == (
        date(2026, 11, 12),
        "Fri 13/11 12:00",
    )


def test_duties_are_made_ahead_and_only_once(cast):
    made = duties_owed.make_duties(cast.office, at=NOW)
    # 45 days from 10/11 is 25/12: weeks 46 to 51, months 11 and 12, quarter IV, the second half and the year.
    assert sorted(f"{one.kind} {one.period}" for one in made) == [
        "half_year 2026-H2",
        "monthly 2026-M11",
        "monthly 2026-M12",
        "quarterly 2026-Q4",
        *(f"weekly 2026-W{week}" for week in range(46, 52)),
    ]
    # The year began on 15/12/2025, the office on 05/01/2026: it owes nothing for that one.
    one = duty_of(cast, "2026-W46")
    assert (one.to, one.cut_off_at, one.due_at) == (cast.province, WEEK.end, DUE)
    assert duties_owed.make_duties(cast.office, at=NOW) == []
    assert Entry.objects.filter(office=cast.office, kind="duty.made").count() == 1
    # The server slept for two months: no week is forgotten.
    later = duties_owed.make_duties(cast.office, at=when("12-31"))
    assert next(one.period for one in later if one.kind == "weekly") == "2026-W52"


def test_the_province_itself_owes_nobody(cast):
    assert duties_owed.make_duties(cast.province, at=NOW) == []


def test_an_office_founded_in_the_middle_of_a_period_owes_nothing_for_it(cast):
    office = found("tan-phu", "Xã Tân Phú", "xa", parent=cast.province, at=when("11-11", "08:00"))
    duties_owed.make_duties(office, at=when("11-12"))
    owed = Duty.objects.filter(office=office)
    assert sorted(owed.filter(kind="weekly").values_list("period", flat=True))[0] == "2026-W47"
    assert list(owed.exclude(kind="weekly").values_list("kind", "period")) == [("monthly", "2026-M12")]


def test_the_superior_sets_its_own_time_for_what_is_not_due_yet(cast, dao):
    duties_owed.make_duties(cast.office, at=NOW)
    duties_owed.set_rule(cast.province, WEEKLY, 2, time(16), date(2026, 11, 20), working_days=True, by=dao, at=NOW)
    assert duty_of(cast, "2026-W46").due_at == DUE  # ends before the rule begins
    assert duty_of(cast, "2026-W47").due_at == when("11-25", "16:00")  # 24/11 is a day off
    duties_owed.end_rule(cast.province, kind_of("half_year"), by=dao, at=NOW)
    assert not Duty.objects.filter(kind="half_year").exists()
    with pytest.raises(ValidationError, match="từ hôm nay trở đi"):
        duties_owed.set_rule(cast.province, WEEKLY, 2, time(16), date(2026, 11, 1), working_days=True, by=dao, at=NOW)
    with pytest.raises(PermissionDenied):
        duties_owed.set_rule(
            cast.province, WEEKLY, 2, time(16), date(2026, 11, 20), working_days=True, by=cast.binh, at=NOW
        )


def test_more_time_is_given_before_the_time_is_over_and_never_after(cast, dao):
    duties_owed.make_duties(cast.office, at=NOW)
    duty = duty_of(cast, "2026-W46")
    duties_owed.extend_duty(duty, when("11-18", "12:00"), "Mất điện cả phường.", by=dao, at=when("11-16", "11:00"))
    duty.refresh_from_db()
    assert (duty.due_at, duty.extensions.get().due_at_was) == (when("11-18", "12:00"), DUE)
    duties_owed.make_duties(cast.office, at=when("11-16", "11:05"))
    duty.refresh_from_db()
    assert duty.due_at == when("11-18", "12:00")  # rules do not take it back
    with pytest.raises(ValidationError, match="tính là nộp muộn"):
        duties_owed.extend_duty(duty, when("11-20", "12:00"), "Quên.", by=dao, at=when("11-18", "12:01"))
    with pytest.raises(PermissionDenied):
        duties_owed.extend_duty(duty, when("11-20", "12:00"), "Bận.", by=cast.binh, at=when("11-17"))


def test_an_office_under_water_owes_nothing_for_those_days(cast, dao):
    duties_owed.make_duties(cast.office, at=NOW)
    duties_owed.relieve(cast.office, date(2026, 11, 15), date(2026, 11, 20), "Ngập toàn phường.", by=dao, at=NOW)
    kept = Duty.objects.filter(office=cast.office, kind="weekly").values_list("period", flat=True)
    assert sorted(kept) == ["2026-W48", "2026-W49", "2026-W50", "2026-W51"]
    assert duty_of(cast, "2026-M11", "monthly")
    assert not Duty.objects.filter(period="2026-M12").exists()


def test_what_fell_due_is_entered_once_at_its_legal_time(cast):
    duties_owed.make_duties(cast.office, at=NOW)
    duty = duty_of(cast, "2026-W46")
    assert duties_owed.fall_due(duty, at=when("11-16", "12:10")) is False
    duties_owed.fall_due(duty, at=when("11-16", "12:20"))
    entry = Entry.objects.get(kind="duty.fell_due")
    assert (entry.at, entry.payload["on_time"], entry.subject) == (DUE, False, "report:weekly:2026-W46")


EARLY, LATE, NOON = when("11-16", "09:00"), when("11-19", "09:00"), when("11-17", "12:00")


@pytest.mark.parametrize(
    ("handed", "at", "words", "on_time"),
    [
        ([], EARLY, "chưa đến hạn", False),
        ([], LATE, "chưa nộp", False),
        ([Handed(1, EARLY)], LATE, "đã nộp", True),
        ([Handed(1, EARLY, "accepted")], LATE, "đã tiếp nhận", True),
        ([Handed(1, EARLY, "reopened")], LATE, "đã nộp", True),
        ([Handed(1, NOON)], LATE, "đã nộp, muộn 01 ngày", False),
        # Returned: the first time counts, and the return is counted beside it.
        ([Handed(1, EARLY, RETURNED)], LATE, "bị trả lại", True),
        ([Handed(1, EARLY, RETURNED), Handed(2, NOON, "accepted")], LATE, "đã tiếp nhận", True),
        # Taken back by its own office before it was due and handed in again after: that is late.
        ([Handed(1, EARLY, "", when("11-16", "10:00")), Handed(2, NOON)], LATE, "đã nộp, muộn 01 ngày", False),
        ([Handed(1, EARLY, "", when("11-16", "10:00"))], when("11-16", "11:00"), "chưa đến hạn", False),
        ([Handed(1, EARLY, "", when("11-16", "10:00"))], LATE, "chưa nộp", False),
        # Taken back after it was due, with the superior's leave: it had been there in time.
        ([Handed(1, EARLY, "reopened", NOON)], LATE, "chưa nộp", True),
    ],
)
def test_what_stands_of_a_duty(handed, at, words, on_time):
    found = stands(DUE, handed, at)
    assert (found.words, found.on_time) == (words, on_time)


def test_every_kind_says_its_due_time_and_the_page_of_legal_numbers_has_it():
    page = (Path(__file__).resolve().parents[4] / "docs" / "law.md").read_text("utf-8")
    for kind in shipped().values():
        days = f"{kind.due.days} {'wd' if kind.due.working_days else 'd'}, {kind.due.time:%H:%M}"
        assert f"| {kind.id} | " in page
        line = next(line for line in page.splitlines() if line.startswith(f"| {kind.id} | "))
        assert (days in line, f"| {kind.due.clause} | {kind.due.confidence} |" in line) == (True, True), line
