"""Correcting an answer that was sent: a new version with a note, approved like every draft; the first stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.answer.access import works_on
from hoiam.answer.models import Matter, Reply
from hoiam.answer.reply.templates import blanks
from hoiam.ledger.acts import act, append
from hoiam.ledger.commitments import commit
from hoiam.listen.access import must_see
from hoiam.listen.models import Stage
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.outbox.acts import queue
from hoiam.viettext.fold import nfc

SHORTEST = 10


@act
def draft_correction(reply: Reply, *, text: str, note: str, by: Person, at: datetime) -> Reply:
    """Write what an answer should have said, and why; hand it in for approval. Outcome and timeliness stay."""
    require(by, "draft")
    matter = _held(reply, by)
    text, note = nfc(text).strip(), nfc(note).strip()[:500]
    if not works_on(by, matter):
        raise PermissionDenied("Việc này do đơn vị khác chủ trì.")
    if not may_correct(reply):
        raise ValidationError("Chỉ đính chính được trả lời mới nhất đã gửi, khi chưa có đính chính nào đang chờ.")
    if len(note) < SHORTEST:
        raise ValidationError({"note": "Hãy ghi đính chính gì, vì sao, bằng một câu trọn vẹn: ai cũng đọc được."})
    if len(text) < 2 * SHORTEST or text == reply.text:
        raise ValidationError({"text": "Nội dung sau đính chính phải khác và đầy đủ: nó thay bản trước."})
    if left := blanks(text):
        raise ValidationError({"text": f"Còn chỗ chưa điền: {', '.join(left)}."})
    words = commit(
        "reply", {"outcome": reply.outcome, "text": text, "clause": reply.clause, "receiver": reply.receiver}
    )
    correction = Reply.objects.create(
        matter=matter,
        round=reply.round,
        outcome=reply.outcome,
        text=text,
        clause=reply.clause,
        receiver=reply.receiver,
        receiver_number=reply.receiver_number,
        salt=words.salt,
        commitment=words.digest,
        drafted_by=by,
        drafted_at=at,
        unit=reply.unit,
        due_on=reply.due_on,
        corrects=reply,
        correction_note=note,
    )
    payload = {"commitment": words.digest}
    append(matter.office, "reply.drafted", matter.message.subject, by=by, at=at, payload=payload)
    return correction


@act
def send_correction(correction: Reply, *, by: Person, at: datetime) -> None:
    """From now on the public and the sender read the corrected version first, with its note."""
    require(by, "send_reply")
    matter = _held(correction, by)
    correction.refresh_from_db()
    was = correction.corrects
    if was is None or correction.approved_at is None or correction.sent_at is not None:
        raise ValidationError("Chỉ gửi được đính chính đã duyệt và chưa gửi.")
    reason = commit("reason", correction.correction_note)
    correction.correction_salt, correction.sent_by, correction.sent_at = reason.salt, by, at
    correction.save(update_fields=["correction_salt", "sent_by", "sent_at"])
    queue(matter.office, "corrected", matter.message.subject, due_at=at)
    append(
        matter.office,
        "reply.corrected",
        matter.message.subject,
        by=by,
        at=at,
        payload={
            "commitment": correction.commitment,
            "commitment_was": was.commitment,
            "reason_commitment": reason.digest,
        },
    )


def may_correct(reply: Reply) -> bool:
    """Whether this is the version people read, and nobody is correcting it already."""
    ended = reply.matter.stage in (Stage.ANSWERED, Stage.CLOSED)
    return (
        ended
        and reply.sent_at is not None
        and not reply.interim
        and not reply.corrections.filter(returned_at__isnull=True).exists()
    )


def _held(reply: Reply, by: Person) -> Matter:
    matter = Matter.objects.select_for_update(of=("self",)).select_related("message", "office").get(pk=reply.matter_id)
    must_see(by, matter.message)
    reply.matter = matter
    return matter


@dataclass(frozen=True)
class Version:
    """A reply as people read it now, and the versions it replaced, newest first."""

    reply: Reply
    replaced: tuple[Reply, ...]


def versions(sent: Iterable[Reply]) -> list[Version]:
    """The replies that were sent, each with the versions it corrected: what is new stands first, what was is folded."""
    replies = {reply.pk: reply for reply in sent}
    outdated = {reply.corrects_id for reply in replies.values()}
    found = []
    for reply in replies.values():
        if reply.pk in outdated:
            continue
        replaced, before = [], replies.get(reply.corrects_id or 0)
        while before is not None:
            replaced.append(before)
            before = replies.get(before.corrects_id or 0)
        found.append(Version(reply, tuple(replaced)))
    return found
