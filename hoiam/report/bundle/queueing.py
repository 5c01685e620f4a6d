"""A bundle in the outbox: it waits there until the superior's server has answered."""

from __future__ import annotations

from datetime import datetime

from hoiam.outbox.acts import queue
from hoiam.report.models import SentBundle

CHANNEL, TEMPLATE = "server", "report_bundle"


def bundle_subject(bundle: SentBundle) -> str:
    return f"bundle:{bundle.pk}"


def put_in_outbox(bundle: SentBundle, at: datetime) -> None:
    """Inside an act. Without an address it is not sent but carried."""
    if bundle.peer.url:
        queue(bundle.peer.office, TEMPLATE, bundle_subject(bundle), due_at=at, channel=CHANNEL)
