from __future__ import annotations

import io
import re
from datetime import date

import pytest
from docx import Document

from hoiam.papers.head import Head
from hoiam.papers.tests import cast
from hoiam.papers.tests.reading import NEEDS_POPPLER, in_order, info_of, text_of, text_of_docx, words_of

ORDER = (
    "ỦY BAN NHÂN DÂN PHƯỜNG HÒA BÌNH",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
)
BODY = (
    "Kính gửi: Bà Nguyễn Thị Hoa",
    "Ngày 09/11/2026, Ủy ban nhân dân phường Hòa Bình tiếp nhận",
    "đã được dọn xong trong ngày 12/11/2026.",
    "cảm ơn Bà đã phản ánh./.",
    "Nơi nhận: - Như trên; - Lưu: VT, KT.",
)


@NEEDS_POPPLER
def test_the_letter_stands_in_the_order_of_the_decree():
    text = text_of(cast.letter().pdf())
    assert in_order(text, *ORDER)
    assert in_order(text, *BODY)
    assert in_order(text, *BODY[:4], "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "Trần Văn Bình")
    assert "V/v trả lời phản ánh về rác tồn đọng tại đường Lê Lợi" in text


def test_the_editable_letter_says_the_same():
    text = text_of_docx(cast.letter().docx())
    assert in_order(text, *ORDER, "V/v trả lời phản ánh", *BODY, "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "Trần Văn Bình")
    assert in_order(text, cast.ADDRESS, cast.CHECKPOINT)


@NEEDS_POPPLER
def test_number_and_day_are_left_to_the_register():
    letter = cast.letter()
    for text in (text_of(letter.pdf()), text_of_docx(letter.docx())):
        assert re.search(r"Số:\s+/UBND-KT", text)
        assert re.search(r"Phường Hòa Bình, ngày\s+tháng 11 năm 2026", text)


@NEEDS_POPPLER
def test_number_and_day_are_printed_when_the_register_gave_them():
    head = Head(
        issuer=cast.ISSUER,
        place="Phường Hòa Bình",
        drafted_on=date(2026, 11, 16),  # thứ Hai
        symbol="UBND-KT",
        number="07",
        dated=date(2026, 12, 3),  # thứ Năm
    )
    letter = cast.letter(head=head)
    for text in (text_of(letter.pdf()), text_of_docx(letter.docx())):
        assert "Số: 07/UBND-KT" in text
        assert "Phường Hòa Bình, ngày 03 tháng 12 năm 2026" in text


@NEEDS_POPPLER
def test_the_page_is_a4_with_the_margins_of_the_decree():
    long = cast.letter(paragraphs=cast.letter().paragraphs * 12)
    pdf = long.pdf()
    assert "595.276 x 841.89 pts (A4)" in info_of(pdf)["Page size"]
    words = words_of(pdf)
    body = [word for word in words if word.top > 15]  # the page number stands above
    assert 29.5 <= min(word.left for word in body) <= 35
    assert 15 - 0.5 <= 210 - max(word.right for word in body) <= 20
    assert 19 <= min(word.top for word in body) <= 25
    assert max(word.bottom for word in body) <= 297 - 19


@NEEDS_POPPLER
def test_pages_are_numbered_in_the_top_margin_from_the_second_on():
    words = words_of(cast.letter(paragraphs=cast.letter().paragraphs * 12).pdf())
    tops = [(word.page, word.text) for word in words if word.bottom < 19]
    assert tops == [(page, str(page)) for page in range(2, max(word.page for word in words) + 1)]
    number = next(word for word in words if word.page == 2)
    assert (number.left + number.right) / 2 == pytest.approx(30 + 165 / 2, abs=1)


@NEEDS_POPPLER
@pytest.mark.parametrize("more", range(16, 34))
def test_the_signature_is_never_parted_from_the_last_paragraph(more: int):
    words = words_of(cast.letter(paragraphs=("Nội dung đã được kiểm tra thực tế.",) * more, address="").pdf())
    end = next(word for word in words if word.text.endswith("ánh./."))
    assert {word.page for word in words if word.text in {"TỊCH", "Bình"} and word.page >= end.page} == {end.page}
    assert next(word for word in words if word.text == "nhận:").page == end.page


@NEEDS_POPPLER
def test_several_receivers_stand_each_on_a_line():
    letter = cast.letter(to=("Bà Nguyễn Thị Hoa", "Ông Lê Văn Tám"))
    for text in (text_of(letter.pdf()), text_of_docx(letter.docx())):
        assert "Kính gửi: - Bà Nguyễn Thị Hoa - Ông Lê Văn Tám" in text


@NEEDS_POPPLER
def test_a_letter_without_a_public_page_has_no_address_and_no_code():
    letter = cast.letter(address="", checkpoint="")
    assert "công khai tại địa chỉ" not in text_of(letter.pdf())
    docx = letter.docx()
    assert "công khai tại địa chỉ" not in text_of_docx(docx)
    assert len(Document(io.BytesIO(docx)).inline_shapes) == 0


def test_the_editable_letter_is_laid_out_by_the_decree():
    document = Document(io.BytesIO(cast.letter().docx()))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert round(section.left_margin.mm) == 30
    assert round(section.right_margin.mm) == 15
    assert round(section.top_margin.mm) == round(section.bottom_margin.mm) == 20
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
