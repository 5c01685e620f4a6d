from __future__ import annotations

import io

import pytest
from docx import Document

from hoiam.papers.body import Paragraph
from hoiam.papers.minutes.paper import Signer
from hoiam.papers.tests import cast
from hoiam.papers.tests.measuring import found, signs_of
from hoiam.papers.tests.reading import NEEDS_POPPLER, in_order, text_of, text_of_docx

ORDER = (
    "ỦY BAN NHÂN DÂN PHƯỜNG HÒA BÌNH",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
    "/BB-UBND",
    "BIÊN BẢN Ghi nội dung khiếu nại trình bày trực tiếp",
    "Thời gian: bắt đầu hồi 10 giờ 20 phút, ngày 16 tháng 11 năm 2026.",
    "Địa điểm:",
    "1. Người tiếp nhận Ông (bà) Lê Hoài Nam, Công chức tiếp nhận.",
    "2. Người khiếu nại Họ và tên:",
    "Địa chỉ:",
    "3. Nội dung khiếu nại Tôi không đồng ý với Quyết định",
    "Biên bản kết thúc hồi …… giờ …… phút cùng ngày",
    "NGƯỜI GHI BIÊN BẢN (ký, ghi rõ họ tên)",
)


@NEEDS_POPPLER
def test_minutes_stand_in_the_order_of_the_decree():
    for text in (text_of(cast.minutes().pdf()), text_of_docx(cast.minutes().docx())):
        assert in_order(text, *ORDER)
        assert in_order(text, *ORDER[:-1], "NGƯỜI KHIẾU NẠI (ký hoặc điểm chỉ, ghi rõ họ tên)")
        assert in_order(text, *ORDER[:-1], "Nơi nhận: - Người khiếu nại; - Lưu: VT, hồ sơ.")


@NEEDS_POPPLER
def test_the_day_stands_in_the_words_and_not_under_the_nation_s_name():
    for text in (text_of(cast.minutes().pdf()), text_of_docx(cast.minutes().docx())):
        assert "Phường Hòa Bình, ngày" not in text


def test_each_element_has_its_face_and_size():
    signs = signs_of(cast.minutes().pdf())
    for words, face, size in (
        ("BIÊN BẢN", "Bold", 14),
        ("Ghi nội dung khiếu nại trình bày trực tiếp", "Bold", 14),
        ("1. Người tiếp nhận", "Bold", 14),
        ("Tôi không đồng ý", "Regular", 14),
        ("NGƯỜI GHI BIÊN BẢN", "Bold", 14),
        ("(ký hoặc điểm chỉ, ghi rõ họ tên)", "Italic", 14),
        ("- Lưu: VT, hồ sơ.", "Regular", 11),
    ):
        assert found(signs, words).look == (f"Tinos-{face}", size)


def test_what_is_filled_in_by_hand_is_dotted_to_the_margin():
    signs = signs_of(cast.minutes().pdf())
    name = found(signs, "Họ và tên:")
    dots = [sign for sign in signs if sign.text == "." and abs(sign.bottom - name.signs[0].bottom) < 1]
    assert len(dots) > 50
    assert max(dot.right for dot in dots) == pytest.approx(195, abs=1.5)
    (blank, _) = [one for one in Document(io.BytesIO(cast.minutes().docx())).paragraphs if "\t" in one.text]
    assert blank.paragraph_format.tab_stops[0].position.mm == pytest.approx(165, abs=0.1)


def test_those_who_sign_stand_side_by_side_in_columns_of_one_width():
    third = Signer("NGƯỜI CHỦ TRÌ TIẾP", "(ký, ghi rõ họ tên)", "Trần Văn Bình")
    for signers in (cast.minutes().signers, (*cast.minutes().signers, third)):
        made = cast.minutes(signers=signers)
        signs = signs_of(made.pdf())
        wide = (165 - 4 * (len(signers) - 1)) / len(signers)
        for place, signer in enumerate(signers):
            assert found(signs, signer.title).middle == pytest.approx(30 + wide / 2 + place * (wide + 4), abs=0.5)
        foot = Document(io.BytesIO(made.docx())).tables[-1].rows[0].cells
        assert [cell.paragraphs[0].text for cell in foot] == [signer.title for signer in signers]
        assert len({cell.width for cell in foot}) == 1


@pytest.mark.parametrize("more", range(18, 30))
def test_no_signature_stands_alone_on_a_page(more: int):
    signs = signs_of(cast.minutes(content=(Paragraph("Nội dung được ghi lại đúng lời."),) * more).pdf())
    last = found(signs, "cùng ký tên dưới đây./.")
    assert {found(signs, words).page for words in ("NGƯỜI GHI BIÊN BẢN", "- Lưu: VT, hồ sơ.")} == {last.page}
