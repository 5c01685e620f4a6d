"""The acts of listening: receiving a message and confirming its public copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hoiam.ledger.acts import act, append
from hoiam.ledger.commitments import commit
from hoiam.listen import deadlines, holding, masking, numbers, sealing
from hoiam.listen.access import must_see, require_apart
from hoiam.listen.cells import position
from hoiam.listen.holding import NOBODY, About
from hoiam.listen.masking import Masks
from hoiam.listen.models import (
    Attachment,
    Channel,
    Ground,
    Kind,
    Message,
    PublicCopy,
    Topic,
    Withholding,
)
from hoiam.listen.privacy import published
from hoiam.office.models import Area, Office, Person
from hoiam.outbox.acts import queue
from hoiam.vault import contacts
from hoiam.vault import text as sealed
from hoiam.viettext import search
from hoiam.viettext.fold import nfc

if TYPE_CHECKING:
    from hoiam.ledger.models import Entry
    from hoiam.listen.files import Stored

MAX_TEXT = 20_000
# Stands for the words of who speaks instead of writing, until somebody has typed them.
SPOKEN = "(Người gửi nói thay viết; lời nói đang chờ nghe và chép lại thành chữ.)"


@dataclass(frozen=True)
class Receipt:
    """What the sender takes home. The key is here once; afterwards only its hash exists."""

    message: Message
    number: str
    key: str
    entry: int
    salt: str


@act
def receive(
    office: Office,
    *,
    kind: str,
    text: str,
    channel: str,
    at: datetime,
    public: bool,
    received_at: datetime | None = None,
    sent_on: date | None = None,
    place: str = "",
    area: Area | None = None,
    topic: Topic | None = None,
    lat: float | None = None,
    lon: float | None = None,
    contact: Mapping[str, str] | None = None,
    external_ref: str = "",
    fingerprint: str = "",
    masks: Masks | None = None,
    kept: Iterable[Stored] = (),
    confidential: bool | None = None,
    concerned: About = NOBODY,
    by: Person | None = None,
) -> Receipt:
    """Take a message in: every way in ends here, and the clock starts at ``received_at`` (default ``at``).

    ``confidential``: the sender's answer to «giữ kín, hay là phản ánh?»: True keeps a denunciation or complaint from
    view, False makes it an ordinary phản ánh; None when nobody could ask, and then its kind and words decide
    (listen.holding). ``concerned``: whom it is about; they and their chain never see it while it is restricted.
    ``masks``: what the sender wants covered; None takes what the machine proposes. ``kept``: re-made files, written
    and synced by listen.files.keep before this, so that a row never points at nothing.
    Raises ValidationError, in words, when the text is missing or a value is not one of the known ones.
    """
    text, place = nfc(text).strip(), nfc(place).strip()[:400]
    _check(kind, text, channel, lat, lon, received_at or at, at)
    received_at = received_at or at
    kind, hold = holding.asked(kind, text, confidential)
    about = holding.whom(office, hold.letter, text, concerned) if hold else concerned
    home, above = office, sealing.above(office, about) if hold else None
    office = above or home
    number, key = _unused_number(), numbers.new_key()
    promise = deadlines.promise(office, kind, received_at, sent_on=sent_on, channel=channel)
    words = commit("message", {"text": text, "place": place})
    masks = masks or masking.proposed(text, place)
    message = Message.objects.create(
        number=number,
        key_hash=numbers.hash_key(number, key),
        office=office,
        kind=kind,
        channel=channel,
        received_at=received_at,
        recorded_at=at,
        sent_on=sent_on,
        external_ref=external_ref,
        fingerprint=fingerprint,
        wants_public=public,
        **_at_rest(number, ("", "") if above else (text, place), Masks() if above else masks, plain=hold is None),
        **({} if above else {"topic": topic, "area": area} | position(lat, lon)),
        salt=words.salt,
        commitment=words.digest,
        promise=promise.frozen(),
        due_on=promise.due_on,
    )
    kept, contact = list(kept), {name: nfc(value).strip() for name, value in (contact or {}).items()}
    if above:
        content = sealing.content_of(text, place, contact, area, (lat, lon), masks, kept)
        sealing.seal(message, content, key=key, home=home, at=at)
        sealing.throw_away(kept)
    else:
        _put_away(message, kept, contact, at)
    holding.name(message, about, by=by, at=at)
    if hold:
        holding.begin(message, hold, sealed=bool(above), by=by, at=at)
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
        queue(message.office, "receipt", f"message:{message.number}", due_at=at)


def let_in(message: Message, at: datetime) -> None:
    """A message that is not restricted stands in the ordinary inbox: the search finds it, its sender's choice holds."""
    if not message.wants_public:
        Withholding.objects.create(message=message, ground=Ground.SENDER, proposed_at=at, kept_at=at)
    search.index(message.pk, message.office_id, "", f"{message.text_masked}\n{message.place_masked}", published=False)


