"""Who left a telephone and no address is called: each call opens one number, and its result is on record."""

from __future__ import annotations

from datetime import datetime

from hoiam.answer.models import Call, CallResult
from hoiam.answer.sender import calling
from hoiam.seed.steps import Living
from hoiam.vault import contacts

_RESULTS = (CallResult.TOLD, CallResult.NO_ANSWER, CallResult.WRONG)


def plan(life: Living, at: datetime) -> None:
    """The answer went out; some are called at once, most on the next working day."""
    left = contacts.open_to_send(life.message.number)
    if not left.get("phone") or left.get("email") or life.restricted or life.rng.random() > 0.4:
        return
    call = calling.list_call(life.message, "reply", at=at)
    life.then(life.later(at, life.rng.choice((0, 1, 1))), lambda when: _speak(life, call, when))


def _speak(life: Living, call: Call, at: datetime) -> None:
    result = life.rng.choices(_RESULTS, (84, 13, 3))[0]
    call.refresh_from_db()
    if call.done_at is not None:
        return  # the sender has had the number forgotten meanwhile
    calling.open_call(call, by=life.clerk, at=at)
    calling.record_call(call, result, by=life.clerk, at=at)
    if call.done_at is None:
        life.then(life.later(at, 1), lambda when: _speak(life, call, when))
