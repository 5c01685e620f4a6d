"""What the report does by the clock: one office's facts of one month are held against its ledger each night."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db.models import Max, Min
from django.utils import timezone

from hoiam.ledger.canonical import sha256
from hoiam.office.models import Office
from hoiam.report import facts
from hoiam.report.models_facts import Fact

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
