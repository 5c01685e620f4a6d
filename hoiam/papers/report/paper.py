"""A report of an office (báo cáo): weekly to yearly, on a theme, of a whole province. Every text comes worded;
nothing is counted here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hoiam.papers.body import ROOM, ROOM_ACROSS, Block, items
from hoiam.papers.docx import fill
from hoiam.papers.head import Head, Signature
from hoiam.papers.pdf import typeset
from hoiam.papers.words import roman


@dataclass(frozen=True)
class Group:
    """A numbered heading under a section ("5. Tiếp công dân, xử lý đơn thư")."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Section:
    title: str  # "I. KẾT QUẢ THỰC HIỆN"
    blocks: tuple[Block, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True)
class Annex:
    title: str  # "CÁCH TÍNH CÁC SỐ LIỆU TRONG BÁO CÁO"
    blocks: tuple[Block, ...]
    landscape: bool = False  # for tables of many columns


@dataclass(frozen=True)
class ReportPaper:
    head: Head
    subject: tuple[str, ...]  # lines under "BÁO CÁO"
    opening: str
    sections: tuple[Section, ...]
    closing: str  # "Trên đây là báo cáo …./."
    signature: Signature
    issued_by: str  # "Ủy ban nhân dân phường Hòa Bình", for the line under the name of an annex
    annexes: tuple[Annex, ...] = ()
    to: tuple[str, ...] = ()
    notice: str = ""  # up to when a running period is counted; that this is a new version, and why
    address: str = ""
    checkpoint: str = ""

    def words(self) -> dict[str, Any]:
        head = self.head.words()
        number = head["number_line"].replace("Số", "số")
        return {
            "title": "Báo cáo " + " ".join(self.subject),
            "head": head,
            "subject": self.subject,
            "to": self.to,
            "notice": self.notice,
            "opening": self.opening,
            "body": list(_body(self.sections)),
            "closing": self.closing,
            "signature": self.signature.words(),
            "annex_to": f"(Kèm theo Báo cáo {number} {head['day']} của {self.issued_by})",
            "annexes": [_annex(annex, place, len(self.annexes)) for place, annex in enumerate(self.annexes, start=1)],
            "address": self.address,
            "checkpoint": self.checkpoint,
        }

    def pdf(self) -> bytes:
        return typeset("report", self.words())

    def docx(self) -> bytes:
        return fill("report", self.words())


def _body(sections: tuple[Section, ...]) -> Iterator[dict[str, Any]]:
    for section in sections:
        yield {"kind": "section", "text": section.title}
        yield from items(section.blocks)
        for group in section.groups:
            yield {"kind": "group", "text": group.title}
            yield from items(group.blocks)


def _annex(annex: Annex, place: int, among: int) -> dict[str, Any]:
    """One annex is only "Phụ lục"; several are numbered in Roman (NĐ 30/2020, Phụ lục I)."""
    return {
        "label": "Phụ lục" if among == 1 else f"Phụ lục {roman(place)}",
        "title": annex.title,
        "landscape": annex.landscape,
        "body": list(items(annex.blocks, ROOM_ACROSS if annex.landscape else ROOM)),
    }
