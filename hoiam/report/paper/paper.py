"""A report as an official document: what papers.report sets, filled from a compiled report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from django.conf import settings
from django.utils import timezone

from hoiam.ledger.acts import latest_checkpoint
from hoiam.office.models import Person, Role, holders
from hoiam.papers.body import Block, Column, Lines, Paragraph, Row, Table
from hoiam.papers.head import Head, Signature
from hoiam.papers.report.paper import Group, ReportPaper
from hoiam.papers.report.paper import Section as PaperSection
from hoiam.papers.words import CHAIRMAN, VICE_CHAIRMAN, paragraphs
from hoiam.report.content.content import Planned, Resulted, Written
from hoiam.report.counting.compile import Compiled
from hoiam.report.kinds.kinds import Heading
from hoiam.report.models import Section
from hoiam.report.paper.annexes import annexes, annexes_told
from hoiam.report.sentences.sentence import text_of
from hoiam.report.sentences.wording import OUTCOME_FIGURES

NOT_YET = "Chưa có nội dung (đơn vị chưa gửi đóng góp)."
NOT_PUBLISHED = "Phần lời của các đơn vị có khi báo cáo được công bố."
ADDED_UP = (
    *("messages_total", "messages_carried", "messages_received", "messages_reopened"),
    *("messages_closed", "messages_open", "open_in_time", "open_overdue"),
)


def address(compiled: Compiled) -> str:
    """The public page of the report."""
    return f"{settings.PUBLIC_URL}/bao-cao/{compiled.kind.id}/{compiled.period.code}"


def paper_of(compiled: Compiled) -> ReportPaper:
    """The whole document, worded; number, day, seal and signature are left to the register and the hand."""
    office, period = compiled.office, compiled.period
    about = compiled.kind.on(period)
    drafted = compiled.frozen.at if compiled.frozen else compiled.at
    superior = office.parent.committee_in_full if office.parent else ""
    last, added = latest_checkpoint(office), annexes(compiled)
    return ReportPaper(
        head=Head(
            issuer=office.letterhead, place=office.name, drafted_on=timezone.localdate(drafted), symbol="BC-UBND"
        ),
        subject=compiled.kind.titled(period),
        opening=f"{office.committee_in_full} báo cáo {about} như sau:",
        sections=_sections(compiled, annexes_told(added)),
        closing=f"Trên đây là báo cáo {about}, {office.committee_in_full} báo cáo"
        f"{f' {superior}' if superior else ''}./.",
        signature=_signature(compiled),
        issued_by=office.committee_in_full,
        annexes=tuple(annex for _, annex in added),
        to=(superior,) if superior else (),
        notice=_notice(compiled),
        address=address(compiled),
        checkpoint=f"{office.code} {last.size} {last.root}" if last else "",
    )


def _notice(compiled: Compiled) -> str:
    """Up to when a running period is counted; of a correction, that it is one and why."""
    frozen = compiled.frozen
    if frozen is None or frozen.version == 1:
        return compiled.notice
    return f"Bản {frozen.version}, thay bản {frozen.version - 1}. {frozen.note}"


def _signature(compiled: Compiled) -> Signature:
    signer: Person | None = compiled.frozen.by if compiled.frozen else holders(compiled.office, Role.APPROVER).first()
    vice = signer is not None and signer.post.startswith("Phó Chủ tịch")
    copies = ("- Như trên;", "- TT Đảng ủy;", "- TT HĐND;", "- Lưu: VT, VP.")
    return Signature(VICE_CHAIRMAN if vice else CHAIRMAN, signer.full_name if signer else "", copies)


def _sections(compiled: Compiled, added: str) -> tuple[PaperSection, ...]:
    return tuple(_section(compiled, heading, added) for heading in compiled.kind.headings)


def _section(compiled: Compiled, heading: Heading, added: str) -> PaperSection:
    """A heading with one section holds its words; one with several numbers them."""
    if len(heading.sections) == 1:
        return PaperSection(heading.title, _blocks(compiled, heading.sections[0], added))
    groups = [
        Group(f"{place}. {section.label}", _blocks(compiled, section, added))
        for place, section in enumerate(heading.sections, start=1)
    ]
    if compiled.results and heading == compiled.kind.headings[0]:
        title = f"{len(groups) + 1}. Kết quả thực hiện nhiệm vụ kỳ trước"
        groups.append(Group(title, (_results(compiled),)))
    return PaperSection(heading.title, groups=tuple(groups))


def _blocks(compiled: Compiled, section: Section, added: str) -> tuple[Block, ...]:
    """What stands under a section: its words; under that of letters, or the first, what the figures say too, and where
    the annexes are."""
    sections = compiled.kind.sections
    if section != (Section.LETTERS if Section.LETTERS in sections else sections[0]):
        return _words(compiled, section)
    said = [text_of(sentence) for sentence in compiled.sentences]
    words = (*said, *_written(compiled.words, section), *out_of_balance(compiled), added)
    return (*_paragraphs(words), *_balance(compiled))


def _paragraphs(texts: Iterable[str]) -> tuple[Block, ...]:
    return tuple(map(Paragraph, texts))


def _words(compiled: Compiled, section: Section) -> tuple[Block, ...]:
    written = _paragraphs(_written(compiled.words, section))
    if section == Section.TASKS and compiled.plan:
        return (Lines(tuple(f"{task.text} ({_whose(task)})" for task in compiled.plan)), *written)
    return written or _paragraphs((NOT_YET if compiled.worded else NOT_PUBLISHED,))


def _whose(task: Planned | Resulted) -> str:
    """«Phòng Kinh tế, chuyển kỳ lần thứ 2»"""
    return ", ".join(one for one in (task.unit, task.carried) if one)


def _results(compiled: Compiled) -> Table:
    """What came of the plan of the last report."""
    rows = tuple(Row((f"{task.text} ({_whose(task)})", task.told)) for task in compiled.results)
    return Table("", (Column("Nhiệm vụ", 3, "left"), Column("Kết quả", 2, "left")), rows, numbered=True)


def _written(narratives: Iterable[Written], section: Section) -> tuple[str, ...]:
    """The units' words for a section, each beginning with the unit's name."""
    return tuple(
        f"{words.unit}: {line}" if place == 0 else line
        for words in narratives
        if words.section == section
        for place, line in enumerate(paragraphs(words.text))
    )


def _balance(compiled: Compiled) -> tuple[Table, ...]:
    """Every total with its parts below it, so that it can be added up on paper; none where one of them is not told."""
    if any(one not in compiled.figures or compiled.figures[one].value is None for one in (*ADDED_UP, *OUTCOME_FIGURES)):
        return ()

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
    columns = (Column("Nội dung", 4.5, "left"), Column("Số lượng"))
    return (Table("Bảng 1. Cân đối số nội dung trong kỳ", columns, rows),)


def out_of_balance(compiled: Compiled) -> tuple[str, ...]:
    """What a report that does not close says of itself."""
    balance = compiled.face.balance
    if balance.closes:
        return ()
    records = [f"số {', '.join(balance.broken)}"] if balance.broken else []
    records += [f"{balance.broken_restricted} hồ sơ hạn chế tiếp cận"] if balance.broken_restricted else []
    said = []
    if records:
        where = f"{' và '.join(records)}{_lines(balance.entries)}"
        said.append(f"Số liệu chưa cân đối: cần xem lại nhật ký xử lý của hồ sơ {where}.")
    if balance.letters:
        said.append(f"Số đơn thư chưa cân đối: cần xem lại nhật ký xử lý{_lines(balance.letters)}.")
    if balance.offices:
        said.append(f"Số liệu chưa cân đối vì báo cáo của: {', '.join(balance.offices)}.")
    return tuple(said)


def _lines(entries: tuple[int, ...]) -> str:
    """Which entries; reports frozen before these were kept name none."""
    return f" (dòng số {', '.join(map(str, entries))})" if entries else ""
