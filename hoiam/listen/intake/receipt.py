"""The receipt of one message, drawn from its rows."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from hoiam.law.tracks import UNITS
from hoiam.ledger.acts import latest_checkpoint
from hoiam.ledger.models import Entry
from hoiam.listen.key.numbers import spaced
from hoiam.listen.models import Kind, Message
from hoiam.office.models import Office
from hoiam.papers.head import Head
from hoiam.papers.receipt.paper import Receipt
from hoiam.papers.words import padded
from hoiam.workdays.calendar import in_words


def receipt(message: Message, *, key: str = "", receiver: str = "") -> Receipt:
    """Giấy biên nhận; the key is on it only while the sender still has it on the screen."""
    promise = message.promise
    received = timezone.localtime(message.received_at)
    length = f"{padded(promise.length)} {UNITS[promise.unit]}"
    entry = Entry.objects.filter(subject=message.subject, kind="message.received").first()
    return Receipt(
        head=Head(
            issuer=message.office.letterhead,
            place=message.office.name,
            drafted_on=received.date(),
            dated=received.date(),
        ),
        number=spaced(message.number),
        kind=kind_in_words(message),
        received=_when(message),
        due=in_words(message.due_on),
        rule=f"{length} kể từ ngày tiếp nhận, {promise.wording}",
        follow=f"vào {settings.PUBLIC_URL}/theo-doi, nhập số hồ sơ và mã bí mật; hoặc đọc số hồ sơ qua điện thoại",
        phone=message.office.phone,
        publicity=_publicity(message),
        receiver=receiver,
        address="" if message.is_restricted else public_address(message),
        key=spaced(key) if key else "",
        entry=str(entry.number) if entry else "",
        commitment=message.commitment,
        salt=bytes(message.salt).hex() if key else "",
        checkpoint=checkpoint_of(message.office),
    )


def _when(message: Message) -> str:
    """When it was received; and when it was entered in the book, where that was later."""
    received, entered = timezone.localtime(message.received_at), timezone.localtime(message.recorded_at)
    words = f"{received:%H giờ %M phút}, {in_words(received.date())}"
    if received.replace(second=0, microsecond=0) == entered.replace(second=0, microsecond=0):
        return words
    return f"{words}; vào sổ {entered:%H giờ %M phút}, {in_words(entered.date())}"


def _publicity(message: Message) -> str:
    if not message.publicity_answered:
        return "(gạch bỏ một câu, ký bên dưới) Được đăng công khai, đã che thông tin cá nhân / Chỉ trả lời qua mã"
    return "Được đăng công khai, đã che thông tin cá nhân" if message.wants_public else "Chỉ trả lời qua mã"


def kind_in_words(message: Message) -> str:
    return str(Kind(message.kind).label) if message.kind else "Nội dung gửi đến"


def public_address(message: Message) -> str:
    return f"{settings.PUBLIC_URL}/tra-loi/{message.number}"


def checkpoint_of(office: Office) -> str:
    """Office, size and root of the last seal, to be kept outside the house."""
    last = latest_checkpoint(office)
    return f"{office.code} {last.size} {last.root}" if last else ""
