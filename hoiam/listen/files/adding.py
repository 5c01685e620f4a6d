"""Files that come after the words: on a slow line the text has its number first, and photos follow one by one.

Nothing of this can lose the words, which are in already.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError

from hoiam.files import store as files_store
from hoiam.files.store import FileRefused, Stored, Upload, throw_away
from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import JSON
from hoiam.listen.models import Attachment, Message, Stage

VOICE = Attachment.Sort.VOICE


def room(message: Message) -> int:
    """How many more photos and papers this message can take."""
    if hasattr(message, "sealing"):
        return 0  # what is sealed for the province takes nothing more
    names = list(message.files.exclude(sort=VOICE).values_list("name", flat=True))
    if message.stage == Stage.CLOSED or sum(map(files_store.weight, names)) > files_store.MAX_MESSAGE_BYTES:
        return 0
    return max(0, files_store.MAX_FILES - len(names))


def takes_a_voice(message: Message) -> bool:
    """A voice is words to be typed: one, and only until a person has checked the words."""
    spoken = message.files.filter(sort=VOICE).exists()
    return (
        not spoken
        and not hasattr(message, "sealing")
        and message.stage == Stage.RECEIVED
        and not hasattr(message, "public_copy")
    )


def add(message: Message, upload: Upload | None, *, at: datetime) -> None:
    """Make the upload anew, keep it and add it. Raises ValidationError with a sentence for its sender."""
    if upload is None:
        raise ValidationError("Chưa nhận được tệp nào: hãy bấm chọn một ảnh, nhiều nhất 10 MB, rồi bấm gửi.")
    if not room(message) and not takes_a_voice(message):
        raise _full(message)
    try:
        stored = files_store.keep(files_store.remake(upload.read(), upload.name or ""))
    except FileRefused as refused:
        raise ValidationError(str(refused)) from refused
    try:
        add_file(message, stored, at=at)
    except ValidationError:
        throw_away([stored])
        raise


@act
def add_file(message: Message, stored: Stored, *, at: datetime) -> Attachment:
    """The sender, with the draft's token or the key, adds one file that was made anew and kept before this."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if stored.sort == VOICE and not takes_a_voice(message):
        raise ValidationError("Việc này không nhận thêm lời nói: mỗi việc một lần, trước khi có người đọc lại chữ.")
    if stored.sort != VOICE and not room(message):
        raise _full(message)
    file = Attachment.objects.create(message=message, **asdict(stored))
    payload: dict[str, JSON] = {"sort": stored.sort, "files": message.files.count()}
    append(message.office, "message.file_added", message.subject, by=None, at=at, payload=payload)
    return file


def _full(message: Message) -> ValidationError:
    if message.stage == Stage.CLOSED:
        return ValidationError("Việc này đã kết thúc nên không nhận thêm tệp: hãy gửi nội dung mới.")
    return ValidationError(f"Đã đủ {files_store.MAX_FILES} tệp hoặc 25 MB: việc này không nhận thêm.")
