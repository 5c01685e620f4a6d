"""Twins: messages about the same thing, joined by staff to one public matter and answered with it, each for itself.

A twin is hidden by nothing: it stays listed, keeps its own due day in every figure, gets its own reply, and parts from
its lead the moment its sender says so.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.answer.clock.outcome import how_it_ended
from hoiam.answer.clock.stepping import answering_due, finish, settle, take_answering
from hoiam.answer.matter.transition import enter, hold, move
from hoiam.answer.models import Matter, Outcome, Reply, Twin
from hoiam.ledger.acts import act
from hoiam.ledger.commitments import commit
from hoiam.listen.access import must_stand_apart
from hoiam.listen.key.numbers import spaced
from hoiam.listen.models import OPEN, RESTRICTED_KINDS, Kind, Message, Stage
from hoiam.listen.publicity.privacy import published
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.office.request_cache import once
from hoiam.outbox.acts import queue

JOINABLE = (Stage.ACCEPTED, Stage.ASSIGNED, Stage.RETURNED)
# Each of these is asked for by law or rule in its own right: it goes only with its like.
OF_THEIR_OWN = frozenset({Kind.INFORMATION, Kind.PROCEDURE})


@act
def join(matter: Matter, lead: Matter, *, by: Person, at: datetime) -> Twin:
    """Join a matter to the public one it is a twin of. A lead that was answered answers it at once."""
    require(by, "join")
    hold(matter, by)
    hold(lead, by)
    must_stand_apart(by, matter.message)
    must_stand_apart(by, lead.message)
    _check(matter, lead, at)
    due_on = min(matter.due_on, lead.due_on) if lead.ended_on == OPEN else matter.due_on
    row = Twin.objects.create(matter=matter, lead=lead, stage_was=matter.stage, due_on=due_on, by=by, at=at)
    move(matter, Stage.TWIN, due_on=due_on)
    enter(
        matter.message,
        "matter.joined",
        by,
        at,
        lead=lead.message.number,
        due_on=due_on.isoformat(),
        stage_was=row.stage_was,
    )
    if lead.stage == Stage.ANSWERED:
        reply = lead.replies.answers().last()
        assert reply is not None
        _answer(row, reply, by=by, at=at)
    return row


def _check(matter: Matter, lead: Matter, at: datetime) -> None:
    one, other = matter.message, lead.message
    if matter.pk == lead.pk or matter.office_id != lead.office_id:
        raise ValidationError("Chọn một việc khác của cơ quan để ghép.")
    if one.is_restricted or one.kind in RESTRICTED_KINDS or not is_public(other, at):
        raise ValidationError("Chỉ ghép với việc đang đăng công khai; hồ sơ hạn chế tiếp cận không ghép.")
    if matter.stage not in JOINABLE:
        raise ValidationError("Chỉ ghép việc đã phân loại, chưa có dự thảo, chưa trả lời.")
    if lead.stage == Stage.TWIN:
        raise ValidationError("Việc ấy cũng là nội dung trùng: hãy ghép với việc chính của nó.")
    if lead.stage == Stage.CLOSED:
        raise ValidationError("Việc ấy đã kết thúc: hãy xử lý việc này như việc mới.")
    if matter.twins.filter(parted_at__isnull=True).exists():
        raise ValidationError("Việc này đang là việc chính của nội dung khác: hãy ghép theo chiều ngược lại.")
    if (other.received_at, other.pk) > (one.received_at, one.pk):
        raise ValidationError("Việc chính phải là nội dung nhận trước: hãy ghép theo chiều ngược lại.")
    if one.kind != other.kind and {one.kind, other.kind} & OF_THEIR_OWN:
        raise ValidationError("Hai nội dung thuộc loại có thủ tục riêng, không trả lời chung được.")
    if matter.joinings.filter(parted_at__isnull=False, parted_by__isnull=True).exists():
        raise ValidationError("Người gửi đã tách việc này ra: hãy trả lời riêng.")


def is_public(message: Message, at: datetime) -> bool:
    """Whether the public reads the words of this message now."""
    return published(Message.objects.filter(pk=message.pk), timezone.localdate(at)).exists()


@act
def part(matter: Matter, *, by: Person | None, at: datetime) -> None:
    """Part a twin from its lead: by staff, or at once by its sender with the key (``by`` None).

    Its own state and its own due day come back.
    """
    hold(matter, by)
    if by is not None:
        require(by, "join")
        must_stand_apart(by, matter.message)
    row = current_twin(matter)
    if row is None or matter.stage != Stage.TWIN:
        raise ValidationError("Nội dung này không còn chờ trả lời chung với việc khác.")
    row.parted_by, row.parted_at = by, at
    row.save(update_fields=["parted_by", "parted_at"])
    settle(matter, Stage(row.stage_was))
    _enter_parting(row, by, at)


def leave(matter: Matter, *, at: datetime) -> None:
    """The sender of a twin that was answered says «chưa xong»: from here it goes its own way."""
    row = current_twin(matter)
    if row is not None:
        row.parted_at = at
        row.save(update_fields=["parted_at"])
        _enter_parting(row, None, at)


def _enter_parting(row: Twin, by: Person | None, at: datetime) -> None:
    matter = row.matter
    enter(
        matter.message,
        "matter.parted",
        by,
        at,
        lead=row.lead.message.number,
        due_on=matter.due_on.isoformat(),
        by_sender=by is None,
    )


@once
def current_twin(matter: Matter) -> Twin | None:
    """The lead this matter is joined to now."""
    return matter.joinings.filter(parted_at__isnull=True).select_related("lead__message").first()


def answer_twins(reply: Reply, *, by: Person, at: datetime) -> None:
    """The lead was answered: every twin gets its own reply, by its own due day. Passed on, twins wait with it."""
    if reply.matter.stage == Stage.PASSED_ON:
        return
    waiting = reply.matter.twins.filter(parted_at__isnull=True, matter__stage=Stage.TWIN)
    for row in waiting.select_related("matter__message__office", "lead__message"):
        _answer(row, reply, by=by, at=at)


def _answer(row: Twin, lead_reply: Reply, *, by: Person, at: datetime) -> None:
    matter, message = row.matter, row.matter.message
    hold(matter)
    text = (
        f"Nội dung này trùng với hồ sơ {spaced(row.lead.message.number)}, được trả lời chung như sau:\n\n"
        f"{lead_reply.text}"
    )
    words = commit(
        "reply",
        {
            "outcome": Outcome.TWIN.value,
            "text": text,
            "clause": lead_reply.clause,
            "receiver": lead_reply.receiver,
        },
    )
    settle(matter, Stage.TWIN)
    reply = Reply.objects.create(
        matter=matter,
        round=matter.reopenings.count(),
        outcome=Outcome.TWIN,
        text=text,
        clause=lead_reply.clause,
        receiver=lead_reply.receiver,
        salt=words.salt,
        commitment=words.digest,
        # The words are the lead's: whoever wrote and approved those wrote and approved these.
        drafted_by=lead_reply.drafted_by,
        drafted_at=at,
        approved_by=lead_reply.approved_by,
        approved_at=at,
        approved_as=lead_reply.approved_as,
        approved_for=lead_reply.approved_for,
        sent_by=by,
        sent_at=at,
        unit=lead_reply.unit,
        due_on=answering_due(matter),
    )
    take_answering(matter, Outcome.TWIN, by=by, at=at)
    finish(matter, timezone.localdate(at))
    queue(matter.office, "reply", message.subject, due_at=at)
    enter(message, "reply.sent", by, at, **how_it_ended(reply, at))
