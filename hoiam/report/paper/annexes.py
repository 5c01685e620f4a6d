"""The annexes of a report's document: what a reader looks up, so that the body stays short."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from hoiam.papers.body import Cell, ChartBlock, Column, Row, Table
from hoiam.papers.charts.chart import Chart, Series
from hoiam.papers.report.paper import Annex
from hoiam.papers.words import roman
from hoiam.report.content.content import Figure
from hoiam.report.counting.compile import Compiled
from hoiam.report.paper.course import drawn
from hoiam.report.sentences import numbers

MOST_BARS = 10
# Of each office below, in the annex of a province's report.
OF_EACH_OFFICE = (
    ("messages_received", "Tiếp nhận"),
    ("messages_closed", "Đã giải quyết"),
    ("answered_on_time", "Trả lời đúng hạn"),
    ("answered_late", "Trả lời quá hạn"),
    ("on_time_share", "Tỷ lệ đúng hạn"),
    ("messages_open", "Đang giải quyết"),
    ("open_overdue", "Đang quá hạn"),
)


def annexes(compiled: Compiled) -> list[tuple[str, Annex]]:
    """The annexes in their order, each with the words by which the text names it."""
    charts = _charts(compiled)
    wide = compiled.beside_last_year or compiled.beside_plan
    found = [("số liệu chi tiết", Annex("SỐ LIỆU CHI TIẾT", _figures(compiled), landscape=wide))]
    if compiled.face.sources:
        title = "SỐ LIỆU CỦA TỪNG XÃ, PHƯỜNG, ĐẶC KHU"
        found.append(("số liệu của từng xã, phường, đặc khu", Annex(title, (_offices(compiled),), landscape=True)))
    if charts:
        found.append(("biểu đồ", Annex("BIỂU ĐỒ", charts)))
    found.append(("cách tính từng số liệu", _definitions(compiled)))
    return found


def annexes_told(found: Iterable[tuple[str, Annex]]) -> str:
    """The text names its annexes (NĐ 30/2020, Phụ lục I)."""
    said = (f"{words} tại Phụ lục {roman(place)}" for place, (words, _) in enumerate(found, start=1))
    return f"{numbers.capital(', '.join(said))} kèm theo."


# What a figure is compared with: the name of the columns, and what stands in them.
_Shown = Callable[[Figure], str]
_PREVIOUS: tuple[tuple[Column, _Shown], ...] = (
    (Column("Kỳ trước", 2), lambda figure: figure.shown_before),
    (Column("So sánh", 3), lambda figure: figure.change),
)
_LAST_YEAR: tuple[tuple[Column, _Shown], ...] = (
    (Column("Cùng kỳ năm trước", 2), lambda figure: figure.shown_last_year),
    (Column("So cùng kỳ", 3), lambda figure: figure.change_of_a_year),
)
_PLAN: tuple[tuple[Column, _Shown], ...] = (
    (Column("Kế hoạch năm", 2), lambda figure: figure.shown_target),
    (Column("Từ đầu năm", 1.7), lambda figure: figure.shown_to_date or (figure.shown if figure.target else "")),
    (Column("Đạt", 1.7), lambda figure: figure.achieved),
)


def _figures(compiled: Compiled) -> tuple[Table, ...]:
    """A table for each chapter."""
    beside = (
        *(_PREVIOUS if compiled.beside_previous else ()),
        *(_LAST_YEAR if compiled.beside_last_year else ()),
        *(_PLAN if compiled.beside_plan else ()),
    )
    columns = (Column("Nội dung", 6, "left"), Column("Đơn vị tính", 2.4), Column("Kỳ này", 1.7))
    whole, shown = (*columns, *(column for column, _ in beside)), [shown for _, shown in beside]
    return tuple(
        Table(
            f"{place}. {chapter.title}",
            whole,
            tuple(row for figure in chapter.figures for row in _rows(figure, shown)),
            numbered=True,
        )
        for place, chapter in enumerate(compiled.chapters, start=1)
    )


def _rows(figure: Figure, beside: list[_Shown]) -> list[Row]:
    source = figure.typed.told if figure.typed else ""
    whole = Row((figure.name, figure.unit, Cell(figure.shown, source), *(shown(figure) for shown in beside)))
    empty = [""] * len(beside)
    return [whole, *(Row((part.name, figure.unit, str(part.value), *empty), "part") for part in figure.parts)]


def _charts(compiled: Compiled) -> tuple[ChartBlock, ...]:
    """The charts that this kind of report has: groups of a figure as bars, what went over the periods as a line."""
    groups = (compiled.figures[id] for id in compiled.kind.charts if compiled.figures[id].parts)
    bars = tuple(ChartBlock(_bars(figure, place)) for place, figure in enumerate(groups, start=1))
    if not compiled.kind.charts:
        return bars
    over_time = (one.chart for one in drawn(compiled))
    return bars + tuple(
        ChartBlock(replace(chart, title=f"Biểu đồ {place}. {chart.title}"))
        for place, chart in enumerate(over_time, start=len(bars) + 1)
    )


def _bars(figure: Figure, place: int) -> Chart:
    parts = figure.parts[:MOST_BARS]
    rest = sum(part.value for part in figure.parts[MOST_BARS:])
    names = [part.name for part in parts] + (["Các nhóm khác"] if rest else [])
    values = [part.value for part in parts] + ([rest] if rest else [])
    series = (Series("Kỳ này", tuple(values)),)
    return Chart(f"Biểu đồ {place}. {figure.name}", figure.unit, "bars", tuple(names), series)


def _offices(compiled: Compiled) -> Table:
    """A row for each office, in the order of their names; who is missing says why in its row."""
    columns = (Column("Cơ quan", 4, "left"), *(Column(name, 1.6) for _, name in OF_EACH_OFFICE))
    brought = {
        (one.office, id): one
        for id, _ in OF_EACH_OFFICE
        if id in compiled.figures
        for one in compiled.figures[id].offices
    }

    def cell(code: str, id: str) -> str:
        one = brought.get((code, id))
        if one is None:
            return "0" if compiled.figures[id].unit != "%" else ""
        return one.why or compiled.figures[id].worded(one.value)

    rows = [
        Row((source.name, *(cell(source.code, id) for id, _ in OF_EACH_OFFICE)))
        if source.version
        else Row((f"{source.name}: {source.missing}", *("–" for _ in OF_EACH_OFFICE)))
        for source in compiled.face.sources
    ]
    missing = sum(not source.version for source in compiled.face.sources)
    notes = (
        (f"{numbers.counted(missing)} nơi chưa có báo cáo được tổng hợp; dấu – là chưa có số liệu.",) if missing else ()
    )
    return Table("", columns, tuple(rows), numbered=True, notes=notes)


def _definitions(compiled: Compiled) -> Annex:
    columns = (Column("Số liệu", 1, "left"), Column("Cách tính", 2, "left"))
    rows = tuple(Row((figure.name, figure.definition)) for figure in compiled.told)
    return Annex("CÁCH TÍNH CÁC SỐ LIỆU TRONG BÁO CÁO", (Table("", columns, rows, numbered=True),))
