"""Which weeks an office has, the state of each, and which of them stands on the home page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from hoiam.ledger.models import Entry
from hoiam.office.models import Office
from hoiam.report.compile import STATES, Compiled, compile
from hoiam.report.models import Report
from hoiam.report.periods import Period, last_ended, of, parse

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


def home_week(office: Office, at: datetime) -> Compiled | None:
    """The week for the home page: the last whole one, frozen or not, so that nobody's idleness keeps its figures back.

    In the first week of an office the running one; before the first message the newest that was frozen, if any.
    """
    first = first_week(office, at)
    if first:
        return compile(office, max(first, last_ended(at)), at)
    frozen = Report.objects.filter(office=office, frozen__isnull=False).order_by("-period")
    newest = frozen.values_list("kind", "period").first()
    return compile(office, parse(*newest), at) if newest else None
