"""The desk in a browser's eyes: each person sees and does what is theirs, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hoiam.answer.models import Matter
from hoiam.listen.chores import end_lapsed_withholdings
from hoiam.listen.models import Message, Stage
from hoiam.office.models import Person
from hoiam.testing import Ward, hoa_writes, ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def w() -> Ward:
    return ward()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _fresh(w: Ward, **changed: object) -> Message:
    """Received half an hour ago: the desk's pages read the real clock."""
    return hoa_writes(w, timezone.now() - timedelta(minutes=30), **changed).message


def test_anh_nam_finds_a_new_message_sorts_it_and_assigns_it(w: Ward) -> None:
    message = _fresh(w)
    nam = signed_in(w.nam)
    inbox = nam.get("/ban?loc=moi").content.decode()
    assert "chờ phân loại" in inbox
    assert f"/ban/viec/{message.number}" in inbox
    page = nam.get(f"/ban/viec/{message.number}").content.decode()
    assert "0912 345 678" in page  # staff read the words as sent
    assert "Phân loại, nhận xử lý" in page

    answer = nam.post(
        f"/ban/viec/{message.number}/nhan",
        {"nhan-kind": "feedback", "nhan-title": "Ống nước vỡ đầu ngõ 45", "nhan-topic": str(w.topic.pk)},
    )
    assert answer.status_code == 302, answer.content.decode()
    public = Client().get(f"/tra-loi/{message.number}").content.decode()
    assert "Ống nước vỡ đầu ngõ 45" in public
    assert "0912" not in public
    assert "đã che số điện thoại" in public

    nam.post(f"/ban/viec/{message.number}/giao", {"giao-unit": str(w.kt.pk)})
    assert Matter.objects.get().unit == w.kt


def test_a_draft_goes_to_the_head_of_the_unit_and_comes_out_as_an_answer(w: Ward) -> None:
    message = _fresh(w)
    nam, hung, lan = signed_in(w.nam), signed_in(w.hung), signed_in(w.lan)
    nam.post(f"/ban/viec/{message.number}/nhan", {"nhan-kind": "feedback", "nhan-title": "Ống nước vỡ"})
    nam.post(f"/ban/viec/{message.number}/giao", {"giao-unit": str(w.kt.pk)})
    words = "Công ty cấp nước đã thay đoạn ống dài 4 m và lấp lại mặt đường."
    hung.post(f"/ban/viec/{message.number}/du-thao", {"du-thao-outcome": "solved", "du-thao-text": words})
    assert words in lan.get("/ban/duyet").content.decode()
    assert "Không có dự thảo nào chờ bạn duyệt" in hung.get("/ban/duyet").content.decode()
    # Anh Hùng cannot approve his own: the button is not there, and the address refuses.
    hung.post(f"/ban/viec/{message.number}/duyet")
    assert Message.objects.get().stage == Stage.DRAFTED
    lan.post(f"/ban/viec/{message.number}/duyet", {"ve": "duyet"})
    letter = lan.get(f"/ban/viec/{message.number}/tra-loi.pdf")
    assert letter.content[:5] == b"%PDF-"
    nam.post(f"/ban/viec/{message.number}/gui")
    public = Client().get(f"/tra-loi/{message.number}").content.decode()
    assert words in public
    assert "Trưởng phòng" in public
    assert "trả lời trong ngày" in public


