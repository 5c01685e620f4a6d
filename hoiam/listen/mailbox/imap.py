"""The office's mail box over IMAP, always encrypted on the way. The one place of listening that reaches the network."""

from __future__ import annotations

import imaplib
import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ANSWER_SECONDS = 30
# What a mail server or the line to it may raise.
Failed = (imaplib.IMAP4.error, OSError)


@dataclass(frozen=True)
class Address:
    """Where the box is: «imaps://user:password@host:port/INBOX?ca=…&office=…», or «imap://…» with STARTTLS."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    starttls: bool
    ca: str
    office: str


def mailbox_of(url: str) -> Address:
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return Address(
        host=parts.hostname or "",
        port=parts.port or (143 if parts.scheme == "imap" else 993),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        starttls=parts.scheme == "imap",
        ca=query.get("ca", ""),
        office=query.get("office", ""),
    )


class MailBox:
    """An open mail box."""

    def __init__(self, talk: imaplib.IMAP4) -> None:
        self._talk = talk

    def unseen(self, most: int) -> list[str]:
        """The oldest mails that nobody has seen."""
        found = self._ask("SEARCH", "UNSEEN")
        return found[0].decode().split()[:most] if found and found[0] else []

    def size(self, uid: str) -> int:
        (head,) = self._ask("FETCH", uid, "(RFC822.SIZE)")
        size = re.search(rb"RFC822\.SIZE (\d+)", head if isinstance(head, bytes) else b"")
        return int(size[1]) if size else 0

    def fetch(self, uid: str) -> tuple[bytes, float]:
        """The mail and the second at which the server took it; looking does not mark it as seen."""
        whole = self._ask("FETCH", uid, "(INTERNALDATE BODY.PEEK[])")
        head, raw = next(part for part in whole if isinstance(part, tuple))
        arrived = imaplib.Internaldate2tuple(head)
        return raw, time.mktime(arrived) if arrived else 0.0

    def mark_seen(self, uid: str) -> None:
        self._ask("STORE", uid, "+FLAGS", r"(\Seen)")

    def _ask(self, command: str, *words: str) -> list[Any]:
        answer, data = self._talk.uid(command, *words)
        if answer != "OK":
            raise imaplib.IMAP4.error(command)
        return [part for part in data if part is not None]


@contextmanager
def opened(at: Address) -> Iterator[MailBox]:
    """The box, signed in to; the server's certificate must be good for its name."""
    context = ssl.create_default_context(cafile=at.ca or None)
    talk: imaplib.IMAP4
    if at.starttls:
        talk = imaplib.IMAP4(at.host, at.port, timeout=ANSWER_SECONDS)
        talk.starttls(context)
    else:
        talk = imaplib.IMAP4_SSL(at.host, at.port, ssl_context=context, timeout=ANSWER_SECONDS)
    with talk:
        talk.login(at.user, at.password)
        answer, _ = talk.select(f'"{at.folder}"')
        if answer != "OK":
            raise imaplib.IMAP4.error("SELECT")
        yield MailBox(talk)
