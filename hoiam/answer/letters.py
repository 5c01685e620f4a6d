"""The letter of reply of one matter, drawn from its rows."""

from __future__ import annotations

from django.utils import timezone

from hoiam.answer.models import Reply
from hoiam.listen.numbers import spaced
from hoiam.listen.privacy import withholding_of
from hoiam.listen.receipts import checkpoint_of, kind_in_words, public_address
from hoiam.office.models import Role, roles_of
from hoiam.papers.head import Head, Signature
from hoiam.papers.letter.paper import Letter
from hoiam.papers.words import CHAIRMAN, VICE_CHAIRMAN, paragraphs


def letter(reply: Reply) -> Letter:
    """The approved reply as an official letter; number and day are left to the register, the seal to the hand."""
    matter, message = reply.matter, reply.matter.message
    office = matter.office
    assert reply.approved_by is not None
    assert reply.approved_at is not None
    received = timezone.localdate(message.received_at)
    kind = kind_in_words(message).lower()
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
        address=public_address(message) if withholding_of(message, timezone.localdate()) is None else "",
        checkpoint=checkpoint_of(office),
    )
