"""Duties by the clock: made ahead, told of before, entered and told of after; nobody is told twice of the same day."""

from __future__ import annotations

import pytest
from django.core import mail
from django.utils import timezone

from hoiam.ledger.models import Entry
from hoiam.office.acts import appoint, grant
from hoiam.office.models import Role
from hoiam.outbox.models import Row
from hoiam.outbox.work import Work
from hoiam.report.counting.compile import compile
from hoiam.report.duties import reminding, submitting
from hoiam.report.facts import facts
from hoiam.report.models import Duty
from hoiam.report.tests.conftest import WEEK, WEEKLY, when
from hoiam.testing import FOUNDED
from hoiam.timetable import LETTERS


@pytest.fixture
def office_above(cast):
    person = appoint(
        cast.province, "tam", None, "Lê Thị Tâm", by=None, at=FOUNDED, post="Chuyên viên", email="tam@tinh.invalid"
    )
    grant(person, Role.HANDLER, by=None, at=FOUNDED)
    return person


def letters(monkeypatch, moment) -> list[tuple[str, str, str]]:
    """What the worker sends at a moment: to whom, the subject, the body."""
    monkeypatch.setattr(timezone, "now", lambda: moment)
    work = Work((), LETTERS, lambda: moment)
    while work.one_piece():
        pass
    found = [(one.to[0], one.subject, one.body) for one in mail.outbox]
    mail.outbox.clear()
    return found


def test_who_puts_the_report_together_is_told_two_working_days_before_and_on_the_day(cast, monkeypatch):
    reminding.make_all_duties(when("11-10", "01:10"))
    for day in ("11-10", "11-11", "11-14", "11-15"):  # thứ Ba, thứ Tư; thứ Bảy, Chủ nhật
        reminding.remind(when(day, "07:05"))
    assert Row.objects.count() == 0
    reminding.remind(when("11-12", "07:05"))  # thứ Năm: two working days before Monday 16/11
    (one,) = letters(monkeypatch, when("11-12", "07:06"))
    assert (one[0], one[1]) == ("nam@hoabinh.invalid", "Báo cáo sắp đến hạn nộp")
    assert "- Báo cáo tuần tuần 46, hạn 12:00 thứ Hai, 16/11/2026" in one[2]
    reminding.remind(when("11-16", "07:05"))
    assert len(letters(monkeypatch, when("11-16", "07:06"))) == 1


def test_what_was_not_there_goes_to_the_chairman_and_to_the_office_above(cast, office_above, monkeypatch):
    reminding.make_all_duties(when("11-10", "01:10"))
    reminding.let_all_fall_due(when("11-16", "12:00"))
    assert Row.objects.count() == 0
    reminding.let_all_fall_due(when("11-16", "12:15"))
    reminding.let_all_fall_due(when("11-16", "12:30"))
    (one,) = letters(monkeypatch, when("11-16", "12:16"))
    assert (one[0], one[1]) == ("binh@hoabinh.invalid", "Báo cáo quá hạn nộp")
    assert Entry.objects.get(kind="duty.fell_due").payload["on_time"] is False
    reminding.remind(when("11-17", "07:05"))
    told = letters(monkeypatch, when("11-17", "07:06"))
    assert [(to, subject) for to, subject, _ in told if to.startswith("tam")] == [
        ("tam@tinh.invalid", "Cơ quan chưa nộp báo cáo")
    ]
    assert "- Phường Hòa Bình: Báo cáo tuần tuần 46" in next(body for to, _, body in told if to.startswith("tam"))
    reminding.remind(when("11-19", "07:05"))
    assert not [one for one in letters(monkeypatch, when("11-19", "07:06")) if one[0].startswith("tam")]


def test_nothing_is_told_of_a_report_that_was_handed_in(cast, dao, approved, monkeypatch):
    reminding.make_all_duties(when("11-10", "01:10"))
    row = submitting.submit(approved, by=cast.nam, at=when("11-16", "09:00"))
    reminding.let_all_fall_due(when("11-16", "12:15"))
    reminding.remind(when("11-17", "07:05"))
    assert not [one for one in letters(monkeypatch, when("11-17", "07:06")) if "tuần 46" in one[2]]
    assert Entry.objects.get(kind="duty.fell_due", payload__kind="weekly").payload["on_time"] is True
    assert Duty.objects.get(period="2026-W46").fell_due_at == when("11-16", "12:15")
    submitting.return_report(row, "Bổ sung số liệu về ổ gà.", by=dao, at=when("11-17", "09:00"))
    (one,) = letters(monkeypatch, when("11-17", "09:01"))
    assert (one[0], one[1]) == ("nam@hoabinh.invalid", "Báo cáo bị trả lại")
    assert "ổ gà" not in one[2]


def test_the_office_tells_in_its_own_report_how_it_reported(cast, dao, approved):
    reminding.make_all_duties(when("11-10", "01:10"))
    row = submitting.submit(approved, by=cast.nam, at=when("11-16", "09:00"))
    for due in ("11-16", "11-17"):  # week 46 by Monday noon, there; November by Tuesday 17:00, not there
        reminding.let_all_fall_due(when(due, "17:15"))
    submitting.return_report(row, "Bổ sung số liệu.", by=dao, at=when("11-18", "09:00"))
    found = compile(cast.office, WEEKLY, WEEK.next(), when("11-23", "08:00")).figures
    told = {id: found[id].value for id in ("reports_due", "reports_on_time", "reports_returned")}
    assert told == {"reports_due": 2, "reports_on_time": 1, "reports_returned": 1}
    assert facts.differences(cast.office) == []
