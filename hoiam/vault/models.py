"""How the sender of one message can be reached: one sealed row, and nothing beside it."""

from __future__ import annotations

from django.db import models


class Contact(models.Model):
    """Belongs to one message, is never shared or searched, and goes when it is no longer needed.

    No time stands here: it would tie the row to other traces, and the ledger has the times of the acts.
    """

    number = models.CharField(max_length=9, primary_key=True)
    blob = models.BinaryField()

    def __str__(self) -> str:
        return self.number