def enter_receipt(message: Message, rule: str, stored: int, by: Person | None) -> Entry:
    """The first entry of a message in the ledger of the office that has it."""
    return append(
        message.office,
        "message.received",
        f"message:{message.number}",
        by=by,
        at=message.received_at,
        payload={
            "kind": message.kind,
            "channel": message.channel,
            "area": str(message.area_id or ""),
            "topic": message.topic.slug if message.topic else "",
            "wants_public": message.wants_public,
            "restricted": hasattr(message, "restriction"),
            "due_on": message.due_on.isoformat(),
            "rule": rule,
            "sent_on": message.sent_on.isoformat() if message.sent_on else None,
            "files": stored,
            "commitment": message.commitment,
        },
    )


def _check(
    kind: str, text: str, channel: str, lat: float | None, lon: float | None, received: datetime, at: datetime
) -> None:
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


@act
def publish_words(message: Message, *, title: str, masks: Masks | None = None, by: Person, at: datetime) -> PublicCopy:
    """Confirm the redacted copy; from now on it is what the public reads. Done again, it replaces the copy.

    The copy is the sender's own words less the covered ones (``masks``; None: as covered at receipt). Covered words are
    not in it at all, and what the sender covered by hand stays covered.
    """
    must_see(by, message)
    require_apart(by, "confirm_public", message)
    if hasattr(message, "restriction"):
        raise PermissionDenied("Hồ sơ hạn chế tiếp cận không có bản công khai.")
    sent_text, sent_place = words_as_sent(message)
    if sent_text == SPOKEN:
        raise ValidationError("Nội dung này là lời nói: hãy nghe và chép lại thành chữ trước khi nhận xử lý.")
    title = nfc(title).strip()
    if not title:
        raise ValidationError("Hãy viết một tiêu đề ngắn cho bản công khai.")
    title = title[:140]
    sender = masking.thawed(message.masks)
    masks = masks | sender.by_hand() if masks else sender
    text, place = masks.over(sent_text, sent_place)
    words = commit("public_copy", {"title": title, "text": text, "place": place})
    copy, _ = PublicCopy.objects.update_or_create(
        message=message,
        defaults={
            "title": title,
            "text": text,
            "place": place,
            "masks": masks.frozen(),
            "salt": words.salt,
            "confirmed_by": by,
            "confirmed_at": at,
        },
    )
    reindex(message, at)
    append(
        message.office,
        "message.published",
        f"message:{message.number}",
        by=by,
        at=at,
        payload={"commitment": words.digest, "masked": text.count("⟦") + place.count("⟦")},
    )
    return copy


def reindex(message: Message, at: datetime) -> None:
    """Bring the search row in step with what the public may read."""
    copy: PublicCopy | None = getattr(message, "public_copy", None)
    is_published = published(Message.objects.filter(pk=message.pk), timezone.localdate(at)).exists()
    title, body = (
        (copy.title, f"{copy.text}\n{copy.place}") if copy else ("", f"{message.text_masked}\n{message.place_masked}")
    )
    search.index(message.pk, message.office_id, title, body, published=is_published)


@act
def publish_photo(file: Attachment, *, by: Person, at: datetime) -> None:
    """A person has looked at the photo and lets the public see it."""
    must_see(by, file.message)
    require_apart(by, "confirm_public", file.message)
    if file.scan:
        raise ValidationError("Bản chụp đơn, thư không bao giờ được đăng: chữ viết tay cũng cho biết người viết là ai.")
    if file.sort == Attachment.Sort.VOICE:
        raise ValidationError("Lời nói không bao giờ được đăng: hãy nghe, chép lại thành chữ.")
    if file.published_at:
        return
    file.published_by, file.published_at = by, at
    file.save(update_fields=["published_by", "published_at"])
    append(file.message.office, "message.photo_published", f"message:{file.message.number}", by=by, at=at, payload={})


@act
def erase_contact(message: Message, *, at: datetime) -> None:
    """Forget who the sender is and how to reach them; the message and its answer stay."""
    contacts.erase(message.number)
    append(message.office, "contact.erased", f"message:{message.number}", by=None, at=at, payload={})


def words_as_sent(message: Message) -> tuple[str, str]:
    """Text and place as the sender wrote them, for staff who may see the message."""
    return (
        sealed.open(bytes(message.sealed_text), number=message.number, field="text"),
        sealed.open(bytes(message.sealed_place), number=message.number, field="place"),
    )
