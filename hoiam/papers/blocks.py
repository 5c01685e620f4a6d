"""The blocks that official documents share, for the DOCX templates, by NĐ 30/2020/NĐ-CP, Phụ lục I; head.typ is the
same for PDF. A text with {{ … }} is a place that docxtpl fills in."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
TEXT_WIDTH = Mm(165)
CELL_SIDES = Mm(3.8)  # what Word keeps free at the left and right of a cell together
HALVES = (Mm(66), Mm(99))


def new_document(*, top: int = 20, left: int = 30, right: int = 15) -> DocumentObject:
    """An empty A4 with its margins in millimetres."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(top)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance = section.footer_distance = Mm(10)
    _one_font(document)
    _body_style(document)
    _clean(document)
    return document


def _one_font(document: DocumentObject) -> None:
    """Times New Roman for every script and style: for letters it calls East Asian Word looks at another of the four."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
        language.set(qn("w:eastAsia"), "vi-VN")


def _body_style(document: DocumentObject) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    body = styles["Body Text"]
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.first_line_indent = Cm(1.27)
    body.paragraph_format.space_before, body.paragraph_format.space_after = Pt(0), Pt(6)
    body.paragraph_format.line_spacing = 1.1
    for level in (1, 2):
        heading = styles[f"Heading {level}"]
        heading.font.size, heading.font.bold = Pt(14), True
        colour = heading.element.rPr.find(qn("w:color"))
        heading.element.rPr.remove(colour)
        heading.paragraph_format.first_line_indent = Cm(1.27)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(6), Pt(6)
        heading.paragraph_format.keep_with_next = True
    _table_styles(document)
    _dashes(document)


def _table_styles(document: DocumentObject) -> None:
    """What the tables of docx_body look like: an office that edits a template changes them here."""
    styles = document.styles
    caption = styles["Caption"]
    caption.element.rPr.remove(caption.element.rPr.find(qn("w:color")))
    caption.font.size, caption.font.bold = Pt(13), True
    caption.paragraph_format.alignment = CENTRE
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(8), Pt(6)
    caption.paragraph_format.keep_with_next = True
    text = styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style, text.font.size = styles["Normal"], Pt(12)
    text.paragraph_format.space_before = text.paragraph_format.space_after = Pt(2)
    note = styles.add_style("Table Note", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.size, note.font.italic = styles["Normal"], Pt(11), True
    note.paragraph_format.space_before, note.paragraph_format.space_after = Pt(3), Pt(6)


def _dashes(document: DocumentObject) -> None:
    """A list has the dash of an office for its sign, in the same type, and goes on when Enter is pressed."""
    style = document.styles["List Bullet"]
    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Cm(1.67), Cm(-0.4)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    style.paragraph_format.space_after = Pt(4)
    style.paragraph_format.line_spacing = 1.1
    number = style.element.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    listed = numbering.num_having_numId(number).abstractNumId.val
    level = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{listed}']/w:lvl[@w:ilvl='0']")[0]
    level.find(qn("w:lvlText")).set(qn("w:val"), "-")
    for old in (*level.findall(qn("w:rPr")), *level.findall(qn("w:pPr"))):
        level.remove(old)
    look, fonts = OxmlElement("w:rPr"), OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    look.append(fonts)
    level.append(look)


def _clean(document: DocumentObject) -> None:
    """python-docx's blank file carries a date, a remark and a picture of its own."""
    properties = document.core_properties
    properties.comments = ""
    properties.language = "vi-VN"
    for name in ("dcterms:created", "dcterms:modified"):
        for element in properties._element.findall(qn(name)):
            properties._element.remove(element)
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]


def write(
    where: DocumentObject | _Cell,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: Any = None,
    style: str = "Normal",
) -> Paragraph:
    """One paragraph. A cell ends in an empty one, which is taken first."""
    last = where.paragraphs[-1] if isinstance(where, _Cell) else None
    paragraph = last if last is not None and not last.runs else where.add_paragraph()
    paragraph.style = style
    paragraph.alignment = align
    add(paragraph, text, size=size, bold=bold, italic=italic)
    return paragraph


def add(paragraph: Paragraph, text: str, *, size: float = 14, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic


def each(where: DocumentObject | _Cell, item: str, items: str, *, of: str = "", **look: Any) -> None:
    """A paragraph for each text in a list."""
    write(where, f"{{%p for {item} in {items} %}}")
    write(where, f"{of}{{{{ {item} }}}}", **look)
    write(where, "{%p endfor %}")


def border(paragraph: Paragraph, side: str, line: str) -> None:
    borders, edge = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in (("val", line), ("sz", "6"), ("space", "1"), ("color", "000000")):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)
    after = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *after)


