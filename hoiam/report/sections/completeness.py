"""Whether a report is complete: that is no click, but what it holds. Each problem says what is missing, what to do.

Sentences that do not agree with their numbers are no matter of this: who approves a report has seen and kept them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hoiam.report.counting.compile import Compiled
from hoiam.report.figures.table import FIGURES
from hoiam.report.models import Explanation, Section
from hoiam.report.sections.acts import Standing, sections_standing
from hoiam.report.typed.definitions import typed_figures

Sort = Literal["balance", "figure", "section"]
# What an explanation is tied to.
FIGURE, SECTION = "figure:", "section:"


@dataclass(frozen=True)
class Problem:
    """Something for which a report is not complete yet: ``about`` is what an explanation would be tied to."""

    sort: Sort
    about: str
    words: str
    advice: str

    @property
    def explainable(self) -> bool:
        """Whether a written reason settles it; a balance that does not close has to be mended."""
        return self.sort in ("figure", "section")


def problems(compiled: Compiled) -> list[Problem]:
    """What keeps a report from being handed in, in the order of the document; nothing when it is complete."""
    given = explained(compiled)
    open_ones = [*_balance(compiled), *_figures(compiled), *_sections(compiled)]
    return [one for one in open_ones if not (one.explainable and one.about in given)]


def explained(compiled: Compiled) -> dict[str, Explanation]:
    """The newest explanation of each empty thing."""
    rows = Explanation.objects.filter(
        report__office=compiled.office, report__kind=compiled.kind.id, report__period=compiled.period.code
    ).select_related("by")
    return {row.about: row for row in rows.order_by("at", "id") if row.text}


def label_of(about: str) -> str:
    """What an explanation is about, in words."""
    sort, _, name = about.partition(":")
    if f"{sort}:" == SECTION and name in Section.values:
        return f"Mục «{Section(name).label}»"
    named = FIGURES.get(name) or typed_figures().get(name)
    return f"Số liệu «{named.name}»" if named else about


def _balance(compiled: Compiled) -> list[Problem]:
    """«Số liệu không khớp»: carried over + received + reopened is not closed + open."""
    balance = compiled.face.balance
    if balance.closes:
        return []
    named = [f"hồ sơ {number}" for number in balance.broken]
    if balance.broken_restricted:
        named.append(f"{balance.broken_restricted} hồ sơ hạn chế tiếp cận")
    if balance.letters:
        named.append(f"đơn thư (dòng nhật ký số {', '.join(map(str, balance.letters))})")
    advice = "Nhờ quản trị hệ thống chạy «hoiam facts» và «hoiam ledger verify»; sau khi sửa, lập bản đính chính."
    return [Problem("balance", "balance", f"Cân đối không khép: {', '.join(named)}.", advice)]


def _figures(compiled: Compiled) -> list[Problem]:
    """Figures people must type that nobody typed, with no reason why."""
    return [
        Problem("figure", f"{FIGURE}{one.id}", f"Chưa có số liệu: {one.name}.", "Nhập số, hoặc nêu lý do chưa có.")
        for one in compiled.face.figures
        if one.typed is not None and not one.typed.at
    ]


def _sections(compiled: Compiled) -> list[Problem]:
    """Headings nobody wrote under: that nothing happened has to be said by somebody."""
    told = sections_standing(compiled.office, compiled.kind, compiled.period)
    settled = {words.section for words in compiled.face.narratives} | {one.section for one in told if one.explained}
    settled |= {Section.TASKS} if compiled.face.plan else set()
    return [
        Problem(
            "section",
            f"{SECTION}{section.value}",
            f"Mục «{section.label}» chưa có nội dung.",
            f"{_who(told, section)} viết, hoặc báo không phát sinh.",
        )
        for section in compiled.kind.sections
        if section not in settled
    ]


def _who(told: list[Standing], section: Section) -> str:
    return ", ".join(one.unit.name for one in told if one.section == section) or "Đơn vị"
