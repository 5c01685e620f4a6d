"""The DOCX template of a report."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Mm

from hoiam.papers import blocks
from hoiam.papers.blocks import CENTRE, write


def build() -> Document:
    document = blocks.new_document()
    blocks.page_number(document)
    blocks.office_head(document)
    blocks.named_title(document, "BÁO CÁO")
    write(document, "{%p if notice %}")
    write(document, "{{ notice }}", italic=True, align=CENTRE)
    write(document, "{%p endif %}")
    write(document, "", size=8)
    blocks.receivers(document)
    write(document, "{{ opening }}", style="Body Text")
    blocks.body(document, "body")
    blocks.closing_and_signature(document)
    _annexes(document)
    blocks.public_address(
        document, "Từng con số và các hồ sơ công khai phía sau được đăng tại địa chỉ dưới đây (quét mã để xem):"
    )
    return document


def _annexes(document: Document) -> None:
    write(document, "{%p for annex in annexes %}")
    write(document, "{%p if annex.turn %}")
    write(document, "{{p annex.turn }}")
    write(document, "{%p endif %}")
    first = write(document, "{{ annex.label }}", bold=True, align=CENTRE, style="Heading 1")
    first.paragraph_format.page_break_before = True
    first.paragraph_format.first_line_indent = Mm(0)
    write(document, "{{ annex.title }}", bold=True, align=CENTRE)
    write(document, "{{ annex_to }}", italic=True, align=CENTRE)
    write(document, "", size=8)
    blocks.body(document, "annex.body")
    write(document, "{%p endfor %}")
