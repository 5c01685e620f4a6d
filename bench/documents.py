"""The weekly report as PDF, with different data each time: ours (typst) beside WeasyPrint doing the same paper.

Interleaved rounds, medians, CPU beside wall time. WeasyPrint needs Debian's libpango; without it the row says so.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from datetime import date
from html import escape

from bench.measure import Times
from bench.rows import Row
from hoiam.papers.head import Head, Signature
from hoiam.papers.pdf import fonts_folder
from hoiam.papers.weekly.paper import BalanceRow, Definition, FigureRow, Group, Section, WeeklyReport
from hoiam.papers.words import CHAIRMAN

ROUNDS = 9
GOAL = 6.0


def report(turn: int) -> WeeklyReport:
    """A report of some five pages in which every sentence and every cell depends on the turn."""
    units = ("Kinh tế", "Văn hóa – xã hội", "Quốc phòng, an ninh", "Cải cách hành chính", "Thông tin, tuyên truyền")
    figures = tuple(
        FigureRow(
            f"Nội dung loại {turn}.{row}", "nội dung", str(turn * 7 + row), str(turn * 5 + row), f"tăng {turn + row}"
        )
        for row in range(36)
    )
    balance = tuple(BalanceRow(f"Mục {turn}.{row}", str(turn * row), part=row % 4 > 0) for row in range(16))
    groups = tuple(
        Group(
            f"{place}. {unit}",
            tuple(
                f"Lần {turn}: đơn vị tiếp nhận {turn * 3 + line} nội dung tại tổ dân phố {line}, đã kiểm tra thực tế "
                f"và trả lời {turn * 2 + line}; các việc còn lại được giao xử lý trước ngày {line + 10}/11/2026."
                for line in range(1, 4)
            ),
            figures_title="Bảng 1. Kết quả tiếp nhận, trả lời" if place == 1 else "",
            figures=figures if place == 1 else (),
            balance_title="Bảng 2. Cân đối số nội dung" if place == 1 else "",
            balance=balance if place == 1 else (),
        )
        for place, unit in enumerate(units, start=1)
    )
    return WeeklyReport(
        head=Head(("ỦY BAN NHÂN DÂN", "PHƯỜNG HÒA BÌNH"), "Phường Hòa Bình", date(2026, 11, 16), "BC-UBND"),
        subject=(f"Kết quả công tác tuần {turn}",),
        opening=f"Ủy ban nhân dân phường Hòa Bình báo cáo kết quả công tác tuần {turn} như sau:",
        sections=(Section("I. KẾT QUẢ THỰC HIỆN", groups=groups),),
        closing=f"Trên đây là báo cáo tuần {turn}./.",
        signature=Signature(CHAIRMAN, "Trần Văn Bình", ("- Như trên;", "- Lưu: VT, VP.")),
        definitions=tuple(Definition(f"Số liệu {turn}.{row}", f"Đếm theo cách {turn}.{row}.") for row in range(16)),
        address=f"https://hoabinh.example.vn/bao-cao/weekly/{turn}",
    )


def _table(names: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def html(paper: WeeklyReport) -> str:
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
            parts.append(
                f"<h2>{escape(group.title)}</h2>" + "".join(f"<p>{escape(words)}</p>" for words in group.paragraphs)
            )
            if group.figures:
                rows = [
                    (str(i), r.name, r.unit, r.now, r.before, r.change) for i, r in enumerate(group.figures, start=1)
                ]
                parts.append(_table(("STT", "Nội dung", "Đơn vị tính", "Kỳ này", "Kỳ trước", "So sánh"), rows))
                parts.append(_table(("Nội dung", "Số lượng"), [(row.name, row.value) for row in group.balance]))
    parts.append(f"<p>{escape(paper.closing)}</p><p>{escape(paper.signature.name)}</p>")
    parts.append(
        _table(
            ("STT", "Số liệu", "Cách tính"),
            [(str(i), d.name, d.words) for i, d in enumerate(paper.definitions, start=1)],
        )
    )
    return f"<html lang=vi><title>{escape(paper.subject[0])}</title><style>{style}</style><body>{''.join(parts)}"


def _peer() -> Callable[[WeeklyReport], object] | str:
    try:
        from weasyprint import HTML  # noqa: PLC0415 - a peer, which need not be there
    except ImportError:
        return "left out: the Python package weasyprint is not installed"
    except OSError:
        return "left out: the Debian packages libpango-1.0-0, libpangoft2-1.0-0 are not installed"
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return lambda paper: HTML(string=html(paper)).write_pdf()


def run() -> Iterator[Row]:
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
        yield Row(what, "Hồi Âm (typst)", ours.cpu_ms, ours.wall_ms, ours.p95_ms, goal=goal)
        yield Row(what, "WeasyPrint", other=peer)
        return
    ratio = theirs.cpu_ms / ours.cpu_ms
    told = f"{ratio:.1f}× as quick by CPU, {theirs.wall_ms / ours.wall_ms:.1f}× by wall time"
    yield Row(what, "Hồi Âm (typst)", ours.cpu_ms, ours.wall_ms, ours.p95_ms, told, goal, ratio >= GOAL)
    yield Row(what, "WeasyPrint", theirs.cpu_ms, theirs.wall_ms, theirs.p95_ms)


if __name__ == "__main__":
    for row in run():
        print(json.dumps(row.plain(), ensure_ascii=False))
