"""The list columns say nothing of their own: stage, due day and end follow from the rows of what was done."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from hoiam.answer.models import Matter, Outcome, Return
from hoiam.ledger.models import Entry
from hoiam.listen.models import OPEN, RESTRICTED_KINDS, Message, Stage

Columns = tuple[str, date, date]


def columns(message: Message) -> Columns:
    return message.stage, message.due_on, message.ended_on


def recounted(message: Message) -> Columns:
    """Stage, due day and end, from the rows alone (and the ledger, for the two steps that leave no row)."""
    matter: Matter | None = getattr(message, "matter", None)
    due_on = message.promise.due_on
    if matter is None:
        return Stage.RECEIVED, due_on, OPEN
    longer = [(row.at, row.due_on) for row in (*matter.extensions.all(), *matter.reopenings.all())]
    if longer and message.kind not in RESTRICTED_KINDS:
        due_on = max(longer)[1]
    at, stage = max(_steps(matter))
    joined = matter.joinings.filter(parted_at__isnull=True).last()
    if joined and stage == Stage.TWIN:
        due_on = min(due_on, joined.due_on)
    ended = stage in (Stage.ANSWERED, Stage.CLOSED)
    if stage == Stage.CLOSED:
        at = max(when for when, step in _steps(matter) if step == Stage.ANSWERED)
    if hasattr(matter, "decision") and ended:
        # Steps of the law that follow the decision keep it open.
        due = {step.name for step in message.promise.steps if step.due_on}
        taken = {row.step: row.at for row in message.steps_done.all()}
        ended, at = due <= {*taken, "forward"}, max(at, *taken.values())
    return stage, due_on, timezone.localdate(at) if ended else OPEN


def _steps(matter: Matter) -> list[tuple[datetime, str]]:
    steps: list[tuple[datetime, str]] = [(matter.accepted_at, Stage.ACCEPTED)]
    reopened = [row.at for row in matter.reopenings.all()]
    for given in matter.assignments.all():
        # Handed over after a reopening it stays reopened, until a new draft.
        still = any(at < given.at and not matter.replies.filter(drafted_at__range=(at, given.at)) for at in reopened)
        steps.append((given.at, Stage.REOPENED if still else Stage.ASSIGNED))
    for asked in matter.message.inquiries.filter(paused_at__isnull=False):
        assert asked.paused_at is not None
        steps.append((asked.paused_at, Stage.WAITING_SENDER))
        if asked.resumed_at:
            steps.append((asked.resumed_at, asked.stage_was))
    steps += [(row.at, Stage.ASSIGNED) for row in Return.objects.filter(reply__matter=matter)]
    for reply in matter.replies.filter(corrects__isnull=True):
        if reply.outcome == Outcome.TWIN:
            # It comes whole, with the reply of its lead.
            assert reply.sent_at is not None
            steps.append((reply.sent_at, Stage.ANSWERED))
            continue
        steps.append((reply.drafted_at, Stage.DRAFTED))
        if reply.returned_at:
            steps.append((reply.returned_at, Stage.RETURNED))
        if reply.approved_at:
            steps.append((reply.approved_at, Stage.APPROVED))
        if reply.sent_at:
            passed_on = reply.outcome == Outcome.PASSED_ON
            ended = Stage.PASSED_ON if passed_on else Stage.ANSWERED
            steps.append((reply.sent_at, Stage.ASSIGNED if reply.interim else ended))
    steps += [(at, Stage.REOPENED) for at in reopened]
    for row in matter.joinings.all():
        steps.append((row.at, Stage.TWIN))
        if row.parted_at and row.parted_at not in reopened:
            steps.append((row.parted_at, row.stage_was))
    without_row = {"matter.receiver_number": Stage.ANSWERED, "matter.closed": Stage.CLOSED}
    entries = Entry.objects.filter(subject=f"message:{matter.message.number}", kind__in=without_row)
    return steps + [(entry.at, without_row[entry.kind]) for entry in entries]
