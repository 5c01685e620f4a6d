"""The steps of a complaint, a denunciation and what was raised at a reception, with the weekday beside each date."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.clock import extending, stepping
from hoiam.answer.clock.ladder import ladder
from hoiam.answer.matter import acts as matters
from hoiam.answer.models import Matter
from hoiam.answer.reply import acts
from hoiam.ledger.models import Entry
from hoiam.listen.models import OPEN, Message
from hoiam.testing import Ward, at, hoa_writes, ward

pytestmark = pytest.mark.django_db
D = date.fromisoformat


@pytest.fixture
def w() -> Ward:
    return ward()


def letter(w: Ward, kind: str, day: str) -> Matter:
    """A signed letter, sorted by cô Mai on the day it came."""
    message = hoa_writes(w, at(f"{day} 09:00"), kind=kind, channel="letter", text="Đơn của tôi gồm hai trang.").message
    matter = matters.accept(message, kind=kind, by=w.mai, at=at(f"{day} 10:00"))
    return matter


def days(matter: Matter) -> dict[str, tuple[str | None, str | None]]:
    """Each step: due on, done on."""
    message = Message.objects.get(pk=matter.message_id)
    return {
        rung.name: (str(rung.due_on) if rung.due_on else None, str(rung.done_on) if rung.done_on else None)
        for rung in ladder(message)
    }


def due(matter: Matter) -> str:
    return str(Message.objects.get(pk=matter.message_id).due_on)


def answered(w: Ward, matter: Matter, outcome: str, moment: str, **more: str) -> None:
    matters.assign(matter, w.vp, by=w.mai, at=at(moment))
    reply = acts.draft(
        matter, outcome=outcome, text="Ủy ban nhân dân phường trả lời như sau.", by=w.mai, at=at(moment), **more
    )
    approval_acts.approve(reply, by=w.binh, at=at(moment))
    acts.send_reply(reply, by=w.mai, at=at(moment))


def test_a_complaint_is_sorted_taken_up_decided_and_sent_each_in_its_time(w: Ward) -> None:
    matter = letter(w, "complaint", "2026-10-16")  # thứ Sáu
    # Sorting is not thụ lý: the ten days from receipt go on.
    assert days(matter) == {"accept": ("2026-10-26", None), "decide": (None, None), "send": (None, None)}
    stepping.take_up(matter, by=w.mai, at=at("2026-10-20 08:00"))  # thứ Ba
    assert due(matter) == "2026-11-19"  # 30 ngày: thứ Năm
    stepping.decide(matter, "partly_right", by=w.mai, at=at("2026-11-20 15:00"))  # thứ Sáu, muộn một ngày
    assert due(matter) == "2026-11-26"  # 3 ngày làm việc, 24/11 nghỉ: thứ Năm
    answered(w, matter, "partly", "2026-11-25 09:00")  # thứ Tư
    assert days(matter) == {
        "accept": ("2026-10-26", "2026-10-20"),
        "decide": ("2026-11-19", "2026-11-20"),
        "send": ("2026-11-26", "2026-11-25"),
    }
    steps = Entry.objects.filter(kind="matter.step_done").order_by("number")
    assert [(one.payload["step"], one.payload["on_time"]) for one in steps] == [
        ("accept", True),
        ("decide", False),
        ("send", True),
    ]
    assert Entry.objects.get(kind="reply.sent").payload["on_time"] is True
    matter.refresh_from_db()
    assert (matter.stage, str(matter.ended_on), matter.decision.get_result_display()) == (
        "answered",
        "2026-11-25",
        "đúng một phần",
    )


def test_a_complaint_in_a_remote_area_has_45_days_and_60_when_complicated(w: Ward) -> None:
    matter = letter(w, "complaint", "2026-10-16")  # thứ Sáu
    stepping.take_up(matter, by=w.mai, at=at("2026-10-20 08:00"), remote=True)  # thứ Ba
    assert due(matter) == "2026-12-04"  # 45 ngày: thứ Sáu
    extending.extend(matter, "Vụ việc phức tạp, phải xác minh thêm.", by=w.binh, at=at("2026-12-03 08:00"))
    assert due(matter) == "2026-12-21"  # 60 ngày: thứ Bảy 19/12, sang thứ Hai


def test_a_complaint_is_not_answered_before_it_is_decided_but_may_be_refused(w: Ward) -> None:
    matter = letter(w, "complaint", "2026-10-16")  # thứ Sáu
    with pytest.raises(ValidationError, match="thụ lý"):
        answered(w, matter, "solved", "2026-10-19 09:00")
    matter = letter(w, "complaint", "2026-10-16")
    answered(w, matter, "refused", "2026-10-27 09:00", clause="Điều 11 Luật Khiếu nại")  # thứ Ba, hạn thứ Hai 26/10
    assert days(matter)["accept"] == ("2026-10-26", "2026-10-27")
    assert Entry.objects.get(kind="matter.step_done").payload["on_time"] is False
    matter.refresh_from_db()
    assert str(matter.ended_on) == "2026-10-27"


def test_a_denunciation_runs_two_clocks_side_by_side_and_stays_open_until_its_conclusion_is_public(w: Ward) -> None:
    matter = letter(w, "denunciation", "2026-10-16")  # thứ Sáu
    assert due(matter) == "2026-10-27"  # kiểm tra 7 ngày làm việc: thứ Ba
    stepping.take_up(matter, by=w.mai, at=at("2026-10-20 08:00"))  # thứ Ba
    assert (days(matter)["notify"][0], days(matter)["decide"][0]) == ("2026-10-27", "2026-11-19")  # thứ Ba, thứ Năm
    assert due(matter) == "2026-10-27"
    # The decision may be extended while the notice is still owed.
    extending.extend(matter, "Nội dung phức tạp, cần trưng cầu giám định.", by=w.binh, at=at("2026-10-21 08:00"))
    assert (due(matter), days(matter)["decide"][0]) == ("2026-10-27", "2026-12-21")  # +30 ngày: thứ Bảy 19/12, thứ Hai
    stepping.take_step(matter, "notify", by=w.mai, at=at("2026-10-23 08:00"))  # thứ Sáu
    assert due(matter) == "2026-12-21"
    stepping.decide(matter, "right", by=w.mai, at=at("2026-12-28 10:00"), on=D("2026-12-21"))  # ghi sau
    # 7 ngày làm việc từ thứ Hai 21/12: thứ Tư 30/12.
    assert (days(matter)["act"][0], days(matter)["publish"][0]) == ("2026-12-30", "2026-12-30")
    answered(w, matter, "answered", "2026-12-28 11:00")
    matter.refresh_from_db()
    assert (matter.stage, matter.ended_on, due(matter)) == ("answered", OPEN, "2026-12-30")
    stepping.take_step(matter, "act", by=w.mai, at=at("2026-12-29 09:00"))
    stepping.take_step(matter, "publish", by=w.mai, at=at("2026-12-31 09:00"))  # thứ Năm, muộn
    matter.refresh_from_db()
    assert str(matter.ended_on) == "2026-12-31"
    late = [one.payload["step"] for one in Entry.objects.filter(kind="matter.step_done", payload__on_time=False)]
    assert late == ["publish"]


def test_a_denunciation_that_is_not_ours_is_forwarded_in_five_working_days(w: Ward) -> None:
    matter = letter(w, "denunciation", "2026-10-16")  # thứ Sáu
    stepping.open_step(matter, "forward", by=w.mai, at=at("2026-10-19 08:00"))
    assert due(matter) == "2026-10-23"  # thứ Sáu, sớm hơn hạn kiểm tra thứ Ba 27/10
    answered(w, matter, "passed_on", "2026-10-22 09:00", receiver="Công an tỉnh")
    assert (days(matter)["forward"], days(matter)["check"]) == (
        ("2026-10-23", "2026-10-22"),
        ("2026-10-27", "2026-10-22"),
    )


def test_what_was_raised_at_a_reception_is_owed_a_notice_besides_the_answer(w: Ward) -> None:
    message = hoa_writes(w, at("2026-11-16 09:00"), kind="petition", channel="reception").message  # thứ Hai
    # 10 ngày làm việc, 24/11 nghỉ: thứ Ba 01/12; trả lời 15 ngày: thứ Ba 08/12.
    assert (str(message.due_on), message.promise.wording) == (
        "2026-12-01",
        "theo Điều 28 khoản 1 Luật Tiếp công dân 2013 (sửa đổi 2025)",
    )
    matter = matters.accept(message, kind="petition", title="Đề nghị sửa đường", by=w.mai, at=at("2026-11-16 10:00"))
    stepping.take_step(matter, "tell", by=w.mai, at=at("2026-11-20 09:00"))
    assert due(matter) == "2026-12-08"
    answered(w, matter, "answered", "2026-12-07 09:00")
    assert days(matter) == {"tell": ("2026-12-01", "2026-11-20"), "answer": ("2026-12-08", "2026-12-07")}


def test_a_reply_after_the_day_of_the_notice_is_still_in_time_for_the_answer(w: Ward) -> None:
    message = hoa_writes(w, at("2026-11-16 09:00"), kind="petition", channel="reception").message  # thứ Hai
    matter = matters.accept(message, kind="petition", title="Đề nghị sửa đường", by=w.mai, at=at("2026-11-16 10:00"))
    answered(w, matter, "answered", "2026-12-03 09:00")  # thứ Năm: sau hạn thông báo thứ Ba 01/12
    assert Entry.objects.get(kind="reply.sent").payload["on_time"] is True
    assert Entry.objects.get(kind="matter.step_done").payload["on_time"] is False


def test_an_answer_that_was_wrong_is_corrected_as_a_step_of_its_own(w: Ward) -> None:
    message = hoa_writes(w, at("2026-11-02 09:00"), kind="information").message  # thứ Hai
    matter = matters.accept(
        message, kind="information", title="Xin bản đồ quy hoạch", by=w.mai, at=at("2026-11-02 10:00")
    )
    answered(w, matter, "answered", "2026-11-10 09:00")  # thứ Ba
    stepping.open_step(matter, "correct_found", by=w.mai, at=at("2026-11-20 09:00"))  # thứ Sáu
    matter.refresh_from_db()
    assert (str(matter.due_on), matter.ended_on) == ("2026-11-30", OPEN)  # 5 ngày làm việc, 24/11 nghỉ: thứ Hai
    stepping.take_step(matter, "correct_found", by=w.mai, at=at("2026-11-27 09:00"))  # thứ Sáu
    matter.refresh_from_db()
    assert (matter.stage, str(matter.ended_on)) == ("answered", "2026-11-27")
    stepping.open_step(matter, "correct_asked", by=w.mai, at=at("2026-11-30 09:00"))  # thứ Hai
    assert due(matter) == "2026-12-10"  # 10 ngày: thứ Năm


def test_the_request_of_the_old_law_has_its_notice_and_then_its_answer(w: Ward) -> None:
    message = hoa_writes(
        w, at("2026-09-03 09:00"), kind="information", channel="web", sent_on=D("2026-08-31")
    ).message  # thứ Năm, gửi thứ Hai
    assert str(message.due_on) == "2026-09-08"  # 3 ngày làm việc: thứ Ba
    matter = matters.accept(message, kind="information", title="Xin quyết định", by=w.mai, at=at("2026-09-03 10:00"))
    stepping.take_step(matter, "notice", by=w.mai, at=at("2026-09-07 09:00"))  # thứ Hai
    assert due(matter) == "2026-09-24"  # 15 ngày làm việc: thứ Năm


def test_the_steps_stop_at_tet_and_at_the_national_day(w: Ward) -> None:
    # Tết Đinh Mùi 2027, dự kiến nghỉ từ thứ Năm 04/02 đến thứ Tư 10/02.
    matter = letter(w, "denunciation", "2027-01-29")  # thứ Sáu
    assert due(matter) == "2027-02-16"  # 7 ngày làm việc: 01-03/02, 11, 12, 15, 16/02: thứ Ba
    complaint = letter(w, "complaint", "2027-01-26")  # thứ Ba
    assert due(complaint) == "2027-02-11"  # 10 ngày: thứ Sáu 05/02 nghỉ Tết, sang thứ Năm 11/02
    autumn = letter(w, "complaint", "2026-08-21")  # thứ Sáu
    assert due(autumn) == "2026-09-03"  # 10 ngày: thứ Hai 31/08 nghỉ, 01-02/09 nghỉ, sang thứ Năm
