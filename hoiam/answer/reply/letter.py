"""The letter of reply of one matter, drawn from its rows."""

from __future__ import annotations

from django.utils import timezone

from hoiam.answer.models import Reply
from hoiam.listen.intake.receipt import checkpoint_of, kind_in_words, public_address
from hoiam.listen.key.numbers import spaced
from hoiam.listen.publicity.privacy import withholding_of
from hoiam.office.models import Role, roles_of
from hoiam.papers.head import Head, Signature
from hoiam.papers.letter.paper import Letter
from hoiam.papers.words import BY_AUTHORITY, CHAIRMAN, VICE_CHAIRMAN, paragraphs


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
    hidden = message.is_restricted or withholding_of(message, timezone.localdate()) is not None
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
        signature=Signature(*_signed_by(reply), ("- Như trên;", f"- Lưu: VT, {reply.unit.code}.")),
        address="" if hidden else public_address(message),
        checkpoint=checkpoint_of(office),
    )


def _signed_by(reply: Reply) -> tuple[tuple[str, ...], str]:
    """Who signs, and in whose place: TM., KT., TUQ. What a head of unit approved the chairman signs, by hand."""
    approver = reply.approved_by
    assert approver is not None
    roles = roles_of(approver)
    role = reply.approved_as or (Role.APPROVER if Role.APPROVER in roles else Role.HEAD_OF_UNIT)
    if role != Role.HEAD_OF_UNIT and Role.VICE_CHAIRMAN in roles:
        # In the chairman's place a vice-chairman signs as always: KT.
        return VICE_CHAIRMAN, approver.full_name
    if role == Role.APPROVER and reply.approved_for_id:
        return (*BY_AUTHORITY, approver.post.upper()), approver.full_name
    return CHAIRMAN, approver.full_name if role == Role.APPROVER else ""
