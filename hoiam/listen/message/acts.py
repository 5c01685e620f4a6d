"""What every way in and every room writes of a message: its receipt in the ledger, the end of its contact."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from hoiam.ledger.acts import act, append
from hoiam.listen.models import Message
from hoiam.office.models import Person
from hoiam.vault import contacts
from hoiam.vault import text as sealed

if TYPE_CHECKING:
    from hoiam.ledger.models import Entry

MAX_TEXT = 20_000
# Stands for the words of who speaks instead of writing, until somebody has typed them.
SPOKEN = "(Người gửi nói thay viết; lời nói đang chờ nghe và chép lại thành chữ.)"


def enter_receipt(message: Message, rule: str, stored: int, by: Person | None) -> Entry:
    """The first entry of a message in the ledger of the office that has it."""
    return append(
        message.office,
        "message.received",
        message.subject,
        by=by,
        at=message.received_at,
        payload={
            "kind": message.kind,
            "channel": message.channel,
            "area": str(message.area_id or ""),
            "topic": message.topic.slug if message.topic else "",
            "wants_public": message.wants_public,
            "restricted": message.is_restricted,
            "due_on": message.due_on.isoformat(),
            "rule": rule,
            "sent_on": message.sent_on.isoformat() if message.sent_on else None,
            "files": stored,
            "commitment": message.commitment,
        },
    )


@act
def erase_contact(message: Message, *, at: datetime) -> None:
    """Forget who the sender is and how to reach them; the message and its answer stay."""
    contacts.erase(message.number)
    append(message.office, "contact.erased", message.subject, by=None, at=at, payload={})


def words_as_sent(message: Message) -> tuple[str, str]:
    """Text and place as the sender wrote them, for staff who may see the message."""
    return (
        sealed.open(bytes(message.sealed_text), number=message.number, field="text"),
        sealed.open(bytes(message.sealed_place), number=message.number, field="place"),
    )
