from datetime import datetime

import pytest

from hoiam.outbox.schedule import Daily, Every, Schedule, Weekly
from hoiam.outbox.tests.days import HERE


@pytest.mark.parametrize(
    ("schedule", "now", "last"),
    [
        (Every(15), "2026-11-18T10:20", "2026-11-18T10:15"),  # thứ Tư
        (Every(60), "2026-11-18T00:59", "2026-11-18T00:00"),
        (Daily("23:50"), "2026-11-18T23:50", "2026-11-18T23:50"),
        (Daily("23:50"), "2026-11-18T23:49", "2026-11-17T23:50"),  # thứ Ba
        (Weekly(0, "07:30"), "2026-11-16T07:30", "2026-11-16T07:30"),  # thứ Hai
        (Weekly(0, "07:30"), "2026-11-16T07:29", "2026-11-09T07:30"),  # thứ Hai tuần trước
        (Weekly(4, "16:00"), "2026-11-22T09:00", "2026-11-20T16:00"),  # Chủ nhật, thứ Sáu
    ],
)
def test_only_the_last_due_time_counts(schedule: Schedule, now: str, last: str):
    def moment(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=HERE)

    assert schedule.last(moment(now)) == moment(last)


def test_a_chore_is_due_by_the_office_clock_whatever_clock_the_machine_keeps():
    at_four_past_midnight_here = datetime.fromisoformat("2026-11-17T17:04:00+00:00")
    assert Daily("00:00").last(at_four_past_midnight_here) == datetime(2026, 11, 18, tzinfo=HERE)  # thứ Tư
