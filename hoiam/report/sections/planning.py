"""Tasks ahead: last period's plan becomes this period's result, and what is not done can be carried over."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError

from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import JSON
from hoiam.office.models import Person, Unit
from hoiam.report.counting.added_words import last_planned
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.kinds.themes import kind_for
from hoiam.report.models import LONGEST_REASON, LONGEST_TASK, PlannedTask, Report, Section, TaskResult, TaskState
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.sections.acts import may_write_for
from hoiam.report.versions.report import must_be_open, report_of, report_subject
from hoiam.viettext.fold import nfc
from hoiam.workdays.periods import Period

LEFT = (TaskState.PARTLY, TaskState.NOT_DONE)


@act
def plan_task(kind: ReportKind, period: Period, unit: Unit, text: str, *, by: Person, at: datetime) -> PlannedTask:
    """Put a task for the next period into a unit's plan."""
    may_write_for(kind, unit, Section.TASKS, "", by=by)
    text = " ".join(nfc(text).split())
    if not text:
        raise ValidationError("Ghi nhiệm vụ.")
    if len(text) > LONGEST_TASK:
        raise ValidationError(f"Mỗi nhiệm vụ viết không quá {LONGEST_TASK} chữ.")
    must_be_open(unit.office, kind, period, at)
    task = PlannedTask.objects.create(report=report_of(unit.office, kind, period), unit=unit, text=text, by=by, at=at)
    _told(task.report, "report.task_planned", task, by, at, times=0)
    return task


@act
def remove_task(task: PlannedTask, *, by: Person, at: datetime) -> None:
    """Take a task out of the plan while the report is open."""
    kind, period = _of(task)
    may_write_for(kind, task.unit, Section.TASKS, "", by=by)
    must_be_open(task.unit.office, kind, period, at)
    if task.removed_at is not None:
        raise ValidationError("Nhiệm vụ này đã bỏ khỏi kế hoạch.")
    task.removed_at = at
    task.save(update_fields=["removed_at"])
    _told(task.report, "report.task_removed", task, by, at)


@act
def tell_result(task: PlannedTask, state: str, words: str = "", *, by: Person, at: datetime) -> TaskResult:
    """Say what came of a task of the last plan, in the report that follows it."""
    kind, period = _of(task)
    may_write_for(kind, task.unit, Section.TASKS, "", by=by)
    if state not in TaskState:
        raise ValidationError("Chọn kết quả của nhiệm vụ.")
    words = " ".join(nfc(words).split())
    if len(words) > LONGEST_REASON:
        raise ValidationError(f"Viết không quá {LONGEST_REASON} chữ.")
    if task.removed_at is not None:
        raise ValidationError("Nhiệm vụ này đã bỏ khỏi kế hoạch.")
    following = period.next()
    must_be_open(task.unit.office, kind, following, at)
    result = TaskResult.objects.create(task=task, state=state, words=words, by=by, at=at)
    report = report_of(task.unit.office, kind, following)
    _told(report, "report.task_told", task, by, at, state=state)
    return result


@act
def carry_over(kind: ReportKind, period: Period, unit: Unit, *, by: Person, at: datetime) -> list[PlannedTask]:
    """Carry what a unit did not finish of the last plan into the new one; what was carried already stays once."""
    may_write_for(kind, unit, Section.TASKS, "", by=by)
    must_be_open(unit.office, kind, period, at)
    report, carried = report_of(unit.office, kind, period), []
    for task in left_of(kind, period, unit):
        carried.append(
            PlannedTask.objects.create(
                report=report, unit=unit, text=task.text, carried_from=task, times=task.times + 1, by=by, at=at
            )
        )
        _told(report, "report.task_planned", carried[-1], by, at, times=task.times + 1)
    if not carried:
        raise ValidationError("Không có nhiệm vụ chưa xong nào để chuyển: báo kết quả trước, việc đã chuyển thì thôi.")
    return carried


def left_of(kind: ReportKind, period: Period, unit: Unit) -> list[PlannedTask]:
    """What a unit told it did not finish, and has not carried over."""
    tasks = last_planned(unit.office, kind, period).filter(unit=unit).prefetch_related("carried")
    return [
        task
        for task in tasks
        if (told := list(task.results.all()))
        and told[-1].state in LEFT
        and not any(one.removed_at is None for one in task.carried.all())
    ]


def _of(task: PlannedTask) -> tuple[ReportKind, Period]:
    kind = kind_for(task.unit.office, task.report.kind)
    return kind, kind.parse(schedule_of(task.unit.office), task.report.period)


def _told(report: Report, entry: str, task: PlannedTask, by: Person, at: datetime, **more: JSON) -> None:
    payload: dict[str, JSON] = {"kind": report.kind, "period": report.period, "unit": task.unit.code, "task": task.pk}
    append(report.office, entry, report_subject(report), by=by, at=at, payload=payload | more)
