"""Queueing a notice, and the claims of the work loop.

A claim is one conditional UPDATE that must touch exactly one row, so two workers never hold the same piece; a worker
that dies leaves a lease that runs out, and the piece is taken up again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q

from hoiam.ledger.acts import act, append
from hoiam.outbox.models import Row, Slot
from hoiam.outbox.schedule import Chore

if TYPE_CHECKING:
    from hoiam.office.models import Office, Person

LEASE = timedelta(minutes=5)
# After the last of these pauses the notice is given up, and the staff see why.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
)
# A report waits for the line as long as it takes.
NEVER_GIVEN_UP = frozenset({"server"})
SLOTS_KEPT = timedelta(days=31)


def queue(
    office: Office,
    template: str,
    subject: str,
    *,
    due_at: datetime,
    channel: str = "mail",
    person: Person | None = None,
) -> Row:
    """Put a notice in the outbox, inside the transaction of the act it tells of."""
    return Row.objects.create(
        office=office,
        channel=channel,
        template=template,
        subject=subject,
        person=person,
        due_at=due_at,
        leased_until=due_at,
    )


def claim(at: datetime) -> Row | None:
    """The next due row, ours for the time of a lease; None when there is none or another worker was quicker."""
    waiting = Row.objects.filter(done_at__isnull=True, failed_at__isnull=True, leased_until__lte=at)
    row = waiting.order_by("leased_until", "id").first()
    if row is None or waiting.filter(pk=row.pk).update(leased_until=at + LEASE, attempts=F("attempts") + 1) != 1:
        return None
    row.refresh_from_db()
    return row


@act
def sent(row: Row, *, at: datetime) -> None:
    """The notice is out: the row is done, and the ledger says which notice about what."""
    _done(row, at)
    append(row.office, "mail.sent", row.subject, by=None, at=at, payload={"template": row.template})


@act
def carried(row: Row, *, at: datetime) -> None:
    """What is no mail has arrived; who carried it has written the entry."""
    _done(row, at)


@act
def needless(row: Row, *, at: datetime) -> None:
    """There is nothing to tell any more (the address was erased, the matter was closed): done without a notice."""
    _done(row, at)


@act
def failed(row: Row, error: str, *, at: datetime) -> None:
    """The attempt failed: again after a pause, or (a mail) given up after the last one."""
    row.last_error = error
    if row.attempts > len(PAUSES) and row.channel not in NEVER_GIVEN_UP:
        row.failed_at = at
    else:
        row.leased_until = at + PAUSES[min(row.attempts, len(PAUSES)) - 1]
    row.save(update_fields=["last_error", "failed_at", "leased_until"])


def _done(row: Row, at: datetime) -> None:
    row.done_at, row.last_error = at, ""
    row.save(update_fields=["done_at", "last_error"])


def claim_slot(chores: tuple[Chore, ...], at: datetime) -> tuple[Chore, Slot] | None:
    """The first chore whose last due time has not been seen to, ours for the time of a lease."""
    due = {(chore.name, chore.when.last(at)): chore for chore in chores}
    settled = set(
        Slot.objects.filter(slot__in={slot for _, slot in due})
        .filter(Q(done_at__isnull=False) | Q(leased_until__gt=at))
        .values_list("chore", "slot")
    )
    for (name, slot), chore in due.items():
        if (name, slot) in settled:
            continue
        Slot.objects.bulk_create([Slot(chore=name, slot=slot, leased_until=at)], ignore_conflicts=True)
        ours = Slot.objects.filter(chore=name, slot=slot, done_at__isnull=True, leased_until__lte=at)
        if ours.update(leased_until=at + LEASE, claimed_at=at, attempts=F("attempts") + 1) == 1:
            return chore, Slot.objects.get(chore=name, slot=slot)
    return None


@act
def slot_done(slot: Slot, *, at: datetime) -> None:
    """The chore is done for this time; what is known of times long past goes."""
    slot.done_at, slot.last_error = at, ""
    slot.save(update_fields=["done_at", "last_error"])
    Slot.objects.filter(chore=slot.chore, slot__lt=at - SLOTS_KEPT).delete()


@act
def slot_failed(slot: Slot, error: str, *, at: datetime) -> None:
    """Again after a pause; the chore's next due time puts an end to it."""
    slot.last_error = error
    slot.leased_until = at + PAUSES[min(slot.attempts, len(PAUSES)) - 1]
    slot.save(update_fields=["last_error", "leased_until"])
