"""«Sao chép để dán sang hệ thống khác»: a sent reply as one text, ready to be pasted where the message came from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from hoiam.answer.models import Reply, outcome_words
from hoiam.listen.key.numbers import spaced
from hoiam.listen.models import Message
from hoiam.listen.publicity.privacy import published
from hoiam.office.models import Person


def panel(_person: Person, message: Message, at: datetime) -> dict[str, Any]:
    """The texts of all sent replies, the newest first."""
    matter = getattr(message, "matter", None)
    sent = matter.replies.sent().reverse() if matter else ()
    return {"copies": [text_of(reply, message, at) for reply in sent]}


def text_of(reply: Reply, message: Message, at: datetime) -> str:
    """The two numbers, the outcome, the words. The message's own words are not repeated: the other system has them."""
    assert reply.sent_at is not None
    lines = [f"Số hồ sơ: {spaced(message.number)}"]
    if message.external_ref:
        lines.append(f"Mã phản ánh: {message.external_ref}")
    lines.append(f"Kết quả: {outcome_words(reply.outcome, message.kind)}")
    if reply.receiver:
        lines.append(f"Cơ quan nhận: {reply.receiver}")
    lines.append(f"Ngày trả lời: {timezone.localtime(reply.sent_at):%d/%m/%Y}")
    lines += ["", reply.text]
    if reply.clause:
        lines += ["", f"Căn cứ: {reply.clause}"]
    if published(Message.objects.filter(pk=message.pk), timezone.localdate(at)).exists():
        lines += ["", f"Xem công khai: {settings.PUBLIC_URL}/tra-loi/{message.number}"]
    return "\n".join(lines)
