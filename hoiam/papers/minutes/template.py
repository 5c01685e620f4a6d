"""The DOCX template of minutes."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt

from hoiam.papers import blocks
from hoiam.papers.blocks import CENTRE, LEFT, write


def build() -> Document:
    document = blocks.new_document()
    blocks.page_number(document)
    blocks.office_head(document)
    blocks.named_title(document, "BIÊN BẢN")
    write(document, "", size=8)
    _lines(document, "facts")
    write(document, "{%p for party in present %}")
    write(document, "{{ party.title }}", bold=True, style="Heading 1")
    _lines(document, "party.lines")
    write(document, "{%p endfor %}")
    write(document, "{{ content_title }}", bold=True, style="Heading 1")
    blocks.body(document, "body")
    _signed(document)
    return document


def _lines(document: Document, items: str) -> None:
    """A blank line is dotted by its tab, so that it ends at the margin whatever stands before it."""
    write(document, f"{{%p for line in {items} %}}")
    write(document, "{%p if line.blank %}")
    blank = write(document, "{{ line.text }} \t", align=LEFT, style="Body Text")
    blank.paragraph_format.tab_stops.add_tab_stop(blocks.TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    write(document, "{%p else %}")
    write(document, "{{ line.text }}", style="Body Text")
    write(document, "{%p endif %}")
    write(document, "{%p endfor %}")


def _signed(document: Document) -> None:
    closing = write(document, "{{ closing }}", style="Body Text")
    closing.paragraph_format.keep_with_next = True
    closing.paragraph_format.space_after = Pt(12)
    foot = blocks.table(document, (Mm(55), Mm(55), Mm(55)))
    blocks.keep_row(foot.rows[0])
    begin, signer, end = foot.rows[0].cells
    write(begin, "{%tc for signer in signers %}")
    write(signer, "{{ signer.title }}", bold=True, align=CENTRE)
    write(signer, "{{ signer.hint }}", italic=True, align=CENTRE)
    for _ in range(5):
        write(signer, " ", align=CENTRE)
    write(signer, "{{ signer.name }}", bold=True, align=CENTRE)
    write(end, "{%tc endfor %}")
    write(document, "{%p if copies %}")
    write(document, "Nơi nhận:", size=12, bold=True, italic=True).paragraph_format.space_before = Pt(12)
    blocks.each(document, "copy", "copies", size=11)
    write(document, "{%p endif %}")
