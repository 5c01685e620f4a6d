"""What the desk does by the clock: digests, the end of matters, and the erasure of who the sender was."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from hoiam.answer.acts import REOPEN_WITHIN_DAYS, close
from hoiam.answer.models import Matter
from hoiam.listen.acts import erase_contact
from hoiam.listen.models import Message, Stage
from hoiam.office.models import Office, Person
from hoiam.outbox.acts import queue
from hoiam.vault.models import Contact
from hoiam.workdays.models import calendar_of

# The contact goes 30 days after the last right to reopen.
ERASE_AFTER_DAYS = 30


def queue_digests(at: datetime) -> None:
    """On every working day one digest for each member of staff with an address."""
    for office in Office.objects.all():
        if not calendar_of(office).is_working(timezone.localdate(at)):
            continue
        for person in Person.objects.filter(office=office, is_active=True).exclude(email=""):
            queue(office, "digest", f"person:{person.pk}", due_at=at, person=person)


def close_answered(at: datetime) -> None:
    """End the matters whose answer can no longer be reopened."""
    until = timezone.localdate(at) - timedelta(days=REOPEN_WITHIN_DAYS)
    for matter in Matter.objects.filter(stage=Stage.ANSWERED, ended_on__lt=until).select_related("message", "office"):
        close(matter, at=at)


def erase_contacts(at: datetime) -> None:
    """Erase the contacts whose time is over: nobody has a reason to open them any more."""
    until = timezone.localdate(at) - timedelta(days=REOPEN_WITHIN_DAYS + ERASE_AFTER_DAYS)
    kept = Contact.objects.values("number")
    over = Message.objects.filter(ended_on__lt=until, number__in=kept).select_related("office")
    # The contact lies with the letter, also for what was split from it.
    for message in over.exclude(parts__message__ended_on__gte=until):
        erase_contact(message, at=at)
