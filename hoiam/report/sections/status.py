"""Who has sent which section: what everybody on the staff sees, and what is this person's to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from hoiam.office.models import Office, Person, Unit
from hoiam.report.kinds.kinds import ReportKind, shipped
from hoiam.report.models import Duty, Section
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.sections.acts import Standing, sections_standing, writes_for
from hoiam.report.versions.report import is_open
from hoiam.workdays.periods import Period

_CHIPS = {"sent": ("đã gửi", "ok"), "sent_late": ("gửi muộn", "soon"), "nothing": ("không phát sinh", "ok")}


@dataclass(frozen=True)
class SectionRow:
    """A unit's part of a section, as it stands at a moment; ``mine``: the reader writes it."""

    standing: Standing
    at: datetime
    mine: bool

    @property
    def chip(self) -> tuple[str, str]:
        if self.standing.state in _CHIPS:
            return _CHIPS[self.standing.state]
        return ("quá hạn, chưa gửi", "late") if self.standing.overdue(self.at) else ("chưa gửi", "plain")


@dataclass(frozen=True)
class Board:
    """Every section with the units that owe it."""

    rows: tuple[SectionRow, ...]
    others: tuple[Section, ...]
    unowned: tuple[Section, ...]

    @property
    def sections(self) -> list[tuple[Section, list[SectionRow]]]:
        return [(section, list(rows)) for section, rows in groupby(self.rows, lambda row: row.standing.section)]

    @property
    def waiting(self) -> list[SectionRow]:
        return [row for row in self.rows if row.standing.state == "missing"]

    @property
    def mine(self) -> list[SectionRow]:
        return [row for row in self.rows if row.mine]


def board_of(person: Person, kind: ReportKind, period: Period, at: datetime) -> Board:
    """``others``: sections that the person's unit may write although they are not its own."""
    rows = tuple(
        SectionRow(one, at, writes_for(person, one.unit) and one.unit.pk == person.unit_id)
        for one in sections_standing(person.office, kind, period)
    )
    own = {row.standing.section for row in rows if row.standing.unit.pk == person.unit_id}
    others = tuple(section for section in kind.sections if section not in own) if person.unit_id else ()
    owned = {row.standing.section for row in rows}
    return Board(rows, others, tuple(section for section in kind.sections if section not in owned))


def missing_of(office: Office, kind: ReportKind, period: Period, at: datetime) -> list[tuple[Unit, list[Standing]]]:
    """What is overdue, unit by unit."""
    late = [one for one in sections_standing(office, kind, period) if one.overdue(at)]
    late.sort(key=lambda one: one.unit.name)
    return [(unit, list(ones)) for unit, ones in groupby(late, lambda one: one.unit)]


def being_written(office: Office, at: datetime) -> list[tuple[ReportKind, Period]]:
    """What units may owe a part of now: of each kind that the office reports the running period, and the one before
    while it is open."""
    frozen = set(office.reports.filter(versions__isnull=False).values_list("kind", flat=True))
    owed = set(Duty.objects.filter(office=office).values_list("kind", flat=True))
    found = []
    for kind in shipped().values():
        if kind.id in frozen | owed:
            running = schedule_of(office).of(kind.period, at)
            found += [(kind, one) for one in (running.previous(), running) if is_open(office, kind, one, at)]
    return found
