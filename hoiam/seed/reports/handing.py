"""The ward's weekly reports on their way to the province: most in time and accepted, one returned and handed in anew,
one late, one never."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from hoiam.report.counting.compile import of_version
from hoiam.report.duties import owed, reminding, submitting
from hoiam.report.freezing import acts
from hoiam.report.kinds.kinds import WEEKLY, kind_of, shipped
from hoiam.report.models import Frozen, Section, Submission
from hoiam.report.sections import acts as sections_acts
from hoiam.report.sections.completeness import problems
from hoiam.seed.cast import Ward
from hoiam.workdays.models import calendar_of
from hoiam.workdays.periods import Period

_WEEKLY = kind_of(WEEKLY)
# How many weeks before the last day of the story each of these ended.
_RETURNED, _LATE, _MISSING = 3, 5, 8
_WANTING = "Mục kinh tế nêu rõ đã kiểm tra ở những tuyến đường nào."
_NAMED = "Kiểm tra vệ sinh môi trường tại đường Hoa Sen, đường Lúa Vàng; nhắc nhở 04 hộ để rác sai giờ."

Then = Callable[[datetime, Callable[[datetime], None]], None]


def settle_in(ward: Ward, at: datetime) -> None:
    """The province asks its communes for the weekly report; the others, nobody of the story writes."""
    province = ward.office.parent
    assert province is not None
    for kind in shipped().values():
        if kind != _WEEKLY:
            owed.end_rule(province, kind, by=ward.people["tinhvp"], at=at)


def dawn(ward: Ward, then: Then, at: datetime) -> None:
    """As the worker does it; what falls due is entered a second later, so that the ledger runs in order of time."""
    for duty in owed.make_duties(ward.office, at=at):
        then(duty.due_at + timedelta(seconds=1), reminding.let_all_fall_due)


def hand_in(ward: Ward, frozen: Frozen, week: Period, weeks_left: int, then: Then, at: datetime) -> None:
    """What becomes of a report that was approved this morning."""
    if weeks_left == _MISSING:
        return
    later = timedelta(days=1 if weeks_left == _LATE else 0, minutes=70)
    then(at + later, partial(_submit, ward, frozen, week, weeks_left, then))


def _submit(ward: Ward, frozen: Frozen, week: Period, weeks_left: int, then: Then, at: datetime) -> None:
    nam = ward.people["nam"]
    empty = [one.about for one in problems(of_version(frozen, _WEEKLY, week, at, inside=True)) if one.explainable]
    if empty:
        submitting.explain(ward.office, _WEEKLY, week, empty, "Không phát sinh trong tuần.", by=nam, at=at)
    row = submitting.submit(frozen, by=nam, at=at)
    read = calendar_of(ward.office).add(at.date(), 1)
    judged = at.replace(year=read.year, month=read.month, day=read.day)
    then(judged, partial(_give_back if weeks_left == _RETURNED else _accept, ward, row, week, then))


def _accept(ward: Ward, row: Submission, _week: Period, _then: Then, at: datetime) -> None:
    submitting.accept(row, by=ward.people["tinh"], at=at)


def _give_back(ward: Ward, row: Submission, week: Period, then: Then, at: datetime) -> None:
    submitting.return_report(row, _WANTING, by=ward.people["tinh"], at=at)
    then(at + timedelta(hours=4), partial(_mend, ward, week, then))


def _mend(ward: Ward, week: Period, then: Then, at: datetime) -> None:
    """cô Lan names the streets, ông Bình approves the second version, it is handed in the same afternoon."""
    lan, binh = ward.people["lan"], ward.people["binh"]
    sections_acts.write_narrative(_WEEKLY, week, ward.units["KT"], Section.ECONOMY, _NAMED, by=lan, at=at)
    note = "Nêu rõ các tuyến đường đã kiểm tra, theo yêu cầu của tỉnh."
    second = submitting.correct(ward.office, _WEEKLY, week, note, kept_words=True, by=binh, at=at)
    acts.publish(second, by=binh, at=at)
    row = submitting.submit(second, by=ward.people["nam"], at=at)
    then(at + timedelta(days=1), partial(_accept, ward, row, week, then))
