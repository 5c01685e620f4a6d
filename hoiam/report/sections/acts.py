"""Whose each section is, when it is due, and who has sent: what is visible to all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.ledger.acts import act, append
from hoiam.office.access import may, require
from hoiam.office.models import Office, Person, Role, Unit, roles_of
from hoiam.report.counting.added_words import planned_tasks
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.models import (
    LONGEST_REASON,
    MAX_NARRATIVE,
    Narrative,
    Report,
    Section,
    SectionOwner,
    SentSection,
)
from hoiam.report.versions.report import must_be_open, of_the_office, report_of, report_subject
from hoiam.viettext.fold import nfc
from hoiam.workdays.calendar import WEEKDAYS, Calendar
from hoiam.workdays.models import calendar_of
from hoiam.workdays.periods import WEEK, ZONE, Period

# Who puts the report together writes what no unit of the office is there for.
COMPILING_UNIT = "VP"
EARLIEST, LATEST = -14, 15


@dataclass(frozen=True)
class Owned:
    """A section is a unit's, to be sent ``days`` from the last day of the period."""

    section: Section
    unit: Unit
    days: int
    time: time
    by_default: bool


@dataclass(frozen=True)
class Standing:
    """Whether a unit has sent a section, and what it said when there was nothing to say."""

    section: Section
    unit: Unit
    due_at: datetime
    sent_at: datetime | None
    explained: str

    @property
    def state(self) -> str:
        """sent · sent_late · nothing (said that nothing happened) · missing"""
        if self.sent_at is None:
            return "missing"
        if self.explained:
            return "nothing"
        return "sent" if self.sent_at <= self.due_at else "sent_late"

    def overdue(self, at: datetime) -> bool:
        return self.sent_at is None and at > self.due_at


def days_in_words(days: int) -> str:
    if days > 0:
        return f"{days:02d} ngày làm việc sau ngày cuối kỳ"
    return f"{-days:02d} ngày trước ngày cuối kỳ" if days else "ngày cuối kỳ"


def choices_of_days(kind: ReportKind, period: Period) -> list[tuple[int, str]]:
    """The days an office can choose from; in a week each by its name."""
    if kind.period != WEEK:
        return [(days, days_in_words(days)) for days in range(EARLIEST, LATEST + 1)]
    within = [(days, WEEKDAYS[(period.last + timedelta(days=days)).weekday()]) for days in range(-6, 1)]
    return within + [(days, days_in_words(days)) for days in range(1, 6)]


def owners_of(office: Office, kind: ReportKind) -> list[Owned]:
    """Every section of a kind with the units that write it, in the order of the document."""
    rows = SectionOwner.objects.filter(office=office, kind=kind.id, ended_at__isnull=True).select_related("unit")
    given: dict[str, list[SectionOwner]] = {}
    for row in rows:
        given.setdefault(row.section, []).append(row)
    units = {unit.code: unit for unit in office.units.all()}
    owned: list[Owned] = []
    for section in kind.sections:
        if section in given:
            owned += [Owned(section, row.unit, row.days, row.time, False) for row in given[section]]
            continue
        by_default = [units[code] for code in kind.owners.get(section, ()) if code in units]
        fallback = [units[COMPILING_UNIT]] if COMPILING_UNIT in units else []
        owned += [Owned(section, unit, *kind.sections_due, True) for unit in by_default or fallback]
    return owned


def due_at(days: int, clock: time, period: Period, calendar: Calendar) -> datetime:
    """Within the period, a day off is moved to the working day before: the report's own time does not move."""
    day = calendar.add(period.last, days) if days > 0 else _working_day_before(period, days, calendar)
    return datetime.combine(day, clock, tzinfo=ZONE)


def _working_day_before(period: Period, days: int, calendar: Calendar) -> date:
    asked = day = period.last + timedelta(days=days)
    while not calendar.is_working(day):
        day -= timedelta(days=1)
        if day < period.first:
            return asked
    return day


def sections_standing(office: Office, kind: ReportKind, period: Period) -> list[Standing]:
    """Each section with each unit that owes it. A section written again keeps the time it was first sent."""
    said: dict[tuple[str, int], list[tuple[datetime, str]]] = {}
    rows = SentSection.objects.filter(
        report__office=office, report__kind=kind.id, report__period=period.code
    ).select_related("narrative")
    for row in rows:
        of = said.setdefault((row.section, row.unit_id), [])
        if row.nothing or (row.narrative and row.narrative.text):
            of.append((row.at, row.nothing))
        else:
            of.clear()
    # A plan is not written and sent: it stands from its first task on.
    for task in planned_tasks(office, kind, period):
        said.setdefault((Section.TASKS, task.unit_id), []).append((task.at, ""))
    calendar, found = calendar_of(office), []
    for one in owners_of(office, kind):
        mine = sorted(said.get((one.section, one.unit.pk), []))
        due = due_at(one.days, one.time, period, calendar)
        found.append(Standing(one.section, one.unit, due, mine[0][0] if mine else None, mine[-1][1] if mine else ""))
    return found


