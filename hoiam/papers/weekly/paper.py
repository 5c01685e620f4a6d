"""The weekly report of an office (báo cáo tuần). Every text comes worded; nothing is counted here."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from hoiam.papers.docx import fill
from hoiam.papers.head import Head, Signature
from hoiam.papers.pdf import typeset


@dataclass(frozen=True)
class FigureRow:
    name: str
    unit: str
    now: str
    before: str
    change: str


@dataclass(frozen=True)
class BalanceRow:
    name: str
    value: str
    part: bool = False  # "trong đó": a part of the row above


@dataclass(frozen=True)
class Definition:
    name: str
    words: str


@dataclass(frozen=True)
class Group:
    """A numbered heading under a section ("5. Tiếp công dân, xử lý đơn thư"), its sentences and its tables."""

    title: str
    paragraphs: tuple[str, ...] = ()
    figures_title: str = ""
    figures: tuple[FigureRow, ...] = ()
    balance_title: str = ""
    balance: tuple[BalanceRow, ...] = ()


@dataclass(frozen=True)
class Section:
    title: str  # "I. KẾT QUẢ THỰC HIỆN"
    paragraphs: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True)
class WeeklyReport:
    head: Head
    subject: tuple[str, ...]  # lines under "BÁO CÁO"
    opening: str
    sections: tuple[Section, ...]
    closing: str  # "Trên đây là báo cáo …./."
    signature: Signature
    definitions: tuple[Definition, ...]
    to: tuple[str, ...] = ()
    notice: str = ""  # of a running week: up to when it is counted
    address: str = ""
    checkpoint: str = ""

    def words(self) -> dict[str, Any]:
        head = self.head.words()
        return {
            "title": "Báo cáo " + " ".join(self.subject),
            "head": head,
            "subject": self.subject,
            "to": self.to,
            "notice": self.notice,
            "opening": self.opening,
            "sections": [asdict(section) for section in self.sections],
            "closing": self.closing,
            "signature": self.signature.words(),
            "annex_to": f"(Kèm theo Báo cáo {head['number_line'].replace('Số', 'số')} {head['day']})",
            "definitions": [asdict(definition) for definition in self.definitions],
            "address": self.address,
            "checkpoint": self.checkpoint,
        }

    def pdf(self) -> bytes:
        return typeset("weekly", self.words())

    def docx(self) -> bytes:
        return fill("weekly", self.words())
