from __future__ import annotations

import io

from docx import Document

from hoiam.papers.tests import cast
from hoiam.papers.tests.reading import NEEDS_POPPLER, in_order, info_of, text_of, text_of_docx, words_of

KEY = "4810 2953 7716 0428 9935"
SENDERS_COPY = (
    "GIẤY BIÊN NHẬN",
    "Bản giao người gửi",
    "Số hồ sơ: 2611 4837 5",
    f"Mã bí mật: {KEY}",
    cast.SALT,
)
OFFICE_COPY = ("GIẤY BIÊN NHẬN", "Bản lưu", "Số hồ sơ: 2611 4837 5", cast.COMMITMENT, "Người tiếp nhận")


@NEEDS_POPPLER
def test_two_copies_stand_on_one_a4_each_in_its_own_half():
    pdf = cast.receipt().pdf()
    assert info_of(pdf)["Pages"] == "1"
    middle = 297 / 2
    words = words_of(pdf)
    assert [word.top < middle for word in words if word.text == "BIÊN"] == [True, False]
    crossing = [word.text for word in words if word.top < middle < word.bottom]
    assert crossing in ([], ["cắt", "theo", "đường", "này"])


@NEEDS_POPPLER
def test_key_and_salt_stand_on_the_senders_copy_only():
    receipt = cast.receipt()
    for text in (text_of(receipt.pdf()), text_of_docx(receipt.docx())):
        assert in_order(text, *SENDERS_COPY[:4], *OFFICE_COPY[:3])
        assert text.count(KEY) == text.count(cast.SALT) == 1
        assert text.count(cast.COMMITMENT) == 2
        office_copy = text[text.index("Bản lưu") :]
        assert KEY not in office_copy
        assert cast.SALT not in office_copy


@NEEDS_POPPLER
def test_both_copies_say_when_it_came_when_it_is_due_and_by_which_rule():
    receipt = cast.receipt()
    for text in (text_of(receipt.pdf()), text_of_docx(receipt.docx())):
        for words in (
            "10 giờ 20 phút, thứ Hai, ngày 16/11/2026",
            "thứ Hai, ngày 23/11/2026",
            "05 ngày làm việc kể từ ngày tiếp nhận, theo quy chế của UBND phường Hòa Bình",
            "Được đăng công khai",
            "0299 3812 345",
            "Phường Hòa Bình, ngày 16 tháng 11 năm 2026",
        ):
            assert text.count(words) == 2, words


@NEEDS_POPPLER
def test_a_receipt_without_key_and_proof_has_no_empty_labels():
    receipt = cast.receipt(key="", entry="", commitment="", salt="", checkpoint="", publicity="")
    for text in (text_of(receipt.pdf()), text_of_docx(receipt.docx())):
        for label in ("Mã bí mật", "Dòng nhật ký", "Mã cam kết", "Số ngẫu nhiên", "Mốc đối chiếu", "Đăng công khai"):
            assert label not in text


@NEEDS_POPPLER
def test_longer_words_make_the_type_smaller_and_stay_in_their_half():
    receipt = cast.receipt(follow="Mang giấy này đến Bộ phận tiếp nhận và trả kết quả của phường. " * 8)
    words = words_of(receipt.pdf())
    assert max(word.bottom for word in words if word.text == "Nam") < 297 - 5
    assert [word.top < 297 / 2 for word in words if word.text == "BIÊN"] == [True, False]
    assert [word.bottom < 297 / 2 for word in words if word.text == "Nam" and word.left > 100][-2:] == [True, False]


def test_the_code_says_in_words_what_it_is():
    shapes = Document(io.BytesIO(cast.receipt().docx())).inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [f"Mã QR của địa chỉ {cast.ADDRESS}"] * 2
