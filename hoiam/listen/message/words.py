"""The words of a message as a member of staff reads them: what was split off and is kept from them stands covered."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet

from hoiam.listen.access import may_see
from hoiam.listen.message.acts import words_as_sent
from hoiam.listen.models import Attachment, Message, Part
from hoiam.office.models import Person

# Letter by letter, and not the ends of sentences: places in the text stay where they are.
_COVERED = re.compile(r"[^\s.!?…]")
_COVER = "█"


def kept_parts(person: Person, message: Message) -> list[Part]:
    """What was split from this letter and is not for this person to see."""
    parts = [part for part in message.parts.all() if part.message.is_restricted]
    return [part for part in parts if not may_see(person, part.message)]


def words_shown(person: Person, message: Message) -> tuple[str, str]:
    """Text and place for who may see the message; the sentences of a part that they may not see are covered.

    A letter keeps all its words. What of it became a denunciation is for the list of that part alone.
    """
    text, place = words_as_sent(message)
    if not message.salt:  # forgotten as its sender asked: what was kept from view is covered in it already
        return text, place
    for part in kept_parts(person, message):
        for start, end in part.spans:
            text = text[:start] + _COVERED.sub(_COVER, text[start:end]) + text[end:]
    return text, place


def files_shown(person: Person, message: Message) -> QuerySet[Attachment]:
    """The files for who may see the message; not the letter itself, or a voice, while one of its parts is kept."""
    if not kept_parts(person, message):
        return message.files.all()
    return message.files.exclude(Q(scan=True) | Q(sort=Attachment.Sort.VOICE))
