"""How often a place was reopened: the reopenings of a matter and of its twins together, so that the third is seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from hoiam.answer.models import Matter, Reopening, Twin

# From the second time on it is said; the third is the one that the law of the house asks to be shown as such.
SAID_FROM = 2


def times(matter: Matter) -> int:
    """«chưa xong», said of this matter and of what was joined with it. What staff joined by mistake is not counted."""
    joined = matter.joinings.filter(parted_by__isnull=True).last()
    lead = joined.lead_id if joined else matter.pk
    twins = Twin.objects.filter(lead=lead, parted_by__isnull=True).values_list("matter_id", flat=True)
    return Reopening.objects.filter(matter__in={lead, *twins}).count()


def times_of(matters: Collection[int]) -> dict[int, int]:
    """The same for a page of the list, by one question: each with its own and, where it leads, with its twins'."""
    of_twins = Q(matter__joinings__lead__in=matters, matter__joinings__parted_by__isnull=True)
    rows = Reopening.objects.filter(Q(matter__in=matters) | of_twins).values_list(
        "pk", "matter_id", "matter__joinings__lead_id"
    )
    counted: defaultdict[int, set[int]] = defaultdict(set)
    for pk, matter, lead in rows:
        counted[matter].add(pk)
        if lead is not None:
            counted[lead].add(pk)
    return {matter: len(counted[matter]) for matter in matters if matter in counted}
