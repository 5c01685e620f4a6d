"""The words of a message as a member of staff reads them: what was split off and is kept from them stands covered."""

from __future__ import annotations

import re

from hoiam.listen.access import may_see
from hoiam.listen.acts import words_as_sent
from hoiam.listen.models import Message
from hoiam.office.models import Person

# Letter by letter, and not the ends of sentences: places in the text stay where they are.
_COVERED = re.compile(r"[^\s.!?…]")
_COVER = "█"


def words_shown(person: Person, message: Message) -> tuple[str, str]:
    """Text and place for who may see the message; the sentences of a part that they may not see are covered.

    A letter keeps all its words. What of it became a denunciation is for the list of that part alone.
    """
    text, place = words_as_sent(message)
    for part in message.parts.filter(message__restriction__isnull=False).select_related("message__office"):
        if not may_see(person, part.message):
            for start, end in part.spans:
                text = text[:start] + _COVERED.sub(_COVER, text[start:end]) + text[end:]
    return text, place
