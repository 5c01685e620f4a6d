"""The report of a week as PDF, with different data each time: ours (typst) beside WeasyPrint doing the same paper.

Interleaved rounds, medians, CPU beside wall time. WeasyPrint needs Debian's libpango; without it the row says so.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from typing import Any

from bench import rows
from bench.measure import Times
from hoiam.papers.body import ROOM, Block, ChartBlock, Column, Paragraph, Row, Table
from hoiam.papers.charts.chart import Chart, Series
from hoiam.papers.charts.svg import svg
from hoiam.papers.head import Head, Signature
from hoiam.papers.pdf import fonts_folder
from hoiam.papers.report.paper import Annex, Group, ReportPaper, Section
from hoiam.papers.words import CHAIRMAN

ROUNDS = 9
GOAL = 6.0


def report(turn: int) -> ReportPaper:
    """A report of some five pages in which every sentence and every cell depends on the turn."""
    units = ("Kinh tế", "Văn hóa – xã hội", "Quốc phòng, an ninh", "Cải cách hành chính", "Thông tin, tuyên truyền")
    told = tuple(
        Paragraph(
            f"Lần {turn}: đơn vị tiếp nhận {turn * 3 + line} nội dung tại tổ dân phố {line}, đã kiểm tra thực tế "
            f"và trả lời {turn * 2 + line}; các việc còn lại được giao xử lý trước ngày {line + 10}/11/2026."
        )
        for line in range(1, 4)
    )
    groups = tuple(
        Group(f"{place}. {unit}", told + (_numbers(turn) if place == 1 else ()))
        for place, unit in enumerate(units, start=1)
    )
    definitions = tuple(Row((f"Số liệu {turn}.{row}", f"Đếm theo cách {turn}.{row}.")) for row in range(16))
    return ReportPaper(
        head=Head(("ỦY BAN NHÂN DÂN", "PHƯỜNG HÒA BÌNH"), "Phường Hòa Bình", date(2026, 11, 16), "BC-UBND"),
        subject=(f"Kết quả công tác tuần {turn}",),
        opening=f"Ủy ban nhân dân phường Hòa Bình báo cáo kết quả công tác tuần {turn} như sau:",
        sections=(Section("I. KẾT QUẢ THỰC HIỆN", groups=groups),),
        closing=f"Trên đây là báo cáo tuần {turn}./.",
        signature=Signature(CHAIRMAN, "Trần Văn Bình", ("- Như trên;", "- Lưu: VT, VP.")),
        issued_by="Ủy ban nhân dân phường Hòa Bình",
        annexes=(Annex("CÁCH TÍNH", (Table("", (Column("Số liệu"), Column("Cách tính", 2)), definitions),)),),
        address=f"https://hoabinh.example.vn/bao-cao/weekly/{turn}",
    )


def _numbers(turn: int) -> tuple[Block, ...]:
    """Two tables and a chart."""
    columns = (
        Column("Nội dung", 4, "left"),
        Column("Đơn vị tính"),
        Column("Kỳ này"),
        Column("Kỳ trước"),
        Column("So sánh"),
    )
    figures = tuple(
        Row((f"Nội dung loại {turn}.{row}", "nội dung", str(turn * 7 + row), str(turn * 5 + row), f"tăng {turn + row}"))
        for row in range(36)
    )
    balance = tuple(Row((f"Mục {turn}.{row}", str(turn * row)), "part" if row % 4 else "total") for row in range(16))
    series = Series(f"Lần {turn}", tuple(abs(turn) + 3 * place for place in range(8)))
    chart = Chart(f"Biểu đồ {turn}", "nội dung", "bars", tuple(f"Lĩnh vực {turn}.{at}" for at in range(8)), (series,))
    return (
        Table("Bảng 1. Kết quả tiếp nhận, trả lời", columns, figures, numbered=True),
        Table("Bảng 2. Cân đối số nội dung", (Column("Nội dung", 4, "left"), Column("Số lượng")), balance),
        ChartBlock(chart),
    )


def _table(table: dict[str, Any]) -> str:
    head = "".join(f"<th>{name}</th>" for name in table["names"])
    rows = ("".join(f"<td>{escape(cell['text'])}</td>" for cell in row["cells"]) for row in table["rows"])
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<p>{table['title']}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _block(block: Block) -> str:
    match block:
        case ChartBlock():
            return svg(block.chart) + _table(block.words(ROOM)["table"])
        case Table():
            return _table(block.words(ROOM))
        case Paragraph():
            return f"<p>{escape(block.text)}</p>"
    raise NotImplementedError


def html(paper: ReportPaper) -> str:
    """The same words and tables as HTML; no QR code and no PDF/A or PDF/UA, which is in WeasyPrint's favour."""
    faces = "".join(
        f"@font-face {{ font-family: Tinos; src: url(file://{path}); font-weight: {weight}; font-style: {style} }}"
        for name, weight, style in (
            ("400Regular", 400, "normal"),
            ("700Bold", 700, "normal"),
            ("400Regular_Italic", 400, "italic"),
        )
        for path in fonts_folder().rglob(f"Tinos_{name}.ttf")
    )
    style = (
        f"{faces} @page {{ size: A4; margin: 20mm 15mm 20mm 30mm; @top-center {{ content: counter(page) }} }}"
        "body { font: 14pt Tinos; text-align: justify } p { text-indent: 1.27cm; margin: 6pt 0 }"
        "table { border-collapse: collapse; width: 100%; font-size: 12pt; text-align: left }"
        "td, th { border: 0.5pt solid; padding: 2pt 4pt } h1, h2 { font-size: 14pt }"
    )
    parts = [
        f"<p>{escape(' '.join(paper.head.issuer))}</p><h1>BÁO CÁO {escape(paper.subject[0])}</h1>",
        f"<p>{escape(paper.opening)}</p>",
    ]
    for section in paper.sections:
        parts.append(f"<h1>{escape(section.title)}</h1>")
        for group in section.groups:
            parts.append(f"<h2>{escape(group.title)}</h2>" + "".join(map(_block, group.blocks)))
    parts.append(f"<p>{escape(paper.closing)}</p><p>{escape(paper.signature.name)}</p>")
    parts += [_block(block) for annex in paper.annexes for block in annex.blocks]
    return f"<html lang=vi><title>{escape(paper.subject[0])}</title><style>{style}</style><body>{''.join(parts)}"


