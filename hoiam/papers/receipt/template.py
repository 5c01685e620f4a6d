"""The DOCX template of the receipt: two copies on one A4, each in a row of half a page, a dashed line between."""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm, Pt
from docx.table import _Cell

from hoiam.papers import blocks
from hoiam.papers.blocks import CENTRE, write

HALF, WIDTH = Mm(137), Mm(178)


def build() -> Document:
    document = blocks.new_document(top=10, left=16, right=16)
    page = blocks.table(document, (WIDTH,), rows=2)
    for which, row in enumerate(page.rows):
        row.height, row.height_rule = HALF, WD_ROW_HEIGHT_RULE.AT_LEAST
        blocks.keep_row(row)
        if which == 1:
            _cut(row.cells[0])
        _copy(row.cells[0], which)
    # Word wants a paragraph after a table; a full-sized one would open a second page.
    write(document, "", size=1).paragraph_format.line_spacing = Pt(1)
    return document


def _cut(half: _Cell) -> None:
    words = write(half, "cắt theo đường này", size=8, italic=True, align=CENTRE)
    blocks.border(words, "top", "dashed")
    words.paragraph_format.space_after = Pt(6)


def _copy(half: _Cell, which: int) -> None:
    blocks.office_head(half, size=11, widths=(Mm(70), Mm(102)))
    title = write(half, "GIẤY BIÊN NHẬN", size=14, bold=True, align=CENTRE)
    title.paragraph_format.space_before = Pt(4)
    copy = f"copies[{which}]"
    write(half, f"{{{{ {copy}.name }}}}", size=11, italic=True, align=CENTRE)
    words, picture = blocks.table(half, (Mm(144), Mm(28))).rows[0].cells
    blocks.add(write(words, "Số hồ sơ: ", size=14), "{{ number }}", size=14, bold=True)
    write(words, f"{{%p if {copy}.key %}}")
    blocks.add(write(words, "Mã bí mật: ", size=12), f"{{{{ {copy}.key }}}}", size=12, bold=True)
    write(words, "Giữ kín mã bí mật; cơ quan không hỏi mã này và không cấp lại.", size=10.5, italic=True)
    write(words, "{%p endif %}")
    _lines(words, "rows", 11)
    write(picture, "{% if address %}{{ qr }}{% endif %}", align=CENTRE)
    _lines(half, f"{copy}.proof", 8)
    _signers(half)


def _lines(where: _Cell, rows: str, size: float) -> None:
    write(where, f"{{%p for row in {rows} %}}")
    write(where, "{{ row.label }}: {{ row.text }}", size=size).paragraph_format.space_before = Pt(1)
    write(where, "{%p endfor %}")


def _signers(half: _Cell) -> None:
    sender, receiver = blocks.table(half, (Mm(86), Mm(86))).rows[0].cells
    for cell, title, hint in (
        (sender, "Người gửi", "(ký, ghi rõ họ tên nếu muốn)"),
        (receiver, "Người tiếp nhận", "(ký, ghi rõ họ tên)"),
    ):
        write(cell, title, size=11, bold=True, align=CENTRE)
        write(cell, hint, size=10, italic=True, align=CENTRE)
    write(receiver, " ", size=40, align=CENTRE)
    write(receiver, "{{ receiver }}", size=11, bold=True, align=CENTRE)
