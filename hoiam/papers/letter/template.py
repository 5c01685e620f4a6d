"""The DOCX template of the reply letter."""

from __future__ import annotations

from docx.document import Document

from hoiam.papers import blocks


def build() -> Document:
    document = blocks.new_document()
    blocks.page_number(document)
    blocks.office_head(document, subject=True)
    blocks.write(document, "")
    blocks.receivers(document)
    blocks.each(document, "words", "paragraphs", style="Body Text")
    blocks.closing_and_signature(document)
    blocks.public_address(document, "Nội dung trả lời được đăng công khai tại địa chỉ dưới đây (quét mã để xem):")
    return document
