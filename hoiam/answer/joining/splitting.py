"""A letter that asks for several things is split: each part a message of its own, with its kind and its clock.

Every part counts from the receipt of the letter (LTCD Đ25.3). The letter keeps all its words; a part has the sentences
an officer chose, sealed anew. The key of the letter opens its parts, and notices of a part go to the contact that lies
with the letter: nobody opens it for that.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError

from hoiam.answer.clock.pausing import WORKED_ON
from hoiam.answer.matter.transition import enter
from hoiam.answer.models import Matter
from hoiam.ledger.acts import act, lock
from hoiam.ledger.commitments import commit
from hoiam.listen.access import must_see, require_apart
from hoiam.listen.intake.receiving import Taken, receive
from hoiam.listen.message.acts import SPOKEN, words_as_sent
from hoiam.listen.models import RESTRICTED_KINDS, Channel, Kind, Message, Part, Restriction, Stage
from hoiam.listen.publicity import masking
from hoiam.listen.publicity.acts import publish_words, reindex
from hoiam.listen.publicity.masking import BY_HAND, Masks
from hoiam.listen.restricted.holding import About
from hoiam.office.models import Person
from hoiam.outbox.acts import queue
from hoiam.viettext.personal.finding import Span

# A letter with a signature can hold a complaint; what came without one cannot be made one by a clerk.
ON_PAPER = frozenset({Channel.LETTER, Channel.COUNTER, Channel.RECEPTION, Channel.TRANSFER, Channel.OLD_BOOK})
_SENTENCE = re.compile(r"[^\s].*?(?:[.!?…]+(?=\s)|(?=\n)|\Z)", re.DOTALL)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence or line of the text stands."""
    return [match.span() for match in _SENTENCE.finditer(text)]


@act
def split(message: Message, chosen: Collection[int], *, kind: str, by: Person, at: datetime) -> Message:
    """Make a message of its own of the chosen sentences (by their place in ``sentences``)."""
    require_apart(by, "accept", message)
    lock(message)
    must_see(by, message)
    text, place = words_as_sent(message)
    spans = [span for at_place, span in enumerate(sentences(text)) if at_place in chosen]
    _check(message, text, spans, len(sentences(text)), kind)
    taken = Taken(
        message.channel,
        "\n".join(text[start:end].strip() for start, end in spans),
        public=message.wants_public if message.publicity_answered else None,
        kind=kind,
        place=place,
        received_at=message.received_at,
        sent_on=message.sent_on,
        area=message.area,
        confidential=True if kind in RESTRICTED_KINDS and _kept_by_sender(message) else None,
        concerned=_about(message),
    )
    receipt = receive(message.office, taken, by=by, at=at)
    # The key drawn for it is never told: the key of the letter opens it (listen/key/keyholder.py).
    part, origin = receipt.message, commit("origin", message.number)
    Part.objects.create(message=part, origin=message, spans=spans, salt=origin.salt, by=by, at=at)
    if part.is_restricted and not message.is_restricted:
        _cover(message, spans, by, at)
    queue(message.office, "split", part.subject, due_at=at)
    enter(part, "message.split", by, at, commitment=origin.digest)
    return part


def may_be_split(message: Message) -> bool:
    """While it is sorted or worked on, and is not a part already."""
    return message.stage in (Stage.RECEIVED, *WORKED_ON) and not hasattr(message, "part")


def kinds_for(message: Message) -> list[Kind]:
    """The kinds that a part may have: a complaint or denunciation only where the letter is signed, or is one."""
    signed = message.channel in ON_PAPER or message.is_restricted
    return [kind for kind in Kind if signed or kind not in RESTRICTED_KINDS]


def _check(message: Message, text: str, spans: list[tuple[int, int]], whole: int, kind: str) -> None:
    if not may_be_split(message):
        raise ValidationError("Việc này đã trả lời, đang chờ duyệt, hoặc chính là một phần đã tách.")
    if text == SPOKEN:
        raise ValidationError("Nội dung này là lời nói: hãy nghe và chép lại thành chữ trước khi tách.")
    if kind not in kinds_for(message):
        raise ValidationError("Chọn loại của phần tách; khiếu nại, tố cáo phải là đơn có chữ ký.")
    if not spans:
        raise ValidationError("Chọn những câu thuộc phần tách ra.")
    if len(spans) == whole:
        raise ValidationError("Không thể tách hết: phần còn lại phải có chữ.")


def _kept_by_sender(message: Message) -> bool:
    restriction: Restriction | None = getattr(message, "restriction", None)
    return restriction is not None and restriction.source == Restriction.Source.SENDER


def _about(message: Message) -> About:
    rows = message.concerned.filter(ended_at__isnull=True).select_related("unit", "person")
    return About(
        units=tuple(row.unit for row in rows if row.unit),
        people=tuple(row.person for row in rows if row.person),
        leadership=any(row.leadership for row in rows),
    )


def _cover(message: Message, spans: list[tuple[int, int]], by: Person, at: datetime) -> None:
    """What is kept confidential as a part is covered in the copy of the letter too."""
    covered = Masks(tuple(Span(start, end, BY_HAND) for start, end in spans))
    masks = masking.thawed(message.masks) | covered
    message.masks = masks.frozen()
    message.text_masked, message.place_masked = masks.over(*words_as_sent(message))
    message.save(update_fields=["masks", "text_masked", "place_masked"])
    matter: Matter | None = getattr(message, "matter", None)
    if matter and hasattr(message, "public_copy"):
        publish_words(message, title=message.public_copy.title, masks=masks, by=by, at=at)
    else:
        reindex(message, at)
