"""Tables, charts and turned pages of a DOCX, as the XML that a template puts in its place. A table has as many columns
as its data, which a template cannot draw beforehand; its look comes from the template's styles."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from hoiam.papers.charts.docx import chart_part
from hoiam.papers.words import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.section import CT_SectPr

MM = 1440 / 25.4  # Word counts in twentieths of a point
EMU = 12_700  # a point, as drawings count
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWN = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def escaped(text: str) -> Markup:
    """A text as it may stand in the XML of a template; what is XML already stays."""
    if isinstance(text, Markup):
        return text
    # After rendering docxtpl still turns "{_{" and its kin into tags: written as an entity the sign is only a sign.
    return Markup(str(escape(printable(text))).replace("_", "&#95;"))  # noqa: S704 - escaped just before


def laid_out(document: Document, words: dict[str, Any]) -> dict[str, Any]:
    """The words of a paper with the XML of each table and chart, and of each place where the page turns."""
    told = dict(words)
    if "body" in words:
        told["body"] = _items(document, words["body"], words)
    if "annexes" in words:
        told["annexes"] = [annex | {"body": _items(document, annex["body"], words)} for annex in words["annexes"]]
        _turn(document, told["annexes"])
    return told


def _items(document: Document, items: list[dict[str, Any]], words: dict[str, Any]) -> list[dict[str, Any]]:
    return [item | {"xml": Markup(_built(document, item, words["head"]["made"]))} for item in items]  # noqa: S704 - each text in it was escaped


def _built(document: Document, item: dict[str, Any], made: str) -> str:
    if item["kind"] == "table":
        return _table(item)
    return _chart(document, item, made) if item["kind"] == "chart" else ""


def _paragraph(text: str, style: str, *, align: str = "", runs: str = "", indent: float = 0, keep: bool = False) -> str:
    kept = "<w:keepNext/>" if keep else ""
    placed = f'<w:jc w:val="{align}"/>' if align else ""
    moved = f'<w:ind w:left="{indent * MM:.0f}"/>' if indent else ""
    look = f"<w:rPr>{runs}</w:rPr>" if runs else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{moved}{placed}</w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r></w:p>'
    )


def _below(notes: list[str]) -> str:
    """Word joins two tables that have no paragraph between them."""
    return "".join(_paragraph(note, "TableNote") for note in notes) or (
        '<w:p><w:pPr><w:spacing w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
    )


def _table(item: dict[str, Any]) -> str:
    widths = [round(width * MM) for width in item["widths"]]
    size = "" if item["size"] == 12 else f'<w:sz w:val="{item["size"] * 2}"/><w:szCs w:val="{item["size"] * 2}"/>'
    caption = _paragraph(item["title"], "Caption") if item["title"] else ""
    head = "".join(
        _cell(_paragraph(name, "TableText", align="center", runs=f"<w:b/>{size}", keep=True), width)
        for name, width in zip(item["names"], widths, strict=True)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(
        _row(row, widths, item["aligns"], size, keep=at < (len(item["rows"]) if item["whole"] else 2))
        for at, row in enumerate(item["rows"], start=1)
    )
    return (
        f'{caption}<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>{_below(item['notes'])}"
    )


def _row(row: dict[str, Any], widths: list[int], aligns: list[str], size: str, *, keep: bool) -> str:
    cells = []
    for at, (cell, width, align) in enumerate(zip(row["cells"], widths, aligns, strict=True)):
        look = ("<w:b/>" if row["look"] == "total" else "") + ("<w:i/>" if cell["typed"] else "") + size
        indent = 6 if row["look"] == "part" and at == row["named"] else 0
        words = _paragraph(cell["text"], "TableText", align=align, runs=look, indent=indent, keep=keep)
        cells.append(_cell(words, width))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(inner: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'


def _chart(document: Document, item: dict[str, Any], made: str) -> str:
    key = chart_part(document.part, item, made)
    wide, high = 165 / 25.4 * 72 * EMU, (item["drawing"]["height"] * item["unit"] + 12) * EMU
    drawing = (
        f'<w:drawing><wp:inline {DRAWN} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide:.0f}" cy="{high:.0f}"/>'
        f'<wp:docPr id="1" name="{escaped(item["title"])}" descr="{escaped(item["alt"])}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{key}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    return (
        f"{_paragraph(item['title'], 'Caption')}"
        f'<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr><w:r>{drawing}</w:r></w:p>'
        f"{_paragraph(item['gaps'], 'TableNote', keep=True) if item['gaps'] else ''}{_table(item['table'])}"
    )


def _turn(document: Document, annexes: list[dict[str, Any]]) -> None:
    """A turned page is a section of its own, closed by its last paragraph; the last section closes the document."""
    last: CT_SectPr = document.sections[-1]._sectPr
    upright, first, across = deepcopy(last), True, False
    for annex in annexes:
        annex["turn"] = ""
        if annex["landscape"] != across:
            annex["turn"] = Markup(_closing(upright, across=across, first=first))  # noqa: S704 - of our own template
            across, first = annex["landscape"], False
    if not first:
        _set(last, across=across, first=False)


def _closing(upright: CT_SectPr, *, across: bool, first: bool) -> str:
    section = deepcopy(upright)
    _set(section, across=across, first=first)
    xml = section.xml
    return f'<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/>{xml}</w:pPr></w:p>'


def _set(section: CT_SectPr, *, across: bool, first: bool) -> None:
    """Only the first section has a first page without a number."""
    size = section.find(f"{{{MAIN}}}pgSz")
    wide, high = sorted((size.get(f"{{{MAIN}}}w"), size.get(f"{{{MAIN}}}h")), key=int, reverse=across)
    size.set(f"{{{MAIN}}}w", wide)
    size.set(f"{{{MAIN}}}h", high)
    if across:
        size.set(f"{{{MAIN}}}orient", "landscape")
    if not first:
        for title in section.findall(f"{{{MAIN}}}titlePg"):
            section.remove(title)
