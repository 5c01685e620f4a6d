"""Chị Hoa sends a message from her phone, without JavaScript."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoiam.ledger.models import Entry
from hoiam.listen.message import acts
from hoiam.listen.models import Message
from hoiam.listen.tests.hoa import TEXT, words_of
from hoiam.vault.contacts import open_to_send
from hoiam.web.templatetags.words import day

# From the choice to the receipt


def test_three_pages_take_a_message_from_the_choice_to_the_receipt_and_a_photo_follows(hoa, ward):
    assert 'href="?viec=feedback"' in hoa.client.get("/gui").content.decode()
    contact = hoa.write(place="đầu hẻm 12", area=ward.area.pk, topic=ward.topic.pk)
    look = hoa.choose(contact, reach="0987 654 321")
    done = hoa.send(look)
    message = Message.objects.get()
    number, key = hoa.number_and_key(done)
    assert (message.number, len(key)) == (number, 20)
    assert acts.words_as_sent(message) == (TEXT, "đầu hẻm 12")
    assert (message.kind, message.area, message.topic) == ("feedback", ward.area, ward.topic)
    assert (message.channel, message.wants_public) == ("web", True)
    assert "0912" not in message.text_masked
    assert "Đã nhận 1: ảnh." in words_of(hoa.add(done))
    assert message.files.get().sort == "image"
    assert open_to_send(number)["phone"] == "0987654321"
    assert Entry.objects.get(kind="message.file_added").payload == {"sort": "image", "files": 1}


def test_the_first_page_asks_what_one_wants_to_do_in_the_words_of_this_office(hoa):
    page = words_of(hoa.client.get("/gui"))
    assert "Bạn không cần đăng nhập, không cần ghi tên." in page
    for choice in ("Báo một việc cần xử lý", "Góp ý, đề nghị", "nhờ phường phân loại giúp", "Tranh chấp với hàng xóm"):
        assert choice in page
    assert 'href="tel:113"' in hoa.client.get("/gui").content.decode()


@pytest.mark.parametrize("viec", ["feedback", "question", "petition", "procedure", "information"])
def test_each_choice_is_received_as_its_kind(hoa, viec):
    hoa.send(hoa.choose(hoa.write(viec=viec)))
    assert Message.objects.get().kind == viec


def test_who_does_not_know_leaves_the_sorting_to_the_office(hoa):
    hoa.send(hoa.choose(hoa.write(viec="unsure")))
    assert Message.objects.get().kind == ""


def test_nothing_but_the_words_and_the_choice_about_publishing_is_asked_for(hoa):
    assert "Đã gửi" in words_of(hoa.all_the_way("Đèn đường hỏng."))


def test_whether_it_may_be_published_is_never_chosen_for_the_sender(hoa):
    contact = hoa.write()
    assert "checked" not in contact.content.decode()
    assert "Hãy chọn một trong hai" in words_of(hoa.post(contact, do="look"))
    assert not Message.objects.exists()


def test_the_due_day_is_told_before_and_after_sending(hoa):
    look = hoa.choose(hoa.write())
    done = hoa.send(look)
    due_on = day(Message.objects.get().due_on)
    for page in (look, done):
        assert due_on in words_of(page)
        assert "theo quy chế của UBND phường Hòa Bình" in words_of(page)


def test_the_address_and_the_code_on_the_printed_page_know_nothing_of_the_key(hoa, settings):
    done = hoa.all_the_way()
    number, key = hoa.number_and_key(done)
    page = done.content.decode()
    assert f"{settings.PUBLIC_URL}/tra-loi/{number}" in page
    assert "<svg" in page
    assert key not in page
    assert not re.search(r'(href|action|src)="[^"]*' + key[:8], page)
    assert done["Cache-Control"] == "private, no-store"


def test_the_receipt_as_a_file_carries_the_key_while_the_draft_lasts(hoa):
    done = hoa.all_the_way()
    _, key = hoa.number_and_key(done)
    paper = hoa.post(done, step="look", do="paper")
    assert paper["Content-Type"] == "application/pdf"
    said = pypdfium2.PdfDocument(io.BytesIO(paper.content))[0].get_textpage().get_text_range()
    assert " ".join(key[at : at + 4] for at in range(0, 20, 4)) in said


# What the public will see


def test_the_preview_shows_the_words_with_what_looks_personal_covered(hoa):
    look = words_of(hoa.choose(hoa.write()))
    assert "Phản ánh, nhận ngày" in look
    assert "Gọi tôi theo số ▇▇▇▇▇▇▇ ." in look
    assert "Để hiện 0912 345 678 (số điện thoại)" in look


def test_the_sender_lays_open_what_the_machine_covered_and_covers_what_it_missed(hoa):
    text = "Ống nước vỡ ở sân nhà bà Sáu Lụa. Công ty nước: 0912 345 678."
    look = hoa.choose(hoa.write(text))
    again = hoa.post(look, do="look", laid_open=f"text:{text.index('0912')}", cover="Sáu Lụa")
    assert "0912 345 678." in words_of(again)
    hoa.send(again, laid_open=f"text:{text.index('0912')}", cover="sáu lụa")
    masked = Message.objects.get().text_masked
    assert "0912 345 678" in masked
    assert "Lụa" not in masked


def test_what_cannot_be_covered_is_not_sent_as_if_it_were(hoa):
    look = hoa.choose(hoa.write())
    again = hoa.send(look, cover="Trần Thị Bưởi")
    assert "Không thấy «Trần Thị Bưởi» trong nội dung" in words_of(again)
    assert not Message.objects.exists()


def test_who_wants_no_publication_is_told_what_stays_public(hoa):
    look = hoa.choose(hoa.write(), public="khong")
    assert "Số hồ sơ, loại nội dung, ngày nhận, hạn trả lời và tình trạng." in words_of(look)
    hoa.send(look)
    message = Message.objects.get()
    assert not message.wants_public
    assert message.withholdings.get().ground == "sender"


# Nothing is lost


def test_going_back_to_edit_loses_nothing(hoa, ward):
    contact = hoa.write(place="đầu hẻm 12", area=ward.area.pk)
    look = hoa.choose(contact, public="khong", reach="hoa@example.vn")
    words = hoa.post(look, do="words")
    page = words.content.decode()
    assert "nước ngập đến đầu gối" in page
    assert 'value="đầu hẻm 12"' in page
    assert f'<option value="{ward.area.pk}" selected>' in page
    # The words differ now; the answer to the second page stands, so the preview follows at once.
    look = hoa.post(words, text="Cống nghẹt.", place="đầu hẻm 12", area=ward.area.pk)
    assert "hoa@example.vn" in words_of(look)
    hoa.send(look)
    message = Message.objects.get()
    assert acts.words_as_sent(message) == ("Cống nghẹt.", "đầu hẻm 12")


def test_a_text_that_is_too_long_comes_back_whole(hoa):
    long = "Rác. " * 4001
    again = hoa.write(long)
    assert "Nội dung dài 20.004 chữ cái" in words_of(again)
    assert long.strip() in words_of(again)


def test_a_request_that_is_too_heavy_gets_a_page_in_words(hoa, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
    heavy = SimpleUploadedFile("phim.mp4", b"a" * 2_100_000)
    for fields in ({"photos": heavy}, {"text": "a" * 3_000_000}):
        page = hoa.client.post("/gui", {"step": "words", **fields})
        assert page.status_code == 413
        assert "Tệp gửi quá lớn" in words_of(page)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Cô\u0301ng nghe\u0323t", "Cống nghẹt"),
        ("Rác\x00 đầy\u202e ngõ", "Rác đầy ngõ"),
        ("dòng một\r\ndòng hai", "dòng một\ndòng hai"),
        ("𐍈 ꨀꨣ 🗑️ ខ្មែរ", "𐍈 ꨀꨣ 🗑️ ខ្មែរ"),
        ("<script>alert(1)</script> ⟦phone⟧", "<script>alert(1)</script> ⟦phone⟧"),
    ],
)
def test_whatever_a_keyboard_can_type_is_taken_and_shown_as_text(hoa, typed, kept):
    look = hoa.choose(hoa.write(typed))
    assert "<script>" not in look.content.decode()
    hoa.send(look)
    assert acts.words_as_sent(Message.objects.get())[0] == kept


@pytest.mark.parametrize("reach", ["09123", "hoa@", "hoa@example", "nhà tôi", "a@b.vn c@d.vn"])
def test_a_contact_with_a_slip_is_asked_for_again_and_kept_as_typed(hoa, reach):
    again = hoa.choose(hoa.write(), reach=reach)
    assert "Còn chỗ cần sửa" in words_of(again)
    assert f'value="{reach}"' in again.content.decode()
    assert not Message.objects.exists()


def test_a_slip_in_the_contact_is_found_too_after_going_back_and_forth(hoa):
    words = hoa.post(hoa.write(), public="co", reach="09123", do="words")
    again = hoa.post(words, text=TEXT)
    assert "«09123» chưa giống một số điện thoại" in words_of(again)
    hoa.send(hoa.choose(again, reach="0912 345 678"))
    assert Message.objects.exists()


@pytest.mark.parametrize(
    ("reach", "phone", "email"),
    [
        ("0912.345.678", "0912345678", ""),
        ("+84 912 345 678", "+84912345678", ""),
        ("0200 3900 100, hoa@example.vn", "02003900100", "hoa@example.vn"),
    ],
)
def test_a_contact_is_read_as_people_write_it(hoa, reach, phone, email):
    hoa.send(hoa.choose(hoa.write(), reach=reach))
    assert open_to_send(Message.objects.get().number) == {"phone": phone, "email": email, "name": ""}
