"""How every act on a matter begins and ends: held, moved in the list, entered in the ledger."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hoiam.answer.models import Matter
from hoiam.ledger.acts import append, lock
from hoiam.listen.access import must_see
from hoiam.listen.models import Message, Stage
from hoiam.office.models import Person


def hold(matter: Matter, by: Person | None = None) -> None:
    """Lock the matter and read it anew: two people who press at once must not both win. Who acts must see it."""
    lock(matter)
    # Read after the lock is ours, with what every act asks of it.
    matter.message = Message.objects.select_related("office", "restriction").get(pk=matter.message_id)
    if matter.office_id == matter.message.office_id:
        matter.office = matter.message.office
    if by is not None:
        must_see(by, matter.message)


def move(matter: Matter, stage: Stage, *, due_on: date | None = None, ended_on: date | None = None) -> None:
    """The only writer of the list columns: the matter and its message's row say the same."""
    matter.stage, matter.due_on, matter.ended_on = stage, due_on or matter.due_on, ended_on or matter.ended_on
    matter.save(update_fields=["stage", "due_on", "ended_on"])
    message = matter.message
    message.stage, message.due_on, message.ended_on = matter.stage, matter.due_on, matter.ended_on
    message.save(update_fields=["stage", "due_on", "ended_on", "promise"])


def enter(message: Message, entry: str, by: Person | None, at: datetime, /, **payload: Any) -> None:
    """The entry of an act on this message: the last step of its transaction."""
    append(message.office, entry, message.subject, by=by, at=at, payload=payload)
