"""The channel of e-mail: SMTP where the installation has set one, else files in HOME/mail."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from hoiam.outbox.models import Row


@dataclass(frozen=True)
class Mail:
    """A mail in plain words. Its subject line travels in the open and stands in lists: nothing personal in it."""

    to: str
    subject: str
    body: str


def message_id(row: Row) -> str:
    """The same for every attempt at one row. The due time tells it from a row of that number before a restore."""
    return f"<{row.pk}.{row.due_at:%Y%m%d%H%M%S}@{urlsplit(settings.PUBLIC_URL).hostname}>"


def send(row: Row, mail: Mail) -> None:
    """Send; returns when a mail server (or the disk) has taken the mail, raises otherwise."""
    EmailMessage(
        subject=mail.subject,
        body=mail.body,
        to=[mail.to],
        headers={
            "Message-ID": message_id(row),
            # Holiday notices and other robots do not answer a mail marked so (RFC 3834).
            "Auto-Submitted": "auto-generated",
        },
    ).send()
