"""Which reports an office has of a kind, the state of each, and which of them stands on the home page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from hoiam.ledger.models import Entry
from hoiam.office.models import Office
from hoiam.report.counting.compile import STATES, Compiled, compile
from hoiam.report.kinds.kinds import WEEKLY, ReportKind, kind_of
from hoiam.report.models import Frozen, Report
from hoiam.report.periods.schedule import schedule_of
from hoiam.workdays.periods import Period

PERIODS_A_PAGE = 26


@dataclass(frozen=True)
class ShelfLine:
    """A line of the list of reports."""

    kind: ReportKind
    period: Period
    state: str

    @property
    def words(self) -> str:
        return STATES[self.state]


def first_period(office: Office, kind: ReportKind, at: datetime) -> Period | None:
    """The period of the first message, for a province also of the first report below it; None before there is one."""
    received = Entry.objects.filter(office=office, kind="message.received", at__lte=at).order_by("at")
    begun: list[datetime | date] = list(received.values_list("at", flat=True)[:1])
    if office.level == Office.Level.PROVINCE:
        below = Report.objects.filter(office__parent=office, kind=kind.id).order_by("first")
        begun += below.values_list("first", flat=True)[:1]
    schedule = schedule_of(office)
    return min((schedule.of(kind.period, first) for first in begun), default=None)


def lines(
    office: Office, kind: ReportKind, at: datetime, newest: Period | None = None
) -> tuple[list[ShelfLine], Period | None]:
    """A page of reports, newest period first, and the period at which the next page begins."""
    if kind.thematic:
        return _made(office, kind, at), None
    now = schedule_of(office).of(kind.period, at)
    now = now if now.start <= at else now.previous()
    first, period = first_period(office, kind, at) or now, min(newest or now, now)
    periods: list[Period] = []
    while period >= first and len(periods) < PERIODS_A_PAGE:
        periods.append(period)
        period = period.previous()
    return _with_states(office, kind, periods, at), period if period >= first else None


def _made(office: Office, kind: ReportKind, at: datetime) -> list[ShelfLine]:
    """The reports on a theme that somebody began, the latest days first."""
    begun = Report.objects.filter(office=office, kind=kind.id).order_by("-last", "-id")[:PERIODS_A_PAGE]
    schedule = schedule_of(office)
    return _with_states(office, kind, [kind.parse(schedule, row.period) for row in begun], at)


def _with_states(office: Office, kind: ReportKind, periods: Iterable[Period], at: datetime) -> list[ShelfLine]:
    codes = [period.code for period in periods]
    versions = Frozen.objects.filter(report__office=office, report__kind=kind.id, report__period__in=codes)
    done = versions.order_by("version").values_list("report__period", "published__id")
    # The newest version of each is what stands.
    kept = {code: "published" if published else "frozen" for code, published in done}
    return [
        ShelfLine(kind, period, kept.get(period.code, "open" if period.ended(at) else "running")) for period in periods
    ]


def home_week(office: Office, at: datetime) -> Compiled | None:
    """The week for the home page: the last whole one, frozen or not, so that nobody's idleness keeps its figures back.

    In the first week of an office the running one; before the first message the newest that was frozen, if any.
    """
    weekly, schedule = kind_of(WEEKLY), schedule_of(office)
    first = first_period(office, weekly, at)
    if first:
        return compile(office, weekly, max(first, schedule.last_ended(weekly.period, at)), at)
    frozen = Frozen.objects.filter(report__office=office, report__kind=WEEKLY).order_by("-report__last")
    newest = frozen.values_list("report__period", flat=True).first()
    return compile(office, weekly, schedule.parse(weekly.period, newest), at) if newest else None
