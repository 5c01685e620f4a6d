"""What the sender may do with what is known of them, by key: take a copy, correct, have it forgotten.

Luật 91/2025 Điều 4; the times of NĐ 356/2025 Điều 5: a copy and a correction at once (the law: 10 days), the contact
erased at once, the words as sent when the matter has ended (the law: 20 days, longer only while they are needed).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.answer.clock.pausing import forget_supplied, supplied
from hoiam.answer.matter import notes as matter_notes
from hoiam.answer.matter.timeline import timeline
from hoiam.answer.matter.transition import enter
from hoiam.answer.models import Call, CallResult, Erasure, OpeningReason, outcome_words
from hoiam.answer.sender.opening import looks
from hoiam.files import store as files_store
from hoiam.ledger.acts import act
from hoiam.listen.key.numbers import spaced
from hoiam.listen.message.acts import erase_contact, words_as_sent
from hoiam.listen.message.parts import origin_of
from hoiam.listen.models import OPEN, RESTRICTED_KINDS, Message
from hoiam.listen.publicity.masking import Masks, thawed
from hoiam.outbox.mail import folder
from hoiam.vault import contacts
from hoiam.vault import text as sealed
from hoiam.viettext.fold import nfc

ERASE_WITHIN_DAYS = 20


@act
def give_copy(message: Message, *, at: datetime) -> bytes:
    """Everything the office has of this message, as one ZIP of plain files, for who holds the key."""
    copy = io.BytesIO()
    text, place = words_as_sent(message)
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("noi-dung.txt", f"Số hồ sơ {spaced(message.number)}\n\n{text}\n\nNơi xảy ra: {place}\n")
        into.writestr(
            "lien-he.json", json.dumps(contacts.open_to_send(origin_of(message).number), ensure_ascii=False, indent=1)
        )
        into.writestr("tra-loi.txt", _replies(message))
        into.writestr("da-di-qua.txt", _steps(message))
        seen = [f"{one.at:%d/%m/%Y %H:%M} {one.why}; {one.by}" for one in looks(message)]
        into.writestr("ai-da-mo-lien-he.txt", "\n".join(seen))
        asked = [f"Hỏi: {one.question}\nTrả lời: {supplied(one)}" for one in message.inquiries.all()]
        into.writestr("hoi-va-tra-loi-them.txt", "\n\n".join(asked))
        notes = [matter_notes.read_note(note, message.number) for note in message.notes.all()]
        into.writestr("ghi-chu-noi-bo.txt", "\n\n".join(notes))
        for place_in_list, file in enumerate(message.files.all(), 1):
            ending = {"pdf": "pdf", "voice": "mp3"}.get(file.sort, "webp")
            into.writestr(f"tep-{place_in_list}.{ending}", files_store.read(file.name))
        into.writestr("bam-va-so-ngau-nhien.json", json.dumps(_proof(message), indent=1))
    if contacts.exists(origin_of(message).number):
        enter(message, "contact.opened", None, at, reason=str(OpeningReason.OWN_COPY))
    enter(message, "copy.given", None, at)
    return copy.getvalue()


def _replies(message: Message) -> str:
    matter = getattr(message, "matter", None)
    if matter is None:
        return "Chưa có trả lời.\n"
    sent = matter.replies.sent()
    return "\n\n".join(
        f"{timezone.localtime(one.sent_at):%d/%m/%Y %H:%M}, {outcome_words(one.outcome, message.kind)}\n{one.text}"
        for one in sent
        if one.sent_at
    )


def _steps(message: Message) -> str:
    return "\n".join(
        f"{timezone.localtime(step.at):%d/%m/%Y %H:%M} {step.words}{f'; {step.detail}' if step.detail else ''}"
        for step in timeline(message)
    )


def _proof(message: Message) -> dict[str, str]:
    return {"commitment": message.commitment, "salt": bytes(message.salt).hex()}


@act
def correct_contact(message: Message, contact: Mapping[str, str], *, at: datetime) -> None:
    """The sender leaves another way to be reached; what was left before is gone."""
    left = {name: nfc(value).strip() for name, value in contact.items()}
    if hasattr(message, "sealing"):
        raise ValidationError("Hồ sơ niêm phong cho tỉnh: cách liên hệ chỉ nằm trong niêm phong, máy này không giữ.")
    if not any(left.values()):
        raise ValidationError("Ghi số điện thoại hoặc thư điện tử mới; muốn bỏ hẳn thì bấm «Xóa liên hệ».")
    contacts.put(origin_of(message).number, **left)
    enter(message, "contact.corrected", None, at)


@act
def forget_contact(message: Message, *, at: datetime) -> None:
    """Erase who the sender is, everywhere: vault, mails kept as files, calls to make. Holds at once."""
    message = origin_of(message)
    if not contacts.exists(origin_of(message).number):
        raise ValidationError("Không còn thông tin liên hệ nào để xóa.")
    Call.objects.filter(message=message, done_at__isnull=True).update(done_at=at, result=CallResult.DECLINED)
    folder.forget_about(spaced(message.number))
    erase_contact(message, at=at)


@act
def ask_erasure(message: Message, *, at: datetime) -> Erasure:
    """The sender wants the words as sent forgotten. While they are needed to answer, that waits for the end."""
    if message.kind in RESTRICTED_KINDS or message.is_restricted:
        raise ValidationError("Hồ sơ khiếu nại, tố cáo phải lưu theo pháp luật về lưu trữ: chưa xóa được lời đã gửi.")
    if hasattr(message, "erasure"):
        raise ValidationError("Bạn đã đề nghị xóa: xem ngày ở dưới.")
    due_on = timezone.localdate(at) + timedelta(days=ERASE_WITHIN_DAYS)
    row = Erasure.objects.create(message=message, asked_at=at, due_on=due_on)
    enter(message, "erasure.asked", None, at, due_on=due_on.isoformat())
    if message.ended_on != OPEN:
        erase_words(row, at=at)
    return row


@act
def erase_words(row: Erasure, *, at: datetime) -> None:
    """Forget the words as sent: only what was public, with names covered, stays. The salt goes too."""
    message = row.message
    if row.done_at or message.ended_on == OPEN:
        return
    text, place = thawed(message.masks).over(*words_as_sent(message))
    message.sealed_text = sealed.seal(text, number=message.number, field="text")
    message.sealed_place = sealed.seal(place, number=message.number, field="place")
    message.masks, message.salt = Masks().frozen(), b""
    message.lat = message.lon = None
    message.save(update_fields=["sealed_text", "sealed_place", "masks", "salt", "lat", "lon"])
    message.notes.all().delete()
    for inquiry in message.inquiries.filter(answered_at__isnull=False):
        forget_supplied(inquiry)
    hidden = list(message.files.filter(published_at__isnull=True))
    for file in hidden:
        for name in filter(None, (file.name, file.thumbnail, file.public_name, file.public_thumbnail)):
            files_store.delete(name)
        file.delete()
    if contacts.exists(origin_of(message).number):
        forget_contact(message, at=at)
    row.done_at = at
    row.save(update_fields=["done_at"])
    enter(message, "message.words_erased", None, at, files=len(hidden))
