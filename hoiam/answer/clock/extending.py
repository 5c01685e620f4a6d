"""A longer deadline: by the rule that was promised, inside its time, with a reason the sender reads."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.answer.clock.ladder import Rung, ladder, round_of
from hoiam.answer.clock.stepping import settle
from hoiam.answer.matter.transition import enter, hold
from hoiam.answer.models import Extension, Matter
from hoiam.ledger.acts import act
from hoiam.ledger.commitments import commit
from hoiam.listen.message import deadlines
from hoiam.listen.models import OPEN, Message, Stage
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.outbox.acts import queue
from hoiam.viettext.fold import nfc


@act
def extend(matter: Matter, reason: str, *, by: Person, at: datetime, step: str = "") -> Extension:
    """Extend the deadline of a step (default: the first that may be) as often as the rule allows, inside its time."""
    require(by, "extend")
    hold(matter, by)
    if matter.ended_on != OPEN or matter.stage in (Stage.PASSED_ON, Stage.WAITING_SENDER):
        raise ValidationError("Việc đã trả lời, đã chuyển hoặc đang chờ người gửi: không có hạn để gia hạn.")
    reason = nfc(reason).strip()[:500]
    if len(reason) < 10:
        raise ValidationError("Hãy ghi lý do gia hạn bằng một câu trọn vẹn: người gửi sẽ đọc.")
    rung = _extendable(matter.message, step)
    assert rung.due_on is not None
    if timezone.localdate(at) > rung.due_on:
        raise ValidationError("Đã quá hạn: gia hạn phải làm và báo trước khi hết hạn.")
    due_on = deadlines.extended(rung.step, rung.due_on, matter.office, rung.starts_on)
    words = commit("reason", reason)
    row = Extension.objects.create(
        matter=matter,
        step=rung.name,
        due_was=rung.due_on,
        due_on=due_on,
        reason=reason,
        salt=words.salt,
        round=round_of(matter.message),
        by=by,
        at=at,
    )
    settle(matter, Stage(matter.stage))
    queue(matter.office, "extended", matter.message.subject, due_at=at)
    enter(
        matter.message,
        "matter.extended",
        by,
        at,
        step=rung.name,
        due_on=due_on.isoformat(),
        due_on_was=row.due_was.isoformat(),
        next_due_on=matter.due_on.isoformat(),
        reason_commitment=words.digest,
    )
    return row


def extendable(message: Message) -> list[Rung]:
    """The open steps that the rule still allows to be made longer."""
    return [rung for rung in ladder(message) if rung.may_be_extended]


def _extendable(message: Message, step: str) -> Rung:
    for rung in extendable(message):
        if not step or rung.name == step:
            return rung
    raise ValidationError("Quy định không cho gia hạn thêm lần nữa.")
