"""The letter of reply (công văn trả lời)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hoiam.papers.docx import fill
from hoiam.papers.head import Head, Signature
from hoiam.papers.pdf import typeset


@dataclass(frozen=True)
class Letter:
    head: Head
    subject: str  # after "V/v": "trả lời phản ánh về rác tồn đọng tại chợ Hòa Bình"
    to: tuple[str, ...]
    paragraphs: tuple[str, ...]
    closing: str  # the last paragraph, with its "./."
    signature: Signature
    address: str = ""  # of the public page; empty where nothing is public
    checkpoint: str = ""

    def words(self) -> dict[str, Any]:
        return {
            "title": f"V/v {self.subject}",
            "head": self.head.words(),
            "subject": f"V/v {self.subject}",
            "to": self.to,
            "paragraphs": self.paragraphs,
            "closing": self.closing,
            "signature": self.signature.words(),
            "address": self.address,
            "checkpoint": self.checkpoint,
        }

    def pdf(self) -> bytes:
        return typeset("letter", self.words())

    def docx(self) -> bytes:
        return fill("letter", self.words())
