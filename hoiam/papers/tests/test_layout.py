"""What Nghị định 30/2020/NĐ-CP, Phụ lục I, says of the place, size and face of each element, measured on the page."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from docx.oxml.ns import qn

from hoiam.papers.body import Paragraph
from hoiam.papers.report.paper import Section
from hoiam.papers.tests import cast
from hoiam.papers.tests.measuring import Span, found, lines_of, pages_of, signs_of

REPORT = cast.report()
PDF = REPORT.pdf()
SIGNS = signs_of(PDF)
LINES = lines_of(PDF)
LEFT, RIGHT, WIDTH = 30, 15, 165
PAPERS = {"letter": cast.letter, "minutes": cast.minutes, "report": cast.report}


def span(words: str, *, nth: int = 0) -> Span:
    return found(SIGNS, words, nth=nth)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_page_keeps_the_margins(paper: str):
    pdf = PAPERS[paper]().pdf()
    pages = pages_of(pdf)
    for number, page in enumerate(pages, start=1):
        assert sorted((round(page.width), round(page.height))) == [210, 297]
        body = Span(tuple(sign for sign in signs_of(pdf) if sign.page == number and sign.top > 18))
        assert body.left >= 29.8
        assert page.width - body.right >= 14.8
        assert body.top >= 20
        assert page.height - body.bottom >= 20
    first = Span(tuple(sign for sign in signs_of(pdf) if sign.page == 1))
    assert first.left <= 35
    assert 210 - first.right <= 20


@pytest.mark.parametrize(
    ("words", "nth", "face", "sizes"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0, "Bold", (12, 13)),
        ("Độc lập - Tự do - Hạnh phúc", 0, "Bold", (13, 14)),
        ("ỦY BAN NHÂN DÂN", 0, "Bold", (12, 13)),
        ("PHƯỜNG HÒA BÌNH", 0, "Bold", (12, 13)),
        ("/BC-UBND", 0, "Regular", (13, 13)),
        ("Phường Hòa Bình, ngày tháng 11 năm 2026", 0, "Italic", (13, 14)),
        ("BÁO CÁO", 0, "Bold", (13, 14)),
        ("Kết quả công tác tuần 46 (từ ngày 09/11/2026 đến ngày 15/11/2026)", 0, "Bold", (13, 14)),
        ("Kính gửi: Ủy ban nhân dân tỉnh", 0, "Regular", (13, 14)),
        ("Ủy ban nhân dân phường Hòa Bình báo cáo kết quả", 0, "Regular", (13, 14)),
        ("I. KẾT QUẢ THỰC HIỆN", 0, "Bold", (13, 14)),
        ("1. Công tác chỉ đạo, điều hành", 0, "Bold", (13, 14)),
        ("Tổ chức 01 cuộc họp giao ban", 0, "Regular", (13, 14)),
        ("Trên đây là báo cáo", 0, "Regular", (13, 14)),
        ("TM. ỦY BAN NHÂN DÂN", 0, "Bold", (13, 14)),
        ("KT. CHỦ TỊCH", 0, "Bold", (13, 14)),
        ("PHÓ CHỦ TỊCH", 0, "Bold", (13, 14)),
        ("Trần Văn Bình", 0, "Bold", (13, 14)),
        ("Nơi nhận:", 0, "Bold-Italic", (12, 12)),
        ("- Như trên;", 0, "Regular", (11, 11)),
        ("- Lưu: VT, VP.", 0, "Regular", (11, 11)),
        ("Phụ lục I", 0, "Bold", (14, 14)),
        ("CÁCH TÍNH CÁC SỐ LIỆU TRONG BÁO CÁO", 0, "Bold", (13, 14)),
        ("(Kèm theo Báo cáo", 0, "Italic", (13, 14)),
    ],
)
def test_each_element_has_its_face_and_size(words: str, nth: int, face: str, sizes: tuple[float, float]):
    font, size = span(words, nth=nth).look
    assert font.removeprefix("Tinos-").replace("BoldItalic", "Bold-Italic") == face
    assert sizes[0] <= size <= sizes[1]


def test_the_head_stands_in_two_columns_each_in_the_middle_of_its_own():
    nation, motto = span("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), span("Độc lập - Tự do - Hạnh phúc")
    above, issuer = span("ỦY BAN NHÂN DÂN"), span("PHƯỜNG HÒA BÌNH")
    assert nation.middle == pytest.approx(motto.middle, abs=0.3)
    assert above.middle == pytest.approx(issuer.middle, abs=0.3)
    assert issuer.right < nation.left
    assert nation.top == pytest.approx(above.top, abs=0.3)
    # The nation's name on one line, the motto below it, number and day below both, at one height.
    assert max(sign.bottom for sign in nation.signs) < min(sign.top for sign in motto.signs if sign.text == "H")
    number, day = span("Số:"), span("Phường Hòa Bình, ngày")
    assert number.top > issuer.bottom
    assert number.signs[0].bottom == pytest.approx(day.signs[0].bottom, abs=0.4)


def test_the_lines_under_the_head_have_their_lengths():
    motto, issuer, named = (
        span("Độc lập - Tự do - Hạnh phúc"),
        span("PHƯỜNG HÒA BÌNH"),
        span("và nhiệm vụ trọng tâm tuần 47"),
    )
    for words, least, most in ((motto, 0.98, 1.02), (issuer, 1 / 3, 1 / 2), (named, 1 / 3, 1 / 2)):
        below = [
            line
            for line in LINES
            if line.page == 1
            and abs(line.left + line.right - 2 * words.middle) < 1
            and -0.6 < line.y - words.bottom < 4
        ]
        line = min(below, key=lambda line: line.y)
        assert least <= (line.right - line.left) / (words.right - words.left) <= most
        assert (line.left + line.right) / 2 == pytest.approx(words.middle, abs=0.5)


def test_title_and_receiver_stand_in_the_middle_of_the_text():
    for words in (
        "BÁO CÁO",
        "Kết quả công tác tuần 46 (từ ngày 09/11/2026 đến ngày 15/11/2026)",
        "Kính gửi: Ủy ban nhân dân tỉnh",
    ):
        assert span(words).middle == pytest.approx(LEFT + WIDTH / 2, abs=0.5)


def test_the_elements_follow_one_another_down_the_page():
    order = (
        "CỘNG HÒA XÃ HỘI",
        "Độc lập",
        "/BC-UBND",
        "BÁO CÁO",
        "và nhiệm vụ trọng tâm tuần 47",
        "Kính gửi:",
        "Ủy ban nhân dân phường Hòa Bình báo cáo",
        "I. KẾT QUẢ THỰC HIỆN",
        "1. Công tác chỉ đạo",
    )
    tops = [span(words).top for words in order]
    assert tops == sorted(tops)
    last = span("báo cáo Ủy ban nhân dân tỉnh./.")
    receivers, signer = span("Nơi nhận:"), span("TM. ỦY BAN NHÂN DÂN")
    assert last.bottom < receivers.top
    assert receivers.top == pytest.approx(signer.top, abs=2)
    assert receivers.left == pytest.approx(LEFT, abs=0.5)
    assert signer.left > receivers.right
    # Room for a signature and a seal of 36 mm between the post and the name.
    assert span("Trần Văn Bình").top - span("PHÓ CHỦ TỊCH").bottom >= 25


def test_the_body_is_justified_with_its_first_line_moved_in():
    words = " ".join(f"Phòng Kinh tế đã kiểm tra thực tế và trả lời người dân lần {place}." for place in range(1, 7))
    signs = signs_of(cast.report(sections=(Section("I. KẾT QUẢ", (Paragraph(words), Paragraph(words))),)).pdf())
    paragraph = found(signs, words)
    rows = _rows(paragraph)
    assert len(rows) >= 4
    assert rows[0].left == pytest.approx(LEFT + 12.7, abs=0.4)
    for row in rows[1:]:
        assert row.left == pytest.approx(LEFT, abs=0.5)
    for row in rows[:-1]:
        assert row.right == pytest.approx(210 - RIGHT, abs=0.5)
    # Lines 1 to 1.5 apart, paragraphs at least 6 points more.
    points = 72 / 25.4
    apart = (_base(rows[1]) - _base(rows[0])) * points
    assert 14 <= apart <= 14 * 1.5 * 1.15
    following = _rows(found(signs, words, nth=1))
    assert (_base(following[0]) - _base(rows[-1])) * points >= apart + 5.8


def _base(row: Span) -> float:
    """Where the letters stand: the foot of one without a tail."""
    return next(sign.bottom for sign in row.signs if sign.text in "Pnhmat")


def _rows(span: Span) -> list[Span]:
    rows: list[list] = []
    for sign in span.signs:
        if rows and sign.left > rows[-1][-1].left:
            rows[-1].append(sign)
        else:
            rows.append([sign])
    return [Span(tuple(row)) for row in rows]


def test_pages_are_numbered_in_the_middle_of_the_upper_margin_from_the_second_on():
    above = [sign for sign in SIGNS if sign.bottom < 18]
    assert [(sign.page, sign.text, sign.face, sign.size) for sign in above] == [
        (page, str(page), "Tinos-Regular", 13) for page in range(2, 9)
    ]
    for sign in above:
        page = pages_of(PDF)[sign.page - 1]
        assert (sign.left + sign.right) / 2 == pytest.approx((LEFT + page.width - RIGHT) / 2, abs=0.5)


@pytest.mark.parametrize("more", range(6, 24, 2))
def test_the_signature_of_a_report_never_stands_alone(more: int):
    sections = (Section("I. KẾT QUẢ THỰC HIỆN", (Paragraph("Nội dung đã được kiểm tra thực tế."),) * more),)
    signs = signs_of(cast.report(sections=sections, annexes=()).pdf())
    last = found(signs, "báo cáo Ủy ban nhân dân tỉnh./.")
    assert {found(signs, words).page for words in ("PHÓ CHỦ TỊCH", "Trần Văn Bình", "Nơi nhận:")} == {last.page}


def test_an_annex_begins_a_page_and_stands_in_its_middle():
    for words, page in (("Phụ lục I", 6), ("Phụ lục II", 7)):
        heading = span(words, nth=1 if words == "Phụ lục I" and page == 7 else 0)
        assert heading.page == page
        assert heading.top < 27
    assert span("Phụ lục I").middle == pytest.approx(LEFT + WIDTH / 2, abs=0.5)


def test_the_editable_report_has_the_same_measures():
    document = Document(io.BytesIO(REPORT.docx()))
    for section in document.sections:
        assert sorted((round(section.page_width.mm), round(section.page_height.mm))) == [210, 297]
        assert round(section.left_margin.mm) == 30
        assert round(section.right_margin.mm) == 15
        assert round(section.top_margin.mm) == round(section.bottom_margin.mm) == 20
    body = document.styles["Body Text"]
    assert body.paragraph_format.first_line_indent.mm == pytest.approx(12.7, abs=0.1)
    assert body.paragraph_format.space_after.pt >= 6
    assert 1 <= body.paragraph_format.line_spacing <= 1.5
    assert body.paragraph_format.alignment == 3  # justified


@pytest.mark.parametrize(
    ("words", "bold", "italic", "size"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, False, 12),
        ("Độc lập - Tự do - Hạnh phúc", True, False, 13),
        ("BÁO CÁO", True, False, 14),
        ("và nhiệm vụ trọng tâm tuần 47", True, False, 14),
        ("Nơi nhận:", True, True, 12),
        ("- Như trên;", False, False, 11),
        ("PHÓ CHỦ TỊCH", True, False, 14),
        ("Phụ lục I", True, False, 14),
    ],
)
def test_the_editable_report_has_the_same_faces(words: str, bold: bool, italic: bool, size: int):
    document = Document(io.BytesIO(REPORT.docx()))
    runs = [
        run
        for run in document.element.body.iter(qn("w:r"))
        if "".join(text.text or "" for text in run.iter(qn("w:t"))) == words
    ]
    (look,) = {run.find(qn("w:rPr")) is not None and _look(run.find(qn("w:rPr"))) for run in runs}
    assert look == (bold, italic, size)


def _look(properties) -> tuple[bool, bool, float]:
    def on(name: str) -> bool:
        found = properties.find(qn(name))
        return found is not None and found.get(qn("w:val")) not in ("0", "false")

    return on("w:b"), on("w:i"), int(properties.find(qn("w:sz")).get(qn("w:val"))) / 2


def test_a_list_of_the_editable_report_goes_on_with_its_dash():
    document = Document(io.BytesIO(REPORT.docx()))
    lines = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "List Bullet"]
    assert [line.text[:15] for line in lines] == ["Tổ chức 01 cuộc", "Ban hành 03 văn"]
    numbering = document.part.numbering_part.element.xml
    assert re.search(r'<w:lvlText w:val="-"/>', numbering)
