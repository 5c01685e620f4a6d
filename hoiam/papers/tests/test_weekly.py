from __future__ import annotations

import io

from docx import Document

from hoiam.papers.tests import cast
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
    "Phụ lục CÁCH TÍNH CÁC SỐ LIỆU TRONG BÁO CÁO (Kèm theo Báo cáo số: /BC-UBND ngày tháng 11 năm 2026)",
    "STT Số liệu Cách tính",
    "13 Thời gian xử lý trung vị Đếm từ các dòng nhật ký",
    "https://hoabinh.example.vn/bao-cao/weekly/2026-W46",
    "Mốc đối chiếu nhật ký xử lý: hoa-binh 1204",
)


@NEEDS_POPPLER
def test_the_report_stands_in_the_order_of_an_office():
    assert in_order(text_of(cast.weekly().pdf()), *ORDER)


def test_the_editable_report_says_the_same():
    assert in_order(text_of_docx(cast.weekly().docx()), *ORDER)


@NEEDS_POPPLER
def test_the_deputy_signs_in_the_chairmans_place():
    for text in (text_of(cast.weekly().pdf()), text_of_docx(cast.weekly().docx())):
        assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text


@NEEDS_POPPLER
def test_a_running_week_says_up_to_when_it_is_counted():
    notice = "(Số liệu tính đến 10 giờ 30 phút ngày 14/11/2026; tuần chưa kết thúc)"
    report = cast.weekly(notice=notice)
    assert notice in text_of(report.pdf())
    assert notice in text_of_docx(report.docx())
    assert "tuần chưa kết thúc" not in text_of(cast.weekly().pdf())


@NEEDS_POPPLER
def test_the_header_row_comes_again_on_the_next_page():
    words = words_of(cast.weekly().pdf())
    assert [word.page for word in words if word.text == "STT"] == [1, 2, 4]
    rows = [table.rows[0]._tr.xml for table in Document(io.BytesIO(cast.weekly().docx())).tables if len(table.rows) > 2]
    assert len(rows) == 3
    assert all("w:tblHeader" in row for row in rows)


def test_every_figure_has_its_row_in_the_editable_report():
    tables = [table for table in Document(io.BytesIO(cast.weekly().docx())).tables if len(table.rows) > 2]
    figures, balance, definitions = tables
    assert [cell.text for cell in figures.rows[10].cells] == [
        "10",
        "Tỷ lệ trả lời đúng hạn",
        "%",
        "92,7",
        "89,2",
        "tăng 3,5 điểm phần trăm",
    ]
    assert len(figures.rows) == len(definitions.rows) == 14
    assert [row.cells[1].text for row in balance.rows] == ["Số lượng", *(row.value for row in cast.BALANCE)]
    bold = [row.cells[0].text for row in balance.rows[1:] if row.cells[0].paragraphs[0].runs[0].bold]
    assert bold == ["Tổng số", "Đã giải quyết", "Đang giải quyết"]
