from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.law.models import Rule
from hoiam.listen.message.deadlines import extended, promise, restarted, state, working_days_left
from hoiam.office.models import Office
from hoiam.workdays.models import DayRule, forget_calendar

pytestmark = pytest.mark.django_db
D = date.fromisoformat


@pytest.fixture
def office():
    return Office.objects.create(code="hoa-binh", level="phuong", name="Phường Hòa Bình")


def at(text):
    return timezone.make_aware(datetime.fromisoformat(text))


DUE = [
    # office's own rule
    ("feedback", "2026-10-16T10:20", "2026-10-23"),  # Fri -> Fri
    ("", "2026-10-16T10:20", "2026-10-23"),  # no kind chosen: as feedback
    ("feedback", "2026-10-17T08:00", "2026-10-23"),  # Sat -> Fri
    ("feedback", "2026-10-18T23:59", "2026-10-23"),  # Sun -> Fri
    ("feedback", "2026-10-19T00:01", "2026-10-26"),  # Mon -> Mon
    ("question", "2026-11-20T16:00", "2026-11-30"),  # Fri, 24/11 off -> Mon
    ("feedback", "2026-02-13T16:59", "2026-02-27"),  # Fri before Tết 16-20/2 -> Fri
    ("feedback", "2026-08-21T09:00", "2026-08-27"),  # Fri, Sat 22/8 worked -> Thu
    ("feedback", "2025-12-31T09:00", "2026-01-09"),  # Wed, 1-2/1 off -> Mon 5 … Fri 9
    ("feedback", "2026-01-08T09:00", "2026-01-14"),  # Thu, Sat 10/1 worked -> Wed
    ("petition", "2026-10-16T10:20", "2026-11-06"),  # Fri -> Fri
    ("procedure", "2026-11-09T10:20", "2026-12-01"),  # Mon, 24/11 off -> Tue
    # law of 2026: calendar days
    ("information", "2026-10-16T10:20", "2026-10-28"),  # Fri -> Wed
    ("information", "2026-10-19T10:20", "2026-11-02"),  # Mon -> Sat 31/10 -> Mon
    ("information", "2026-11-12T10:20", "2026-11-25"),  # Thu -> Tue 24/11, off -> Wed
    # first step: thụ lý
    ("complaint", "2026-10-16T10:20", "2026-10-26"),  # Fri -> Mon
    ("complaint", "2026-10-14T10:20", "2026-10-26"),  # Wed -> Sat 24/10 -> Mon
    ("denunciation", "2026-10-16T10:20", "2026-10-27"),  # Fri, 7 wd -> Tue
]


@pytest.mark.parametrize(("kind", "received", "due"), DUE)
def test_what_is_promised_at_receipt(office, kind, received, due):
    assert promise(office, kind, at(received)).due_on == D(due)


def test_the_day_of_receipt_is_the_day_in_viet_nam(office):
    late_in_utc = datetime.fromisoformat("2026-10-18T17:30+00:00")  # Mon 19/10, 00:30 in the ward
    assert promise(office, "feedback", late_in_utc).due_on == D("2026-10-26")


def test_a_request_sent_before_september_stays_under_the_old_law(office):
    owed = promise(office, "information", at("2026-09-03T08:00"), sent_on=D("2026-08-31"), channel="counter")
    assert (owed.rule, owed.due_on) == ("information-2016-office", D("2026-09-17"))  # Thu, 10 wd -> Thu


def test_the_old_law_online_begins_with_a_notice(office):
    owed = promise(office, "information", at("2026-08-03T08:00"))  # Mon
    assert owed.due_on == D("2026-08-06")  # 3 wd -> Thu
    answer = promise(office, "information", at("2026-08-03T08:00"), done={"notice"})
    assert answer.due_on == D("2026-08-22")  # 15 wd -> Sat 22/8, worked
    assert extended(answer, answer.due_on, office) == D("2026-09-07")  # +15 d: Sun 6/9 -> Mon


def test_the_office_rule_is_never_worded_as_law(office):
    assert promise(office, "feedback", at("2026-10-16")).wording == "theo quy chế của UBND phường Hòa Bình"
    assert promise(office, "information", at("2026-10-16")).wording == (
        "theo Điều 26 khoản 3 Luật Tiếp cận thông tin 2026"
    )


def test_a_provisional_rule_says_so(office):
    assert promise(office, "procedure", at("2026-10-16")).caveats == ["Thời hạn tạm áp dụng, chưa đối chiếu văn bản"]
    assert not promise(office, "feedback", at("2026-10-16")).provisional


def test_a_due_date_in_a_year_without_a_decided_calendar_says_so(office):
    owed = promise(office, "feedback", at("2026-12-30"))  # Wed -> Thu 31/12, Mon 4 to Thu 7/1
    assert owed.due_on == D("2027-01-07")
    assert owed.caveats == ["Lịch nghỉ năm 2027 còn là dự kiến"]


def test_the_days_skipped_are_told_with_their_reason(office):
    owed = promise(office, "feedback", at("2026-11-20"))  # Fri -> Mon 30/11
    assert [(one.day.day, one.reason) for one in owed.skipped] == [
        (21, "nghỉ hằng tuần (thứ Bảy)"),
        (22, "nghỉ hằng tuần (Chủ nhật)"),
        (24, "Ngày Văn hóa Việt Nam"),
        (28, "nghỉ hằng tuần (thứ Bảy)"),
        (29, "nghỉ hằng tuần (Chủ nhật)"),
    ]
    # Calendar days count days off on the way; only the end moves.
    assert [one.day for one in promise(office, "information", at("2026-11-12")).skipped] == [D("2026-11-24")]


