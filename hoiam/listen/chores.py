"""What listening does by the clock: forms that nobody finished are thrown away, files without a row too."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from hoiam.files import store as files_store
from hoiam.files.fields import names_in_use
from hoiam.listen.models import Appeal, Draft, Restriction, Withholding
from hoiam.listen.restricted import acts as restricted
from hoiam.listen.restricted.holding import list_readers
from hoiam.listen.withholding.acts import lapse_withholding
from hoiam.listen.withholding.appealing import lapse_appeal
from hoiam.viettext.likeness import readings
from hoiam.viettext.search import search

ORPHAN_AFTER = timedelta(hours=3)


def forget_drafts(at: datetime) -> None:
    """After two hours a draft is gone, with the files that did not become part of a message."""
    Draft.objects.filter(expires_at__lte=at).delete()
    known = names_in_use()
    for names in Draft.objects.values_list("files", flat=True):
        known |= set(names)
    files_store.sweep(known, at - ORPHAN_AFTER)


def end_lapsed_withholdings(at: datetime) -> None:
    """What nobody confirmed or looked at again in time, and what was withheld until a day: ended by an act."""
    today = timezone.localdate(at)
    waiting = Q(kept_at__isnull=True) | Q(until__lt=today)
    for row in Withholding.objects.filter(waiting, ended_at__isnull=True).select_related("message__office"):
        lapse_withholding(row, at=at)
    unanswered = Appeal.objects.filter(decided_at__isnull=True, due_on__lt=today)
    for one in unanswered.select_related("withholding__message__office"):
        lapse_appeal(one, at=at)


def end_unconfirmed_restrictions(at: datetime) -> None:
    """What was held by its words alone and nobody confirmed in time is an ordinary message the day after."""
    today = timezone.localdate(at)
    unconfirmed = Restriction.objects.filter(confirm_by__lt=today, confirmed_at__isnull=True)
    for row in unconfirmed.select_related("message__office"):
        restricted.lapse_restriction(row.message, at=at)
    # A list that nobody was left on begins anew, when somebody has come who may read it.
    for row in Restriction.objects.filter(readers__isnull=True).select_related("message__office"):
        list_readers(row, at)


def count_words(_at: datetime) -> None:
    """Count anew how rare each word is, so that search begins with the words that tell most."""
    search.refresh_vocabulary()


def read_again(_at: datetime) -> None:
    """Place and thing of texts that were read by other rules, or never: what is alike is found in a moment again."""
    readings.read_again()
