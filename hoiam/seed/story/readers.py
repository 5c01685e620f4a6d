"""Those who read: somebody meets the same thing, somebody finds an answer that is enough before sending."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from hoiam.answer.joining import me_too
from hoiam.answer.joining.acts import is_public
from hoiam.listen.models import OPEN, Kind
from hoiam.seed.steps import Living


def plan_me_too(life: Living, at: datetime) -> None:
    """Of what is in work, some is met by others too; a few things by many."""
    if not life.restricted and life.rng.random() < 0.12:
        for _ in range(life.rng.choice((1, 1, 2, 3, 7))):
            life.then(life.at_home(at, 1, 6), lambda when: _me_too(life, when))


def _me_too(life: Living, at: datetime) -> None:
    life.message.refresh_from_db()
    if life.message.ended_on == OPEN and is_public(life.message, at):
        me_too.me_too(life.message, at=at)


def plan_deflected(life: Living, at: datetime) -> None:
    """What was asked once is asked again: who finds the answer need not send anything."""
    if life.case.kind == Kind.QUESTION and life.rng.random() < 0.3:
        for _ in range(life.rng.choice((1, 1, 2, 4))):
            life.then(life.at_home(at, 4, 40), partial(_deflect, life, f"{life.rng.random()}"))


def _deflect(life: Living, token: str, at: datetime) -> None:
    life.message.refresh_from_db()
    if is_public(life.message, at):
        me_too.deflect(life.message, at=at, token=token)
