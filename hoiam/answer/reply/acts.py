"""Drafting and sending a reply; its number at the office it was passed on to; which reply stands."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hoiam.answer.access import works_on
from hoiam.answer.clock.outcome import how_it_ended
from hoiam.answer.clock.stepping import answering_due, finish, settle, take_answering
from hoiam.answer.information.acts import check_refusal
from hoiam.answer.joining.acts import answer_twins
from hoiam.answer.matter.transition import enter, hold, move
from hoiam.answer.models import Matter, Outcome, Reply
from hoiam.answer.reply.attaching import Files, attach
from hoiam.answer.reply.templates import blanks
from hoiam.ledger.acts import act
from hoiam.ledger.commitments import commit
from hoiam.listen.models import Message, Stage
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.outbox.acts import queue
from hoiam.viettext.fold import nfc


@act
def draft(
    matter: Matter,
    *,
    outcome: str,
    text: str,
    by: Person,
    at: datetime,
    clause: str = "",
    receiver: str = "",
    interim: bool = False,
    files: Files | None = None,
) -> Reply:
    """Write a draft reply and hand it in for approval. An interim one tells how far it is; the matter stays open."""
    require(by, "draft")
    hold(matter, by)
    if matter.unit is None:
        raise ValidationError("Chưa giao đơn vị chủ trì: hãy giao xử lý trước.")
    if not works_on(by, matter):
        raise PermissionDenied("Việc này do đơn vị khác chủ trì.")
    if matter.stage not in (Stage.ASSIGNED, Stage.RETURNED, Stage.REOPENED):
        raise ValidationError("Việc này không ở bước soạn dự thảo.")
    text, clause, receiver = nfc(text).strip(), nfc(clause).strip(), nfc(receiver).strip()
    _check_draft(outcome, text, receiver)
    if not interim:
        check_refusal(matter.message, outcome, clause)
    words = commit("reply", {"outcome": outcome, "text": text, "clause": clause, "receiver": receiver})
    reply = Reply.objects.create(
        matter=matter,
        round=matter.reopenings.count(),
        outcome=outcome,
        text=text,
        clause=clause,
        receiver=receiver,
        salt=words.salt,
        commitment=words.digest,
        drafted_by=by,
        drafted_at=at,
        unit=matter.unit,
        due_on=matter.due_on,
        interim=interim,
    )
    attach(reply, files or Files())
    move(matter, Stage.DRAFTED)
    enter(matter.message, "reply.drafted", by, at, commitment=words.digest)
    return reply


def _check_draft(outcome: str, text: str, receiver: str) -> None:
    if outcome not in Outcome.values or outcome == Outcome.TWIN:
        raise ValidationError("Chọn kết quả xử lý.")
    if len(text) < 20:
        raise ValidationError("Nội dung trả lời quá ngắn: hãy nói rõ đã làm gì, hoặc vì sao.")
    if outcome == Outcome.PASSED_ON and not receiver:
        raise ValidationError("Hãy ghi tên cơ quan nhận.")
    if left := blanks(text):
        raise ValidationError(f"Còn chỗ chưa điền: {', '.join(left)}.")


@act
def send_reply(reply: Reply, *, by: Person, at: datetime) -> None:
    """Send the approved reply: from now on it is the office's answer, in public where it may be."""
    require(by, "send_reply")
    matter = reply.matter
    hold(matter, by)
    reply.refresh_from_db(fields=["approved_at", "sent_at"])
    if reply.approved_at is None or reply.sent_at is not None or reply.corrects_id is not None:
        raise ValidationError("Chỉ gửi được dự thảo đã duyệt và chưa gửi.")
    reply.sent_by, reply.sent_at, reply.due_on = by, at, answering_due(matter)
    reply.save(update_fields=["sent_by", "sent_at", "due_on"])
    if reply.interim:
        move(matter, Stage.ASSIGNED)
        queue(matter.office, "interim", matter.message.subject, due_at=at)
        enter(matter.message, "reply.interim", by, at, commitment=reply.commitment)
        return
    take_answering(matter, reply.outcome, by=by, at=at)
    if reply.outcome == Outcome.PASSED_ON:
        # It stays in our open list until the receiver's own number comes back.
        settle(matter, Stage.PASSED_ON)
    else:
        finish(matter, timezone.localdate(at))
    queue(matter.office, "reply", matter.message.subject, due_at=at)
    enter(matter.message, "reply.sent", by, at, **how_it_ended(reply, at))
    answer_twins(reply, by=by, at=at)


@act
def enter_receiver_number(reply: Reply, receiver_number: str, *, by: Person, at: datetime) -> None:
    """The office that received a passed-on matter has entered it: only now is it no longer open with us."""
    require(by, "pass_on")
    matter = reply.matter
    hold(matter, by)
    if matter.stage != Stage.PASSED_ON:
        raise ValidationError("Việc này không chờ số vào sổ của cơ quan nhận.")
    reply.receiver_number = nfc(receiver_number).strip()[:80]
    if not reply.receiver_number:
        raise ValidationError("Hãy ghi số vào sổ, số đến của cơ quan nhận.")
    words = commit("receiver_number", reply.receiver_number)
    reply.receiver_salt, reply.due_on = words.salt, answering_due(matter)
    reply.save(update_fields=["receiver_number", "receiver_salt", "due_on"])
    # Entered there, nothing is left to answer here: it ends as a letter that was guided to its office does.
    take_answering(matter, Outcome.GUIDED, by=by, at=at)
    move(matter, Stage.ANSWERED, ended_on=timezone.localdate(at))
    ended = how_it_ended(reply, at) | {"commitment": words.digest}
    enter(matter.message, "matter.receiver_number", by, at, **ended)
    answer_twins(reply, by=by, at=at)


def last_sent(message: Message) -> Reply | None:
    """The newest reply that was sent and ended the matter, as it was last corrected."""
    return Reply.objects.answers().filter(matter__message=message).last()


def last_reply(message: Message) -> Reply:
    """The newest draft or reply. Raises ValidationError when there is none."""
    reply = message.matter.replies.last()
    if reply is None:
        raise ValidationError("Chưa có dự thảo.")
    return reply
