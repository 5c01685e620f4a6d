"""The public copy of a message: its words and photos, confirmed by a person who has looked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.ledger.acts import act, append
from hoiam.ledger.commitments import commit
from hoiam.listen.access import must_see, require_apart
from hoiam.listen.models import Attachment, Message, PublicCopy
from hoiam.listen.publicity import masking
from hoiam.listen.publicity.masking import Masks
from hoiam.office.models import Person
from hoiam.viettext.fold import nfc

if TYPE_CHECKING:
    pass
from typing import TYPE_CHECKING

from django.utils import timezone

from hoiam.listen.message.acts import SPOKEN, words_as_sent
from hoiam.listen.models import Ground, Withholding
from hoiam.listen.publicity.privacy import published
from hoiam.viettext.search import search

if TYPE_CHECKING:
    pass


@act
def publish_words(message: Message, *, title: str, masks: Masks | None = None, by: Person, at: datetime) -> PublicCopy:
    """Confirm the redacted copy; from now on it is what the public reads. Done again, it replaces the copy.

    The copy is the sender's own words less the covered ones (``masks``; None: as covered at receipt). Covered words are
    not in it at all, and what the sender covered by hand stays covered.
    """
    must_see(by, message)
    require_apart(by, "confirm_public", message)
    if message.is_restricted:
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
        message.subject,
        by=by,
        at=at,
        payload={"commitment": words.digest, "masked": text.count("⟦") + place.count("⟦")},
    )
    return copy


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
    append(file.message.office, "message.photo_published", file.message.subject, by=by, at=at, payload={})


def let_in(message: Message, at: datetime) -> None:
    """A message that is not restricted stands in the ordinary inbox: the search finds it, its sender's choice holds."""
    if not message.wants_public:
        Withholding.objects.create(message=message, ground=Ground.SENDER, proposed_at=at, kept_at=at)
    search.index(message.pk, message.office_id, "", f"{message.text_masked}\n{message.place_masked}", published=False)


def reindex(message: Message, at: datetime) -> None:
    """Bring the search row in step with what the public may read."""
    copy: PublicCopy | None = getattr(message, "public_copy", None)
    is_published = published(Message.objects.filter(pk=message.pk), timezone.localdate(at)).exists()
    title, body = (
        (copy.title, f"{copy.text}\n{copy.place}") if copy else ("", f"{message.text_masked}\n{message.place_masked}")
    )
    search.index(message.pk, message.office_id, title, body, published=is_published)
