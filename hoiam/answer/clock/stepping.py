"""Taking the steps of a track: thụ lý, the decision, a notice; each keeps the day it was due and the day it was done.

The message is due when the open step that ends first is due. A reply takes the answering step itself.
"""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.answer.clock.ladder import ANSWERING, Rung, ladder, main_step, round_of, soonest
from hoiam.answer.matter.transition import enter, hold, move
from hoiam.answer.models import Decision, LetterResult, Matter, Outcome, StepDone, StepOpened
from hoiam.ledger.acts import act
from hoiam.listen.access import must_stand_apart
from hoiam.listen.message import deadlines
from hoiam.listen.models import OPEN, RESTRICTED_KINDS, Kind, Message, Stage
from hoiam.office.access import require
from hoiam.office.models import Person

# Whether to take the letter up: by thụ lý, or by the answer that says why not.
DECIDING_TO_TAKE_UP = ("accept", "check")
# Steps that have an act of their own; every other is taken by hand.
OWN_ACT = frozenset({*DECIDING_TO_TAKE_UP, "decide", "answer", "forward"})
# How a letter may end without a decision on what it says.
WITHOUT_DECISION = frozenset(
    {Outcome.PASSED_ON, Outcome.GUIDED, Outcome.WITHDRAWN, Outcome.FILED, Outcome.RETURNED_LETTER}
)


@act
def take_up(matter: Matter, *, by: Person, at: datetime, on: date | None = None, remote: bool = False) -> None:
    """«Thụ lý» a complaint or a denunciation: from this day the time to decide runs (Đ28 LKN, Đ30 LTC)."""
    on = _begin(matter, by, at, on)
    must_stand_apart(by, matter.message)
    message = matter.message
    if message.kind not in RESTRICTED_KINDS:
        raise ValidationError("Chỉ khiếu nại, tố cáo mới có bước thụ lý.")
    if is_taken_up(message):
        raise ValidationError("Việc này đã thụ lý.")
    if remote:
        longer = deadlines.promise(
            message.office, message.kind, message.received_at, channel=message.channel, remote=True
        )
        message.promise = longer
    rung = next(rung for rung in ladder(message) if rung.name in DECIDING_TO_TAKE_UP)
    message.promise = deadlines.begun(message.promise, "acceptance", on, message.office)
    _take(matter, rung, on, by, at)


@act
def decide(matter: Matter, result: str, *, by: Person, at: datetime, on: date | None = None) -> Decision:
    """The decision on a complaint, the conclusion on a denunciation: what it was found to be."""
    on = _begin(matter, by, at, on)
    must_stand_apart(by, matter.message)
    message = matter.message
    if not is_taken_up(message):
        raise ValidationError("Hãy ghi ngày thụ lý trước.")
    if hasattr(matter, "decision"):
        raise ValidationError("Đã ghi kết quả giải quyết.")
    if result not in LetterResult.values or (result == LetterResult.WITHDRAWN and message.kind != Kind.COMPLAINT):
        raise ValidationError("Chọn kết quả giải quyết.")
    rung = next(rung for rung in ladder(message) if rung.name == "decide")
    row = Decision.objects.create(matter=matter, result=result, on=on, by=by, at=at)
    message.promise = deadlines.begun(message.promise, "decision", on, message.office)
    _take(matter, rung, on, by, at, result=result)
    return row


@act
def take_step(matter: Matter, step: str, *, by: Person, at: datetime, on: date | None = None) -> None:
    """A step that is taken by hand: a notice given, a conclusion acted on or made public, a correction made."""
    on = _begin(matter, by, at, on)
    rung = next((rung for rung in by_hand(matter.message) if rung.name == step), None)
    if rung is None:
        raise ValidationError("Bước này chưa bắt đầu, hoặc đã xong.")
    _take(matter, rung, on, by, at)


def by_hand(message: Message) -> list[Rung]:
    """The open steps that an officer ticks off."""
    return [rung for rung in ladder(message) if rung.is_open and rung.name not in OWN_ACT and rung.name != "send"]


@act
def open_step(matter: Matter, step: str, *, by: Person, at: datetime, on: date | None = None) -> StepOpened:
    """State that a step is owed besides: the letter is not ours, what was given is wrong, a correction is asked for."""
    on = _begin(matter, by, at, on)
    message = matter.message
    rung = next((rung for rung in openable(message) if rung.name == step), None)
    if rung is None:
        raise ValidationError("Bước này không áp dụng cho việc này lúc này.")
    row = _open(message, rung, on, by, at)
    settle(matter, Stage.ANSWERED if matter.stage == Stage.CLOSED else Stage(matter.stage), ended_on=OPEN)
    enter(message, "matter.step_opened", by, at, step=step, due_on=row.due_on.isoformat(), next_due_on=_next(matter))
    return row


def _open(message: Message, rung: Rung, on: date, by: Person, at: datetime) -> StepOpened:
    starts_on = timezone.localdate(message.received_at) if rung.step.start == "receipt" else on
    due_on = deadlines.restarted(rung.step, starts_on, message.office)
    return StepOpened.objects.create(message=message, step=rung.name, starts_on=starts_on, due_on=due_on, by=by, at=at)


def openable(message: Message) -> list[Rung]:
    """The steps that an officer may state to be owed now."""
    answered = message.stage in (Stage.ANSWERED, Stage.CLOSED)
    return [
        rung
        for rung in ladder(message)
        if rung.step.is_besides
        and not rung.is_open
        and (bool(rung.step.only_if) != answered)
        and not (rung.step.only_if and (rung.done_on or is_taken_up(message)))
    ]


