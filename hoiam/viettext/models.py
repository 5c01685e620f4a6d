from __future__ import annotations

from django.db import models


class SearchText(models.Model):
    """What can be searched of one message: its masked text as typed, and the same as folded words."""

    ref = models.BigIntegerField(primary_key=True)
    office_id = models.IntegerField()
    published = models.BooleanField(default=False)
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    title_words = models.TextField(blank=True)
    body_words = models.TextField(blank=True)
    reading = models.JSONField(null=True)  # for likeness; see readings.py


class KnownWord(models.Model):
    """Every word that stands in a SearchText; df, in how many of them, is counted anew each night."""

    word = models.TextField(unique=True)
    df = models.IntegerField(default=1)
