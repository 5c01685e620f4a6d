"""A letter that asks for several things: one message each, one clock each, one key."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from hoiam.answer.chores import erase_contacts
from hoiam.answer.joining import splitting
from hoiam.answer.matter import acts as matter_acts
from hoiam.listen.intake.receiving import Receipt
from hoiam.listen.message.acts import words_as_sent
from hoiam.listen.models import Concerned, Message
from hoiam.outbox.models import Row
from hoiam.testing import Ward, at, hoa_writes, ward
from hoiam.vault import contacts

pytestmark = pytest.mark.django_db

LETTER = (
    "Đèn đường ngõ 45 hỏng đã hai tuần. Đề nghị phường sửa sớm!\n"
    "Tôi cũng xin bản sao quyết định phê duyệt dự án mở rộng ngõ."
)


@pytest.fixture
def w() -> Ward:
    return ward()


def written(w: Ward, **changed: object) -> Receipt:
    return hoa_writes(w, at("2026-10-16 09:00"), text=LETTER, **changed)  # thứ Sáu


def test_sentences_and_lines_are_the_pieces_a_letter_is_split_by() -> None:
    assert [LETTER[start:end] for start, end in splitting.sentences(LETTER)] == [
        "Đèn đường ngõ 45 hỏng đã hai tuần.",
        "Đề nghị phường sửa sớm!",
        "Tôi cũng xin bản sao quyết định phê duyệt dự án mở rộng ngõ.",
    ]


def test_each_part_has_its_own_number_kind_and_clock_from_the_same_receipt(w: Ward) -> None:
    receipt = written(w)
    part = splitting.split(receipt.message, {2}, kind="information", by=w.nam, at=at("2026-10-20 08:00"))
    assert part.number != receipt.number
    assert words_as_sent(part)[0] == "Tôi cũng xin bản sao quyết định phê duyệt dự án mở rộng ngõ."
    assert words_as_sent(receipt.message)[0] == LETTER  # the letter keeps all its words
    assert (str(receipt.message.due_on), str(part.due_on)) == ("2026-10-23", "2026-10-28")  # thứ Sáu; 12 ngày: thứ Tư
    assert part.received_at == receipt.message.received_at
    matter_acts.accept(part, kind="information", title="Quyết định mở rộng ngõ", by=w.nam, at=at("2026-10-20 09:00"))
    page = Client().get(f"/tra-loi/{receipt.number}").content.decode()
    assert f"/tra-loi/{part.number}" in page
    assert f"/tra-loi/{receipt.number}" in Client().get(f"/tra-loi/{part.number}").content.decode()


def test_the_key_of_the_letter_opens_its_parts_and_theirs_is_known_to_nobody(w: Ward) -> None:
    receipt = written(w)
    part = splitting.split(receipt.message, {2}, kind="information", by=w.nam, at=at("2026-10-20 08:00"))
    browser = Client()
    answer = browser.post("/theo-doi", {"number": part.number, "key": receipt.key})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/tra-loi/{part.number}")
    assert "xin bản sao quyết định" in browser.get(f"/tra-loi/{part.number}").content.decode()
    assert "Đèn đường ngõ 45 hỏng" in browser.get(f"/tra-loi/{receipt.number}").content.decode()
    assert "xin bản sao quyết định" not in Client().get(f"/tra-loi/{part.number}").content.decode()


def test_notices_of_a_part_use_the_contact_of_the_letter_and_it_stays_as_long_as_any_part_needs_it(w: Ward) -> None:
    receipt = written(w, contact={"email": "hoa@example.vn"})
    part = splitting.split(receipt.message, {2}, kind="information", by=w.nam, at=at("2026-10-20 08:00"))
    assert Row.objects.filter(template="split", subject=f"message:{part.number}").exists()
    assert not contacts.exists(part.number)
    Message.objects.filter(pk=receipt.message.pk).update(ended_on="2026-10-22")
    erase_contacts(at("2027-03-01 02:30"))
    assert contacts.exists(receipt.number)
    Message.objects.filter(pk=part.pk).update(ended_on="2026-10-28")
    erase_contacts(at("2027-03-01 02:30"))
    assert not contacts.exists(receipt.number)


def test_a_complaint_inside_a_signed_letter_becomes_a_restricted_part_that_the_public_never_meets(w: Ward) -> None:
    receipt = written(w, channel="letter", kind="feedback")
    message = receipt.message
    matter_acts.accept(message, kind="feedback", title="Đèn đường hỏng", by=w.nam, at=at("2026-10-16 10:00"))
    part = splitting.split(message, {2}, kind="complaint", by=w.mai, at=at("2026-10-19 08:00"))
    assert part.restriction
    assert str(part.due_on) == "2026-10-26"  # 10 ngày từ ngày nhận: thứ Hai
    page = Client().get(f"/tra-loi/{receipt.number}").content.decode()
    assert part.number not in page
    assert "bản sao quyết định" not in page  # covered in the letter too
    assert "Đèn đường ngõ 45 hỏng" in page
    staff = Client()
    staff.force_login(w.nam)
    assert part.number not in staff.get(f"/ban/viec/{receipt.number}").content.decode()
    staff.force_login(w.mai)
    assert part.number in staff.get(f"/ban/viec/{receipt.number}").content.decode()


def test_what_came_without_a_signature_is_not_made_a_denunciation_by_a_clerk(w: Ward) -> None:
    with pytest.raises(ValidationError, match="chữ ký"):
        splitting.split(written(w).message, {2}, kind="denunciation", by=w.nam, at=at("2026-10-19 08:00"))


def test_a_letter_is_not_split_whole_nor_by_whom_it_is_about(w: Ward) -> None:
    message = written(w).message
    with pytest.raises(ValidationError, match="phần còn lại"):
        splitting.split(message, {0, 1, 2}, kind="petition", by=w.nam, at=at("2026-10-19 08:00"))
    with pytest.raises(ValidationError, match="Chọn những câu"):
        splitting.split(message, {7}, kind="petition", by=w.nam, at=at("2026-10-19 08:00"))
    part = splitting.split(message, {2}, kind="petition", by=w.nam, at=at("2026-10-19 08:00"))
    with pytest.raises(ValidationError):
        splitting.split(part, {0}, kind="petition", by=w.nam, at=at("2026-10-19 08:00"))
    Concerned.objects.create(message=message, unit=w.vp, by=None, at=at("2026-10-19 08:00"))
    with pytest.raises(PermissionDenied):
        splitting.split(message, {1}, kind="petition", by=w.nam, at=at("2026-10-19 09:00"))


def test_the_desk_splits_by_ticking_sentences(w: Ward) -> None:
    message = written(w).message
    staff = Client()
    staff.force_login(w.nam)
    page = staff.get(f"/ban/viec/{message.number}").content.decode()
    assert "Tách đơn có nhiều việc" in page
    answer = staff.post(
        f"/ban/viec/{message.number}/tach-don", {"tach-don-sentences": ["2"], "tach-don-kind": "information"}
    )
    assert answer.status_code == 302
    assert Message.objects.get(kind="information").part.origin == message


def test_the_words_of_a_part_that_is_kept_from_view_are_covered_in_the_letter_for_its_other_readers(w: Ward) -> None:
    text = "Đèn ngõ 45 hỏng đã lâu. Chị Nguyễn Thị Lan đòi tiền của tôi. Mong phường xem."
    letter = hoa_writes(w, at("2026-10-16 09:00"), text=text, channel="letter", confidential=False, by=w.nam).message
    splitting.split(letter, {1}, kind="denunciation", by=w.nam, at=at("2026-10-20 08:00"))
    pages = {}
    for person in (w.lan, w.nam, w.binh):
        client = Client()
        client.force_login(person)
        pages[person] = client.get(f"/ban/viec/{letter.number}").content.decode()
        assert "Đèn ngõ 45 hỏng đã lâu." in pages[person]
    assert ["đòi tiền" in pages[person] for person in (w.lan, w.nam, w.binh)] == [False, False, True]
    # The sentences keep their places: what is split off later is what the officer read.
    later = splitting.split(letter, {2}, kind="question", by=w.nam, at=at("2026-10-20 09:00"))
    assert words_as_sent(later)[0] == "Mong phường xem."
