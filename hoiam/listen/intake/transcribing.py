"""A voice or a letter is typed by staff: handwriting and voice tell who somebody is, so they are never passed on."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError

from hoiam.ledger.acts import act, append
from hoiam.ledger.commitments import commit
from hoiam.listen.access import must_see, must_stand_apart
from hoiam.listen.message.acts import MAX_TEXT, words_as_sent
from hoiam.listen.models import Attachment, Message
from hoiam.listen.publicity import masking
from hoiam.listen.publicity.acts import reindex
from hoiam.listen.restricted import holding
from hoiam.listen.restricted.acts import strike_concerned
from hoiam.listen.restricted.holding import NOBODY
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.vault import text as sealed
from hoiam.viettext.fold import nfc
from hoiam.viettext.search import search


def may_be_typed(message: Message) -> bool:
    """Whether there is a voice to be heard, and nobody has confirmed the words for the public yet."""
    return message.files.filter(sort=Attachment.Sort.VOICE).exists() and not hasattr(message, "public_copy")


@act
def transcribe(message: Message, text: str, *, by: Person, at: datetime) -> None:
    """What was heard, typed: from now on these are the message's words. The due date stays; it counts from receipt.

    Whom nobody could ask, because they spoke, is protected like the sender of a letter: words that read like a
    denunciation or a complaint are held from view at once.
    """
    require(by, "accept")
    must_see(by, message)
    must_stand_apart(by, message)
    text = nfc(text).strip()
    if not may_be_typed(message):
        raise ValidationError("Không có lời nói chờ chép, hoặc chữ đã được xác nhận để đăng.")
    if not text:
        raise ValidationError("Chưa có chữ: hãy nghe và chép lại lời của người gửi.")
    if len(text) > MAX_TEXT:
        raise ValidationError(f"Dài quá {MAX_TEXT} chữ: hãy chép gọn lại.")
    before, place = words_as_sent(message)
    restricted = message.is_restricted
    asked_before = holding.read_as(message.kind, before) is not None
    hold = None if restricted or asked_before else holding.asked(message.kind, text, None)[1]
    words = commit("message", {"text": text, "place": place})
    masks = masking.proposed_masks(text, place)
    message.sealed_text = sealed.seal(text, number=message.number, field="text")
    message.masks, message.salt, message.commitment = masks.frozen(), words.salt, words.digest
    if not restricted:
        message.text_masked, message.place_masked = ("", "") if hold else masks.over(text, place)
    message.save(update_fields=["sealed_text", "masks", "salt", "commitment", "text_masked", "place_masked"])
    if hold:
        holding.name(message, holding.whom(message.office, hold.letter, text, NOBODY), by=by, at=at)
        holding.begin_restriction(message, hold, sealed=False, by=by, at=at)
        search.remove(message.pk)
    elif not restricted:
        reindex(message, at)
    subject = message.subject
    append(message.office, "message.transcribed", subject, by=by, at=at, payload={"commitment": words.digest})
    if hold:
        holding.enter(message, message.office, at)
        strike_concerned(message, at=at)
