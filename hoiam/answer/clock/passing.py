"""What was passed on and is ours again: never in time by leaving, and never lost with a receiver who is silent."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.answer.clock.stepping import settle
from hoiam.answer.matter.transition import enter, hold
from hoiam.answer.models import Matter, Outcome, Reply, Return, WhyBack
from hoiam.ledger.acts import act
from hoiam.listen.models import Stage
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.workdays.models import calendar_of

# How long a receiver may be silent before the matter is worked on here again.
RETURN_AFTER_WORKING_DAYS = 5
DIGEST_AT = time(7)


@act
def come_back(matter: Matter, why: str, *, at: datetime, by: Person | None = None) -> Return:
    """The matter is ours again, with the due date it always had. ``by`` None: the receiver was silent too long."""
    if by is not None:
        require(by, "pass_on")
    hold(matter, by)
    if matter.stage != Stage.PASSED_ON:
        raise ValidationError("Việc này không chờ cơ quan nhận.")
    if why not in WhyBack.values or (by is not None and why == WhyBack.SILENT):
        raise ValidationError("Chọn vì sao việc trở lại.")
    row = Return.objects.create(reply=passed_on(matter), why=why, by=by, at=at)
    settle(matter, Stage.ASSIGNED)
    enter(matter.message, "matter.returned", by, at, why=why, due_on=matter.due_on.isoformat())
    return row


def passed_on(matter: Matter) -> Reply:
    """The reply by which it was passed on last."""
    reply = matter.replies.sent().filter(outcome=Outcome.PASSED_ON).last()
    assert reply is not None
    return reply


def return_unreceived(at: datetime) -> None:
    """Chore: what no receiver has entered after five working days comes back to the unit that had it."""
    today = timezone.localdate(at)
    for matter in Matter.objects.filter(stage=Stage.PASSED_ON).select_related("message", "office"):
        sent_at = passed_on(matter).sent_at
        assert sent_at is not None
        if calendar_of(matter.office).between(timezone.localdate(sent_at), today) > RETURN_AFTER_WORKING_DAYS:
            come_back(matter, WhyBack.SILENT, at=at)


def returned_lately(person: Person, today: date) -> list[Matter]:
    """What came back to this office since the working day before, for the digest; restricted ones are in none."""
    day = today - timedelta(days=1)
    while not calendar_of(person.office).is_working(day):
        day -= timedelta(days=1)
    # Since the digest of that day was written.
    since = timezone.make_aware(datetime.combine(day, DIGEST_AT))
    return list(
        Matter.objects.filter(
            office=person.office,
            message__restriction__isnull=True,
            stage__in=(Stage.ASSIGNED, Stage.RETURNED),
            replies__came_back__at__gte=since,
        )
        .select_related("message", "unit")
        .order_by("due_on", "id")
        .distinct()
    )
