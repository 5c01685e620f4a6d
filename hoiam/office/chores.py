"""What every office does by the clock."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from hoiam.ledger.acts import seal
from hoiam.office.acts import end_role_by_term
from hoiam.office.models import Office, RoleGrant


def seal_ledgers(at: datetime) -> None:
    """Seal what each office entered since the last time; a checkpoint is signed."""
    for office in Office.objects.all():
        seal(office, at=at)


def end_roles(at: datetime) -> None:
    """Write the end of the roles whose last day is over."""
    over = RoleGrant.objects.filter(ended_at__isnull=True, until__lt=timezone.localdate(at))
    for given in over.select_related("person__office"):
        end_role_by_term(given, at=at)
