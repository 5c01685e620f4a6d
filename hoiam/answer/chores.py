"""What the desk does by the clock: digests, the end of matters, and the erasure of who the sender was."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from hoiam.answer.matter.acts import close
from hoiam.answer.models import Erasure, KeptForm, Matter
from hoiam.answer.page.unsent import KEPT_FOR
from hoiam.answer.rating.acts import REOPEN_WITHIN_DAYS
from hoiam.answer.sender.rights import erase_words, forget_contact
from hoiam.listen.models import OPEN, RESTRICTED_KINDS, Appeal, Message, Stage
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


def forget_kept(at: datetime) -> None:
    """What was kept of forms that nobody came back to is gone."""
    KeptForm.objects.filter(at__lt=at - KEPT_FOR).delete()


def close_answered(at: datetime) -> None:
    """End the matters whose answer can no longer be reopened."""
    until = timezone.localdate(at) - timedelta(days=REOPEN_WITHIN_DAYS)
    for matter in Matter.objects.filter(stage=Stage.ANSWERED, ended_on__lt=until).select_related("message", "office"):
        close(matter, at=at)


def erase_contacts(at: datetime) -> None:
    """Erase the contacts whose time is over: nobody has a reason to open them any more.

    A request to look again that is not decided keeps it; files of khiếu nại and tố cáo keep their archive term.
    """
    until = timezone.localdate(at) - timedelta(days=REOPEN_WITHIN_DAYS + ERASE_AFTER_DAYS)
    over = Message.objects.filter(ended_on__lt=until, number__in=Contact.objects.values("number"))
    # The contact lies with the letter, also for what was split from it.
    over = (
        over.exclude(parts__message__ended_on__gte=until)
        .exclude(kind__in=RESTRICTED_KINDS)
        .filter(restriction__isnull=True)
    )
    asked = Appeal.objects.filter(decided_at__isnull=True).values("withholding__message")
    for message in over.exclude(pk__in=asked).select_related("office"):
        forget_contact(message, at=at)


def erase_asked_words(at: datetime) -> None:
    """Forget the words of those who asked for it and whose matter has ended by now."""
    waiting = Erasure.objects.filter(done_at__isnull=True).exclude(message__ended_on=OPEN)
    for row in waiting.select_related("message__office"):
        erase_words(row, at=at)
