"""What the report does by the clock: facts are held against the ledger, units are reminded of what they owe."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db.models import Max, Min
from django.utils import timezone

from hoiam.ledger.canonical import sha256
from hoiam.office.access import may
from hoiam.office.models import Office, Person
from hoiam.outbox.acts import queue
from hoiam.outbox.models import Row
from hoiam.report.facts import facts
from hoiam.report.models import Fact
from hoiam.report.sections.acts import sections_standing
from hoiam.report.sections.status import being_written
from hoiam.workdays.models import calendar_of
from hoiam.workdays.periods import midnight

log = logging.getLogger(__name__)


class FactsDiffered(Exception):
    """Facts were not what the ledger tells. They are again; why they were not is for the administrator to find out."""


def recount_facts(at: datetime) -> None:
    """Build the facts that are missing; then compare one month of one office, drawn by the day, and mend them.

    A difference fails the chore, so that the slot and the log keep it; run again, it finds nothing.
    """
    for office in facts.unbuilt():
        facts.rebuild(office, at=at)
    day = timezone.localdate(at)
    offices = list(Office.objects.order_by("pk"))
    if not offices:
        return
    office = offices[_drawn(f"office {day}", len(offices))]
    month = _month(office, day)
    if month is None or not facts.differences(office, month):
        return
    found = facts.mend(office, at=at)
    if found:
        log.error("recount_facts: %s, tháng %s: %s số khác nhật ký, đã đếm lại", office.code, month, len(found))
        raise FactsDiffered


def remind_sections(at: datetime) -> None:
    """On a working day, each unit that has a section to send today or on the next working day, and has not."""
    today = timezone.localdate(at)
    for office in Office.objects.all():
        calendar = calendar_of(office)
        if not calendar.is_working(today):
            continue
        days = (today, calendar.add(today, 1))
        for kind, period in being_written(office, at):
            subject = f"report:{kind.id}:{period.code}"
            today_told = Row.objects.filter(template="section_due", subject=subject, due_at__gte=midnight(today))
            told = set(today_told.values_list("person", flat=True))
            missing = [one for one in sections_standing(office, kind, period) if one.state == "missing"]
            owed = [one for one in missing if one.due_at.date() in days]
            people = Person.objects.filter(office=office, is_active=True, unit__in={one.unit.pk for one in owed})
            for person in people.exclude(email=""):
                if may(person, "write_report") and person.pk not in told:
                    queue(office, "section_due", subject, due_at=at, person=person)


def _month(office: Office, day: date) -> date | None:
    """One of the months that have facts, up to now."""
    known = Fact.objects.filter(office=office, bucket__lte=day).aggregate(first=Min("bucket"), last=Max("bucket"))
    if known["first"] is None:
        return None
    months = [date(known["first"].year, known["first"].month, 1)]
    while (following := facts.next_month(months[-1])) <= known["last"]:
        months.append(following)
    return months[_drawn(f"month {day}", len(months))]


def _drawn(what: str, among: int) -> int:
    """At random, and the same again when the chore is run again."""
    return int(sha256(what.encode()), 16) % among
