"""The figures of a report in chapters, so that a page and an annex can be looked through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hoiam.report.content.content import Figure
from hoiam.report.figures.table import FIGURES
from hoiam.report.models import Section

# Each chapter begins with this figure and runs to the next one, in the order of the table.
BEGINNINGS = {
    "messages_carried": "Tiếp nhận, giải quyết",
    "extended": "Thời gian xử lý, mở lại, hài lòng",
    "received_by_kind": "Tiếp nhận về việc gì, từ đâu",
    "pauses": "Chờ người gửi, chờ nơi nhận",
    "info_requests": "Cung cấp thông tin theo yêu cầu",
    "reception_visits": "Tiếp công dân",
    "letters_complaint": "Đơn thư, khiếu nại, tố cáo",
    "published_public": "Công khai và không công khai",
    "vault_openings": "Thông tin người gửi",
    "reports_due": "Báo cáo phải nộp",
}


@dataclass(frozen=True)
class Chapter:
    title: str
    figures: tuple[Figure, ...]


def chapters(figures: Iterable[Figure]) -> list[Chapter]:
    """Counted figures by what they are about, typed ones by the section of the report that they belong to."""
    found: dict[str, list[Figure]] = {}
    titles = _titles()
    for one in figures:
        title = titles.get(one.id) or f"{Section(one.section).label}: số liệu từ hệ thống khác"
        found.setdefault(title, []).append(one)
    return [Chapter(title, tuple(told)) for title, told in found.items()]


def _titles() -> dict[str, str]:
    title, titles = "", {}
    for id in FIGURES:
        title = BEGINNINGS.get(id, title)
        titles[id] = title
    return titles