def _peer() -> Callable[[ReportPaper], object] | str:
    try:
        from weasyprint import HTML  # noqa: PLC0415 - a peer, which need not be there
    except ImportError:
        return "left out: the Python package weasyprint is not installed"
    except OSError:
        return "left out: the Debian packages libpango-1.0-0, libpangoft2-1.0-0 are not installed"
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return lambda paper: HTML(string=html(paper)).write_pdf()


def run() -> Iterator[rows.Row]:
    peer = _peer()
    ours, theirs = Times(), Times()
    # The first round of each reads fonts.
    report(-1).pdf()
    if callable(peer):
        peer(report(-2))
    for turn in range(ROUNDS):
        paper, other = report(2 * turn), report(2 * turn + 1)
        ours.take(paper.pdf)
        if callable(peer):
            theirs.take(lambda other=other: peer(other))  # type: ignore[misc]
    what, goal = "Weekly report as PDF, new data each time", f"≥ {GOAL:.0f}× as quick as WeasyPrint"
    if not callable(peer):
        yield rows.Row(what, "Hồi Âm (typst)", ours.cpu_ms, ours.wall_ms, ours.p95_ms, goal=goal)
        yield rows.Row(what, "WeasyPrint", other=peer)
        return
    ratio = theirs.cpu_ms / ours.cpu_ms
    told = f"{ratio:.1f}× as quick by CPU, {theirs.wall_ms / ours.wall_ms:.1f}× by wall time"
    yield rows.Row(what, "Hồi Âm (typst)", ours.cpu_ms, ours.wall_ms, ours.p95_ms, told, goal, ratio >= GOAL)
    yield rows.Row(what, "WeasyPrint", theirs.cpu_ms, theirs.wall_ms, theirs.p95_ms)


if __name__ == "__main__":
    for row in run():
        print(json.dumps(row.plain(), ensure_ascii=False))
