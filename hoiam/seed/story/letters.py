"""Complaints and denunciations: confirmed, taken up, decided, answered, and what follows the decision."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from hoiam.answer.clock import stepping
from hoiam.answer.models import LetterResult, Outcome
from hoiam.listen.models import Channel, Kind
from hoiam.listen.restricted import acts as restricted
from hoiam.listen.restricted import read_log
from hoiam.listen.restricted.holding import CLAUSE_OF_RESTRICTION
from hoiam.office.models import Person
from hoiam.seed.story.lives import Life

CONCLUDED = (Outcome.ANSWERED, Outcome.SOLVED, Outcome.PARTLY)


class Letter(Life):
    """Brought to the reception, where its sender was asked, or sent by post, where nobody could ask."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.channel = self.rng.choice((Channel.LETTER, Channel.RECEPTION))

    @property
    def clerk(self) -> Person:
        return self.ward.people["tuyet"]

    def _kind_chosen(self) -> str:
        return self.case.kind

    def _says_confidential(self) -> bool | None:
        return True if self.channel == Channel.RECEPTION else None

    def _received(self, at: datetime) -> None:
        if self.message.restriction.confirm_by and not self.unsorted:
            self.then(self.later(at, 0), self._confirm)
        super()._received(at)

    def _confirm(self, at: datetime) -> None:
        """Somebody who did not take it in says that it is one, and by which clause it is kept confidential."""
        self.message.refresh_from_db()
        binh, clause = self.ward.people["binh"], CLAUSE_OF_RESTRICTION[Kind(self.case.kind)]
        read_log.read_restricted(self.message, by=binh, at=at)
        if not self.message.restriction.confirmed_at:
            restricted.confirm_restriction(self.message, clause, by=binh, at=at)

    def _outcome(self) -> str:
        known = list(self.case.replies)
        if stepping.is_taken_up(self.matter.message):
            known = [one for one in known if one in CONCLUDED]
        return self.rng.choices(known, [3 if place == 0 else 1 for place in range(len(known))])[0]

    def _must_wait(self, outcome: str, at: datetime) -> bool:
        """«Thụ lý» first, and the decision before the answer."""
        if outcome not in CONCLUDED:
            return False
        message = self.matter.message
        if not stepping.is_taken_up(message):
            stepping.take_up(self.matter, by=self.clerk, at=at)
            self._follow(at)
            span = self.calendar.between(timezone.localdate(at), self.matter.due_on)
            late = self.rng.random() < 0.1
            after = span + 2 if late else max(1, round(self.rng.triangular(2, span, span * 0.8)))
            if self.stuck_at != "assigned":
                self.then(self.later(at, after), self._draft)
            return True
        if not hasattr(self.matter, "decision"):
            result = self.rng.choice((LetterResult.RIGHT, LetterResult.PARTLY_RIGHT, LetterResult.WRONG))
            stepping.decide(self.matter, result, by=self.clerk, at=at)
        return False

    def _send(self, at: datetime) -> None:
        super()._send(at)
        if stepping.is_taken_up(self.matter.message):
            self.then(self.later(at, 3), self._follow)

    def _follow(self, at: datetime) -> None:
        """The notices the law asks for, ticked off when they were given."""
        for rung in stepping.by_hand(self.matter.message):
            stepping.take_step(self.matter, rung.name, by=self.clerk, at=at)
