"""Internal notes about one message: sealed, for the staff who see it, and part of the copy its sender may ask for."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError

from hoiam.answer.models import Note
from hoiam.ledger.acts import act, append
from hoiam.ledger.commitments import commit
from hoiam.listen.access import must_see
from hoiam.listen.models import Message
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.vault import text as sealed
from hoiam.viettext.fold import nfc

LONGEST_NOTE = 4000


class ReadNote(NamedTuple):
    note: Note
    text: str


@act
def add_note(message: Message, text: str, *, by: Person, at: datetime) -> Note:
    """Write a note that colleagues read, and the sender when they ask for a copy; the public never does."""
    require(by, "write_note")
    must_see(by, message)
    text = nfc(text).strip()[:LONGEST_NOTE]
    if not text:
        raise ValidationError("Ghi chú còn trống.")
    words = commit("note", text)
    row = Note.objects.create(
        message=message,
        sealed_text=sealed.seal(text, number=message.number, field="note"),
        salt=words.salt,
        by=by,
        at=at,
    )
    payload = {"commitment": words.digest}
    append(message.office, "message.noted", message.subject, by=by, at=at, payload=payload)
    return row


def notes_of(message: Message) -> list[ReadNote]:
    """The notes of a message in hand, oldest first. Who asks must already see the message."""
    return [ReadNote(note, read_note(note, message.number)) for note in message.notes.select_related("by", "by__unit")]


def read_note(note: Note, number: str) -> str:
    """The words of one note; its sender's copy has them, too."""
    return sealed.open(note.sealed_text, number=number, field="note")
