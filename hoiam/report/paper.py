"""A report as an official document: what papers.report sets, filled from a compiled report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from django.conf import settings
from django.utils import timezone

from hoiam.ledger.acts import latest_checkpoint
from hoiam.office.models import Person, Role, holders
from hoiam.papers.body import Block, Column, Paragraph, Row, Table
from hoiam.papers.head import Head, Signature
from hoiam.papers.report.paper import Annex, Group, ReportPaper
from hoiam.papers.report.paper import Section as PaperSection
from hoiam.papers.words import CHAIRMAN, VICE_CHAIRMAN, paragraphs
from hoiam.report.compile import Compiled
from hoiam.report.face import Figure, Written
from hoiam.report.models import Section
from hoiam.report.sentences import OUTCOME_FIGURES, text

NOT_YET = "Chưa có nội dung (đơn vị chưa gửi đóng góp)."
NOT_PUBLISHED = "Phần lời của các đơn vị có khi báo cáo được công bố."
RESULTS = (
    Section.LEADERSHIP,
    Section.ECONOMY,
    Section.SOCIETY,
    Section.DEFENCE,
    Section.LETTERS,
    Section.REFORM,
    Section.INFORMATION,
)
JUDGEMENT = (Section.STRENGTHS, Section.LIMITS, Section.CAUSES)


def address(compiled: Compiled) -> str:
    """The public page of the report."""
    return f"{settings.PUBLIC_URL}/bao-cao/{compiled.kind.id}/{compiled.period.code}"


def paper_of(compiled: Compiled) -> ReportPaper:
    """The whole document, worded; number, day, seal and signature are left to the register and the hand."""
    office, period = compiled.office, compiled.period
    about = compiled.kind.on(period)
    drafted = compiled.frozen.at if compiled.frozen else compiled.at
    superior = office.parent.committee_in_full if office.parent else ""
    last = latest_checkpoint(office)
    return ReportPaper(
        head=Head(
            issuer=office.letterhead, place=office.name, drafted_on=timezone.localdate(drafted), symbol="BC-UBND"
        ),
        subject=compiled.kind.titled(period),
        opening=f"{office.committee_in_full} báo cáo {about} như sau:",
        sections=_sections(compiled),
        closing=f"Trên đây là báo cáo {about}, {office.committee_in_full} báo cáo"
        f"{f' {superior}' if superior else ''}./.",
        signature=_signature(compiled),
        issued_by=office.committee_in_full,
        annexes=(_definitions(compiled),),
        to=(superior,) if superior else (),
        notice=compiled.notice,
        address=address(compiled),
        checkpoint=f"{office.code} {last.size} {last.root}" if last else "",
    )


def _signature(compiled: Compiled) -> Signature:
    signer: Person | None = compiled.frozen.by if compiled.frozen else holders(compiled.office, Role.APPROVER).first()
    vice = signer is not None and signer.post.startswith("Phó Chủ tịch")
    copies = ("- Như trên;", "- TT Đảng ủy;", "- TT HĐND;", "- Lưu: VT, VP.")
    return Signature(VICE_CHAIRMAN if vice else CHAIRMAN, signer.full_name if signer else "", copies)


def _sections(compiled: Compiled) -> tuple[PaperSection, ...]:
    return (
        PaperSection(
            "I. KẾT QUẢ THỰC HIỆN",
            groups=tuple(_group(compiled, section, place) for place, section in enumerate(RESULTS, start=1)),
        ),
        PaperSection(
            "II. ĐÁNH GIÁ CHUNG",
            groups=tuple(
                Group(f"{place}. {section.label}", _words(compiled, section))
                for place, section in enumerate(JUDGEMENT, start=1)
            ),
        ),
        PaperSection("III. NHIỆM VỤ TRỌNG TÂM", _words(compiled, Section.TASKS)),
        PaperSection("IV. KIẾN NGHỊ, ĐỀ XUẤT", _words(compiled, Section.PROPOSALS)),
    )


def _group(compiled: Compiled, section: Section, place: int) -> Group:
    title = f"{place}. {section.label}"
    if section != Section.LETTERS:
        return Group(title, _words(compiled, section))
    said = [text(sentence) for sentence in compiled.face.sentences]
    return Group(
        title,
        (
            *_paragraphs((*said, *_written(compiled.words, section), *out_of_balance(compiled))),
            _figures(compiled),
            _balance(compiled),
        ),
    )


def _paragraphs(texts: Iterable[str]) -> tuple[Block, ...]:
    return tuple(map(Paragraph, texts))


def _words(compiled: Compiled, section: Section) -> tuple[Block, ...]:
    return _paragraphs(_written(compiled.words, section) or (NOT_YET if compiled.worded else NOT_PUBLISHED,))


def _written(narratives: Iterable[Written], section: Section) -> tuple[str, ...]:
    """The units' words for a section, each beginning with the unit's name."""
    return tuple(
        f"{words.unit}: {line}" if place == 0 else line
        for words in narratives
        if words.section == section
        for place, line in enumerate(paragraphs(words.text))
    )


def _figures(compiled: Compiled) -> Table:
    columns = (
        Column("Nội dung", 6, "left"),
        Column("Đơn vị tính", 2.4),
        Column("Kỳ này", 1.7),
        Column("Kỳ trước", 2),
        Column("So sánh", 3),
    )
    rows = tuple(row for figure in compiled.told for row in _rows(figure))
    return Table("Bảng 1. Số liệu tiếp nhận, xử lý phản ánh, kiến nghị", columns, rows, numbered=True)


def _rows(figure: Figure) -> list[Row]:
    whole = Row((figure.name, figure.unit, figure.shown, figure.shown_before, figure.change))
    return [whole, *(Row((part.name, figure.unit, str(part.value), "", ""), "part") for part in figure.parts)]


def _balance(compiled: Compiled) -> Table:
    """Every total with its parts below it, so that it can be added up on paper."""

    def row(name: str, *ids: str, look: Literal["total", "part"] = "part") -> Row:
        return Row((name, str(sum(int(compiled.figures[id].value or 0) for id in ids))), look)

    outcomes = (figure for figure in OUTCOME_FIGURES if compiled.figures[figure].value)
    rows = (
        row("Tổng số phải giải quyết", "messages_total", look="total"),
        row("Kỳ trước chuyển sang", "messages_carried"),
        row("Tiếp nhận trong kỳ", "messages_received"),
        row("Mở lại", "messages_reopened"),
        row("Đã giải quyết", "messages_closed", look="total"),
        *(row(compiled.figures[id].name, id) for id in outcomes),
        row("Đang giải quyết", "messages_open", look="total"),
        row("Trong hạn", "open_in_time"),
        row("Quá hạn", "open_overdue"),
    )
    return Table("Bảng 2. Cân đối số nội dung trong kỳ", (Column("Nội dung", 4.5, "left"), Column("Số lượng")), rows)


def _definitions(compiled: Compiled) -> Annex:
    columns = (Column("Số liệu", 1, "left"), Column("Cách tính", 2, "left"))
    rows = tuple(Row((figure.name, figure.definition)) for figure in compiled.told)
    return Annex("CÁCH TÍNH CÁC SỐ LIỆU TRONG BÁO CÁO", (Table("", columns, rows, numbered=True),))


def out_of_balance(compiled: Compiled) -> tuple[str, ...]:
    """What a report that does not close says of itself."""
    balance = compiled.face.balance
    if balance.closes:
        return ()
    named = f" số {', '.join(balance.broken)}" if balance.broken else ""
    restricted = f" và {balance.broken_restricted} hồ sơ hạn chế tiếp cận" if balance.broken_restricted else ""
    return (f"Số liệu chưa cân đối: cần xem lại nhật ký xử lý của hồ sơ{named}{restricted}.",)
