"""Mail as files in HOME/mail, for an installation without a mail server."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default as default_policy

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

KEPT = timedelta(days=30)


class EmailBackend(BaseEmailBackend):
    """One file for each mail, named by its Message-ID: a mail sent again is the same file, never half a file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = settings.HOME / "mail"
        folder.mkdir(mode=0o700, exist_ok=True)
        for message in email_messages:
            data = message.message()
            path = folder / (str(data["Message-ID"]).strip("<>").split("@")[0] + ".eml")
            unfinished = path.with_suffix(".part")
            with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(data.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        return len(email_messages)


def forget_old(at: datetime) -> None:
    """Throw away mails of more than 30 days: they hold addresses, which are not kept longer than they are needed."""
    for path in (settings.HOME / "mail").glob("*.eml"):
        if path.stat().st_mtime < (at - KEPT).timestamp():
            path.unlink()


def forget_about(mark: str) -> None:
    """Throw away the kept mails whose subject holds this mark (a message's number as it is written in mails)."""
    for path in (settings.HOME / "mail").glob("*.eml"):
        if mark in str(message_from_bytes(path.read_bytes(), policy=default_policy)["Subject"] or ""):
            path.unlink()
