"""The parts of a letter: whose key and whose contact they have, and what else came with them."""

from __future__ import annotations

from hoiam.listen.models import Message, Part


def origin_of(message: Message) -> Message:
    """The letter that this message was split from; the message itself when it was not."""
    part: Part | None = getattr(message, "part", None)
    return part.origin if part else message


def others_of(message: Message) -> list[Message]:
    """What else came with the same letter, the letter first."""
    origin = origin_of(message)
    together = [origin, *(row.message for row in origin.parts.select_related("message__office"))]
    return [one for one in together if one.pk != message.pk]
