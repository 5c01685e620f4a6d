"""Facts: what the ledger tells, summed ahead. A cache of entries: it can be thrown away and made anew."""

from __future__ import annotations

from django.db import models

from hoiam.office.models import Office


class Fact(models.Model):
    """How often something happened in one half of a month, or by how much a stock changed.

    ``bucket`` is the first day of the half, the 1st or the 15th: calendar months and those from the 15th to the 14th,
    and all that is made of either, are whole buckets. ``measure`` is the name of a figure, ``part`` the group in it.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    bucket = models.DateField()
    restricted = models.BooleanField()
    unit = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=12, blank=True)
    measure = models.CharField(max_length=60)
    # As long as a value in the ledger may be: an entry is never refused because of its fact.
    part = models.CharField(max_length=200, blank=True)
    n = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "bucket", "restricted", "unit", "kind", "measure", "part"], name="fact_once"
            )
        ]
        indexes = [
            # All that a roll-up asks stands in it: many offices are summed without touching the table.
            models.Index(
                fields=["measure", "bucket", "office", "restricted", "unit", "kind", "part", "n"], name="fact_rolled_up"
            )
        ]


class FactBook(models.Model):
    """An office whose facts are whole: kept from its first entry on, or counted from its ledger."""

    office = models.OneToOneField(Office, on_delete=models.PROTECT, primary_key=True, related_name="+")
    definitions = models.CharField(max_length=64, help_text="Dấu của các cách tính; khác đi thì phải đếm lại")
    at = models.DateTimeField()
