from __future__ import annotations

import io

import pytest
from docx import Document
from docx.table import Table

from hoiam.papers.tests import cast
from hoiam.papers.tests.measuring import found, pages_of, signs_of
from hoiam.papers.tests.reading import NEEDS_POPPLER, in_order, text_of, text_of_docx, words_of

ORDER = (
    "BÁO CÁO Kết quả công tác tuần 46 (từ ngày 09/11/2026 đến ngày 15/11/2026) và nhiệm vụ trọng tâm tuần 47",
    "Kính gửi: Ủy ban nhân dân tỉnh",
    "I. KẾT QUẢ THỰC HIỆN 1. Công tác chỉ đạo, điều hành",
    "2. Kinh tế Phòng Kinh tế, Hạ tầng và Đô thị tiếp nhận 24 nội dung",
    "3. Văn hóa – xã hội",
    "4. Quốc phòng, an ninh Không phát sinh.",
    "5. Tiếp công dân, xử lý đơn thư",
    "tăng 05 so với tuần trước (tăng 12,8%)",
    "Bảng 1. Kết quả tiếp nhận, trả lời STT Nội dung Đơn vị tính Kỳ này Kỳ trước So sánh",
    "2 Nội dung tiếp nhận trong kỳ nội dung 44 39 tăng 5 (12,8%)",
    "1.204 (a) 1.187 (a) tăng 17 (1,4%) (a) Số liệu nhập tay. Nguồn: Hệ thống thông tin giải quyết thủ tục hành chính",
    "Bảng 2. Cân đối số nội dung trong kỳ Nội dung Số lượng Tổng số 52 Kỳ trước chuyển sang 8",
    "6. Cải cách hành chính, chuyển đổi số",
    "7. Thông tin, tuyên truyền",
    "II. ĐÁNH GIÁ CHUNG 1. Ưu điểm",
    "2. Tồn tại, hạn chế",
    "3. Nguyên nhân",
    "III. NHIỆM VỤ TRỌNG TÂM",
    "IV. KIẾN NGHỊ, ĐỀ XUẤT",
    "Trên đây là báo cáo kết quả công tác tuần 46",
    "Nơi nhận: - Như trên; - TT Đảng ủy; - TT HĐND; - Lưu: VT, VP.",
    "Phụ lục I CÁCH TÍNH CÁC SỐ LIỆU TRONG BÁO CÁO (Kèm theo Báo cáo số: /BC-UBND ngày tháng 11 năm 2026 của Ủy ban "
    "nhân dân phường Hòa Bình)",
    "STT Số liệu Cách tính",
    "13 Thời gian xử lý trung vị Đếm từ các dòng nhật ký",
    "Phụ lục II SỐ LIỆU THEO TỔ DÂN PHỐ",
    "30 Tổ dân phố 30",
    "https://hoabinh.example.vn/bao-cao/weekly/2026-W46",
    "Mốc đối chiếu nhật ký xử lý: hoa-binh 1204",
)


@NEEDS_POPPLER
def test_the_report_stands_in_the_order_of_an_office():
    assert in_order(text_of(cast.report().pdf()), *ORDER)


def test_the_editable_report_says_the_same():
    assert in_order(text_of_docx(cast.report().docx()), *ORDER)


@NEEDS_POPPLER
def test_the_deputy_signs_in_the_chairmans_place():
    for text in (text_of(cast.report().pdf()), text_of_docx(cast.report().docx())):
        assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text


@NEEDS_POPPLER
def test_a_running_week_says_up_to_when_it_is_counted():
    notice = "(Số liệu tính đến 10 giờ 30 phút ngày 14/11/2026; tuần chưa kết thúc)"
    report = cast.report(notice=notice)
    assert notice in text_of(report.pdf())
    assert notice in text_of_docx(report.docx())
    assert "tuần chưa kết thúc" not in text_of(cast.report().pdf())


@NEEDS_POPPLER
def test_the_header_row_comes_again_on_the_next_page():
    words = words_of(cast.report().pdf())
    # Of the table of thirty rows, which the end of page 7 parts.
    assert [word.page for word in words if word.text == "STT"] == [2, 6, 7, 8]
    rows = [table.rows[0]._tr.xml for table in _tables()]
    assert len(rows) == 6
    assert all("w:tblHeader" in row for row in rows)


def _tables() -> list[Table]:
    return [table for table in Document(io.BytesIO(cast.report().docx())).tables if len(table.rows) > 2]


def test_every_figure_has_its_row_in_the_editable_report():
    figures, balance, by_topic, _, definitions, _ = _tables()
    assert [cell.text for cell in figures.rows[10].cells] == [
        "7",
        "Tỷ lệ trả lời đúng hạn",
        "%",
        "92,7",
        "89,2",
        "tăng 3,5 điểm phần trăm",
    ]
    assert len(figures.rows) == 15
    assert len(definitions.rows) == 14
    assert [row.cells[1].text for row in balance.rows] == ["Số lượng", *(row.cells[1] for row in cast.BALANCE)]
    bold = [row.cells[0].text for row in balance.rows[1:] if row.cells[0].paragraphs[0].runs[0].bold]
    assert bold == ["Tổng số", "Đã giải quyết", "Đang giải quyết"]
    assert [cell.text for cell in by_topic.rows[3].cells] == ["Ngập úng, thoát nước", "9", "chưa có số liệu"]


def test_parts_have_no_number_and_stand_moved_in():
    part = _tables()[0].rows[5]
    assert [cell.text for cell in part.cells][:2] == ["", "Đã trả lời, giải thích"]
    assert part.cells[1].paragraphs[0].paragraph_format.left_indent.mm == pytest.approx(6, abs=0.1)


def test_a_number_typed_by_hand_looks_different_and_names_its_source():
    typed = _tables()[0].rows[14].cells[3].paragraphs[0].runs[0]
    counted = _tables()[0].rows[14].cells[1].paragraphs[0].runs[0]
    assert (typed.text, typed.italic, counted.italic) == ("1.204 (a)", True, None)
    signs = signs_of(cast.report().pdf())
    assert found(signs, "1.204 (a)").look == ("Tinos-Italic", 12)
    assert found(signs, "1.187 (a)").look == ("Tinos-Italic", 12)
    assert found(signs, "tăng 3,5 điểm").look == ("Tinos-Regular", 12)


@NEEDS_POPPLER
def test_one_annex_has_no_number():
    report = cast.report(annexes=(cast.DEFINITIONS,))
    for text in (text_of(report.pdf()), text_of_docx(report.docx())):
        assert "Phụ lục CÁCH TÍNH" in text


@NEEDS_POPPLER
def test_a_wide_table_stands_on_a_turned_page_with_the_margins_of_the_others():
    pdf = cast.report().pdf()
    assert [page.width > page.height for page in pages_of(pdf)] == [False] * 6 + [True] * 2
    words = [word for word in words_of(pdf) if word.page == 7 and word.top > 15]
    assert 30 <= min(word.left for word in words) <= 35
    document = Document(io.BytesIO(cast.report().docx()))
    assert [section.page_width > section.page_height for section in document.sections] == [False, True]
    # The first page of the document has no number, the first of the turned ones has.
    assert [section.different_first_page_header_footer for section in document.sections] == [True, False]


def test_pages_turn_and_turn_back():
    report = cast.report(annexes=(cast.ACROSS, cast.DEFINITIONS, cast.ACROSS))
    sections = Document(io.BytesIO(report.docx())).sections
    assert [section.page_width > section.page_height for section in sections] == [False, True, False, True]
