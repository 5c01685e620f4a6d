"""Deciding about a draft: sent back with a reason, or approved by somebody else than its author."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hoiam.answer.approval.rules import may_check, standing_of
from hoiam.answer.matter.transition import enter, hold, move
from hoiam.answer.models import Reply
from hoiam.ledger.acts import act
from hoiam.listen.models import Stage
from hoiam.office.models import Person
from hoiam.viettext.fold import nfc


@act
def return_draft(reply: Reply, why: str, *, by: Person, at: datetime) -> None:
    """Send a draft back to be mended, with what to mend; Chánh Văn phòng may do so when checking the form."""
    _on_the_table(reply, by)
    if not may_check(by, reply, timezone.localdate(at)) and not standing_of(by, reply, timezone.localdate(at)):
        raise PermissionDenied("Việc này do người khác duyệt theo phân công của cơ quan.")
    why = nfc(why).strip()
    if not why:
        raise ValidationError("Hãy ghi cần sửa gì.")
    reply.returned_by, reply.returned_at, reply.returned_why = by, at, why[:500]
    reply.save(update_fields=["returned_by", "returned_at", "returned_why"])
    if reply.corrects_id is None:
        move(reply.matter, Stage.RETURNED)
    enter(reply.matter.message, "reply.returned", by, at, commitment=reply.commitment)


@act
def approve(reply: Reply, *, by: Person, at: datetime) -> None:
    """Approve a draft («duyệt»); the legal signature is made outside. Nobody approves their own."""
    _on_the_table(reply, by)
    standing = standing_of(by, reply, timezone.localdate(at))
    if standing is None:
        raise PermissionDenied("Việc này do người khác duyệt theo phân công của cơ quan.")
    reply.approved_by, reply.approved_at = by, at
    reply.approved_as, reply.approved_for_id = standing.role, standing.giver
    reply.save(update_fields=["approved_by", "approved_at", "approved_as", "approved_for"])
    if reply.corrects_id is None:
        move(reply.matter, Stage.APPROVED)
    giver = f"person:{standing.giver}" if standing.giver else ""
    enter(
        reply.matter.message,
        "reply.approved",
        by,
        at,
        commitment=reply.commitment,
        role=standing.role.value,
        giver=giver,
    )


def _on_the_table(reply: Reply, by: Person) -> None:
    hold(reply.matter, by)
    reply.refresh_from_db(fields=["approved_at", "returned_at"])
    drafted = reply.corrects_id is not None or reply.matter.stage == Stage.DRAFTED
    if reply.approved_at or reply.returned_at or not drafted:
        raise ValidationError("Dự thảo này không còn chờ duyệt.")
    if by.pk == reply.drafted_by_id:
        raise PermissionDenied("Không ai duyệt dự thảo do chính mình soạn.")
