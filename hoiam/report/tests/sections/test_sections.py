"""Each section is a unit's and has its time; who has not sent is visible to all."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.ledger.models import Entry
from hoiam.office.models import Unit
from hoiam.report.counting.compile import compile
from hoiam.report.freezing.acts import freeze
from hoiam.report.kinds.kinds import kind_of
from hoiam.report.models import CouncilSession, Section, WeekStart
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.sections.acts import (
    draft_section,
    due_at,
    give_section,
    owners_of,
    sections_standing,
    tell_nothing,
    write_narrative,
)
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when
from hoiam.workdays.models import calendar_of
from hoiam.workdays.periods import Schedule


def of(office, section, kind=WEEKLY, period=WEEK):
    return [one for one in sections_standing(office, kind, period) if one.section == section]


def test_by_default_a_section_is_the_units_whose_work_it_tells_and_the_offices_own_where_there_is_no_such_unit(scene):
    Unit.objects.create(office=scene.office, code="QS", name="Ban Chỉ huy Quân sự")
    Unit.objects.create(office=scene.office, code="CA", name="Công an phường")
    told = {}
    for one in owners_of(scene.office, WEEKLY):
        told.setdefault(one.section.value, []).append(one.unit.code)
    assert told["economy"] == ["KT"]
    assert told["defence"] == ["QS", "CA"]
    assert told["society"] == ["VP"]  # no Phòng Văn hóa – Xã hội here
    assert set(told) == set(WEEKLY.sections)


def test_a_section_of_the_week_is_due_on_thursday_at_ten(scene):
    (economy,) = of(scene.office, Section.ECONOMY)
    assert economy.due_at == when("11-12", "10:00")  # thứ Năm of week 46


def test_a_due_day_off_is_moved_to_the_working_day_before_and_after_the_period_working_days_are_counted(scene):
    calendar = calendar_of(scene.office)
    week_36 = Schedule().parse("week", "2026-W36")  # thứ Hai 31/08 (nghỉ bù) to Chủ nhật 06/09, 01 and 02/09 off
    assert due_at(-4, time(10), week_36, calendar) == when("09-02", "10:00")  # nothing before it in the week is worked
    assert due_at(-1, time(10), week_36, calendar) == when("09-04", "10:00")  # thứ Bảy: thứ Sáu
    month = Schedule().parse("month", "2026-M11")  # to thứ Bảy 14/11
    assert due_at(1, time(10), month, calendar) == when("11-16", "10:00")  # thứ Hai


def test_the_office_gives_a_section_to_another_unit_with_another_time(scene, nam, lan):
    vp, kt = Unit.objects.get(code="VP"), lan.unit
    give_section(scene.office, WEEKLY, "tasks", [vp, kt], -2, time(16, 30), by=nam, at=when("11-02"))
    assert [(one.unit.code, one.due_at) for one in of(scene.office, Section.TASKS)] == [
        ("KT", when("11-13", "16:30")),  # thứ Sáu
        ("VP", when("11-13", "16:30")),
    ]
    entry = Entry.objects.get(kind="report.section_given")
    assert entry.payload == {"kind": "weekly", "section": "tasks", "units": "KT VP", "days": -2, "time": "16:30"}
    give_section(scene.office, WEEKLY, "tasks", [], -2, time(16, 30), by=nam, at=when("11-03"))
    assert [one.unit.code for one in of(scene.office, Section.TASKS)] == ["VP"]
    with pytest.raises(PermissionDenied):
        give_section(scene.office, WEEKLY, "tasks", [kt], -2, time(16), by=lan, at=when("11-03"))


def test_a_draft_is_not_sent_and_stands_in_no_report(scene, lan):
    draft_section(WEEKLY, WEEK, lan.unit, "economy", "Thay 05 bóng đèn.", by=lan, at=when("11-11"))
    assert of(scene.office, Section.ECONOMY)[0].state == "missing"
    assert compile(scene.office, WEEKLY, WEEK, when("11-11"), drafts=True).words == ()
    write_narrative(WEEKLY, WEEK, lan.unit, "economy", "Thay 06 bóng đèn.", by=lan, at=when("11-11", "15:00"))
    draft_section(WEEKLY, WEEK, lan.unit, "economy", "Thay 07 bóng đèn.", by=lan, at=when("11-11", "16:00"))
    assert [one.text for one in compile(scene.office, WEEKLY, WEEK, AFTER, drafts=True).words] == ["Thay 06 bóng đèn."]
    entry = Entry.objects.get(kind="report.section_sent")
    assert entry.payload == {
        **{"kind": "weekly", "period": "2026-W46", "section": "economy", "unit": "KT"},
        **{"empty": False, "nothing": False},
    }


def test_a_section_is_on_time_by_when_it_was_first_sent_and_late_after_its_time(scene, lan, nam):
    write_narrative(WEEKLY, WEEK, lan.unit, "economy", "Thay 05 bóng đèn.", by=lan, at=when("11-12", "10:00"))
    write_narrative(WEEKLY, WEEK, lan.unit, "economy", "Thay 06 bóng đèn.", by=lan, at=when("11-13"))
    write_narrative(WEEKLY, WEEK, nam.unit, "leadership", "Họp giao ban.", by=nam, at=when("11-12", "10:01"))
    (economy,), (leadership,) = of(scene.office, Section.ECONOMY), of(scene.office, Section.LEADERSHIP)
    assert (economy.state, economy.sent_at) == ("sent", when("11-12", "10:00"))
    assert leadership.state == "sent_late"
    write_narrative(WEEKLY, WEEK, lan.unit, "economy", "", by=lan, at=when("11-13", "15:00"))
    (economy,) = of(scene.office, Section.ECONOMY)
    assert (economy.state, economy.overdue(when("11-13", "15:00"))) == ("missing", True)


def test_nothing_happened_is_said_by_a_person_with_a_reason(scene, lan):
    with pytest.raises(ValidationError, match="vì sao"):
        tell_nothing(WEEKLY, WEEK, lan.unit, "economy", "  ", by=lan, at=when("11-12"))
    tell_nothing(WEEKLY, WEEK, lan.unit, "economy", "Đơn vị tập huấn cả tuần.", by=lan, at=when("11-12"))
    (economy,) = of(scene.office, Section.ECONOMY)
    assert (economy.state, economy.explained) == ("nothing", "Đơn vị tập huấn cả tuần.")
    words = compile(scene.office, WEEKLY, WEEK, AFTER, drafts=True).words
    assert [(one.section, one.text) for one in words] == [("economy", "Không phát sinh.")]


def test_after_freezing_nothing_is_sent_any_more(scene, lan, binh):
    freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    for do in (draft_section, tell_nothing):
        with pytest.raises(ValidationError, match="đã chốt"):
            do(WEEKLY, WEEK, lan.unit, "economy", "Muộn.", by=lan, at=AFTER)


# --- The screens ---

SETTINGS = "/ban/bao-cao/cai-dat"


def test_the_administrator_changes_the_first_day_of_the_week_at_the_desk(client, cast, monkeypatch):
    client.force_login(cast.admin)
    assert "tuần bắt đầu vào thứ Hai" in client.get(SETTINGS).content.decode()
    refused = client.post(f"{SETTINGS}/tuan", {"first": "2026-01-09"})
    assert refused.status_code == 400
    assert "Chỉ đổi được từ tuần sau trở đi" in refused.content.decode()
    assert 'value="2026-01-09"' in refused.content.decode()
    client.post(f"{SETTINGS}/tuan", {"first": "2036-01-11"})  # thứ Sáu
    assert WeekStart.objects.get().first == date(2036, 1, 11)
    assert "tuần bắt đầu vào thứ Sáu" in client.get(SETTINGS).content.decode()


def test_the_approver_enters_sessions_of_the_council_and_others_only_read_them(client, cast):
    client.force_login(cast.binh)
    client.post(f"{SETTINGS}/ky-hop", {"name": "kỳ họp thứ 10", "opened_on": "2026-07-15"})
    client.post(f"{SETTINGS}/ky-hop", {"name": "kỳ họp thứ 11", "opened_on": "2026-12-08"})
    between = schedule_of(cast.office).parse("session", "KH-20260715")
    assert (between.first, between.last) == (date(2026, 7, 15), date(2026, 12, 7))
    client.force_login(cast.lan)
    page = client.get(SETTINGS).content.decode()
    assert "Kỳ họp thứ 11" in page
    assert 'name="opened_on"' not in page
    assert client.post(f"{SETTINGS}/ky-hop", {"name": "x", "opened_on": "2026-12-09"}).status_code == 403
    assert CouncilSession.objects.count() == 2


def test_who_writes_which_section_by_when_is_set_at_the_desk(client, cast):
    client.force_login(cast.nam)
    page = client.get(f"{SETTINGS}/weekly/economy").content.decode()
    assert "thứ Năm" in page
    client.post(f"{SETTINGS}/weekly/economy", {"units": [cast.vp.pk], "days": "-2", "clock": "09:00"})
    (one,) = [one for one in owners_of(cast.office, WEEKLY) if one.section == Section.ECONOMY]
    assert (one.unit, one.days, one.time) == (cast.vp, -2, time(9))
    client.force_login(cast.hung)
    assert client.get(f"{SETTINGS}/weekly/economy").status_code == 403
    assert "Văn phòng HĐND và UBND" in client.get(f"{SETTINGS}/weekly").content.decode()
    assert client.get(f"{SETTINGS}/monthly").status_code == 200


def test_every_kind_says_who_writes_each_of_its_sections():
    for id in ("weekly", "monthly", "quarterly", "half_year", "nine_months", "yearly"):
        assert set(kind_of(id).owners) == set(kind_of(id).sections)
