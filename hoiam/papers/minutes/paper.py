"""Minutes (biên bản): where and when, who was there, what was said, and the signatures of those who were there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hoiam.papers.body import Block, items
from hoiam.papers.docx import fill
from hoiam.papers.head import Head
from hoiam.papers.pdf import typeset


@dataclass(frozen=True)
class Line:
    """One line of words. A blank one goes on in dots to the margin, to be filled in by hand."""

    text: str  # "Họ và tên:"
    blank: bool = False


@dataclass(frozen=True)
class Party:
    """Who was there, by post."""

    title: str  # "1. Người tiếp nhận"
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Signer:
    title: str  # "NGƯỜI GHI BIÊN BẢN"
    hint: str  # "(ký, ghi rõ họ tên)"
    name: str = ""


@dataclass(frozen=True)
class Minutes:
    head: Head
    subject: tuple[str, ...]  # lines under "BIÊN BẢN"
    facts: tuple[Line, ...]  # "Thời gian bắt đầu: …", "Địa điểm: …"
    present: tuple[Party, ...]
    content_title: str  # "Nội dung …:"
    content: tuple[Block, ...]
    closing: str  # "Biên bản kết thúc hồi … giờ … phút cùng ngày …./."
    signers: tuple[Signer, ...]
    copies: tuple[str, ...]  # "Nơi nhận", lines as printed

    def words(self) -> dict[str, Any]:
        # The day stands in the words of the minutes: under the nation's name there is none (NĐ 30/2020, Phụ lục III).
        head = self.head.words() | {"date_line": ""}
        return {
            "title": "Biên bản " + " ".join(self.subject),
            "head": head,
            "subject": self.subject,
            "facts": [vars(line) for line in self.facts],
            "present": [{"title": one.title, "lines": [vars(line) for line in one.lines]} for one in self.present],
            "content_title": self.content_title,
            "body": list(items(self.content)),
            "closing": self.closing,
            "signers": [vars(signer) for signer in self.signers],
            "copies": self.copies,
        }

    def pdf(self) -> bytes:
        return typeset("minutes", self.words())

    def docx(self) -> bytes:
        return fill("minutes", self.words())
