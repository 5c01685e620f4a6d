"""What the public may see of a message: decided here and nowhere else.

Pages, feeds, search, open data and reports get a PublicFace, made from the redacted copy that a person confirmed;
never the message itself. A message that is not restricted has a public row from the second of its receipt.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from hoiam.listen.models import Attachment, Ground, Kind, Message, PublicCopy, Withholding
from hoiam.office.models import Office
from hoiam.office.request_cache import once
from hoiam.workdays.models import calendar_of

# DESIGN, fifth idea: the words are public at once when a person has checked them, due within 2 working days of receipt.
CHECK_WITHIN_WORKING_DAYS = 2


@dataclass(frozen=True)
class PublicPhoto:
    """A photo as the public gets it: where staff covered something, the covered copy and nothing of the one as sent."""

    name: str
    thumbnail: str
    sort: str


@dataclass(frozen=True)
class PublicFace:
    """The public side of one message. ``text`` is None while its words wait for a check, or are withheld."""

    number: str
    kind: str
    received_on: date
    due_on: date
    stage: str
    ended_on: date
    wording: str
    provisional: bool
    area: str
    channel: str
    title: str
    text: str | None = None
    place: str = ""
    photos: list[PublicPhoto] = field(default_factory=list)
    withheld: str = ""
    withheld_on: date | None = None
    waiting_days: int = 0
    held_without_ground: bool = False
    entered_on: date | None = None  # where it was entered in the book on a later day than it was received


def public_rows(messages: QuerySet[Message] | None = None) -> QuerySet[Message]:
    """The messages that have a public row: all but the restricted ones."""
    return (Message.objects.all() if messages is None else messages).filter(restriction__isnull=True)


def in_force(today: date) -> Q:
    """A withholding that holds today: the sender's own choice at once, every other when a second person agreed."""
    return (
        Q(ended_at__isnull=True)
        & (Q(ground=Ground.SENDER) | Q(confirmed_by__isnull=False))
        & (Q(until__isnull=True) | Q(until__gte=today))
    )


def withholding_of(message: Message, today: date) -> Withholding | None:
    """The withholding in force; the sender's own choice first, because it never lapses."""
    return _in_force_of([message], today).get(message.pk)


def _in_force_of(messages: Collection[Message], today: date) -> dict[int, Withholding]:
    kept: dict[int, Withholding] = {}
    for row in Withholding.objects.filter(in_force(today), message__in=messages).order_by("proposed_at", "id"):
        if row.ground == Ground.SENDER or row.message_id not in kept:
            kept[row.message_id] = row
    return kept


@once
def waiting_withholding(message: Message) -> Withholding | None:
    """A withholding that one person proposed and no second one has decided; it hides nothing."""
    return message.withholdings.filter(
        confirmed_at__isnull=True, ended_at__isnull=True, proposed_by__isnull=False
    ).first()


def published(messages: QuerySet[Message], today: date) -> QuerySet[Message]:
    """Those of the messages whose words the public can read today."""
    kept = Withholding.objects.filter(in_force(today), message=OuterRef("pk"))
    return public_rows(messages).filter(public_copy__isnull=False).exclude(Exists(kept))


def public_face(message: Message, *, at: datetime) -> PublicFace | None:
    """What anybody may see of this message at this moment; None when it is restricted."""
    return public_faces([message], at=at).get(message.pk)


def public_faces(messages: Collection[Message], *, at: datetime) -> dict[int, PublicFace]:
    """The faces of a page of messages by primary key, without those of restricted ones.

    Reads ``restriction``, ``public_copy``, ``office``, ``area`` and ``files`` of each: select and prefetch them.
    """
    kept = _in_force_of(messages, timezone.localdate(at))
    offices: dict[int, Office] = {}
    for message in messages:
        # One object for the whole page: it carries the calendar, which else is read for every line.
        message.office = offices.setdefault(message.office_id, message.office)
    return {
        message.pk: _face(message, kept.get(message.pk), timezone.localdate(at))
        for message in messages
        if not message.is_restricted
    }


def _face(message: Message, kept: Withholding | None, today: date) -> PublicFace:
    copy: PublicCopy | None = getattr(message, "public_copy", None)
    readable = copy is not None and kept is None
    waiting = 0 if copy or kept else waited(message, today)
    return PublicFace(
        number=message.number,
        kind=message.kind,
        received_on=timezone.localdate(message.received_at),
        due_on=message.due_on,
        stage=message.stage,
        ended_on=message.ended_on,
        wording=message.promise.wording,
        provisional=message.promise.provisional,
        area=str(message.area or ""),
        channel=message.get_channel_display(),
        title=copy.title if copy and readable else stand_in_title(message),
        text=copy.text if copy and readable else None,
        place=copy.place if copy and readable else "",
        photos=[_photo(file) for file in message.files.all() if _is_shown(file)] if readable else [],
        withheld=Ground(kept.ground).label if kept else "",
        withheld_on=timezone.localdate(kept.confirmed_at or kept.proposed_at) if kept else None,
        waiting_days=waiting,
        entered_on=_entered_later(message),
        held_without_ground=waiting > CHECK_WITHIN_WORKING_DAYS,
    )


def _is_shown(file: Attachment) -> bool:
    """A photo or paper that a person has looked at; handwriting and voice tell who somebody is and are never shown."""
    return file.published_at is not None and not file.scan and file.sort != Attachment.Sort.VOICE


def _photo(file: Attachment) -> PublicPhoto:
    if file.public_name:
        return PublicPhoto(file.public_name, file.public_thumbnail, file.sort)
    return PublicPhoto(file.name, file.thumbnail, file.sort)


def _entered_later(message: Message) -> date | None:
    received, entered = timezone.localdate(message.received_at), timezone.localdate(message.recorded_at)
    return entered if entered > received else None


def stand_in_title(message: Message) -> str:
    """Until a title is written: kind, area and day stand for it."""
    kind = Kind(message.kind).label if message.kind else "Nội dung chưa phân loại"
    area = f", {message.area}" if message.area else ""
    return f"{kind}{area}, nhận ngày {timezone.localdate(message.received_at):%d/%m/%Y}"


def waited(message: Message, today: date) -> int:
    """Working days since receipt that the words have been waiting for a person's check."""
    return max(0, calendar_of(message.office).between(timezone.localdate(message.received_at), today))


def masked_words(message: Message) -> tuple[str, str, str]:
    """Title, text and place for who looks at a withholding again: the copy made for the public, or the machine's."""
    copy: PublicCopy | None = getattr(message, "public_copy", None)
    return (copy.title, copy.text, copy.place) if copy else ("", message.text_masked, message.place_masked)
