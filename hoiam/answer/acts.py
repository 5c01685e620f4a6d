"""The acts of answering, each named by the office's own verb. What the sender does by the key takes no ``by``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hoiam.answer.access import works_on
from hoiam.answer.approval import may_check, standing_of
from hoiam.answer.attaching import Files, attach
from hoiam.answer.ending import how_it_ended
from hoiam.answer.informing import check_refusal
from hoiam.answer.ladder import main_step
from hoiam.answer.models import Assignment, KindChange, Matter, Outcome, Rating, Reopening, Reply
from hoiam.answer.moving import enter, hold, move
from hoiam.answer.reply_templates import blanks
from hoiam.answer.stepping import answered_on, answering_due, finish, settle, take_answering
from hoiam.answer.twins import answer_twins, leave
from hoiam.ledger.acts import act
from hoiam.ledger.commitments import commit
from hoiam.listen import deadlines
from hoiam.listen.access import must_see, require_apart
from hoiam.listen.acts import publish_photo, publish_words
from hoiam.listen.masking import Masks
from hoiam.listen.models import OPEN, RESTRICTED_KINDS, Attachment, Kind, Message, Stage, Topic
from hoiam.office.access import require
from hoiam.office.models import Area, Person, Unit
from hoiam.outbox.acts import queue
from hoiam.viettext.fold import nfc

REOPEN_WITHIN_DAYS = 30


@act
def accept(
    message: Message,
    *,
    kind: str,
    by: Person,
    at: datetime,
    title: str = "",
    masks: Masks | None = None,
    topic: Topic | None = None,
    area: Area | None = None,
    photos: Iterable[Attachment] = (),
    reason: str = "",
) -> Matter:
    """Sort a message and take it on: kind, topic, area, the public title and the confirmed public copy.

    A khiếu nại or tố cáo is only sorted here: «thụ lý» is a step of its own (``stepping.take_up``).
    Where the kind changes, the deadline of the new kind counts from the same receipt, and a reason is asked.
    """
    message.refresh_from_db(from_queryset=Message.objects.select_for_update(of=("self",)))
    must_see(by, message)
    if hasattr(message, "sealing"):
        raise ValidationError("Hồ sơ đang niêm phong: tỉnh đưa vào hồ sơ xử lý trước.")
    require_apart(by, "accept", message)
    if hasattr(message, "matter"):
        raise ValidationError("Nội dung này đã được phân loại.")
    kind_was = message.kind
    _take_kind(message, kind, reason)
    message.topic, message.area, message.stage = topic or message.topic, area or message.area, Stage.ACCEPTED
    message.save(update_fields=["kind", "promise", "due_on", "topic", "area", "stage"])
    matter = Matter.objects.create(
        message=message, office=message.office, accepted_by=by, accepted_at=at, due_on=message.due_on
    )
    digest = ""
    reason = nfc(reason).strip()[:500]
    if kind_was != message.kind and reason:
        change = commit("reason", reason)
        KindChange.objects.create(matter=matter, kind_was=kind_was, reason=reason, salt=change.salt)
        digest = change.digest
    if not hasattr(message, "restriction"):
        publish_words(message, title=title, masks=masks, by=by, at=at)
        for photo in photos:
            publish_photo(photo, by=by, at=at)
    enter(
        matter.message,
        "matter.accepted",
        by,
        at,
        kind=message.kind,
        kind_was=kind_was,
        topic=message.topic.slug if message.topic else "",
        area=str(message.area_id or ""),
        due_on=message.due_on.isoformat(),
        rule=str(message.promise["rule"]),
        commitment=digest,
    )
    return matter


def _take_kind(message: Message, kind: str, reason: str) -> None:
    if kind not in Kind.values:
        raise ValidationError("Chọn loại nội dung.")
    if kind == message.kind:
        return
    if message.kind in RESTRICTED_KINDS or kind in RESTRICTED_KINDS:
        # Only the sender may make a phản ánh a tố cáo, or the reverse: a clerk doing it would hide it silently.
        raise ValidationError(
            "Khiếu nại, tố cáo phải là đơn có chữ ký: hãy trả lời hướng dẫn người gửi, không đổi loại ở đây."
        )
    if message.kind and not reason.strip():
        raise ValidationError("Đổi loại nội dung thì ghi lý do.")
    promise = deadlines.promise(
        message.office, kind, message.received_at, sent_on=message.sent_on, channel=message.channel
    )
    message.kind, message.promise, message.due_on = kind, promise.frozen(), promise.due_on


@act
def assign(matter: Matter, unit: Unit, *, by: Person, at: datetime) -> Assignment:
    """Give the matter to one lead unit; a second time, it changes hands."""
    require(by, "assign")
    hold(matter, by)
    if unit.office_id != matter.office_id:
        raise ValidationError("Đơn vị này không thuộc cơ quan.")
    if matter.stage not in (Stage.ACCEPTED, Stage.ASSIGNED, Stage.RETURNED, Stage.REOPENED):
        raise ValidationError("Việc đang chờ duyệt hoặc đã trả lời: chưa thể giao lại.")
    was = matter.unit.code if matter.unit else ""
    row = Assignment.objects.create(matter=matter, unit=unit, by=by, at=at)
    matter.unit = unit
    matter.save(update_fields=["unit"])
    move(matter, Stage.REOPENED if matter.stage == Stage.REOPENED else Stage.ASSIGNED)
    enter(matter.message, "matter.assigned", by, at, unit=unit.code, unit_was=was)
    return row


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
        queue(matter.office, "interim", f"message:{matter.message.number}", due_at=at)
        enter(matter.message, "reply.interim", by, at, commitment=reply.commitment)
        return
    take_answering(matter, reply.outcome, by=by, at=at)
    if reply.outcome == Outcome.PASSED_ON:
        # It stays in our open list until the receiver's own number comes back.
        settle(matter, Stage.PASSED_ON)
    else:
        finish(matter, timezone.localdate(at))
    queue(matter.office, "reply", f"message:{matter.message.number}", due_at=at)
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


@act
def rate(message: Message, *, at: datetime, satisfaction: int | None = None, solved: bool | None = None) -> Rating:
    """The sender, by key: is it done, and how was the answer. Said again, it replaces what was said."""
    reply = last_sent(message)
    if reply is None:
        raise ValidationError("Chưa có trả lời để đánh giá.")
    rating, _ = Rating.objects.update_or_create(
        reply=reply, defaults={"satisfaction": satisfaction, "solved": solved, "at": at}
    )
    enter(reply.matter.message, "matter.rated", None, at, satisfaction=satisfaction, solved=solved)
    return rating


@act
def reopen(message: Message, *, at: datetime) -> Reopening:
    """The sender, by key: «chưa xong». A new clock under the same rule; the first answer's timeliness stays counted."""
    reply = last_sent(message)
    if reply is None:
        raise ValidationError("Chưa có trả lời.")
    matter = reply.matter
    hold(matter)
    if matter.stage != Stage.ANSWERED:
        raise ValidationError("Việc này đang được xử lý, hoặc đã kết thúc.")
    if timezone.localdate(at) > answered_on(matter) + timedelta(days=REOPEN_WITHIN_DAYS):
        raise ValidationError(f"Đã quá {REOPEN_WITHIN_DAYS} ngày từ khi trả lời: hãy gửi một nội dung mới.")
    due_on = deadlines.restarted(main_step(message), timezone.localdate(at), message.office)
    row = Reopening.objects.create(
        matter=matter, reply=reply, times=matter.reopenings.count() + 1, due_on=due_on, at=at
    )
    leave(matter, at=at)
    settle(matter, Stage.REOPENED, ended_on=OPEN)
    enter(matter.message, "matter.reopened", None, at, due_on=due_on.isoformat(), times=row.times)
    return row


@act
def close(matter: Matter, *, at: datetime) -> None:
    """Thirty days after the answer the right to reopen is over and the matter ends."""
    hold(matter)
    if matter.stage != Stage.ANSWERED:
        return
    move(matter, Stage.CLOSED)
    enter(matter.message, "matter.closed", None, at)


def last_sent(message: Message) -> Reply | None:
    """The newest reply that was sent and ended the matter, as it was last corrected."""
    sent = Reply.objects.filter(matter__message=message, sent_at__isnull=False, interim=False)
    return sent.order_by("sent_at", "id").last()
