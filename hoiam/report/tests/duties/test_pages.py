"""The screens of duties: my office's list, the province's overview, a report on its way, the checklist."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from hoiam.office.acts import appoint, found, grant
from hoiam.office.models import Office, Role
from hoiam.report.counting.compile import compile
from hoiam.report.duties import owed as duties_owed
from hoiam.report.duties import submitting
from hoiam.report.duties.grid import grid
from hoiam.report.freezing import acts
from hoiam.report.models import Duty, Section, Submission
from hoiam.report.sections import acts as sections_acts
from hoiam.report.sections.completeness import problems
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, say_the_rest, when
from hoiam.testing import FOUNDED

NOW = when("11-10")  # thứ Ba
TUESDAY = when("11-17", "09:00")
PAGE = "/ban/bao-cao/phai-nop"
OURS = f"{PAGE}/cua/hoa-binh/weekly/2026-W46"


@pytest.fixture
def clock(monkeypatch):
    """What time it is at the door."""

    def at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    at(TUESDAY)
    return at


@pytest.fixture
def owed(cast):
    duties_owed.make_duties(cast.office, at=NOW)
    return Duty.objects.get(office=cast.office, kind="weekly", period="2026-W46")


@pytest.fixture
def approved(cast, scene, owed):
    scene.receive(when("11-10"))
    sections_acts.write_narrative(WEEKLY, WEEK, cast.kt, Section.ECONOMY, "Vá 03 ổ gà.", by=cast.lan, at=when("11-13"))
    return acts.freeze(cast.office, WEEKLY, WEEK, by=cast.binh, at=AFTER)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(person, address: str, status: int = 200) -> str:
    answer = signed_in(person).get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_my_office_sees_what_it_owes_and_the_next_step(cast, owed, clock):
    told = page(cast.nam, PAGE)
    assert "Báo cáo tuần, tuần 46" in told
    assert "chưa nộp" in told
    assert "12:00, thứ Hai, 16/11/2026" in told
    assert "Duyệt, chốt số liệu" in told
    assert "2026-W51" not in told  # due in a month


def test_the_checklist_stands_before_the_button_and_the_button_comes_when_it_is_empty(cast, approved, clock):
    told = page(cast.nam, "/ban/bao-cao/weekly/2026-W46")
    assert "Còn 11 chỗ chưa đủ" in told
    assert "Mục «Quốc phòng, an ninh» chưa có nội dung." in told
    assert "Chưa nộp được: còn 11 chỗ chưa đủ" in told
    assert "Nộp bản 1" not in told
    client = signed_in(cast.nam)
    step = "/ban/bao-cao/weekly/2026-W46/buoc/"
    assert "Chưa nộp được" in client.post(f"{step}nop", follow=True).content.decode()
    about = [one.about for one in problems(compile(cast.office, WEEKLY, WEEK, AFTER))]
    client.post(f"{step}giai-trinh", {"about": about, "reason": "Không phát sinh trong tuần."})
    assert "Nộp bản 1" in page(cast.nam, "/ban/bao-cao/weekly/2026-W46")
    assert "Đã nộp báo cáo cho cấp trên." in client.post(f"{step}nop", follow=True).content.decode()
    assert Submission.objects.get().on_time is False


def test_the_superior_returns_and_the_office_corrects_and_both_see_the_difference(cast, dao, approved, clock):
    say_the_rest(cast)
    submitting.submit(approved, by=cast.nam, at=when("11-16", "10:00"))
    above = signed_in(dao)
    refused = above.post(f"{OURS}/tra-lai", {"reason": ""})
    assert (refused.status_code, "Còn chỗ cần sửa" in refused.content.decode()) == (400, True)
    above.post(f"{OURS}/tra-lai", {"reason": "Ghi rõ địa điểm."})
    told = page(cast.nam, "/ban/bao-cao/weekly/2026-W46")
    assert "Bị trả lại 09:00, thứ Ba, 17/11/2026: Ghi rõ địa điểm." in told
    assert "Sửa theo yêu cầu" in page(cast.nam, PAGE)
    words = "Vá 04 ổ gà trên đường Lúa Vàng."
    sections_acts.write_narrative(WEEKLY, WEEK, cast.kt, Section.ECONOMY, words, by=cast.lan, at=TUESDAY)
    below = signed_in(cast.binh)
    below.post("/ban/bao-cao/weekly/2026-W46/buoc/dinh-chinh", {"reason": "Ghi rõ địa điểm."})
    below.post("/ban/bao-cao/weekly/2026-W46/buoc/nop")
    told = page(dao, OURS)
    assert "<del><span" in told
    assert '<ins><span class="unseen">thêm: </span>04</ins>' in told
    assert "đã nộp" in told
    assert "đã bị trả lại" in told
    above.post(f"{OURS}/tiep-nhan")
    assert "đã tiếp nhận" in page(dao, OURS)
    assert (
        "đã tiếp nhận: trước hết"
        in below.post("/ban/bao-cao/weekly/2026-W46/buoc/rut-lai", {"reason": "Sai."}, follow=True).content.decode()
    )
    above.post(f"{OURS}/bo-tiep-nhan", {"reason": "Phường báo sai."})
    assert (
        "Đã rút lại"
        in below.post("/ban/bao-cao/weekly/2026-W46/buoc/rut-lai", {"reason": "Sai."}, follow=True).content.decode()
    )


def test_who_has_not_handed_in_is_seen_by_the_province_and_by_every_commune(cast, dao, owed, clock):
    for person in (dao, cast.hung):
        told = page(person, f"{PAGE}/tong-hop")
        assert "Phường Hòa Bình" in told
        assert ">thiếu<" in told
        assert "0/1 (0%)" in told
        assert "Phường Hòa Bình" in page(person, f"{PAGE}/tong-hop/weekly/2026-W46")
    assert f'href="{OURS}"' in page(dao, f"{PAGE}/tong-hop")
    assert "/cua/" not in page(cast.hung, f"{PAGE}/tong-hop")


def test_a_report_of_one_commune_does_not_exist_for_another(cast, owed, clock):
    other = found("tan-phu", "Xã Tân Phú", "xa", parent=cast.province, at=FOUNDED)
    person = appoint(other, "tam", None, "Lê Tâm", by=None, at=FOUNDED)
    grant(person, Role.APPROVER, by=None, at=FOUNDED)
    page(person, OURS, 404)
    page(person, f"{PAGE}/cua/hoa-binh", 404)
    page(cast.binh, OURS)


def test_more_time_is_given_on_the_page_before_it_is_over(cast, dao, owed, clock):
    clock(when("11-16", "09:00"))
    told = signed_in(dao).post(
        f"{OURS}/gia-han", {"day": "2026-11-18", "clock": "12:00", "reason": "Mất điện."}, follow=True
    )
    assert "Gia hạn đến 12:00, thứ Tư, 18/11/2026" in told.content.decode()
    refused = signed_in(dao).post(f"{OURS}/gia-han", {"day": "2026-11-17", "clock": "12:00", "reason": "Mất điện."})
    assert refused.status_code == 400


def test_the_province_sets_due_times_and_relieves_an_office(cast, dao, owed, clock):
    client = signed_in(dao)
    given = {"kind": "weekly", "days": "2", "working_days": "on", "clock": "16:00", "valid_from": "2026-11-20"}
    assert (
        "hạn mới áp dụng cho kỳ kết thúc từ thứ Sáu, 20/11/2026"
        in client.post(f"{PAGE}/han", given, follow=True).content.decode()
    )
    assert Duty.objects.get(office=cast.office, period="2026-W47").due_at == when("11-25", "16:00")
    assert "Chọn ngày bắt đầu áp dụng." in client.post(f"{PAGE}/han", given | {"valid_from": ""}).content.decode()
    assert (
        "thôi yêu cầu từ nay"
        in client.post(
            f"{PAGE}/han", given | {"kind": "half_year", "valid_from": "", "ends": "on"}, follow=True
        ).content.decode()
    )
    client.post(f"{PAGE}/cua/hoa-binh", {"first": "2026-11-17", "last": "2026-11-29", "reason": "Ngập."})
    assert not Duty.objects.filter(office=cast.office, period__in=["2026-W47", "2026-W48"]).exists()
    assert Duty.objects.filter(office=cast.office, period="2026-W46").exists()  # it was due already
    page(cast.binh, f"{PAGE}/han", 404)


def test_a_record_with_an_earlier_legal_time_leaves_the_frozen_report_and_shows_the_difference(
    cast, scene, approved, clock
):
    acts.publish(approved, by=cast.binh, at=AFTER)
    assert "Ghi thêm sau khi chốt" not in Client().get("/bao-cao/weekly/2026-W46").content.decode()
    scene.receive(when("11-12"))  # entered today, of Thursday of that week
    for told in (
        page(cast.binh, "/ban/bao-cao/weekly/2026-W46"),
        Client().get("/bao-cao/weekly/2026-W46").content.decode(),
    ):
        assert "Ghi thêm sau khi chốt" in told
        assert '<td data-label="Trước">1</td><td data-label="Nay"><strong>2</strong></td>' in told
    assert compile(cast.office, WEEKLY, WEEK, TUESDAY).figures["messages_received"].value == 1


def test_a_late_restricted_record_is_not_told_to_the_public(cast, scene, approved, clock):
    acts.publish(approved, by=cast.binh, at=AFTER)
    scene.receive(when("11-12"), kind="denunciation", restricted=True)
    assert "Ghi thêm sau khi chốt" in page(cast.binh, "/ban/bao-cao/weekly/2026-W46")
    assert "Ghi thêm sau khi chốt" not in page(cast.nam, "/ban/bao-cao/weekly/2026-W46")
    assert "Ghi thêm sau khi chốt" not in Client().get("/bao-cao/weekly/2026-W46").content.decode()


def test_the_page_of_a_corrected_report_tells_what_changed(cast, scene, approved, clock):
    acts.publish(approved, by=cast.binh, at=AFTER)
    scene.receive(when("11-12"))
    second = submitting.correct(cast.office, WEEKLY, WEEK, "Vào sổ thêm 01 nội dung.", by=cast.binh, at=TUESDAY)
    assert "Vào sổ thêm" not in Client().get("/bao-cao/weekly/2026-W46").content.decode()
    acts.publish(second, by=cast.binh, at=TUESDAY)
    told = Client().get("/bao-cao/weekly/2026-W46").content.decode()
    assert "Bản 2, thay bản 1" in told
    assert "Vào sổ thêm 01 nội dung." in told
    assert '<td data-label="Trước">1</td><td data-label="Nay"><strong>2</strong></td>' in told


def test_a_province_of_168_communes_and_a_quarter_of_weeks_stays_quick(cast, dao, clock, django_assert_max_num_queries):
    Office.objects.bulk_create(
        Office(code=f"xa-{n}", name=f"Xã {n}", level="xa", parent=cast.province) for n in range(168)
    )
    weeks = [WEEK]
    while len(weeks) < 26:
        weeks.append(weeks[-1].previous())
    Duty.objects.bulk_create(
        Duty(
            office=office,
            kind="weekly",
            period=week.code,
            first=week.first,
            last=week.last,
            to=cast.province,
            cut_off_at=week.end,
            due_at=week.end,
            made_at=week.start,
        )
        for office in Office.objects.filter(code__startswith="xa-")
        for week in weeks
    )
    client = signed_in(dao)
    with django_assert_max_num_queries(12):
        told = client.get(f"{PAGE}/tong-hop").content
    assert told.decode().count(">thiếu<") == 168 * 13
    assert len(told) < 500_000
    assert "?tu=" in told.decode()
    assert grid(cast.province, WEEKLY, TUESDAY).total.complete == "0/2.184 (0%)"
