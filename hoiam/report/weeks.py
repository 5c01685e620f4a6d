"""Which weeks an office has, the state of each, and the few numbers of the running one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from hoiam.ledger.models import Entry
from hoiam.office.models import Office
from hoiam.report.compile import STATES, Compiled, compile
from hoiam.report.models import Report
from hoiam.report.periods import Period, of

PAGE = 26


@dataclass(frozen=True)
class Week:
    """A line of the list of reports."""

    period: Period
    state: str

    @property
    def words(self) -> str:
        return STATES[self.state]

    @property
    def url(self) -> str:
        return reverse("report", args=[self.period.kind, self.period.code])


def first_week(office: Office, at: datetime) -> Period | None:
    """The week of the first message; None before there is one."""
    received = Entry.objects.filter(office=office, kind="message.received", at__lte=at).order_by("at")
    first = received.values_list("at", flat=True).first()
    return of(first) if first else None


def weeks(office: Office, at: datetime, newest: Period | None = None) -> tuple[list[Week], Period | None]:
    """A page of weeks, newest first, and the week at which the next page begins."""
    first, period = first_week(office, at) or of(at), min(newest or of(at), of(at))
    periods: list[Period] = []
    while period >= first and len(periods) < PAGE:
        periods.append(period)
        period = period.previous()
    return _with_states(office, periods, at), period if period >= first else None


def _with_states(office: Office, periods: Iterable[Period], at: datetime) -> list[Week]:
    reports = Report.objects.filter(office=office, period__in=[period.code for period in periods])
    done = reports.values_list("kind", "period", "frozen__id", "published__id")
    kept = {(kind, code): "published" if published else "frozen" for kind, code, frozen, published in done if frozen}
    return [
        Week(period, kept.get((period.kind, period.code), "open" if period.ended(at) else "running"))
        for period in periods
    ]


def home_week(office: Office, at: datetime) -> dict[str, Any] | None:
    """This week for the home page: received, answered, on time, overdue; each number leads to its records.

    On a Monday morning, when nothing has happened yet, the week before. None before the first message.
    """
    first = first_week(office, at)
    if first is None:
        return None
    compiled = compile(office, of(at), at)
    happened = any(compiled.figures[figure].value for figure in ("messages_received", "messages_closed"))
    if not happened and compiled.period > first:
        return _on_the_home_page(compile(office, compiled.period.previous(), at), "Tuần trước")
    return _on_the_home_page(compiled, "Tuần này")


def _on_the_home_page(compiled: Compiled, title: str) -> dict[str, Any]:
    period = compiled.period

    def told(figure: str, label: str, colour: str = "") -> dict[str, Any]:
        value = int(compiled.figures[figure].value or 0)
        url = reverse("report_figure", args=[period.kind, period.code, figure]) if value else ""
        return {"label": label, "value": value, "url": url, "colour": colour}

    return {
        "title": title,
        "figures": [
            told("messages_received", "nội dung tiếp nhận"),
            told("messages_closed", "đã trả lời"),
            told("answered_on_time", "đúng hạn", "ok"),
            told("open_overdue", "đang quá hạn", "late"),
        ],
        "url": reverse("report", args=[period.kind, period.code]),
        "link": f"Báo cáo {period.name}",
    }