def rule(where: DocumentObject | _Cell, width: int, room: int) -> None:
    """A thin line of this width in the middle: the upper border of an empty, low paragraph. Not underlining, which
    would follow the words and cross their marks below."""
    paragraph = write(where, "", size=2)
    paragraph.paragraph_format.line_spacing = Pt(3)
    paragraph.paragraph_format.space_before = Pt(2)
    side = Length((room - width) // 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    border(paragraph, "top", "single")


def table(where: DocumentObject | _Cell, widths: tuple[Length, ...], rows: int = 1, *, lines: bool = False) -> Table:
    above = where.paragraphs[-1] if isinstance(where, _Cell) else None
    made = where.add_table(rows, len(widths))
    if above is not None and not above.runs:
        above._p.getparent().remove(above._p)
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    if lines:
        made.style = "Table Grid"
        _tight(made)
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    return made


def _tight(made: Table) -> None:
    """One millimetre at the sides, so that short headings stay on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    made._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def entry(cell: _Cell, text: str, *, bold: bool = False, align: Any = None) -> Paragraph:
    """The words in a cell of a table with lines."""
    paragraph = write(cell, text, size=12, bold=bold, align=align)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    return paragraph


def keep_row(row: Any, *, header: bool = False) -> None:
    """A row is not cut by the end of a page; a header row comes again on the next."""
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader") if header else ("w:cantSplit",):
        properties.append(OxmlElement(name))


def page_number(document: DocumentObject) -> None:
    """Centred in the top margin, from page 2 on."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("2")
    run.font.size = Pt(13)
    field.append(run._r)
    paragraph._p.append(field)


def office_head(
    where: DocumentObject | _Cell, *, size: float = 12, subject: bool = False, widths: Any = HALVES
) -> None:
    top = table(where, widths, rows=2)
    (left, right), (number, date) = top.rows[0].cells, top.rows[1].cells
    each(left, "line", "head.superior", size=size, align=CENTRE)
    each(left, "line", "head.issuer", size=size, bold=True, align=CENTRE)
    rule(left, Mm(18), widths[0] - CELL_SIDES)
    write(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=size, bold=True, align=CENTRE)
    write(right, "Độc lập - Tự do - Hạnh phúc", size=size + 1, bold=True, align=CENTRE)
    # As long as the words above, which stand in bold at one point more than `size`.
    rule(right, Mm(4.3 * (size + 1)), widths[1] - CELL_SIDES)
    write(number, "{{ head.number_line }}", size=size + 1, align=CENTRE)
    if subject:
        write(number, "{{ subject }}", size=12, align=CENTRE).paragraph_format.space_before = Pt(6)
    write(date, "{{ head.date_line }}", size=size + 1, italic=True, align=CENTRE)


def named_title(document: DocumentObject, kind: str) -> None:
    """The name of the kind of document, and below it what it is about."""
    write(document, "", size=8)
    write(document, kind, bold=True, align=CENTRE)
    each(document, "line", "subject", bold=True, align=CENTRE)
    rule(document, Mm(45), TEXT_WIDTH)


def receivers(document: DocumentObject) -> None:
    write(document, "{%p if to | length == 1 %}")
    write(document, "Kính gửi: {{ to[0] }}", align=CENTRE).paragraph_format.space_after = Pt(12)
    write(document, "{%p elif to %}")
    write(document, "Kính gửi:").paragraph_format.left_indent = Cm(3)
    write(document, "{%p for name in to %}")
    write(document, "- {{ name }}").paragraph_format.left_indent = Cm(5)
    write(document, "{%p endfor %}")
    write(document, "", size=6)
    write(document, "{%p endif %}")


def body(document: DocumentObject, items: str) -> None:
    """The items of body.py one after the other; tables and charts come built from docx_body."""
    write(document, f"{{%p for item in {items} %}}")
    write(document, "{%p if item.kind == 'section' %}")
    write(document, "{{ item.text }}", bold=True, style="Heading 1")
    write(document, "{%p elif item.kind == 'group' %}")
    write(document, "{{ item.text }}", bold=True, style="Heading 2")
    write(document, "{%p elif item.kind == 'paragraph' %}")
    write(document, "{{ item.text }}", style="Body Text")
    write(document, "{%p elif item.kind == 'lines' %}")
    each(document, "line", "item.lines", style="List Bullet")
    write(document, "{%p else %}")
    write(document, "{{p item.xml }}")
    write(document, "{%p endif %}")
    write(document, "{%p endfor %}")


def closing_and_signature(document: DocumentObject) -> None:
    """Kept together by "keep with next": a signature never stands alone on a page."""
    closing = write(document, "{{ closing }}", style="Body Text")
    closing.paragraph_format.keep_with_next = True
    closing.paragraph_format.space_after = Pt(12)
    foot = table(document, HALVES)
    keep_row(foot.rows[0])
    copies, sign = foot.rows[0].cells
    write(copies, "Nơi nhận:", size=12, bold=True, italic=True)
    each(copies, "copy", "signature.copies", size=11)
    each(sign, "line", "signature.authority", bold=True, align=CENTRE)
    for _ in range(5):
        write(sign, " ", align=CENTRE)
    write(sign, "{{ signature.name }}", bold=True, align=CENTRE)


def public_address(document: DocumentObject, note: str) -> None:
    write(document, "", size=6)
    write(document, "{%p if address %}")
    foot = table(document, (Mm(26), Mm(139)))
    foot.alignment = WD_TABLE_ALIGNMENT.LEFT
    keep_row(foot.rows[0])
    picture, words = foot.rows[0].cells
    write(picture, "{{ qr }}")
    write(words, note, size=11)
    write(words, "{{ address }}", size=11)
    write(document, "{%p endif %}")
    write(document, "{%p if checkpoint %}")
    write(document, "Mốc đối chiếu nhật ký xử lý: {{ checkpoint }}", size=9).paragraph_format.space_before = Pt(3)
    write(document, "{%p endif %}")
