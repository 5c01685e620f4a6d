"""A question to the sender, and the clock that stands still while it waits.

The question goes out by the machine; nobody sees the contact. The clock stands still only once it was sent to a sender
who can be reached, once in a round, for at most ten working days, and only where the period is the office's own: no law
lets an office stop a period set by law. A request for information that is not valid is given back instead, and its
twelve days run anew from the day it is (Đ26.3 LTCTT): both days stay on the page.
"""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hoiam.answer.access import works_on
from hoiam.answer.clock.ladder import Rung, ladder, main_step, round_of
from hoiam.answer.clock.stepping import settle
from hoiam.answer.matter.transition import enter, hold
from hoiam.answer.models import DueChange, Inquiry, Matter, Moved
from hoiam.law.tracks import count
from hoiam.ledger.acts import act
from hoiam.ledger.commitments import commit
from hoiam.listen.message.parts import origin_of
from hoiam.listen.models import OPEN, Kind, Message, Stage
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.outbox.acts import queue
from hoiam.vault import contacts
from hoiam.vault import text as sealed
from hoiam.viettext.fold import nfc
from hoiam.workdays.models import calendar_of

LONGEST_PAUSE = 10
FORGOTTEN = "Đã xóa theo đề nghị của người gửi."
WORKED_ON = (Stage.ACCEPTED, Stage.ASSIGNED, Stage.RETURNED, Stage.REOPENED)
# Whose periods are the office's own rule.
OFFICES_OWN = frozenset({"", Kind.FEEDBACK, Kind.QUESTION, Kind.PETITION, Kind.PROCEDURE})


@act
def inquire(matter: Matter, question: str, *, by: Person, at: datetime, completes: bool = False) -> Inquiry:
    """Ask the sender, once in a round. ``completes``: give back a request for information that is not valid yet."""
    require(by, "ask_sender")
    hold(matter, by)
    message, question = matter.message, nfc(question).strip()[:1000]
    if matter.unit is not None and not works_on(by, matter):
        raise PermissionDenied("Việc này do đơn vị khác chủ trì.")
    if matter.ended_on != OPEN or matter.stage not in WORKED_ON:
        raise ValidationError("Việc này không ở bước đang xử lý: chưa thể hỏi người gửi.")
    if len(question) < 10:
        raise ValidationError("Hãy hỏi bằng một câu trọn vẹn: cần biết thêm điều gì, để làm gì.")
    if message.inquiries.filter(round=round_of(message)).exists():
        raise ValidationError("Đã hỏi người gửi một lần: mỗi lượt xử lý chỉ hỏi một lần cho đủ.")
    if completes and message.kind != Kind.INFORMATION:
        raise ValidationError("Chỉ yêu cầu cung cấp thông tin mới trả lại để hoàn chỉnh.")
    if not completes and not can_be_reached(message):
        raise ValidationError("Người gửi không để lại cách liên lạc: câu hỏi không tới được, nên không hỏi qua máy.")
    words = commit("question", question)
    row = Inquiry.objects.create(
        message=message,
        round=round_of(message),
        completes=completes,
        question=question,
        salt=words.salt,
        by=by,
        at=at,
    )
    if can_be_reached(message):
        queue(message.office, "question", message.subject, due_at=at)
    enter(message, "matter.inquired", by, at, completes=completes, commitment=words.digest)
    if completes:
        # Not valid yet: nothing runs, whether or not the sender left a contact; the key shows what is missing.
        pause(row, at=at)
    return row


def can_be_reached(message: Message) -> bool:
    """Whether the sender left a contact. Which, nobody sees."""
    return contacts.exists(origin_of(message).number)


@act
def pause(inquiry: Inquiry, *, at: datetime) -> bool:
    """The question was sent: the clock of the answer stands still. False where nothing stands still by it."""
    inquiry.refresh_from_db()
    if inquiry.sent_at is None:
        inquiry.sent_at = at
        inquiry.save(update_fields=["sent_at"])
    matter = inquiry.message.matter
    hold(matter)
    message, rung = matter.message, running(matter.message)
    stands = inquiry.completes or message.kind in OFFICES_OWN
    if inquiry.paused_at or not stands or matter.stage not in WORKED_ON or rung is None or rung.due_on is None:
        return False
    if timezone.localdate(at) > rung.due_on:
        return False  # What is late is not made in time by asking.
    inquiry.paused_at, inquiry.stage_was = at, matter.stage
    inquiry.save(update_fields=["paused_at", "stage_was"])
    # Until it is known how long the sender takes: the latest day it can become.
    due_on = calendar_of(message.office).add(rung.due_on, LONGEST_PAUSE)
    _moved(message, rung, Moved.PAUSED, due_on, at)
    settle(matter, Stage.WAITING_SENDER)
    enter(message, "matter.paused", None, at, step=rung.name, due_on=due_on.isoformat(), next_due_on=f"{matter.due_on}")
    return True


