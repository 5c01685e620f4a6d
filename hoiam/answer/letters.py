"""The papers of one matter: the letter of reply and the receipt, drawn from its rows."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from hoiam.answer.models import Reply
from hoiam.ledger.acts import latest_checkpoint
from hoiam.ledger.models import Entry
from hoiam.listen.models import Kind, Message
from hoiam.listen.numbers import spaced
from hoiam.listen.privacy import withholding_of
from hoiam.office.models import Office, Role, roles_of
from hoiam.papers.head import Head, Signature
from hoiam.papers.letter.paper import Letter
from hoiam.papers.receipt.paper import Receipt
from hoiam.papers.words import CHAIRMAN, VICE_CHAIRMAN, padded, paragraphs
from hoiam.workdays.calendar import in_words

UNITS = {"wd": "ngày làm việc", "d": "ngày"}


def letter(reply: Reply) -> Letter:
    """The approved reply as an official letter; number and day are left to the register, the seal to the hand."""
    matter, message = reply.matter, reply.matter.message
    office = matter.office
    assert reply.approved_by is not None
    assert reply.approved_at is not None
    received = timezone.localdate(message.received_at)
    kind = _kind(message).lower()
    opening = (
        f"Ngày {received:%d/%m/%Y}, {office.committee_in_full} tiếp nhận {kind} số hồ sơ {spaced(message.number)}. "
        f"{office.committee_in_full} trả lời như sau:"
    )
    body = [*paragraphs(reply.text)]
    if reply.clause:
        body.append(f"Căn cứ: {reply.clause}.")
    if reply.receiver:
        body.append(f"Cơ quan tiếp nhận để giải quyết theo thẩm quyền: {reply.receiver}.")
    chairman = Role.APPROVER in roles_of(reply.approved_by)
    return Letter(
        head=Head(
            issuer=office.letterhead,
            place=office.name,
            drafted_on=timezone.localdate(reply.approved_at),
            symbol=f"UBND-{reply.unit.code}",
        ),
        subject=f"trả lời {kind} số hồ sơ {spaced(message.number)}",
        # Who the sender is stands in the vault; the register writes the name on the sealed original where it is known.
        to=(f"Người gửi hồ sơ số {spaced(message.number)}",),
        paragraphs=(opening, *body),
        closing=f"{office.committee_in_full} trả lời để người gửi biết./.",
        signature=Signature(
            VICE_CHAIRMAN if reply.approved_by.post.startswith("Phó Chủ tịch") else CHAIRMAN,
            reply.approved_by.full_name if chairman else "",
            ("- Như trên;", f"- Lưu: VT, {reply.unit.code}."),
        ),
        address=_address(message) if withholding_of(message, timezone.localdate()) is None else "",
        checkpoint=_checkpoint(office),
    )


def receipt(message: Message, *, key: str = "", receiver: str = "") -> Receipt:
    """Giấy biên nhận; the key is on it only while the sender still has it on the screen."""
    promise = message.promise
    received = timezone.localtime(message.received_at)
    length = f"{padded(promise['length'])} {UNITS[promise['unit']]}"
    entry = Entry.objects.filter(subject=f"message:{message.number}", kind="message.received").first()
    return Receipt(
        head=Head(
            issuer=message.office.letterhead,
            place=message.office.name,
            drafted_on=received.date(),
            dated=received.date(),
        ),
        number=spaced(message.number),
        kind=_kind(message),
        received=f"{received:%H giờ %M phút}, {in_words(received.date())}",
        due=in_words(message.due_on),
        rule=f"{length} kể từ ngày tiếp nhận, {promise['wording']}",
        follow=f"vào {settings.PUBLIC_URL}/theo-doi, nhập số hồ sơ và mã bí mật; hoặc đọc số hồ sơ qua điện thoại",
        phone=message.office.phone,
        publicity="Được đăng công khai, đã che thông tin cá nhân" if message.wants_public else "Chỉ trả lời qua mã",
        receiver=receiver,
        address="" if hasattr(message, "restriction") else _address(message),
        key=spaced(key) if key else "",
        entry=str(entry.number) if entry else "",
        commitment=message.commitment,
        salt=bytes(message.salt).hex() if key else "",
        checkpoint=_checkpoint(message.office),
    )


def _kind(message: Message) -> str:
    return str(Kind(message.kind).label) if message.kind else "Nội dung gửi đến"


def _address(message: Message) -> str:
    return f"{settings.PUBLIC_URL}/tra-loi/{message.number}"


def _checkpoint(office: Office) -> str:
    """Office, size and root of the last seal, to be kept outside the house."""
    last = latest_checkpoint(office)
    return f"{office.code} {last.size} {last.root}" if last else ""