def test_what_was_typed_stays_in_the_form_when_it_is_refused(w: Ward) -> None:
    message = _fresh(w)
    nam = signed_in(w.nam)
    answer = nam.post(
        f"/ban/viec/{message.number}/nhan", {"nhan-kind": "petition", "nhan-title": "Xin thay nắp cống ngõ 45"}
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Đổi loại nội dung thì ghi lý do." in page
    assert "Xin thay nắp cống ngõ 45" in page


def test_the_inbox_pages_by_key_and_reads_few_queries(w: Ward, django_assert_max_num_queries: object) -> None:
    for _ in range(60):
        _fresh(w)
    nam = signed_in(w.nam)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        first = nam.get("/ban").content.decode()
    assert first.count('class="soft small"') >= 50
    after = first.split("sau=")[1].split('"')[0]
    second = nam.get(f"/ban?sau={after}").content.decode()
    assert second.count("/ban/viec/") == 10


def test_everything_at_the_desk_is_behind_the_login(w: Ward) -> None:
    message = _fresh(w)
    for address in ("/ban", "/ban/duyet", "/ban/tiep-theo", f"/ban/viec/{message.number}"):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/ban/dang-nhap")
    assert Client().post(f"/ban/viec/{message.number}/gui").status_code == 302


def test_words_nobody_checked_are_told_of_from_the_third_working_day(w: Ward) -> None:
    long_ago = timezone.now() - timedelta(days=30)
    message = hoa_writes(w, long_ago).message
    page = Client().get(f"/tra-loi/{message.number}").content.decode()
    assert "chưa có lý do" in page
    assert "ngày làm việc" in page
    assert "Ống nước" not in page


def test_a_withholding_needs_a_second_person_and_is_told_on_the_public_page(w: Ward) -> None:
    message = _fresh(w)
    nam, lan = signed_in(w.nam), signed_in(w.lan)
    nam.post(f"/ban/viec/{message.number}/nhan", {"nhan-kind": "feedback", "nhan-title": "Ống nước vỡ"})
    nam.post(f"/ban/viec/{message.number}/khong-dang", {"khong-dang-ground": "private", "khong-dang-clause": ""})
    assert "đã che số điện thoại" in Client().get(f"/tra-loi/{message.number}").content.decode()
    nam.post(f"/ban/viec/{message.number}/dong-y-khong-dang")
    assert "đã che số điện thoại" in Client().get(f"/tra-loi/{message.number}").content.decode()
    lan.post(f"/ban/viec/{message.number}/dong-y-khong-dang")
    public = Client().get(f"/tra-loi/{message.number}").content.decode()
    assert "Thông tin riêng tư của cá nhân không thể tách" in public
    assert "đầu ngõ 45 đường" not in public
    assert message.number not in Client().get("/tra-loi").content.decode()


def test_the_list_of_answers_reads_few_queries(w: Ward, django_assert_max_num_queries: object) -> None:
    nam = signed_in(w.nam)
    for _ in range(12):
        message = _fresh(w)
        nam.post(f"/ban/viec/{message.number}/nhan", {"nhan-kind": "feedback", "nhan-title": "Ống nước vỡ ngõ 45"})
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page = Client().get("/tra-loi").content.decode()
    assert page.count("Ống nước vỡ ngõ 45") == 12
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        found = Client().get("/tra-loi?q=ong+nuoc+vo").content.decode()
    assert found.count("Ống nước vỡ ngõ 45") == 12


def test_the_sender_chooses_anew_with_the_key_whether_the_words_are_public(w: Ward) -> None:
    receipt = hoa_writes(w, timezone.now() - timedelta(minutes=30))
    nam, hoa = signed_in(w.nam), Client()
    nam.post(f"/ban/viec/{receipt.number}/nhan", {"nhan-kind": "feedback", "nhan-title": "Ống nước vỡ ngõ 45"})
    # With the number alone nothing changes.
    Client().post(f"/tra-loi/{receipt.number}/cong-khai", {"dang": "khong"})
    assert "Ống nước vỡ ngõ 45" in Client().get("/tra-loi").content.decode()
    hoa.post("/theo-doi", {"number": receipt.number, "key": receipt.key})
    hoa.post(f"/tra-loi/{receipt.number}/cong-khai", {"dang": "khong"})
    assert "Ống nước vỡ ngõ 45" not in Client().get("/tra-loi").content.decode()
    assert "Người gửi không muốn đăng" in Client().get(f"/tra-loi/{receipt.number}").content.decode()
    hoa.post(f"/tra-loi/{receipt.number}/cong-khai", {"dang": "co"})
    assert "Ống nước vỡ ngõ 45" in Client().get("/tra-loi").content.decode()


def test_what_was_withheld_until_a_day_is_public_after_it(w: Ward) -> None:
    message = _fresh(w)
    nam, lan = signed_in(w.nam), signed_in(w.lan)
    nam.post(f"/ban/viec/{message.number}/nhan", {"nhan-kind": "feedback", "nhan-title": "Ống nước vỡ ngõ 45"})
    nam.post(
        f"/ban/viec/{message.number}/khong-dang",
        {"khong-dang-ground": "danger", "khong-dang-note": "của người báo: bị đe dọa"},
    )
    lan.post(f"/ban/viec/{message.number}/dong-y-khong-dang")
    row = message.withholdings.get()
    end_lapsed_withholdings(timezone.now() + timedelta(days=30))
    row.refresh_from_db()
    assert row.ended_at is None  # thirty days: the last one still counts
    end_lapsed_withholdings(timezone.now() + timedelta(days=31))
    row.refresh_from_db()
    assert row.ended_at is not None
    assert "Ống nước vỡ ngõ 45" in Client().get("/tra-loi?q=ong+nuoc").content.decode()