@act
def supply(message: Message, text: str, *, at: datetime) -> Inquiry:
    """The sender, by the key, answers what was asked: sealed, read by staff, never in the public copy by itself."""
    inquiry = waiting_inquiry(message)
    text = nfc(text).strip()[:5000]
    if inquiry is None or message.ended_on != OPEN:
        raise ValidationError("Không có câu hỏi nào đang chờ bạn.")
    if not text:
        raise ValidationError("Hãy viết câu trả lời.")
    words = commit("supplied", text)
    inquiry.sealed_answer = sealed.seal(text, number=message.number, field=_field(inquiry))
    inquiry.answer_salt, inquiry.answered_at = words.salt, at
    inquiry.save(update_fields=["sealed_answer", "answer_salt", "answered_at"])
    enter(message, "matter.supplied", None, at, commitment=words.digest)
    if inquiry.is_paused:
        _resume(inquiry, timezone.localdate(at), None, at, valid=inquiry.completes)
    return inquiry


@act
def declare_valid(inquiry: Inquiry, *, by: Person, at: datetime, on: date | None = None) -> None:
    """The completed request came on paper or at the counter: its time runs anew from that day."""
    require(by, "ask_sender")
    hold(inquiry.message.matter, by)
    on = on or timezone.localdate(at)
    if not inquiry.completes or not inquiry.is_paused:
        raise ValidationError("Không có yêu cầu nào đang chờ hoàn chỉnh.")
    if not timezone.localdate(inquiry.at) <= on <= timezone.localdate(at):
        raise ValidationError("Ngày yêu cầu hợp lệ phải từ ngày trả lại đến hôm nay.")
    _resume(inquiry, on, by, at, valid=True)


@act
def resume(inquiry: Inquiry, *, at: datetime, by: Person | None = None) -> None:
    """The clock runs again without an answer: ten working days are over (``by`` None), or the officer goes on."""
    if by is not None:
        require(by, "ask_sender")
    hold(inquiry.message.matter, by)
    inquiry.refresh_from_db()
    if not inquiry.is_paused:
        raise ValidationError("Việc này không còn chờ người gửi.")
    _resume(inquiry, timezone.localdate(at), by, at, valid=False)


def _resume(inquiry: Inquiry, on: date, by: Person | None, at: datetime, *, valid: bool) -> None:
    matter = inquiry.message.matter
    hold(matter)
    message, rung = matter.message, running(matter.message)
    assert rung is not None
    assert inquiry.paused_at is not None
    calendar = calendar_of(message.office)
    days = min(LONGEST_PAUSE, max(0, calendar.between(timezone.localdate(inquiry.paused_at), on)))
    inquiry.resumed_at = at
    if valid:
        inquiry.valid_on = on
        due_on = count(calendar, on, rung.step.length, rung.step.unit)
        _moved(message, rung, Moved.VALID, due_on, at, by=by, days=days, starts_on=on)
    else:
        _moved(message, rung, Moved.RESUMED, calendar.add(_due_before(rung), days), at, by=by, days=days)
    inquiry.save(update_fields=["resumed_at", "valid_on"])
    settle(matter, Stage(inquiry.stage_was))
    enter(
        message,
        "matter.resumed",
        by,
        at,
        step=rung.name,
        valid=valid,
        working_days=days,
        next_due_on=matter.due_on.isoformat(),
    )


def _due_before(rung: Rung) -> date:
    due_on = rung.due_on
    for moved in rung.moves:
        if isinstance(moved, DueChange) and moved.why == Moved.PAUSED:
            due_on = moved.due_was
    assert due_on is not None
    return due_on


def running(message: Message) -> Rung | None:
    """The answering step: the one whose clock stands still."""
    main = main_step(message).name
    return next((rung for rung in ladder(message) if rung.name == main and rung.is_open), None)


def waiting_inquiry(message: Message) -> Inquiry | None:
    """The question of this round that the sender has not answered."""
    return message.inquiries.filter(round=round_of(message), answered_at__isnull=True, valid_on__isnull=True).first()


def supplied(inquiry: Inquiry) -> str:
    """What the sender answered, for staff who see the message and for the sender."""
    if not inquiry.answered_at:
        return ""
    return sealed.open(bytes(inquiry.sealed_answer), number=inquiry.message.number, field=_field(inquiry))


def forget_supplied(inquiry: Inquiry) -> None:
    """The sender had their words forgotten: what they answered goes too, that they answered stays."""
    inquiry.sealed_answer = sealed.seal(FORGOTTEN, number=inquiry.message.number, field=_field(inquiry))
    inquiry.answer_salt = b""
    inquiry.save(update_fields=["sealed_answer", "answer_salt"])


def _field(inquiry: Inquiry) -> str:
    return f"supplied:{inquiry.round}"


def _moved(
    message: Message,
    rung: Rung,
    why: Moved,
    due_on: date,
    at: datetime,
    *,
    by: Person | None = None,
    days: int = 0,
    starts_on: date | None = None,
) -> None:
    DueChange.objects.create(
        message=message,
        step=rung.name,
        round=round_of(message),
        why=why,
        due_was=rung.due_on or due_on,
        due_on=due_on,
        days=days,
        starts_on=starts_on,
        by=by,
        at=at,
    )


def resume_overdue(at: datetime) -> None:
    """Chore: where ten working days have gone by without an answer, the clock runs again."""
    for inquiry in Inquiry.objects.filter(paused_at__isnull=False, resumed_at__isnull=True).select_related(
        "message__office", "message__matter"
    ):
        assert inquiry.paused_at is not None
        calendar = calendar_of(inquiry.message.office)
        if calendar.between(timezone.localdate(inquiry.paused_at), timezone.localdate(at)) > LONGEST_PAUSE:
            resume(inquiry, at=at)
