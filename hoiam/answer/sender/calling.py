"""danh sách cần gọi điện: senders who left a telephone and no mail address are called, and the call is on record.

A call opens one number, one at a time, for the reason «báo kết quả»: the sender left it for that, so no second person
is asked. What is read aloud is what the mail would have said.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from hoiam.answer.clock.pausing import pause, waiting_inquiry
from hoiam.answer.matter.transition import enter
from hoiam.answer.models import Call, CallResult, OpeningReason
from hoiam.answer.sender.opening import OPEN_FOR
from hoiam.ledger.acts import act, lock
from hoiam.listen.access import is_concerned, must_see, visible_to
from hoiam.listen.message.parts import origin_of
from hoiam.listen.models import Message
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.vault import contacts
from hoiam.workdays.models import calendar_of

TRIES = 3


@act
def list_call(message: Message, template: str, *, at: datetime) -> Call:
    """The worker found a telephone and no address: somebody of the desk is to call instead of the mail."""
    call, new = Call.objects.get_or_create(
        message=message, template=template, done_at=None, defaults={"due_on": timezone.localdate(at)}
    )
    if new:
        enter(message, "call.listed", None, at, template=template)
    return call


def calls_for(person: Person, at: datetime) -> QuerySet[Call]:
    """The calls that are to be made today, of messages this person sees, the longest waiting first."""
    due = Call.objects.filter(done_at__isnull=True, due_on__lte=timezone.localdate(at))
    return due.filter(message__in=visible_to(person)).select_related("message__office", "opened_by")


@act
def open_call(call: Call, *, by: Person, at: datetime) -> None:
    """Show this one number to this person for ten minutes. The last call must have its result first."""
    _hold(call, by)
    unfinished = Call.objects.filter(opened_by=by, opened_at__gt=at - OPEN_FOR, done_at__isnull=True, result="")
    if unfinished.exclude(pk=call.pk).exists():
        raise ValidationError("Ghi kết quả cuộc gọi trước rồi mới mở số tiếp theo: mỗi lần một số.")
    if call.opened_at and at - OPEN_FOR < call.opened_at and call.opened_by_id != by.pk:
        raise ValidationError("Đồng nghiệp đang gọi số này.")
    call.opened_by, call.opened_at, call.result = by, at, ""
    call.save(update_fields=["opened_by", "opened_at", "result"])
    enter(call.message, "contact.opened", by, at, reason=str(OpeningReason.TELL_RESULT))


def number_of(call: Call, *, to: Person, at: datetime) -> str:
    """The telephone, while the ten minutes of who opened it last. Raises PermissionDenied otherwise."""
    must_see(to, call.message)
    if call.opened_by_id != to.pk or call.opened_at is None or not call.opened_at <= at <= call.opened_at + OPEN_FOR:
        raise PermissionDenied("Số điện thoại chỉ hiện trong mười phút, cho người đã mở.")
    return contacts.open_to_send(origin_of(call.message).number).get("phone", "")


@act
def record_call(call: Call, result: str, *, by: Person, at: datetime) -> None:
    """What came of it. Nobody answered: again on the next working day, three times in all."""
    _hold(call, by)
    if result not in CallResult.values:
        raise ValidationError("Chọn kết quả cuộc gọi.")
    if call.opened_by_id != by.pk:
        raise PermissionDenied("Người đã gọi ghi kết quả.")
    call.result, call.tries = result, call.tries + 1
    if result == CallResult.NO_ANSWER and call.tries < TRIES:
        call.due_on = calendar_of(call.message.office).add(timezone.localdate(at), 1)
    else:
        call.done_at = at
    call.save(update_fields=["result", "tries", "due_on", "done_at"])
    inquiry = waiting_inquiry(call.message) if call.template == "question" else None
    if inquiry and result == CallResult.TOLD:
        # Asked by telephone is asked: from here on the clock may stand still, as after the mail.
        pause(inquiry, at=at)
    enter(call.message, "call.made", by, at, result=result)


def _hold(call: Call, by: Person) -> None:
    require(by, "call")
    must_see(by, call.message)
    lock(call)
    if is_concerned(by, call.message):
        raise PermissionDenied("Nội dung này nói về bạn hoặc đơn vị của bạn: người khác gọi.")
    if call.done_at:
        raise ValidationError("Cuộc gọi này đã xong.")
