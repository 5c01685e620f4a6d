"""A quarter counted by hand from the tables: no ledger entry, no function of the figures, one question after another.

What leaves no row is not here: restrictions that ended, contacts that were erased, a call that was tried again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from hoiam.answer.models import (
    Deflection,
    DueChange,
    Extension,
    InformationTerms,
    Inquiry,
    MeToo,
    Rating,
    Reopening,
    Reply,
    Return,
    StepDone,
)
from hoiam.listen.models import Appeal, Message, Reception, ReceptionDay, Withholding
from hoiam.office.models import Office
from hoiam.workdays.models import calendar_of
from hoiam.workdays.periods import Period


class Ending(NamedTuple):
    """An answer that ended a matter: when, by which reply."""

    on: date
    at: datetime
    reply: Reply


def recount(office: Office, period: Period) -> dict[str, int | dict[str, int]]:
    """Numbers by figure; a figure that is told apart as a number for each group."""
    start, end = period.start, period.end
    here = Message.objects.filter(office=office, received_at__lt=end).select_related("matter", "topic", "area")
    messages = [one for one in here if not hasattr(one, "sealing")]
    endings = {one.pk: list(_endings(one)) for one in messages}
    again = {one.pk: [row.at for row in Reopening.objects.filter(matter__message=one)] for one in messages}

    def is_open(one: Message, moment: datetime) -> bool:
        turns = [(one.received_at, 1), *((at, 1) for at in again[one.pk])]
        turns += [(ending.at, -1) for ending in endings[one.pk]]
        return sum(step for at, step in turns if at < moment) > 0 and one.received_at < moment

    received = [one for one in messages if start <= one.received_at]
    ended = [each for one in messages for each in endings[one.pk] if start <= each.at < end]
    reopenings = [at for one in messages for at in again[one.pk] if start <= at < end]
    left = [one for one in messages if is_open(one, end)]
    overdue = [one for one in left if _due_at(one, end) < _day(end)]
    first = [one for one in ended if one.reply.round == 0]
    later = [one for one in ended if one.reply.round > 0]
    days = sorted(_working_days(office, one) for one in ended)
    told: dict[str, Any] = {
        "messages_carried": sum(is_open(one, start) for one in messages),
        "messages_received": len(received),
        "messages_reopened": len(reopenings),
        "messages_closed": len(ended),
        "messages_open": len(left),
        "open_overdue": len(overdue),
        "open_in_time": len(left) - len(overdue),
        "answered_on_time": sum(one.on <= one.reply.due_on for one in first),
        "answered_late": sum(one.on > one.reply.due_on for one in first),
        "reanswered_on_time": sum(one.on <= one.reply.due_on for one in later),
        "reanswered_late": sum(one.on > one.reply.due_on for one in later),
        "median_working_days": _middle(days),
        "p90": days[-(-9 * len(days) // 10) - 1] if days else None,
        "received_by_channel": Counter(one.channel for one in received),
        "closed_by_unit": Counter(one.reply.unit.code for one in ended),
        "reopened": len({one.pk for one in messages for at in again[one.pk] if start <= at < end}),
    }
    told["messages_total"] = told["messages_carried"] + len(received) + len(reopenings)
    told |= {outcome: sum(one.reply.outcome == outcome for one in ended) for outcome in _OUTCOMES}
    if all(_accepted(one, end) for one in received):
        # Of one sorted later no row says what it was taken for before.
        told["received_by_kind"] = Counter(one.kind for one in received)
        told["received_by_topic"] = Counter(one.topic.slug if one.topic else "none" for one in received)
        told["received_by_area"] = Counter(str(one.area_id or "none") for one in received)
    letters = [one for one in messages if _is_letter(one)]
    told |= {
        "letters_carried": sum(is_open(one, start) for one in letters),
        "letters_received": sum(start <= one.received_at for one in letters),
        "letters_reopened": sum(start <= at < end for one in letters for at in again[one.pk]),
        "letters_closed": sum(start <= each.at < end for one in letters for each in endings[one.pk]),
        "letters_left": sum(is_open(one, end) for one in letters),
        "letters_overdue": sum(one in overdue for one in letters),
        "letters_unsorted": sum(is_open(one, end) and not _accepted(one, end) for one in letters),
    }
    told["letters_total"] = told["letters_carried"] + told["letters_received"] + told["letters_reopened"]
    for figure, outcome in (
        ("letters_guided", "guided"),
        ("letters_passed_on", "passed_on"),
        ("letters_filed", "filed"),
        ("letters_returned", "returned_letter"),
    ):
        told[figure] = sum(_is_letter(one.reply.matter.message) and one.reply.outcome == outcome for one in ended)
    told["letters_ineligible"] = told["letters_filed"] + told["letters_returned"]
    told["letters_eligible"] = told["letters_total"] - told["letters_ineligible"] - told["letters_unsorted"]
    told["letters_own"] = told["letters_eligible"] - told["letters_guided"] - told["letters_passed_on"]
    for stem, kind in (("complaints", "complaint"), ("denunciations", "denunciation")):
        of_a_kind = [one for one in letters if one.kind == kind and one.is_restricted]
        told[f"letters_{kind}"] = sum(start <= one.received_at for one in of_a_kind)
        told |= {f"{stem}_{name}": number for name, number in _owed(of_a_kind, endings, start, end).items()}
    shown = [(one, at) for one in messages if (at := _shown_at(one)) and start <= at < end]
    waited = sorted(_worked(office, _day(one.received_at), _day(at)) for one, at in shown)
    told |= {
        "published_public": len(shown),
        "days_to_publication": _middle(waited),
        "held_without_ground": sum(_held(one, office, end) for one in messages),
        "chair_days_required": _weeks_worked(office, period),
    }
    return told | _besides(messages, start, end) | _information(ended, messages, start, end)


_OUTCOMES = (
    *(
        "solved",
        "partly",
        "answered",
        "passed_on",
        "guided",
        "refused",
        "withdrawn",
        "filed",
        "returned_letter",
        "twin",
    ),
)


def _is_letter(message: Message) -> bool:
    if message.is_restricted and message.kind in ("complaint", "denunciation"):
        return True
    return message.channel in ("letter", "transfer") and message.kind not in ("question", "information")


def _accepted(message: Message, moment: datetime) -> bool:
    return hasattr(message, "matter") and message.matter.accepted_at < moment


def _owed(
    letters: list[Message], endings: dict[int, list[Ending]], start: datetime, end: datetime
) -> dict[str, int | dict[str, int]]:
    """Letters that were taken up: from that day on a decision is owed, until it is made or the letter ends without."""
    due = looked = in_time = late = otherwise = undecided = 0
    results: Counter[str] = Counter()
    for one in letters:
        steps = list(StepDone.objects.filter(message=one))
        looked += sum(row.step in ("accept", "check") and start <= row.at < end for row in steps)
        # An answer that refuses it notes the step at its own moment: that took nothing up.
        answered = {each.at for each in endings[one.pk]}
        taken = [row.at for row in steps if row.step in ("accept", "check") and row.at not in answered]
        decided = [row for row in steps if row.step == "decide"]
        gone = [row.at for row in decided] or [each.at for each in endings[one.pk]]
        if not taken:
            continue
        over = min((at for at in gone if at >= taken[0]), default=end)
        due += taken[0] < end and over >= start
        undecided += taken[0] < end <= over
        if start <= over < end:
            otherwise += not decided
        for row in decided:
            if start <= row.at < end:
                in_time += row.on <= row.due_on
                late += row.on > row.due_on
                results[one.matter.decision.result] += 1
    return {
        "due": due,
        "looked_at": looked,
        "resolved": dict(results),
        "resolved_on_time": in_time,
        "resolved_late": late,
        "ended_otherwise": otherwise,
        "undecided": undecided,
    }


def _shown_at(message: Message) -> datetime | None:
    """From when on anybody could read it: the words checked, and nothing withholding them."""
    if message.is_restricted or not hasattr(message, "public_copy"):
        return None
    kept = list(message.withholdings.filter(kept_at__isnull=False))
    moments = [message.public_copy.confirmed_at, *(row.ended_at for row in kept if row.ended_at)]
    for moment in sorted(at for at in moments if at >= message.public_copy.confirmed_at):
        if not any(row.kept_at <= moment and not (row.ended_at and row.ended_at <= moment) for row in kept):
            return moment
    return None


def _held(message: Message, office: Office, end: datetime) -> bool:
    """Nobody has checked its words on the third working day, and nothing withholds them."""
    copy = getattr(message, "public_copy", None)
    if message.is_restricted or (copy is not None and copy.confirmed_at < end):
        return False
    kept = message.withholdings.filter(kept_at__lt=end)
    if any(row.ended_at is None or row.ended_at >= end for row in kept):
        return False
    return _worked(office, _day(message.received_at), _day(end)) > 2


def _weeks_worked(office: Office, period: Period) -> int:
    """Weeks that ended on a Sunday of the period, but for those with no working day."""
    calendar, day, weeks = calendar_of(office), period.first, 0
    while day <= period.last:
        if day.weekday() == 6:
            weeks += any(calendar.is_working(day - timedelta(days=back)) for back in range(7))
        day += timedelta(days=1)
    return weeks


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def _worked(office: Office, since: date, until: date) -> int:
    """Working days after one day, up to another."""
    calendar, counted, day = calendar_of(office), 0, since
    while day < until:
        day += timedelta(days=1)
        counted += calendar.is_working(day)
    return counted


def _endings(message: Message) -> Iterator[Ending]:
    """Each answer that ended the matter; one that passed it on, only when the receiver had entered it."""
    sent = Reply.objects.filter(matter__message=message, sent_at__isnull=False, interim=False, corrects__isnull=True)
    for reply in sent.order_by("sent_at", "id"):
        assert reply.sent_at is not None
        if reply.outcome != "passed_on":
            yield Ending(_day(reply.sent_at), reply.sent_at, reply)
        elif reply.receiver_number:
            # The moment has no column; the day on which the matter ended has.
            noon = timezone.make_aware(datetime.combine(reply.matter.ended_on, datetime.min.time()))
            yield Ending(reply.matter.ended_on, noon + timedelta(hours=12), reply)


def _due_at(message: Message, moment: datetime) -> date:
    """By when it was due at a moment: what the next thing that happened to its clock says."""
    then: list[tuple[datetime, date]] = []
    then += Extension.objects.filter(matter__message=message, at__gte=moment).values_list("at", "due_was")
    then += DueChange.objects.filter(message=message, at__gte=moment).values_list("at", "due_was")
    then += StepDone.objects.filter(message=message, at__gte=moment).values_list("at", "due_on")
    replies = Reply.objects.filter(matter__message=message, interim=False, corrects__isnull=True)
    then += [(at, due) for at, due in replies.filter(sent_at__gte=moment).values_list("sent_at", "due_on") if at]
    return min(then, key=lambda one: one[0])[1] if then else message.due_on


def _working_days(office: Office, ending: Ending) -> int:
    """From the day after receipt, or after it was reopened, to the day of the answer."""
    matter = ending.reply.matter
    before = [row.at for row in matter.reopenings.all() if row.at < ending.at]
    return _worked(office, _day(before[-1] if before else matter.message.received_at), ending.on)


def _middle(days: list[int]) -> float | None:
    if not days:
        return None
    both = days[(len(days) - 1) // 2] + days[len(days) // 2]
    return both / 2


def _besides(messages: list[Message], start: datetime, end: datetime) -> dict[str, Any]:
    within: dict[str, Any] = {"at__gte": start, "at__lt": end}
    mine = [one.pk for one in messages]
    extensions = Extension.objects.filter(matter__message__in=mine, **within)
    rated = Rating.objects.filter(reply__matter__message__in=mine, satisfaction__isnull=False, **within)
    back = Return.objects.filter(reply__matter__message__in=mine, **within)
    visits = Reception.objects.filter(message__in=mine, **within)
    office = messages[0].office
    kept = Withholding.objects.filter(message__in=mine, kept_at__gte=start, kept_at__lt=end)
    asked = Appeal.objects.filter(withholding__message__in=mine, asked_at__gte=start, asked_at__lt=end)
    decided = Appeal.objects.filter(withholding__message__in=mine, decided_at__gte=start, decided_at__lt=end)
    steps = StepDone.objects.filter(message__in=mine, **within)
    told = steps.filter(step="tell")
    third = Counter(
        Reopening.objects.filter(matter__message__in=mine, times__gte=3, **within).values_list("matter", flat=True)
    )
    return {
        "extended": len(set(extensions.values_list("matter", flat=True))),
        "ratings": rated.count(),
        "pauses": Inquiry.objects.filter(message__in=mine, paused_at__gte=start, paused_at__lt=end).count(),
        "sent_on": Reply.objects.filter(
            matter__message__in=mine, outcome="passed_on", corrects__isnull=True, sent_at__gte=start, sent_at__lt=end
        ).count(),
        "returned_unreceived": back.filter(why="silent").count(),
        "returned_otherwise": back.exclude(why="silent").count(),
        "reopened_many_times": len(third),
        "reception_visits": visits.filter(people__gt=0).count(),
        "reception_people": sum(visits.values_list("people", flat=True)),
        "reception_matters": visits.count(),
        "reception_first_time": visits.filter(first_time=True).count(),
        "reception_repeat": visits.filter(first_time=False).count(),
        "large_groups": visits.filter(people__gte=5).count(),
        "reception_notified": told.count(),
        "reception_notified_on_time": sum(row.on <= row.due_on for row in told),
        "chair_days_held": ReceptionDay.objects.filter(office=office, **within).count(),
        "withheld_by_ground": Counter(kept.values_list("ground", flat=True)),
        "appeals_received": asked.count(),
        "appeals_lapsed": decided.filter(outcome="lapsed").count(),
        "appeals_decided": decided.filter(outcome__in=("upheld", "ended")).count(),
        "me_too": MeToo.objects.filter(message__in=mine, **within).count(),
        "deflected": Deflection.objects.filter(message__in=mine, **within).count(),
    }


def _information(ended: list[Ending], messages: list[Message], start: datetime, end: datetime) -> dict[str, Any]:
    asked = {one.pk for one in messages if one.kind == "information"}
    done = [one for one in ended if one.reply.matter.message_id in asked]
    given = [one for one in done if one.reply.outcome in ("solved", "answered", "partly")]
    costs = dict(InformationTerms.objects.filter(message__in=asked).values_list("message", "cost"))
    questions = Inquiry.objects.filter(message__in=asked, completes=True, at__gte=start, at__lt=end)
    return {
        "info_requests": sum(one.pk in asked and one.received_at >= start for one in messages),
        "info_granted": sum(one.reply.outcome in ("solved", "answered") for one in done),
        "info_partly": sum(one.reply.outcome == "partly" for one in done),
        "info_refused": sum(one.reply.outcome == "refused" for one in done),
        "info_on_time": sum(one.on <= one.reply.due_on for one in done),
        "info_extended": Extension.objects.filter(matter__message__in=asked, at__gte=start, at__lt=end).count(),
        "info_cost": sum(costs.get(one.reply.matter.message_id, 0) for one in given),
        "info_completed": questions.count(),
    }
