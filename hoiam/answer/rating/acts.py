"""What the sender says of the answer, by the key: a rating, or that it is not solved."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.answer.clock.ladder import main_step
from hoiam.answer.clock.stepping import answered_on, settle
from hoiam.answer.joining.acts import leave
from hoiam.answer.matter.transition import enter, hold
from hoiam.answer.models import Rating, Reopening
from hoiam.answer.reply.acts import last_sent
from hoiam.ledger.acts import act
from hoiam.listen.message import deadlines
from hoiam.listen.models import OPEN, Message, Stage

REOPEN_WITHIN_DAYS = 30


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
