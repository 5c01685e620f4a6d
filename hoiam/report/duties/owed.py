"""The acts that say which report is owed by when: duties made ahead, the superior's rules, more time, none at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.utils import timezone

from hoiam.law.owed import Term, timely
from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import moment
from hoiam.ledger.commitments import commit
from hoiam.ledger.models import Entry
from hoiam.office.access import require
from hoiam.office.models import Office, Person
from hoiam.report.duties.submitting import worded
from hoiam.report.kinds.kinds import ReportKind, kind_of, shipped
from hoiam.report.models import Duty, DutyExtension, DutyRule, Relief
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.versions.submissions import handed_for
from hoiam.workdays.calendar import Calendar
from hoiam.workdays.models import calendar_of
from hoiam.workdays.periods import Period, Schedule

MADE_AHEAD = timedelta(days=45)
LATEST_DAYS, LONGEST_EXTENSION = 60, timedelta(days=31)


@act
def make_duties(office: Office, *, at: datetime) -> list[Duty]:
    """Make what an office will owe its superior; move what is not due yet to where rules and days off now put it."""
    to = office.parent
    if to is None:
        return []
    calendar, schedule, owing = calendar_of(to), schedule_of(office), _Owing.of(office, to)
    dropped, moved = _brought_up_to_date(office, to, owing, schedule, calendar, at)
    newest = _newest(office, to)
    made = [
        Duty(
            office=office,
            kind=kind.id,
            period=period.code,
            first=period.first,
            last=period.last,
            to=to,
            cut_off_at=period.end,
            due_at=term.due_at(period, calendar),
            made_at=at,
        )
        for kind in shipped().values()
        for period in _coming(newest.get(kind.id), kind, schedule, at)
        if (term := owing.term(kind, period.first, period.last))
    ]
    Duty.objects.bulk_create(made)
    if made or moved or dropped:
        payload = {"to": to.code, "duties": [_told(one) for one in (*made, *moved)], "dropped": dropped}
        append(office, "duty.made", "office", by=None, at=at, payload=payload)  # type: ignore[arg-type]
    return made


@act
def set_rule(
    to: Office,
    kind: ReportKind,
    days: int,
    clock: time,
    valid_from: date,
    *,
    working_days: bool,
    by: Person,
    at: datetime,
) -> DutyRule:
    """By when an office wants a kind of report, for periods that end on a day or after it."""
    _may_set(to, by)
    if not 0 <= days <= LATEST_DAYS:
        raise ValidationError(f"Chọn từ 0 đến {LATEST_DAYS} ngày.")
    if valid_from < timezone.localdate(at):
        raise ValidationError("Quy định mới chỉ áp dụng cho kỳ kết thúc từ hôm nay trở đi.")
    row = DutyRule.objects.create(
        to=to, kind=kind.id, days=days, working_days=working_days, time=clock, valid_from=valid_from, by=by, at=at
    )
    _told_anew(to, at)
    append(
        to,
        "duty.rule_set",
        "office",
        by=by,
        at=at,
        payload={
            "kind": kind.id,
            "days": days,
            "working_days": working_days,
            "time": f"{clock:%H:%M}",
            "valid_from": valid_from.isoformat(),
        },
    )
    return row


@act
def end_rule(to: Office, kind: ReportKind, *, by: Person, at: datetime) -> DutyRule:
    """An office asks for a kind of report no more: nothing is owed for periods that are not due yet."""
    _may_set(to, by)
    term, today = kind.due, timezone.localdate(at)
    row = DutyRule.objects.create(
        to=to,
        kind=kind.id,
        days=term.days,
        working_days=term.working_days,
        time=term.time,
        valid_from=today,
        by=by,
        at=at,
        ended_at=at,
    )
    _told_anew(to, at)
    append(to, "duty.rule_ended", "office", by=by, at=at, payload={"kind": kind.id, "valid_from": today.isoformat()})
    return row


@act
def extend_duty(duty: Duty, due_at: datetime, reason: str, *, by: Person, at: datetime) -> DutyExtension:
    """More time for one office and one period, with a reason that all read. Once the time is over, late is late."""
    require(by, "extend_duty")
    duty = _of_the_superior(duty, by)
    if at > duty.due_at:
        raise ValidationError("Đã quá hạn: báo cáo vẫn nộp được, nhưng tính là nộp muộn.")
    if not duty.due_at < due_at <= duty.due_at + LONGEST_EXTENSION:
        raise ValidationError(f"Chọn hạn mới sau hạn cũ, không quá {LONGEST_EXTENSION.days} ngày.")
    reason = worded(reason, "Nêu lý do gia hạn.")
    salt, digest = commit("duty_extension", reason)
    row = DutyExtension.objects.create(
        duty=duty, due_at_was=duty.due_at, due_at=due_at, reason=reason, salt=salt, by=by, at=at
    )
    Duty.objects.filter(pk=duty.pk).update(due_at=due_at)
    append(
        duty.office,
        "duty.extended",
        duty_subject(duty),
        by=by,
        at=at,
        payload={
            "kind": duty.kind,
            "period": duty.period,
            "due_at": moment(due_at),
            "due_at_was": moment(row.due_at_was),
            "reason_commitment": digest,
        },
    )
    return row


@act
def relieve(office: Office, first: date, last: date | None, reason: str, *, by: Person, at: datetime) -> Relief:
    """An office owes nothing for periods that touch these days, as far as they are not due yet."""
    require(by, "extend_duty")
    if office.parent_id != by.office_id:
        raise PermissionDenied("Cơ quan này không nộp báo cáo cho cơ quan của bạn.")
    if last is not None and last < first:
        raise ValidationError("Ngày cuối phải không trước ngày đầu.")
    reason = worded(reason, "Nêu lý do miễn nộp: sáp nhập, giải thể, thiên tai …")
    salt, digest = commit("duty_relief", reason)
    row = Relief.objects.create(office=office, first=first, last=last, reason=reason, salt=salt, by=by, at=at)
    make_duties(office, at=at)
    until = None if last is None else last.isoformat()
    payload = {"first": first.isoformat(), "last": until, "reason_commitment": digest}
    append(office, "duty.relieved", "office", by=by, at=at, payload=payload)
    return row


@act
def fall_due(duty: Duty, *, at: datetime) -> bool:
    """The time is over: enter whether the report was there. Gives whether it was; once for each duty."""
    if Duty.objects.filter(pk=duty.pk, fell_due_at__isnull=True, due_at__lt=at).update(fell_due_at=at) != 1:
        return True
    on_time = timely(duty.due_at, handed_for([duty])[duty.pk])
    append(
        duty.office,
        "duty.fell_due",
        duty_subject(duty),
        by=None,
        # The legal time; when it was noticed is the entry's own.
        at=duty.due_at,
        payload={"kind": duty.kind, "period": duty.period, "to": duty.to.code, "on_time": on_time},
    )
    return on_time


def duty_subject(duty: Duty) -> str:
    return f"report:{duty.kind}:{duty.period}"


def rules_of(to: Office) -> list[DutyRule]:
    return list(DutyRule.objects.filter(to=to).order_by("valid_from", "id"))


def term_of(rules: Iterable[DutyRule], kind: ReportKind, last: date) -> Term | None:
    """By when a report of a period that ends on this day is due; None when it is not asked for."""
    valid = [rule for rule in rules if rule.kind == kind.id and rule.valid_from <= last]
    if not valid:
        return kind.due
    newest = valid[-1]
    return Term(newest.days, newest.working_days, newest.time) if newest.ended_at is None else None


@dataclass(frozen=True)
class _Owing:
    """What decides whether an office owes a report, read once for all of its periods."""

    rules: list[DutyRule]
    reliefs: list[Relief]
    founded: date | None

    @classmethod
    def of(cls, office: Office, to: Office) -> _Owing:
        return cls(rules_of(to), list(office.reliefs.all()), _founded_on(office))

    def term(self, kind: ReportKind, first: date, last: date) -> Term | None:
        """Nothing is owed for a period in which the office was founded, closed or relieved: it would distort rates."""
        if any(one.first <= last and (one.last is None or one.last >= first) for one in self.reliefs):
            return None
        if self.founded is not None and first < self.founded:
            return None
        return term_of(self.rules, kind, last)


def _founded_on(office: Office) -> date | None:
    begun = Entry.objects.filter(office=office).order_by("number").values_list("at", flat=True).first()
    if begun is None:
        return None
    day = timezone.localtime(begun)
    # Founded at half past seven, the day had begun already.
    return day.date() + timedelta(days=0 if day.time() == time(0) else 1)


def _newest(office: Office, to: Office) -> dict[str, date]:
    """The last day of the newest duty of each kind."""
    made = Duty.objects.filter(office=office, to=to).order_by().values_list("kind")
    return dict(made.annotate(newest=Max("last")))


def _coming(known: date | None, kind: ReportKind, schedule: Schedule, at: datetime) -> Iterator[Period]:
    """The periods for which no duty was made yet: after the newest one, or from the running one on."""
    period = schedule.of(kind.period, known).next() if known else schedule.of(kind.period, at)
    until = timezone.localdate(at) + MADE_AHEAD
    while period.last <= until:
        yield period
        period = period.next()


def _brought_up_to_date(
    office: Office, to: Office, owing: _Owing, schedule: Schedule, calendar: Calendar, at: datetime
) -> tuple[list[str], list[Duty]]:
    """What is not due, not handed in and not extended follows the rules and the calendar as they are now."""
    ahead = Duty.objects.filter(office=office, to=to, due_at__gt=at, submissions__isnull=True, extensions__isnull=True)
    dropped, moved = [], []
    for duty in ahead:
        kind = kind_of(duty.kind)
        term = owing.term(kind, duty.first, duty.last)
        if term is None:
            dropped.append(f"{duty.kind} {duty.period}")
            duty.delete()
            continue
        due_at = term.due_at(kind.parse(schedule, duty.period), calendar)
        if due_at != duty.due_at and due_at > at:
            duty.due_at = due_at
            duty.save(update_fields=["due_at"])
            moved.append(duty)
    return dropped, moved


def _told(duty: Duty) -> str:
    return f"{duty.kind} {duty.period} {moment(duty.due_at)}"


def _told_anew(to: Office, at: datetime) -> None:
    for office in Office.objects.filter(parent=to).select_related("parent").order_by("pk"):
        make_duties(office, at=at)


def _may_set(to: Office, by: Person) -> None:
    require(by, "set_duties")
    if by.office_id != to.pk:
        raise PermissionDenied("Mỗi cơ quan quy định hạn nộp báo cáo cho mình.")


def _of_the_superior(duty: Duty, by: Person) -> Duty:
    if by.office_id != duty.to_id:
        raise PermissionDenied("Báo cáo này không nộp cho cơ quan của bạn.")
    return Duty.objects.select_for_update(of=("self",)).select_related("office", "to").get(pk=duty.pk)
