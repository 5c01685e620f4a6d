"""«Tôi cũng gặp việc này», and an answer that was enough: counted, and no deadline, order or other figure moves.

Neither makes a message, and nothing tells who it was: the mark of a filled-in form keeps one from being counted twice.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.answer.matter.transition import enter
from hoiam.answer.models import Deflection, MeToo
from hoiam.ledger.acts import act
from hoiam.listen.models import OPEN, Message
from hoiam.listen.publicity.privacy import published


@act
def me_too(message: Message, *, at: datetime, token: str = "") -> None:
    """Somebody meets this too. ``token``: of the form they were filling in; it counts once."""
    _must_be_public(message, at)
    if message.ended_on != OPEN:
        raise ValidationError("Việc này đã trả lời. Vẫn còn gặp thì xin gửi một nội dung mới.")
    mark = _mark("me too", token) if token else None
    if mark and MeToo.objects.filter(token_hash=mark).exists():
        return
    MeToo.objects.create(message=message, token_hash=mark, at=at)
    enter(message, "message.me_too", None, at)


@act
def deflect(message: Message, *, at: datetime, token: str) -> None:
    """This answer was enough, nothing needs to be sent. One form counts once."""
    _must_be_public(message, at)
    mark = _mark("deflected", token)
    if not Deflection.objects.filter(token_hash=mark).exists():
        Deflection.objects.create(message=message, token_hash=mark, at=at)
        enter(message, "message.deflected", None, at)


def _must_be_public(message: Message, at: datetime) -> None:
    if not published(Message.objects.filter(pk=message.pk), timezone.localdate(at)).exists():
        raise ValidationError("Việc này không còn đăng công khai.")


def _mark(what: str, token: str) -> str:
    """Not the draft's own hash: what was pressed cannot be tied to a message that came of the same form after all."""
    return sha256(f"hoiam {what}\0{token}".encode()).hexdigest()