@act
def give_section(
    office: Office,
    kind: ReportKind,
    section: str,
    units: Iterable[Unit],
    days: int,
    clock: time,
    *,
    by: Person,
    at: datetime,
) -> list[SectionOwner]:
    """Give a section to units with its due time, in place of whoever had it. No unit: the default holds again."""
    require(by, "arrange_report")
    of_the_office(by, office)
    given = sorted(set(units), key=lambda unit: unit.code)
    if section not in kind.sections:
        raise ValidationError("Chọn một mục của báo cáo.")
    if any(unit.office_id != office.pk for unit in given):
        raise ValidationError("Chọn đơn vị của cơ quan mình.")
    if not EARLIEST <= days <= LATEST:
        raise ValidationError(f"Chọn trong khoảng từ {-EARLIEST} ngày trước đến {LATEST} ngày làm việc sau.")
    had = SectionOwner.objects.filter(office=office, kind=kind.id, section=section, ended_at__isnull=True)
    had.update(ended_at=at)
    rows = [
        SectionOwner.objects.create(
            office=office, kind=kind.id, section=section, unit=unit, days=days, time=clock, by=by, at=at
        )
        for unit in given
    ]
    codes = " ".join(unit.code for unit in given)
    append(
        office,
        "report.section_given",
        "office",
        by=by,
        at=at,
        payload={"kind": kind.id, "section": section, "units": codes, "days": days, "time": f"{clock:%H:%M}"},
    )
    return rows


@act
def draft_section(
    kind: ReportKind, period: Period, unit: Unit, section: str, text: str, *, by: Person, at: datetime
) -> Narrative:
    """Keep a unit's words without sending them: they stand in no report yet."""
    words = may_write_for(kind, unit, section, text, by=by)
    must_be_open(unit.office, kind, period, at)
    report = report_of(unit.office, kind, period)
    return Narrative.objects.create(report=report, unit=unit, section=section, text=words, by=by, at=at)


@act
def tell_nothing(
    kind: ReportKind, period: Period, unit: Unit, section: str, reason: str, *, by: Person, at: datetime
) -> SentSection:
    """Say that nothing of a section happened, and why: which is not the same as having sent nothing."""
    may_write_for(kind, unit, section, "", by=by)
    reason = " ".join(nfc(reason).split())
    if not reason:
        raise ValidationError("Ghi ngắn gọn vì sao không phát sinh.")
    if len(reason) > LONGEST_REASON:
        raise ValidationError(f"Viết không quá {LONGEST_REASON} chữ.")
    must_be_open(unit.office, kind, period, at)
    return hand_in(report_of(unit.office, kind, period), unit, section, nothing=reason, by=by, at=at)


@act
def write_narrative(
    kind: ReportKind, period: Period, unit: Unit, section: str, text: str, *, by: Person, at: datetime
) -> Narrative:
    """Write a unit's words for a section and send them; the newest that were sent stand, empty ones take them back."""
    text = may_write_for(kind, unit, section, text, by=by)
    must_be_open(unit.office, kind, period, at)
    report = report_of(unit.office, kind, period)
    narrative = Narrative.objects.create(report=report, unit=unit, section=section, text=text, by=by, at=at)
    hand_in(report, unit, section, narrative=narrative, by=by, at=at)
    return narrative


def may_write_for(kind: ReportKind, unit: Unit, section: str, text: str, *, by: Person) -> str:
    """The words as they are kept, when this person may write them for this unit; raises in words."""
    require(by, "write_report")
    of_the_office(by, unit.office)
    if not writes_for(by, unit):
        raise PermissionDenied("Mỗi đơn vị viết phần của mình; công chức tổng hợp viết thay được.")
    if section not in kind.sections:
        raise ValidationError("Chọn một mục của báo cáo.")
    text = nfc(text).strip()
    if len(text) > MAX_NARRATIVE:
        raise ValidationError(f"Mỗi mục viết không quá {MAX_NARRATIVE} chữ.")
    return text


def writes_for(person: Person, unit: Unit) -> bool:
    """Each unit writes its own part; who puts the report together writes for any."""
    compiles = person.office_id == unit.office_id and bool(roles_of(person) & {Role.CLERK, Role.APPROVER})
    return may(person, "write_report") and (compiles or person.unit_id == unit.pk)


def hand_in(
    report: Report,
    unit: Unit,
    section: str,
    *,
    narrative: Narrative | None = None,
    nothing: str = "",
    by: Person,
    at: datetime,
) -> SentSection:
    """From now on these words, or that nothing happened, are what the unit says in this section."""
    sent = SentSection.objects.create(
        report=report, unit=unit, section=section, narrative=narrative, nothing=nothing, by=by, at=at
    )
    append(
        report.office,
        "report.section_sent",
        report_subject(report),
        by=by,
        at=at,
        payload={
            "kind": report.kind,
            "period": report.period,
            "section": section,
            "unit": unit.code,
            "empty": not (narrative and narrative.text),
            "nothing": bool(nothing),
        },
    )
    return sent
