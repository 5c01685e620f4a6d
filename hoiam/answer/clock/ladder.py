"""The steps of a message with their days: told from what was promised and from the rows of what was done.

The promise holds each step's length, as frozen at receipt; rows say when a step began, what moved its end, and when it
was taken. Nothing here writes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from hoiam.answer.models import DueChange, Extension, Moved, StepDone, StepOpened
from hoiam.law.tracks import CONDITIONS
from hoiam.listen.message.promise import PromisedStep
from hoiam.listen.models import Message
from hoiam.office.request_cache import once

# The step that a reply to the sender takes, and the one whose length a new clock has after «chưa xong».
ANSWERING = ("answer", "send")
MAIN = ("answer", "decide")


@dataclass(frozen=True)
class Rung:
    """One step of one message."""

    name: str
    label: str
    wording: str
    starts_on: date | None
    due_on: date | None
    promised_on: date | None
    step: PromisedStep
    extensions: int = 0
    done_on: date | None = None
    moves: tuple[DueChange | Extension, ...] = field(default=(), repr=False)

    @property
    def is_open(self) -> bool:
        return self.due_on is not None and self.done_on is None

    @property
    def on_time(self) -> bool | None:
        return None if self.done_on is None or self.due_on is None else self.done_on <= self.due_on

    @property
    def may_be_extended(self) -> bool:
        return self.is_open and self.extensions < self.step.extension.times

    @property
    def is_provisional(self) -> bool:
        return self.step.provisional

    @property
    def condition(self) -> str:
        return CONDITIONS[self.step.only_if]


@once
def round_of(message: Message) -> int:
    """0 until the first answer; n after the nth «chưa xong»."""
    return message.matter.reopenings.count() if hasattr(message, "matter") else 0


def main_step(message: Message) -> PromisedStep:
    """The step whose length a new clock has: the answer itself, or the decision."""
    steps: list[PromisedStep] = message.promise.steps
    return next((step for step in steps if step.name in MAIN), steps[0])


@once
def ladder(message: Message) -> list[Rung]:
    """Every step of the message, in the order of its track; after a reopening the new clock alone, and corrections."""
    last = message.matter.reopenings.last() if hasattr(message, "matter") else None
    round, main = (last.times if last else 0), main_step(message).name
    extensions = list(message.matter.extensions.filter(round=round)) if hasattr(message, "matter") else []
    changes = list(message.due_changes.filter(round=round))
    done = {row.step: row for row in message.steps_done.filter(round=round)}
    opened: dict[str, StepOpened] = {row.step: row for row in message.steps_opened.all()}
    rungs = []
    for step in message.promise.steps:
        name = step.name
        row, taken = opened.get(name), done.get(name)
        if step.is_besides:
            starts_on, due_on = (row.starts_on, row.due_on) if row else (None, None)
            # A second mistake in the same answer begins the step anew.
            taken = taken if row and taken and taken.at >= row.at else None
        elif last is None:
            starts_on, due_on = step.starts_on, step.due_on
        elif name == main:
            starts_on, due_on = timezone.localdate(last.at), last.due_on
        else:
            continue
        moves = _moves(name, changes, [row for row in extensions if (row.step or main) == name])
        rungs.append(_rung(step, starts_on, due_on, taken, moves))
    return rungs


def soonest(message: Message) -> Rung | None:
    """The open step that ends first: its end is when the message is due."""
    return min(
        (rung for rung in ladder(message) if rung.is_open), key=lambda rung: rung.due_on or date.max, default=None
    )


def _moves(name: str, changes: list[DueChange], extensions: list[Extension]) -> tuple[DueChange | Extension, ...]:
    mine: list[DueChange | Extension] = [*extensions, *(row for row in changes if row.step == name)]
    return tuple(sorted(mine, key=lambda row: (row.at, row.pk)))


def _rung(
    step: PromisedStep,
    starts_on: date | None,
    due_on: date | None,
    done: StepDone | None,
    moves: tuple[DueChange | Extension, ...],
) -> Rung:
    promised_on = due_on
    for move in moves:
        due_on = move.due_on
        if not (isinstance(move, DueChange) and move.why == Moved.CALENDAR):
            promised_on = due_on
        starts_on = getattr(move, "starts_on", None) or starts_on
    return Rung(
        name=step.name,
        label=step.label,
        wording=step.wording,
        starts_on=starts_on,
        due_on=done.due_on if done else due_on,
        promised_on=promised_on,
        step=step,
        extensions=sum(isinstance(move, Extension) for move in moves),
        done_on=done.on if done else None,
        moves=moves,
    )