def test_the_clock_of_a_complaint_moves_on_with_thu_ly(office):
    owed = promise(office, "complaint", at("2026-10-16"), accepted_on=D("2026-10-20"))  # Tue
    assert (owed.clause, owed.due_on) == ("Điều 28", D("2026-11-19"))  # 30 d -> Thu
    sent = promise(office, "complaint", at("2026-10-16"), accepted_on=D("2026-10-20"), decided_on=D("2026-11-18"))
    assert sent.due_on == D("2026-11-23")  # Wed, 3 wd -> Mon


def test_a_complicated_complaint_has_45_days_in_all_even_when_the_first_end_was_rolled(office):
    owed = promise(office, "complaint", at("2026-10-09"), accepted_on=D("2026-10-15"))  # Thu
    assert owed.due_on == D("2026-11-16")  # Sat 14/11 -> Mon
    assert extended(owed, D("2026-11-16"), office) == D("2026-11-30")  # 45 d: Sun 29/11 -> Mon


def test_a_denunciation_is_announced_and_then_decided(office):
    accepted = promise(office, "denunciation", at("2026-10-16"), accepted_on=D("2026-10-20"))  # Tue
    assert (accepted.clause, accepted.due_on) == ("Điều 29 khoản 3", D("2026-10-27"))  # 5 wd -> Tue
    decide = promise(office, "denunciation", at("2026-10-16"), accepted_on=D("2026-10-20"), done={"notify"})
    assert (decide.due_on, decide.extension.times) == (D("2026-11-19"), 2)  # 30 d -> Thu


@pytest.mark.parametrize(
    ("kind", "received", "due"),
    [
        ("feedback", "2026-10-16", "2026-10-30"),  # due Fri 23/10 -> Fri
        ("petition", "2026-10-16", "2026-11-30"),  # due Fri 6/11 -> 15 wd, 24/11 off -> Mon
        ("information", "2026-10-16", "2026-11-09"),  # due Wed 28/10 -> Mon
        ("denunciation", "2026-10-16", "2026-10-30"),  # 10 wd in all -> Fri
    ],
)
def test_one_extension_adds_what_was_promised(office, kind, received, due):
    owed = promise(office, kind, at(received))
    assert extended(owed, owed.due_on, office) == D(due)


def test_thu_ly_of_a_complaint_cannot_be_extended(office):
    owed = promise(office, "complaint", at("2026-10-16"))
    with pytest.raises(ValidationError):
        extended(owed, owed.due_on, office)


def test_a_new_clock_runs_under_the_rule_that_was_promised(office):
    owed = promise(office, "feedback", at("2026-10-16"))
    assert restarted(owed, D("2026-11-20"), office) == D("2026-11-30")  # Fri -> Mon


def test_the_offices_own_rule_goes_before_the_shipped_one(office):
    Rule.objects.create(
        office=office,
        rule="feedback-hoa-binh-2026",
        kind="feedback",
        label="phản ánh",
        step_label="Trả lời",
        length=3,
        valid_from=D("2026-10-01"),
    )
    assert promise(office, "feedback", at("2026-10-16")).due_on == D("2026-10-21")  # Fri, 3 wd -> Wed
    assert promise(office, "feedback", at("2026-09-30")).rule == "feedback-office-2026"  # Wed, before it began
    assert promise(None, "feedback", at("2026-10-16")).rule == "feedback-office-2026"


def test_the_offices_own_day_off_moves_the_due_date(office):
    DayRule.objects.create(office=office, day=D("2026-10-21"), works=False, name="Nghỉ bão", source="Công điện")  # Wed
    assert promise(office, "feedback", at("2026-10-16")).due_on == D("2026-10-26")  # Fri -> Mon
    assert promise(None, "feedback", at("2026-10-16")).due_on == D("2026-10-23")


def test_the_offices_own_row_goes_before_one_for_all_offices(office):
    DayRule.objects.create(office=office, day=D("2026-10-21"), works=True, name="Vẫn làm việc")  # Wed
    DayRule.objects.create(day=D("2026-10-21"), works=False, name="Nghỉ bão")
    forget_calendar(office)
    assert promise(office, "feedback", at("2026-10-16")).due_on == D("2026-10-23")  # Fri -> Fri


def test_a_promise_costs_two_questions_to_the_database(office, django_assert_num_queries):
    with django_assert_num_queries(2):
        owed = promise(office, "feedback", at("2026-10-16"))
    with django_assert_num_queries(0):  # the same office asked again, as a list does
        working_days_left(office, owed.due_on, D("2026-10-19"))


STATES = [
    ("2026-10-20", None, "on_time"),  # Tue: Wed, Thu, Fri are left
    ("2026-10-21", None, "due_soon"),  # Wed: 2 left
    ("2026-10-23", None, "due_soon"),  # Fri: the last day
    ("2026-10-24", None, "late"),  # Sat
    ("2026-10-26", "2026-10-23", "on_time"),  # Mon, ended Fri
    ("2026-10-26", "2026-10-24", "late"),  # Mon, ended Sat
    ("2026-10-20", "9999-12-31", "on_time"),  # still open
]


@pytest.mark.parametrize(("today", "ended", "expected"), STATES)
def test_a_matter_due_on_friday_the_23rd_is(office, today, ended, expected):
    assert state(D("2026-10-23"), D(today), D(ended) if ended else None, office) == expected


def test_the_working_days_left_stand_at_zero_on_the_last_day(office):
    assert working_days_left(office, D("2026-10-23"), D("2026-10-23")) == 0
    assert working_days_left(office, D("2026-10-23"), D("2026-10-16")) == 5
    assert working_days_left(office, D("2026-10-23"), D("2026-10-27")) == -2
