"""Duties by the clock: made ahead each night, told of before they are due, entered and told of when they are."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from hoiam.law.owed import stands
from hoiam.office.models import Office, Role
from hoiam.outbox.acts import queue
from hoiam.report.duties import owed as duties_owed
from hoiam.report.duties.submitting import tellable
from hoiam.report.models import Duty
from hoiam.report.versions.submissions import handed_for
from hoiam.workdays.calendar import Calendar
from hoiam.workdays.models import calendar_of

# Working days before the due day on which those who put the report together are told; and on the day itself.
TOLD_BEFORE = 2
# How long a report that never came is told of to the superior.
TOLD_AFTER = timedelta(days=30)
REMINDED = (Role.CLERK, Role.OFFICE_HEAD)
ESCALATED = (Role.APPROVER, Role.OFFICE_HEAD)
ABOVE = (Role.HANDLER, Role.OFFICE_HEAD)


def make_all_duties(at: datetime) -> None:
    """The reports that every office will owe, 45 days ahead."""
    for office in Office.objects.filter(parent__isnull=False).select_related("parent").order_by("pk"):
        duties_owed.make_duties(office, at=at)


def remind(at: datetime) -> None:
    """On working days: whose report is due today or in two working days, and the superior, what never came."""
    today = timezone.localdate(at)
    for office in Office.objects.order_by("pk"):
        calendar = calendar_of(office)
        if not calendar.is_working(today):
            continue
        if any(
            timezone.localdate(one.due_at) in (today, calendar.add(today, TOLD_BEFORE))
            for one in to_hand_in(office, at)
        ):
            for person in tellable(office, *REMINDED):
                queue(office, "reports_due", f"person:{person.pk}", due_at=at, person=person)
        # On the morning on which it is new; each morning again, nobody would read it.
        before = _working_day_before(calendar, today)
        if any(timezone.localdate(one.due_at) >= before for one in missing_from(office, at)):
            for person in tellable(office, *ABOVE):
                queue(office, "reports_missing", f"person:{person.pk}", due_at=at, person=person)


def let_all_fall_due(at: datetime) -> None:
    """Enter what fell due; tell the head of an office whose report was not there."""
    due = Duty.objects.filter(fell_due_at__isnull=True, due_at__lt=at).select_related("office", "to")
    late = {duty.office for duty in due.order_by("due_at", "id") if not duties_owed.fall_due(duty, at=at)}
    for office in sorted(late, key=lambda one: one.pk):
        for person in tellable(office, *ESCALATED):
            queue(office, "reports_late", f"person:{person.pk}", due_at=at, person=person)


def to_hand_in(office: Office, at: datetime) -> list[Duty]:
    """What an office has still to hand in and can: due from now on within a fortnight, the nearest first."""
    return _not_in(Duty.objects.filter(office=office, due_at__gte=at, due_at__lte=at + timedelta(days=14)), at)


def overdue(office: Office, at: datetime) -> list[Duty]:
    """What an office did not hand in in time and has not yet."""
    return _not_in(Duty.objects.filter(office=office, due_at__lt=at, due_at__gte=at - TOLD_AFTER), at)


def missing_from(to: Office, at: datetime) -> list[Duty]:
    """What the offices below have not handed in though it was due."""
    return _not_in(Duty.objects.filter(to=to, due_at__lt=at, due_at__gte=at - TOLD_AFTER), at)


def _not_in(duties: QuerySet[Duty], at: datetime) -> list[Duty]:
    owed = list(duties.select_related("office", "to").order_by("due_at", "kind", "office__name"))
    handed = handed_for(owed)
    return [one for one in owed if not stands(one.due_at, handed[one.pk], at).is_in]


def _working_day_before(calendar: Calendar, day: date) -> date:
    day -= timedelta(days=1)
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return day
