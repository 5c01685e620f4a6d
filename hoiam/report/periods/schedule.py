"""The periods of an office: on which weekday its weeks begin, and when its council met."""

from __future__ import annotations

from hoiam.office.models import Office
from hoiam.report.models import CouncilSession, WeekStart
from hoiam.workdays.periods import Schedule


def schedule_of(office: Office) -> Schedule:
    """What the office decided of its periods; Monday weeks where it decided nothing."""
    starts = WeekStart.objects.filter(office=office).order_by("first").values_list("first", flat=True)
    sessions = CouncilSession.objects.filter(office=office).order_by("opened_on").values_list("opened_on", "name")
    return Schedule(tuple((day, day.weekday()) for day in starts), tuple(sessions))
