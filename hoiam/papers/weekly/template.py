"""The DOCX template of the weekly report."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from hoiam.papers import blocks
from hoiam.papers.blocks import CENTRE, LEFT, entry, write


def build() -> Document:
    document = blocks.new_document()
    blocks.page_number(document)
    blocks.office_head(document)
    write(document, "", size=8)
    write(document, "BÁO CÁO", bold=True, align=CENTRE)
    blocks.each(document, "line", "subject", bold=True, align=CENTRE)
    blocks.rule(document, Mm(45), blocks.TEXT_WIDTH)
    write(document, "{%p if notice %}")
    write(document, "{{ notice }}", italic=True, align=CENTRE)
    write(document, "{%p endif %}")
    write(document, "", size=8)
    blocks.receivers(document)
    write(document, "{{ opening }}", style="Body Text")
    _sections(document)
    blocks.closing_and_signature(document)
    _annex(document)
    return document


def _sections(document: Document) -> None:
    write(document, "{%p for section in sections %}")
    write(document, "{{ section.title }}", bold=True, style="Heading 1")
    blocks.each(document, "words", "section.paragraphs", style="Body Text")
    write(document, "{%p for group in section.groups %}")
    write(document, "{{ group.title }}", bold=True, style="Heading 2")
    blocks.each(document, "words", "group.paragraphs", style="Body Text")
    write(document, "{%p if group.figures %}")
    _caption(document, "{{ group.figures_title }}")
    _figures(document)
    write(document, "{%p endif %}")
    write(document, "{%p if group.balance %}")
    _caption(document, "{{ group.balance_title }}")
    _balance(document)
    write(document, "{%p endif %}")
    write(document, "{%p endfor %}")
    write(document, "{%p endfor %}")


def _caption(document: Document, text: str) -> None:
    caption = write(document, text, size=13, bold=True, align=CENTRE)
    caption.paragraph_format.space_before = caption.paragraph_format.space_after = Pt(6)
    caption.paragraph_format.keep_with_next = True


def _rows(
    document: Document, widths: tuple[Length, ...], names: tuple[str, ...], items: str, places: tuple[str, ...]
) -> list[Paragraph]:
    """A table with a header row, and one row for each item; the paragraphs of that row are given back."""
    made = blocks.table(document, widths, rows=4, lines=True)
    for cell, name in zip(made.rows[0].cells, names, strict=True):
        entry(cell, name, bold=True, align=CENTRE)
    blocks.keep_row(made.rows[0], header=True)
    write(made.rows[1].cells[0], f"{{%tr for row in {items} %}}", size=12)
    blocks.keep_row(made.rows[2])
    filled = [entry(cell, place, align=CENTRE) for cell, place in zip(made.rows[2].cells, places, strict=True)]
    write(made.rows[3].cells[0], "{%tr endfor %}", size=12)
    return filled


def _figures(document: Document) -> None:
    widths = (Mm(11), Mm(63), Mm(24), Mm(17), Mm(20), Mm(30))
    names = ("STT", "Nội dung", "Đơn vị tính", "Kỳ này", "Kỳ trước", "So sánh")
    places = (
        "{{ loop.index }}",
        "{{ row.name }}",
        "{{ row.unit }}",
        "{{ row.now }}",
        "{{ row.before }}",
        "{{ row.change }}",
    )
    _rows(document, widths, names, "group.figures", places)[1].alignment = LEFT
    write(document, "", size=6)


def _balance(document: Document) -> None:
    made = blocks.table(document, (Mm(135), Mm(30)), rows=8, lines=True)
    for cell, name in zip(made.rows[0].cells, ("Nội dung", "Số lượng"), strict=True):
        entry(cell, name, bold=True, align=CENTRE)
    blocks.keep_row(made.rows[0], header=True)
    for row, tag in ((1, "for row in group.balance"), (2, "if row.part"), (4, "else"), (6, "endif"), (7, "endfor")):
        write(made.rows[row].cells[0], f"{{%tr {tag} %}}", size=12)
    for row, part in ((3, True), (5, False)):
        left, right = made.rows[row].cells
        words = entry(left, "{{ row.name }}", bold=not part)
        words.paragraph_format.left_indent = Mm(8) if part else None
        entry(right, "{{ row.value }}", bold=not part, align=CENTRE)
        blocks.keep_row(made.rows[row])
    write(document, "", size=6)


def _annex(document: Document) -> None:
    first = write(document, "Phụ lục", bold=True, align=CENTRE, style="Heading 1")
    first.paragraph_format.page_break_before = True
    first.paragraph_format.first_line_indent = Mm(0)
    write(document, "CÁCH TÍNH CÁC SỐ LIỆU TRONG BÁO CÁO", bold=True, align=CENTRE)
    write(document, "{{ annex_to }}", italic=True, align=CENTRE)
    write(document, "", size=8)
    names = ("STT", "Số liệu", "Cách tính")
    places = ("{{ loop.index }}", "{{ row.name }}", "{{ row.words }}")
    for paragraph in _rows(document, (Mm(11), Mm(54), Mm(100)), names, "definitions", places)[1:]:
        paragraph.alignment = LEFT
    blocks.public_address(
        document, "Từng con số và các hồ sơ công khai phía sau được đăng tại địa chỉ dưới đây (quét mã để xem):"
    )
