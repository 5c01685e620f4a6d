"""Writing a report on a phone: sections, plans, sentences; all see who has not sent; nothing typed is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from hoiam.outbox.models import Row
from hoiam.report.chores import remind_sections
from hoiam.report.freezing.acts import freeze
from hoiam.report.models import Narrative, PlannedTask, SentSection
from hoiam.report.sections.acts import write_narrative
from hoiam.report.sections.notices import digest_parts, section_due
from hoiam.report.sections.planning import plan_task
from hoiam.report.sections.status import being_written
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when

DESK = "/ban/bao-cao/weekly/2026-W46"
ECONOMY = f"{DESK}/muc/economy/KT"
LAST = WEEK.previous()


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.fixture
def begun(scene):
    scene.receive(when("11-03"))
    return scene


def test_lan_sends_her_units_section_and_sees_it_in_the_preview(client, begun, lan):
    client.force_login(lan)
    assert "Viết phần của đơn vị" in read(client, DESK)
    assert ECONOMY in read(client, f"{DESK}/ai-chua-gui")
    sent = client.post(ECONOMY, {"text": "Thay 06 bóng đèn.", "do": "send"})
    assert sent.headers["Location"] == f"{DESK}/ai-chua-gui"
    page = read(client, DESK)
    assert "Thay 06 bóng đèn." in page
    assert "Chốt số liệu" not in page
    assert "gửi muộn" in read(client, f"{DESK}/ai-chua-gui")  # the test is run after week 46 of 2026


def test_a_draft_waits_in_the_field_and_is_in_no_report(client, begun, lan):
    client.force_login(lan)
    client.post(ECONOMY, {"text": "Thay 06 bóng đèn.", "do": "draft"})
    assert "Thay 06 bóng đèn." in read(client, ECONOMY)
    assert "Thay 06 bóng đèn." not in read(client, DESK)
    assert Narrative.objects.count() == 1
    assert not SentSection.objects.exists()


def test_what_was_typed_stays_when_it_is_refused(client, begun, lan):
    client.force_login(lan)
    empty = client.post(ECONOMY, {"text": " ", "do": "send"})
    assert empty.status_code == 400
    assert "Viết nội dung, hoặc báo không phát sinh." in empty.content.decode()
    long = client.post(ECONOMY, {"text": "a" * 4001, "do": "send"})
    assert "a" * 4001 in long.content.decode()
    nothing = client.post(ECONOMY, {"text": "Thay 06 bóng", "nothing": "", "do": "nothing"})
    assert nothing.status_code == 400
    assert "Thay 06 bóng" in nothing.content.decode()
    assert "<details open>" in nothing.content.decode()


def test_nothing_happened_is_told_with_its_reason_to_colleagues_and_without_it_to_the_public(client, begun, lan, nam):
    client.force_login(lan)
    client.post(ECONOMY, {"nothing": "Đơn vị tập huấn cả tuần.", "do": "nothing"})
    client.force_login(nam)
    assert "Lý do: Đơn vị tập huấn cả tuần." in read(client, f"{DESK}/ai-chua-gui")
    page = read(client, DESK)
    assert "Không phát sinh." in page
    assert "tập huấn" not in page


def test_everybody_on_the_staff_sees_who_has_not_sent(client, cast, begun):
    for person in (cast.nam, cast.hung, cast.thu, cast.binh):
        client.force_login(person)
        page = read(client, f"{DESK}/ai-chua-gui")
        assert "Phòng Kinh tế, Hạ tầng và Đô thị" in page
        assert "quá hạn, chưa gửi" in page
    client.force_login(cast.thu)  # văn thư writes no part
    assert "/muc/" not in read(client, f"{DESK}/ai-chua-gui")
    assert client.get(ECONOMY).status_code == 403


def test_a_section_begins_with_last_weeks_plan_and_shows_last_weeks_words(client, begun, lan):
    plan_task(WEEKLY, LAST, lan.unit, "Nạo vét cống chợ.", by=lan, at=when("11-05"))
    write_narrative(WEEKLY, LAST, lan.unit, "economy", "Khảo sát vỉa hè.", by=lan, at=when("11-05"))
    client.force_login(lan)
    page = read(client, ECONOMY)
    assert "Nạo vét cống chợ: ….</textarea>" in page
    assert "Khảo sát vỉa hè." in page
    client.post(f"{DESK}/viec/{PlannedTask.objects.get().pk}", {f"{PlannedTask.objects.get().pk}-state": "done"})
    assert "Nạo vét cống chợ: đã hoàn thành.</textarea>" in read(client, ECONOMY)


def test_a_plan_is_told_of_carried_over_and_stands_in_the_report(client, begun, lan):
    task = plan_task(WEEKLY, LAST, lan.unit, "Nạo vét cống chợ.", by=lan, at=when("11-05"))
    client.force_login(lan)
    address = f"{DESK}/nhiem-vu/KT"
    assert "Chưa báo kết quả." in read(client, address)
    wrong = client.post(f"{DESK}/viec/{task.pk}", {f"{task.pk}-words": "Mưa cả tuần."})
    assert wrong.status_code == 400
    assert "Mưa cả tuần." in wrong.content.decode()
    client.post(f"{DESK}/viec/{task.pk}", {f"{task.pk}-state": "not_done", f"{task.pk}-words": "Mưa cả tuần."})
    assert "Chuyển 01 việc chưa xong sang kỳ tới" in read(client, address)
    client.post(f"{address}/chuyen")
    client.post(f"{address}/them", {"text": "Kiểm tra cây xanh."})
    page = read(client, DESK)
    for words in ("Chưa thực hiện được: Mưa cả tuần.", "chuyển kỳ lần thứ 1", "Kiểm tra cây xanh."):
        assert words in page
    trees = PlannedTask.objects.get(text="Kiểm tra cây xanh.")
    client.post(f"{DESK}/viec/{trees.pk}")
    assert "Kiểm tra cây xanh." not in read(client, DESK)
    refused = client.post(f"{address}/them", {"text": ""})
    assert refused.status_code == 400


def test_nobody_touches_the_tasks_of_another_unit_or_of_another_week(client, cast, begun):
    task = plan_task(WEEKLY, LAST, cast.kt, "Nạo vét cống chợ.", by=cast.lan, at=when("11-05"))
    cast.hung.unit = cast.vp
    cast.hung.save()
    client.force_login(cast.hung)
    assert client.post(f"{DESK}/viec/{task.pk}", {f"{task.pk}-state": "done"}).status_code == 403
    assert client.get(f"{DESK}/nhiem-vu/KT").status_code == 403
    client.force_login(cast.lan)
    assert client.post(f"/ban/bao-cao/weekly/2026-W40/viec/{task.pk}").status_code == 404


def test_the_clerk_rewords_a_sentence_and_sees_at_once_what_no_longer_agrees(client, begun, nam):
    begun.receive(when("11-10"))
    client.force_login(nam)
    assert "Sửa các câu" in read(client, DESK)
    address = f"{DESK}/cau/received"
    assert "Trong tuần tiếp nhận 01 phản ánh, kiến nghị" in read(client, address)
    client.post(address, {"text": "Tuần qua người dân gửi 02 phản ánh, kiến nghị."})
    page = read(client, address)
    assert "Ghi «02», nguồn ghi" in page
    assert 'href="/bao-cao/weekly/2026-W46/messages_received">«01»</a>' in page
    assert "01 câu không còn khớp với số liệu" in read(client, DESK)
    assert "đã sửa" in read(client, f"{DESK}/cau")
    client.post(f"{address}/may")
    assert "không còn khớp với số liệu" not in read(client, DESK)
    assert client.get(f"{DESK}/cau/weather").status_code == 404


def test_the_approver_confirms_that_astray_sentences_stay_or_cannot_freeze(client, begun, nam, binh):
    begun.receive(when("11-10"))
    client.force_login(nam)
    client.post(f"{DESK}/cau/received", {"text": "Tuần qua người dân gửi 02 phản ánh, kiến nghị."})
    client.force_login(binh)
    assert "Tôi đã xem và giữ nguyên" in read(client, DESK)
    client.post(f"{DESK}/chot")
    page = read(client, DESK)
    assert "sửa lại, hoặc xác nhận giữ nguyên" in page
    client.post(f"{DESK}/chot", {"keep": "on"})
    client.post(f"{DESK}/cong-bo")
    assert "(số do cơ quan sửa, 02: nguồn ghi 01)" in read(client, "/bao-cao/weekly/2026-W46")


def test_the_text_for_a_chat_has_each_figures_address_and_at_most_2000_characters(client, begun, nam):
    for _ in range(3):
        begun.answer(begun.receive(when("11-10")), when("11-12"))
    client.force_login(nam)
    page = read(client, f"{DESK}/tin-nhan")
    assert "readonly" in page
    text = client.get("/bao-cao/weekly/2026-W46/tep/report.txt").content.decode()
    assert len(text) <= 2000
    (received,) = [line for line in text.splitlines() if line.startswith("- Trong tuần")]
    assert received.endswith("/bao-cao/weekly/2026-W46/messages_received")
    assert text.rstrip().endswith("/bao-cao/weekly/2026-W46")


# --- By the clock ---


def test_a_unit_is_reminded_the_working_day_before_and_on_the_day_and_not_once_it_sent(cast, begun):
    freeze(begun.office, WEEKLY, LAST, by=cast.binh, at=when("11-09", "08:00"))
    assert [(kind.id, period.code) for kind, period in being_written(begun.office, when("11-11"))] == [
        ("weekly", "2026-W46")
    ]
    remind_sections(when("11-10", "07:10"))  # thứ Ba: thứ Năm is not the next working day
    assert not Row.objects.filter(template="section_due").exists()
    for _ in range(2):
        remind_sections(when("11-11", "07:10"))  # thứ Tư; run again, nobody is told twice
    told = Row.objects.filter(template="section_due").values_list("person__username", "subject")
    assert set(told) == {(name, "report:weekly:2026-W46") for name in ("lan", "hung", "nam")}
    assert told.count() == 3
    letter = section_due(Row.objects.get(person=cast.lan))
    assert "Kinh tế: 10:00 thứ Năm, 12/11/2026" in letter.body
    assert letter.body.endswith("/ban/bao-cao/weekly/2026-W46/ai-chua-gui")
    write_narrative(WEEKLY, WEEK, cast.kt, "economy", "Thay 06 bóng đèn.", by=cast.lan, at=when("11-11"))
    assert section_due(Row.objects.get(person=cast.lan)) is None
    assert mail.outbox == []


def test_the_digest_of_who_compiles_names_the_units_that_have_not_sent(cast, begun):
    freeze(begun.office, WEEKLY, LAST, by=cast.binh, at=when("11-09", "08:00"))
    (friday,) = digest_parts(cast.nam, date(2026, 11, 13))  # thứ Sáu, the day after
    assert friday[0] == "Báo cáo tuần 46, quá hạn gửi:"
    assert "Phòng Kinh tế, Hạ tầng và Đô thị: Kinh tế" in friday[1]
    assert digest_parts(cast.lan, date(2026, 11, 13)) == []
    assert digest_parts(cast.nam, date(2026, 11, 11))[0][1] == []  # thứ Tư: nothing is overdue


def test_a_week_that_has_not_begun_has_no_board(client, cast):
    client.force_login(cast.nam)
    ahead = (timezone.localdate() + timedelta(days=30)).isocalendar()
    for place in ("ai-chua-gui", "cau", "tin-nhan"):
        assert client.get(f"/ban/bao-cao/weekly/{ahead.year}-W{ahead.week:02d}/{place}").status_code == 404
    assert timezone.now() > AFTER
