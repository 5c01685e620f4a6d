"""A chart on a page, on paper and in Word: the same words, the same numbers."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook

from hoiam.papers.charts.chart import Chart, Series
from hoiam.papers.charts.drawing import Box, Words, draw, scale_end
from hoiam.papers.charts.svg import PHONE, svg
from hoiam.papers.tests import cast
from hoiam.papers.tests.measuring import found, signs_of

SVG = "{http://www.w3.org/2000/svg}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
QUARTERS = Chart(
    "Nội dung tiếp nhận theo quý",
    "nội dung",
    "columns",
    ("Quý I", "Quý II", "Quý III", "Quý IV"),
    (Series("Năm 2025", (1204, 1187, 990, None)), Series("Năm 2026", (1310, 1250, 0, 1100))),
)
MONTHS = Chart(
    "Nội dung tiếp nhận theo tháng",
    "nội dung",
    "line",
    tuple(f"Tháng {month}" for month in range(1, 13)),
    (
        Series("Tiếp nhận", (12, 44, 0, 8, 120, 14, 17, 20, None, 31, 40, 41)),
        Series("Đã giải quyết", (10, 40, 3, 9, 90, 24, 17, 20, None, None, 40, 38)),
    ),
)
CHARTS = {"bars": cast.BY_TOPIC, "share": cast.BY_WEEK, "columns": QUARTERS, "line": MONTHS}


def said(drawn: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(drawn).iter(f"{SVG}text")]


def test_a_chart_is_told_in_words_to_who_does_not_see_it():
    told = svg(cast.BY_TOPIC)
    root = ET.fromstring(told)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "Biểu đồ 1. Nội dung tiếp nhận theo lĩnh vực"
    assert desc.text == (
        "Biểu đồ 1. Nội dung tiếp nhận theo lĩnh vực. Đơn vị tính: nội dung. "
        "Rác thải, vệ sinh môi trường: Tuần 46 17, Tuần 45 14; Điện chiếu sáng công cộng: Tuần 46 12, Tuần 45 8; "
        "Ngập úng, thoát nước: Tuần 46 9, Tuần 45 chưa có số liệu; Trật tự đô thị: Tuần 46 6, Tuần 45 17."
    )


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_needs_no_style_no_script_and_no_colour(name: str):
    told = svg(CHARTS[name])
    assert not re.search(r"style=|<style|<script|href|#[0-9a-f]{3}|rgb", told)
    fillings = {
        element.get("class"): (element.get("fill"), element.get("stroke-dasharray"))
        for element in ET.fromstring(told).iter()
        if element.tag in (f"{SVG}rect", f"{SVG}path")
    }
    assert len(set(fillings.values())) == len(fillings) == len(CHARTS[name].series)


def test_every_bar_says_its_number_and_a_gap_says_that_nothing_is_known():
    words = said(svg(cast.BY_TOPIC))
    assert words[:3] == ["Đơn vị tính: nội dung", "Tuần 46", "Tuần 45"]
    assert words[9:12] == ["Ngập úng, thoát nước", "9", "chưa có số liệu"]


def test_numbers_are_written_as_here():
    assert {"1.204", "1.310", "0", "chưa có số liệu"} <= set(said(svg(QUARTERS)))
    assert {"81,5%", "84%", "92,7%", "chưa có số liệu"} <= set(said(svg(cast.BY_WEEK)))


def test_lengths_are_true_to_the_numbers():
    boxes = [shape for shape in draw(cast.BY_TOPIC, PHONE).shapes if isinstance(shape, Box)]
    # 17 is the longest; 12 and 8 are measured by it.
    assert [round(box.width / boxes[0].width * 17, 3) for box in boxes] == [17, 14, 12, 8, 9, 6, 17]


def test_nothing_stands_outside_a_small_telephone():
    for chart in CHARTS.values():
        drawing = draw(chart, PHONE)
        for shape in drawing.shapes:
            if not isinstance(shape, Words) or shape.turned:
                continue
            letters = len(shape.text) * 6.5
            left = shape.x * PHONE + shape.dx - {"start": 0, "middle": letters / 2, "end": letters}[shape.anchor]
            assert left >= -4, shape
            assert left + letters <= PHONE + 4, shape
            assert 0 < shape.y <= drawing.height


def test_words_wider_than_their_column_are_turned_on_a_telephone_and_stand_on_a_page():
    def turned(width: float) -> set[str]:
        return {shape.text for shape in draw(QUARTERS, width).shapes if isinstance(shape, Words) and shape.turned}

    assert "1.310" in turned(PHONE)
    assert turned(550) == {"chưa có số liệu"}


def test_two_lines_with_a_gap_say_below_where_it_is():
    words = " ".join(said(svg(MONTHS)))
    assert "Chưa có số liệu: Tháng 9 (Tiếp nhận), Tháng 9 (Đã giải quyết), Tháng 10 (Đã giải quyết)." in words


@pytest.mark.parametrize(
    ("most", "end"),
    [(0, 2), (1, 2), (7, 8), (9, 10), (10, 10), (17, 20), (44, 50), (120, 120), (121, 160), (92.7, 100)],
)
def test_a_scale_ends_at_a_round_number_with_a_whole_middle(most: float, end: int):
    assert scale_end(Chart("", "nội dung", "line", ("",), (Series("", (most,)),))) == end


def test_the_paper_draws_the_same_words_as_text():
    signs = signs_of(cast.report().pdf())
    assert found(signs, "88,1%").look == ("Tinos-Bold", 11)
    assert found(signs, "Điện chiếu sáng công cộng").look == ("Tinos-Regular", 11)
    assert found(signs, "chưa có số liệu").look == ("Tinos-Italic", 10)


def package(report: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(report))


def test_word_gets_a_chart_with_its_numbers_and_a_workbook_to_change_them():
    files = package(cast.report().docx())
    chart = ET.fromstring(files.read("word/charts/chart1.xml"))
    series = chart.findall(f".//{C}ser")
    assert chart.find(f".//{C}barDir").get("val") == "bar"
    assert [one.find(f"{C}tx//{C}v").text for one in series] == ["Tuần 46", "Tuần 45"]
    assert [value.text for value in series[1].findall(f"{C}val//{C}v")] == ["14", "8", "17"]
    assert [value.get("idx") for value in series[1].findall(f"{C}val//{C}pt")] == ["0", "1", "3"]
    assert ET.fromstring(files.read("word/charts/chart2.xml")).find(f".//{C}lineChart") is not None
    book = CalamineWorkbook.from_filelike(io.BytesIO(files.read("word/embeddings/chart1.xlsx")))
    assert book.get_sheet_by_name("Số liệu").to_python()[:3] == [
        ["", "Tuần 46", "Tuần 45"],
        ["Rác thải, vệ sinh môi trường", 17, 14],
        ["Điện chiếu sáng công cộng", 12, 8],
    ]


def test_a_chart_in_word_says_in_words_what_it_is():
    document = package(cast.report().docx()).read("word/document.xml").decode()
    assert 'descr="Biểu đồ 1. Nội dung tiếp nhận theo lĩnh vực. Đơn vị tính: nội dung.' in document
    assert "Chưa có số liệu: Ngập úng, thoát nước (Tuần 45)." in document
