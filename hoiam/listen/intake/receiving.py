"""Receiving: whatever way a message came, it becomes one row, one receipt and one entry here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from hoiam.ledger.acts import act
from hoiam.ledger.commitments import commit
from hoiam.listen.key import numbers
from hoiam.listen.likeness.grid import position
from hoiam.listen.message import deadlines
from hoiam.listen.models import Attachment, Channel, Kind, Message
from hoiam.listen.publicity import masking
from hoiam.listen.publicity.masking import Masks
from hoiam.listen.restricted import holding, sealing
from hoiam.listen.restricted.holding import NOBODY, About
from hoiam.office.models import Area, Office, Person, Topic
from hoiam.outbox.acts import queue
from hoiam.vault import contacts
from hoiam.vault import text as sealed
from hoiam.viettext.fold import nfc

if TYPE_CHECKING:
    from hoiam.files.store import Stored
import hashlib
import hmac

from django.db.models import Q

from hoiam.files.store import Stored
from hoiam.listen.message.acts import MAX_TEXT, enter_receipt
from hoiam.listen.publicity.acts import let_in
from hoiam.vault import keys


@dataclass(frozen=True)
class Receipt:
    """What the sender takes home. The key is here once; afterwards only its hash exists."""

    message: Message
    number: str
    key: str
    entry: int
    salt: str


@dataclass(frozen=True)
class Taken:
    """What came in, by whatever way. Only the first two have no answer of their own when nobody knows.

    ``public`` None: the sender was not asked, or has not answered: treated as everybody is, and the row says so.
    ``received_at``: when the clock starts, if not now. ``masks``: what the sender wants covered; None takes what the
    machine proposes. ``kept``: re-made files, written and synced by files.store.keep before this, so that a row never
    points at nothing. ``confidential``: the sender's answer to «giữ kín, hay là phản ánh?»: True keeps a denunciation
    or complaint from view, False makes it an ordinary phản ánh; None when nobody could ask, and then its kind and words
    decide (restricted.holding). ``concerned``: whom it is about; they and their chain never see it while it is
    restricted. ``fingerprint``: the mark by which the same form, mail or line is known again.
    """

    channel: str
    text: str
    public: bool | None = None
    kind: str = ""
    place: str = ""
    area: Area | None = None
    topic: Topic | None = None
    lat: float | None = None
    lon: float | None = None
    received_at: datetime | None = None
    sent_on: date | None = None
    contact: Mapping[str, str] = field(default_factory=dict)
    external_ref: str = ""
    fingerprint: str = ""
    masks: Masks | None = None
    kept: Iterable[Stored] = ()
    confidential: bool | None = None
    concerned: About = NOBODY


@act
def receive(office: Office, taken: Taken, *, at: datetime, by: Person | None = None) -> Receipt:
    """Take a message in: every way in ends here, and the clock starts. ``by``: who of the staff took it in, if any.

    Raises ValidationError, in words, when the text is missing or a value is not one of the known ones.
    """
    text, place = nfc(taken.text).strip(), nfc(taken.place).strip()[:400]
    received_at = taken.received_at or at
    _check(taken, text, received_at, at)
    kind, hold = holding.asked(taken.kind, text, taken.confidential)
    about = holding.whom(office, hold.letter, text, taken.concerned) if hold else taken.concerned
    home, above = office, sealing.above(office, about) if hold else None
    office = above or home
    number, key = _unused_number(), numbers.new_key()
    promise = deadlines.promise(office, kind, received_at, sent_on=taken.sent_on, channel=taken.channel)
    words = commit("message", {"text": text, "place": place})
    masks = taken.masks or masking.proposed_masks(text, place)
    message = Message.objects.create(
        number=number,
        key_hash=numbers.hash_key(number, key),
        office=office,
        kind=kind,
        channel=taken.channel,
        received_at=received_at,
        recorded_at=at,
        sent_on=taken.sent_on,
        external_ref=taken.external_ref,
        fingerprint=taken.fingerprint,
        wants_public=taken.public is not False,
        publicity_answered=taken.public is not None,
        **_at_rest(number, ("", "") if above else (text, place), Masks() if above else masks, plain=hold is None),
        **({} if above else {"topic": taken.topic, "area": taken.area} | position(taken.lat, taken.lon)),
        salt=words.salt,
        commitment=words.digest,
        promise=promise,
        due_on=promise.due_on,
    )
    kept, contact = list(taken.kept), {name: nfc(value).strip() for name, value in taken.contact.items()}
    if above:
        content = sealing.content_of(text, place, contact, taken.area, (taken.lat, taken.lon), masks, kept)
        sealing.seal(message, content, key=key, home=home, at=at)
        sealing.throw_away_sealed(kept)
    else:
        _put_away(message, kept, contact, at)
    holding.name(message, about, by=by, at=at)
    if hold:
        holding.begin_restriction(message, hold, sealed=bool(above), by=by, at=at)
    else:
        let_in(message, at)
    entry = enter_receipt(message, promise.rule, len(kept), by)
    if hold:
        holding.enter(message, home, at)
    return Receipt(message, number, key, entry.number, words.salt.hex())


def _at_rest(number: str, words: tuple[str, str], masks: Masks, *, plain: bool) -> dict[str, Any]:
    """The columns of words and place. A denunciation is not kept in ``plain`` even with its names covered."""
    text, place = words
    text_masked, place_masked = masks.over(text, place) if plain else ("", "")
    return {
        "sealed_text": sealed.seal(text, number=number, field="text"),
        "sealed_place": sealed.seal(place, number=number, field="place"),
        "text_masked": text_masked,
        "place_masked": place_masked,
        "masks": masks.frozen(),
    }


def _put_away(message: Message, kept: list[Stored], contact: dict[str, str], at: datetime) -> None:
    Attachment.objects.bulk_create(Attachment(message=message, **asdict(file)) for file in kept)
    if any(contact.values()):
        contacts.put(message.number, **contact)
        queue(message.office, "receipt", message.subject, due_at=at)


def _check(taken: Taken, text: str, received: datetime, at: datetime) -> None:
    kind, channel, lat, lon = taken.kind, taken.channel, taken.lat, taken.lon
    if not text:
        raise ValidationError("Chưa có nội dung: hãy viết vài dòng.")
    if len(text) > MAX_TEXT:
        raise ValidationError(
            f"Nội dung dài quá {MAX_TEXT} chữ: hãy rút gọn, hoặc gửi phần sau thành một nội dung nữa."
        )
    if kind and kind not in Kind.values:
        raise ValidationError(f"Không có loại nội dung «{kind}»; các loại: {', '.join(Kind.values)}.")
    if channel not in Channel.values:
        raise ValidationError(f"Không có nguồn tiếp nhận «{channel}»; các nguồn: {', '.join(Channel.values)}.")
    if (lat is None) != (lon is None) or (
        lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180)
    ):
        raise ValidationError("Vị trí cần cả vĩ độ (lat, -90 đến 90) và kinh độ (lon, -180 đến 180).")
    if received > at:
        raise ValidationError("Ngày nhận không thể ở sau lúc vào sổ.")


def _unused_number() -> str:
    number = numbers.new_number()
    while Message.objects.filter(number=number).exists():
        number = numbers.new_number()
    return number


def mark(sort: str, words: str) -> str:
    """The keyed fingerprint by which the same form, mail or line is known again; it tells nothing of its words."""
    return hmac.new(keys.pepper(), f"{sort}\0{words}".encode(), hashlib.sha256).hexdigest()


def never_before(office: Office, fingerprint: str, channel: str = "", external_ref: str = "") -> None:
    """Raise AlreadyReceived when this form, mail or row is in the book; it may lie sealed with the province by now.

    Whoever takes in waits here for whoever is just taking in, so that the same thing sent twice at once is one.
    """
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    same = Q(fingerprint=fingerprint)
    if external_ref:
        same |= Q(channel=channel, external_ref=external_ref)
    ours = Q(office=office) | Q(sealing__home=office)
    if number := Message.objects.filter(ours, same).values_list("number", flat=True).first():
        raise AlreadyReceived(number)


class AlreadyReceived(Exception):
    """The line was taken in by an earlier run; carries the number it has."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(number)
