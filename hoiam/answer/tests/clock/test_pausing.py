"""Waiting for somebody else: the sender, the receiver of what was passed on, the day that became a day off."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.clock import passing, pausing, recounting, stepping
from hoiam.answer.inbox.digest import digest_parts
from hoiam.answer.joining import acts as joining
from hoiam.answer.matter import acts as matter_acts
from hoiam.answer.models import DueChange, Inquiry, Matter
from hoiam.answer.public.public import took
from hoiam.answer.rating import acts as rating_acts
from hoiam.answer.reply import acts
from hoiam.ledger.models import Entry
from hoiam.listen.intake.receiving import Receipt
from hoiam.listen.models import Message, Stage
from hoiam.outbox.models import Row
from hoiam.testing import Ward, at, hoa_writes, ward

pytestmark = pytest.mark.django_db
D = date.fromisoformat
LEFT = {"phone": "0912 345 678", "email": "hoa@example.vn", "name": "Hoa"}


@pytest.fixture
def w() -> Ward:
    return ward()


def working(w: Ward, day: str, **changed: object) -> tuple[Receipt, Matter]:
    receipt = hoa_writes(w, at(f"{day} 07:12"), contact=LEFT, **changed)
    kind = str(changed.get("kind", "feedback"))
    matter = matter_acts.accept(receipt.message, kind=kind, title="Ống nước vỡ", by=w.nam, at=at(f"{day} 08:00"))
    matter_acts.assign(matter, w.kt, by=w.nam, at=at(f"{day} 08:10"))
    return receipt, matter


def now(matter: Matter) -> tuple[str, str]:
    message = Message.objects.get(pk=matter.message_id)
    return message.stage, str(message.due_on)


def reply(w: Ward, matter: Matter, moment: str, outcome: str = "solved", **more: str):
    text = "Đã cử người đến xem và sửa xong trong ngày."
    draft = acts.draft(matter, outcome=outcome, text=text, by=w.hung, at=at(moment), **more)
    approval_acts.approve(draft, by=w.lan if outcome != "refused" else w.binh, at=at(moment))
    acts.send_reply(draft, by=w.nam, at=at(moment))
    return draft


QUESTION = "Nhà chị ở số mấy để thợ đến đúng chỗ?"


def test_the_clock_stands_still_once_the_question_was_sent_and_both_counts_are_told(w: Ward) -> None:
    receipt, matter = working(w, "2026-11-02")  # thứ Hai, hạn thứ Hai 09/11
    inquiry = pausing.inquire(matter, QUESTION, by=w.hung, at=at("2026-11-03 09:00"))
    assert now(matter) == ("assigned", "2026-11-09")  # asked, not yet sent
    assert Row.objects.get(template="question").subject == f"message:{receipt.number}"
    pausing.pause(inquiry, at=at("2026-11-03 09:05"))  # thứ Ba
    assert now(matter) == ("waiting_sender", "2026-11-23")  # nhiều nhất 10 ngày làm việc: thứ Hai
    pausing.supply(receipt.message, "Số 45, cổng xanh.", at=at("2026-11-09 20:00"))  # thứ Hai: 4 ngày làm việc
    assert now(matter) == ("assigned", "2026-11-13")  # hạn 09/11 lùi 4 ngày làm việc: thứ Sáu
    answer = reply(w, matter, "2026-11-13 10:00")
    message = Message.objects.get(pk=matter.message_id)
    assert took(message, answer) == "trả lời sau 9 ngày làm việc, trong đó chờ người gửi 4"
    assert Entry.objects.get(kind="reply.sent").payload["on_time"] is True
    assert Entry.objects.get(kind="matter.resumed").payload["working_days"] == 4


def test_what_the_sender_supplied_is_sealed_and_shown_to_staff_and_sender_only(w: Ward) -> None:
    receipt, matter = working(w, "2026-11-02")
    inquiry = pausing.inquire(matter, QUESTION, by=w.hung, at=at("2026-11-03 09:00"))
    pausing.pause(inquiry, at=at("2026-11-03 09:05"))
    browser = Client()
    assert QUESTION not in browser.get(f"/tra-loi/{receipt.number}").content.decode()
    browser.post("/theo-doi", {"number": receipt.number, "key": receipt.key})
    assert QUESTION in browser.get(f"/tra-loi/{receipt.number}").content.decode()
    browser.post(f"/tra-loi/{receipt.number}/bo-sung", {"bo-sung": "Số 45, cổng xanh ngọc."})
    assert "cổng xanh ngọc" in browser.get(f"/tra-loi/{receipt.number}").content.decode()
    assert "cổng xanh ngọc" not in Client().get(f"/tra-loi/{receipt.number}").content.decode()
    assert "xanh ngọc".encode() not in bytes(Inquiry.objects.get().sealed_answer)
    staff = Client()
    staff.force_login(w.hung)
    assert "cổng xanh ngọc" in staff.get(f"/ban/viec/{receipt.number}").content.decode()


def test_after_ten_working_days_the_clock_runs_again_by_itself(w: Ward) -> None:
    _, matter = working(w, "2026-11-02")  # thứ Hai, hạn thứ Hai 09/11
    inquiry = pausing.inquire(matter, QUESTION, by=w.hung, at=at("2026-11-03 09:00"))
    pausing.pause(inquiry, at=at("2026-11-03 09:05"))  # thứ Ba
    pausing.resume_overdue(at("2026-11-17 00:30"))  # thứ Ba: đúng 10 ngày làm việc, chưa quá
    assert now(matter) == ("waiting_sender", "2026-11-23")
    pausing.resume_overdue(at("2026-11-18 00:30"))
    assert now(matter) == ("assigned", "2026-11-23")
    with pytest.raises(ValidationError, match="một lần"):
        pausing.inquire(matter, QUESTION, by=w.hung, at=at("2026-11-18 09:00"))


def test_who_left_no_contact_is_not_asked_and_what_is_late_is_not_paused(w: Ward) -> None:
    message = hoa_writes(w, at("2026-11-02 07:12")).message
    matter = matter_acts.accept(message, kind="feedback", title="Ống nước vỡ", by=w.nam, at=at("2026-11-02 08:00"))
    with pytest.raises(ValidationError, match="liên lạc"):
        pausing.inquire(matter, QUESTION, by=w.nam, at=at("2026-11-03 09:00"))
    _, late = working(w, "2026-11-02")
    inquiry = pausing.inquire(late, QUESTION, by=w.hung, at=at("2026-11-10 09:00"))  # hạn thứ Hai 09/11
    assert pausing.pause(inquiry, at=at("2026-11-10 09:05")) is False
    assert now(late) == ("assigned", "2026-11-09")


def test_a_request_given_back_runs_anew_from_the_day_it_is_valid_and_both_days_are_shown(w: Ward) -> None:
    receipt, matter = working(w, "2026-11-02", kind="information")  # thứ Hai, 12 ngày: thứ Bảy 14, thứ Hai 16/11
    assert now(matter)[1] == "2026-11-16"
    pausing.inquire(matter, "Cần bản đồ của năm nào, tờ số mấy?", by=w.hung, at=at("2026-11-04 09:00"), completes=True)
    assert now(matter)[0] == "waiting_sender"
    pausing.supply(receipt.message, "Năm 2025, tờ số 7.", at=at("2026-11-12 21:00"))  # thứ Năm
    assert now(matter) == ("assigned", "2026-11-25")  # 12 ngày: thứ Ba 24/11 nghỉ, thứ Tư
    page = Client().get(f"/tra-loi/{receipt.number}").content.decode()
    assert "Nhận thứ Hai, 02/11/2026; yêu cầu hợp lệ từ <b>thứ Năm, 12/11/2026</b>" in page
    # No law lets the office stop the clock by a mere question.
    _, other = working(w, "2026-11-02", kind="information")
    inquiry = pausing.inquire(other, "Bạn cần bản giấy hay bản ảnh?", by=w.hung, at=at("2026-11-04 09:00"))
    assert pausing.pause(inquiry, at=at("2026-11-04 09:05")) is False


def test_a_request_completed_at_the_counter_is_valid_from_that_day(w: Ward) -> None:
    _, matter = working(w, "2026-11-02", kind="information")
    inquiry = pausing.inquire(
        matter, "Cần bản đồ của năm nào, tờ số mấy?", by=w.hung, at=at("2026-11-04 09:00"), completes=True
    )
    pausing.declare_valid(inquiry, by=w.nam, at=at("2026-11-11 15:00"), on=D("2026-11-10"))  # thứ Ba
    assert now(matter) == ("assigned", "2026-11-23")  # 12 ngày: Chủ nhật 22/11, thứ Hai


def test_what_no_receiver_enters_comes_back_with_the_due_date_it_always_had(w: Ward) -> None:
    _, matter = working(w, "2026-10-05")  # thứ Hai, hạn thứ Hai 12/10
    reply(w, matter, "2026-10-06 11:00", "passed_on", receiver="Sở Xây dựng")  # thứ Ba
    passing.return_unreceived(at("2026-10-13 06:30"))  # thứ Ba: đúng 5 ngày làm việc
    assert now(matter)[0] == "passed_on"
    passing.return_unreceived(at("2026-10-14 06:30"))
    assert now(matter) == ("assigned", "2026-10-12")
    told = dict(digest_parts(w.lan, D("2026-10-14")))
    assert len(told["Đã chuyển mà nơi nhận chưa vào sổ, nay trở lại đơn vị:"]) == 1
    assert Entry.objects.get(kind="matter.returned").payload["why"] == "silent"
    answer = reply(w, matter, "2026-10-15 09:00")
    assert answer.sent_at
    assert [one.payload["on_time"] for one in Entry.objects.filter(kind="reply.sent").order_by("number")] == [
        None,
        False,
    ]


def test_a_receiver_may_refuse_and_the_office_may_take_it_back(w: Ward) -> None:
    _, matter = working(w, "2026-10-05")
    reply(w, matter, "2026-10-06 11:00", "passed_on", receiver="Sở Xây dựng")
    passing.come_back(matter, "refused", by=w.nam, at=at("2026-10-07 09:00"))
    assert now(matter) == ("assigned", "2026-10-12")
    reply(w, matter, "2026-10-08 11:00", "passed_on", receiver="Công ty Cấp nước")
    passing.come_back(matter, "taken_back", by=w.lan, at=at("2026-10-09 09:00"))
    assert now(matter) == ("assigned", "2026-10-12")
    with pytest.raises(ValidationError):
        passing.come_back(matter, "refused", by=w.nam, at=at("2026-10-09 10:00"))


def set_day(w: Ward, day: str, *, works: bool) -> int:
    _, moved = recounting.change_calendar(
        w.office, D(day), works=works, name="Bão", source="CV 12/UBND", by=w.admin, at=at("2026-11-04 08:00")
    )
    return moved


def test_a_new_day_off_moves_what_counted_it_with_a_trace(w: Ward) -> None:
    receipt, matter = working(w, "2026-11-02")  # thứ Hai, hạn thứ Hai 09/11
    unsorted = hoa_writes(w, at("2026-11-03 09:00")).message  # thứ Ba, hạn thứ Ba 10/11
    _, by_days = working(w, "2026-11-02", kind="information")  # 12 ngày, hạn thứ Hai 16/11
    late = hoa_writes(w, at("2026-10-20 09:00")).message  # thứ Ba, hạn thứ Ba 27/10: đã qua
    assert set_day(w, "2026-11-06", works=False) == 2  # thứ Sáu nghỉ bão
    assert now(matter)[1] == "2026-11-10"
    unsorted.refresh_from_db()
    late.refresh_from_db()
    assert (str(unsorted.due_on), str(late.due_on), now(by_days)[1]) == ("2026-11-11", "2026-10-27", "2026-11-16")
    assert DueChange.objects.get(message=receipt.message).why == "calendar"
    page = Client().get(f"/tra-loi/{receipt.number}").content.decode()
    assert "từ 09/11/2026 sang 10/11/2026, vì lịch làm việc thay đổi" in page
    # The last day of a period in days becomes a day off: it runs to the next working day.
    assert set_day(w, "2026-11-16", works=False) == 1
    assert now(by_days)[1] == "2026-11-17"


def test_a_make_up_day_takes_back_what_the_day_off_gave_and_never_more(w: Ward) -> None:
    _, matter = working(w, "2026-11-02")  # thứ Hai, hạn thứ Hai 09/11
    # Friday 6/11 off, Saturday 7/11 worked: as many working days as before.
    assert set_day(w, "2026-11-06", works=False) == 1
    assert set_day(w, "2026-11-07", works=True) == 1
    assert now(matter)[1] == "2026-11-09"
    # A make-up day alone would end it on Friday: what was promised stays.
    _, promised = working(w, "2026-11-09")  # thứ Hai, hạn thứ Hai 16/11
    assert set_day(w, "2026-11-14", works=True) == 0
    assert now(promised)[1] == "2026-11-16"


def test_an_extension_and_a_pause_are_counted_anew_too(w: Ward) -> None:
    receipt, matter = working(w, "2026-11-02")  # thứ Hai, hạn thứ Hai 09/11
    inquiry = pausing.inquire(matter, QUESTION, by=w.hung, at=at("2026-11-03 09:00"))
    pausing.pause(inquiry, at=at("2026-11-03 09:05"))
    pausing.supply(receipt.message, "Số 45.", at=at("2026-11-04 07:00"))  # thứ Tư: 1 ngày
    assert now(matter)[1] == "2026-11-10"
    set_day(w, "2026-11-05", works=False)
    assert now(matter)[1] == "2026-11-11"
    reply(w, matter, "2026-11-06 09:00")
    rating_acts.reopen(receipt.message, at=at("2026-11-09 09:00"))  # thứ Hai, hạn mới thứ Hai 16/11
    assert now(matter) == (Stage.REOPENED, "2026-11-16")
    set_day(w, "2026-11-11", works=False)
    assert now(matter)[1] == "2026-11-17"
    assert stepping.answering_due(Matter.objects.get(pk=matter.pk)) == D("2026-11-17")


def reopened(w: Ward, receipt: Receipt, matter: Matter, answered_at: str, moment: str) -> None:
    reply(w, matter, answered_at)
    rating_acts.reopen(receipt.message, at=at(moment))


def test_the_third_reopening_of_one_place_is_shown_as_such_its_twins_counted(w: Ward) -> None:
    receipt, matter = working(w, "2026-11-02")
    other, twin = working(w, "2026-11-03")
    joining.join(twin, matter, by=w.nam, at=at("2026-11-03 09:00"))
    reopened(w, receipt, matter, "2026-11-04 09:00", "2026-11-05 09:00")
    assert "Mở lại lần thứ" not in Client().get(f"/tra-loi/{receipt.number}").content.decode()
    reopened(w, receipt, matter, "2026-11-06 09:00", "2026-11-07 09:00")
    rating_acts.reopen(other.message, at=at("2026-11-07 10:00"))
    for number in (receipt.number, other.number):
        assert "Mở lại lần thứ 3" in Client().get(f"/tra-loi/{number}").content.decode()
    staff = Client()
    staff.force_login(w.nam)
    assert "mở lại lần thứ 3" in staff.get("/ban").content.decode()
    assert "Mở lại lần thứ 3" in staff.get(f"/ban/viec/{receipt.number}").content.decode()
    # The first answer's timeliness stays what it was.
    first = Entry.objects.filter(kind="reply.sent", subject=f"message:{receipt.number}").order_by("number").first()
    assert first is not None
    assert (first.payload["first"], first.payload["on_time"]) == (True, True)


def test_a_twin_keeps_the_earlier_day_when_the_calendar_changes_and_has_its_own_again_when_parted(w: Ward) -> None:
    _, matter = working(w, "2026-11-02")  # thứ Hai, hạn thứ Hai 09/11
    _, twin = working(w, "2026-11-03")  # thứ Ba, hạn thứ Ba 10/11
    joining.join(twin, matter, by=w.nam, at=at("2026-11-03 09:00"))
    assert now(twin) == ("twin", "2026-11-09")
    set_day(w, "2026-11-06", works=False)
    assert now(twin) == ("twin", "2026-11-09")
    joining.part(twin, by=w.nam, at=at("2026-11-05 09:00"))
    assert now(twin) == ("assigned", "2026-11-11")