def is_taken_up(message: Message) -> bool:
    """Whether a complaint or denunciation was «thụ lý»."""
    return any(one.start == "acceptance" and one.starts_on for one in message.promise.steps)


def take_answering(matter: Matter, outcome: str, *, by: Person, at: datetime) -> None:
    """What a reply does to the steps: it takes the answering one, and those that a reply is more than."""
    message, today = matter.message, timezone.localdate(at)
    if message.kind in RESTRICTED_KINDS and outcome not in WITHOUT_DECISION:
        _must_be_decided(matter, outcome)
    if outcome == Outcome.PASSED_ON:
        # Handing it to who is competent is itself a step with a day of its own (Đ24 khoản 2 LTC).
        for rung in openable(message):
            _open(message, rung, today, by, at)
    reopened = bool(round_of(message))
    for rung in ladder(message):
        if _is_taken_by(rung, outcome, reopened=reopened):
            _note(matter, rung, today, by, at)
            if rung.name not in ("answer", main_step(message).name):
                _enter_step(matter, rung, today, by, at, result="")


def _must_be_decided(matter: Matter, outcome: str) -> None:
    taken_up = is_taken_up(matter.message)
    if outcome == Outcome.REFUSED and not taken_up:
        return
    if not taken_up:
        raise ValidationError("Hãy ghi thụ lý, hoặc chọn kết quả không thụ lý, hướng dẫn, lưu đơn.")
    if not hasattr(matter, "decision"):
        raise ValidationError("Hãy ghi quyết định, kết luận giải quyết trước khi gửi trả lời.")


def _is_taken_by(rung: Rung, outcome: str, *, reopened: bool) -> bool:
    if outcome == Outcome.PASSED_ON:
        # The answer stays owed until the receiver has its number.
        return rung.is_open and rung.name in (*DECIDING_TO_TAKE_UP, "forward")
    if not rung.is_open or rung.step.is_besides:
        return False
    return reopened or rung.name in (*ANSWERING, *DECIDING_TO_TAKE_UP, "notice", "tell")


def answering_due(matter: Matter) -> date:
    """The day by which a reply is on time: the end of the answering step, or of the open one that ends first."""
    main = main_step(matter.message).name
    rungs = [rung for rung in ladder(matter.message) if rung.is_open and rung.due_on]
    answering = [rung for rung in rungs if rung.name in ANSWERING] or [rung for rung in rungs if rung.name == main]
    return min((rung.due_on for rung in answering if rung.due_on), default=matter.due_on)


def settle(matter: Matter, stage: Stage, *, ended_on: date | None = None) -> None:
    """Bring stage and due date in step with the rows: due is what ends first of all that is open."""
    rung = turn(matter.message)
    move(matter, stage, due_on=rung.due_on if rung else None, ended_on=ended_on)


def turn(message: Message) -> Rung | None:
    """The open step that ends first; what is promised of the message speaks of it from now on."""
    rung = soonest(message)
    if rung is not None:
        assert rung.starts_on is not None
        assert rung.due_on is not None
        message.promise = deadlines.turned_to(message.promise, rung.step, rung.starts_on, rung.due_on, message.office)
    return rung


def finish(matter: Matter, on: date) -> None:
    """Answered: the matter ends, unless steps that follow the decision are still owed."""
    following = any(rung.is_open and rung.step.start in ("acceptance", "decision") for rung in _owed(matter))
    settle(matter, Stage.ANSWERED, ended_on=OPEN if following else on)


def _owed(matter: Matter) -> list[Rung]:
    return ladder(matter.message) if hasattr(matter, "decision") else []


def answered_on(matter: Matter) -> date:
    """The day of the last answer, also while a later step keeps the matter in the open list."""
    sent = matter.replies.answers().last()
    if matter.ended_on != OPEN or sent is None:
        return matter.ended_on
    assert sent.sent_at is not None
    return timezone.localdate(sent.sent_at)


def _begin(matter: Matter, by: Person, at: datetime, on: date | None) -> date:
    require(by, "take_step")
    hold(matter, by)
    today = timezone.localdate(at)
    on = on or today
    if not timezone.localdate(matter.message.received_at) <= on <= today:
        raise ValidationError("Ngày thực hiện phải từ ngày tiếp nhận đến hôm nay.")
    return on


def _take(matter: Matter, rung: Rung, on: date, by: Person, at: datetime, *, result: str = "") -> None:
    if rung.starts_on and on < rung.starts_on:
        raise ValidationError("Ngày thực hiện không thể trước ngày bước này bắt đầu.")
    _note(matter, rung, on, by, at)
    if matter.stage == Stage.ANSWERED and soonest(matter.message) is None:
        move(matter, Stage.ANSWERED, ended_on=max(on, answered_on(matter)))
    else:
        settle(matter, Stage(matter.stage))
    _enter_step(matter, rung, on, by, at, result=result)


def _note(matter: Matter, rung: Rung, on: date, by: Person, at: datetime) -> None:
    StepDone.objects.create(
        message=matter.message,
        step=rung.name,
        round=round_of(matter.message),
        due_on=rung.due_on or matter.due_on,
        on=on,
        by=by,
        at=at,
    )


def _enter_step(matter: Matter, rung: Rung, on: date, by: Person, at: datetime, *, result: str) -> None:
    due_on = rung.due_on or matter.due_on
    enter(
        matter.message,
        "matter.step_done",
        by,
        at,
        step=rung.name,
        due_on=due_on.isoformat(),
        on=on.isoformat(),
        on_time=on <= due_on,
        result=result,
        next_due_on=_next(matter),
    )


def _next(matter: Matter) -> str | None:
    rung = soonest(matter.message)
    return rung.due_on.isoformat() if rung and rung.due_on else None
