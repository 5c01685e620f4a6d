"""Reading a restricted matter is itself an act: who opened it and when stands in the ledger, for readers and sender."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from hoiam.ledger.acts import act, append
from hoiam.ledger.models import Entry
from hoiam.listen.models import Message
from hoiam.office.models import Person

# Who turns from the page to its photo and back reads it once.
READS_ONCE_IN = timedelta(minutes=10)


@dataclass(frozen=True)
class Reading:
    """Somebody opened it: staff read the name, the sender the post."""

    at: datetime
    name: str
    post: str


@act
def read_restricted(message: Message, *, by: Person, at: datetime) -> None:
    """Write down that a member of staff opens a restricted message, its file or its letter."""
    if not message.is_restricted or _read_lately(message, by, at):
        return
    append(message.office, "message.read", message.subject, by=by, at=at, payload={})


def _read_lately(message: Message, by: Person, at: datetime) -> bool:
    return _of(message).filter(by=by, at__gt=at - READS_ONCE_IN, at__lte=at).exists()


def readings(message: Message) -> list[Reading]:
    """Who has opened it, newest first."""
    return [
        Reading(entry.at, entry.by.full_name, entry.by.post or "cán bộ")
        for entry in _of(message).select_related("by").order_by("-id")
        if entry.by
    ]


def _of(message: Message) -> QuerySet[Entry]:
    return Entry.objects.filter(subject=message.subject, kind="message.read")
