"""What the ledger says of an answer: how it ended, by which day it was due, after how many working days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from hoiam.answer.information.acts import ground_of
from hoiam.answer.models import Outcome, Reply
from hoiam.listen.models import Kind, Stage
from hoiam.workdays.models import calendar_of


def in_time(at: datetime, due_on: date) -> bool:
    """Whether an answer that went out then was on time: the one definition, for the entry and for every share."""
    return timezone.localdate(at) <= due_on


def how_it_ended(reply: Reply, at: datetime) -> dict[str, Any]:
    """The payload of ``reply.sent`` and of what ends a matter that was passed on."""
    matter, day = reply.matter, timezone.localdate(at)
    reopening = matter.reopenings.last()
    began = timezone.localdate(reopening.at if reopening else matter.message.received_at)
    still_open = matter.stage == Stage.PASSED_ON
    return {
        "outcome": reply.outcome,
        "unit": reply.unit.code,
        "kind": matter.message.kind,
        "due_on": reply.due_on.isoformat(),
        "answered_on": day.isoformat(),
        "on_time": None if still_open else in_time(at, reply.due_on),
        "working_days": calendar_of(matter.office).between(began, day),
        "first": reply.round == 0,
        "clause": _ground(reply),
        "commitment": reply.commitment,
    }


def _ground(reply: Reply) -> str:
    """The clause of Điều 27 on which information was refused, or a part of it kept back; "" where none of the six."""
    if reply.matter.message.kind != Kind.INFORMATION or reply.outcome not in (Outcome.REFUSED, Outcome.PARTLY):
        return ""
    return ground_of(reply.clause) or ""
