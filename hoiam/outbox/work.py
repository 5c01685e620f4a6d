"""One piece of background work: a chore that is due, or else a notice that is due."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from hoiam.outbox import acts
from hoiam.outbox.mail.channel import Mail, send
from hoiam.outbox.models import Row
from hoiam.outbox.schedule import Chore

log = logging.getLogger(__name__)

# A notice is written only when it is sent, from what is true then; None: there is nothing to tell any more.
Letter = Callable[[Row], Mail | None]
# Brings what is no mail where it goes, and notes it down itself; raises when that has to be tried again.
Carrier = Callable[[Row, datetime], None]


@dataclass(frozen=True)
class Work:
    chores: tuple[Chore, ...]
    letters: Mapping[str, Letter]
    clock: Callable[[], datetime]
    # By the channel of the row.
    carriers: Mapping[str, Carrier] = field(default_factory=dict)

    def one_piece(self) -> bool:
        """Do the next piece that is due; False when there is none."""
        if claimed := acts.claim_slot(self.chores, self.clock()):
            chore, slot = claimed
            error = _attempt(chore.name, lambda: chore.function(self.clock()))
            if error:
                acts.slot_failed(slot, error, at=self.clock())
            else:
                acts.slot_done(slot, at=self.clock())
            return True
        if row := acts.claim(self.clock()):
            error = _attempt(row.template, lambda: self._deliver(row))
            if error:
                acts.failed(row, error, at=self.clock())
            return True
        return False

    def _deliver(self, row: Row) -> None:
        if carrier := self.carriers.get(row.channel):
            carrier(row, self.clock())
            return
        mail = self.letters[row.template](row)
        if mail is None:
            acts.needless(row, at=self.clock())
            return
        # Killed between these two lines, the next worker sends once more: under the same Message-ID, so it is the
        # same mail to every mail server and overwrites the same file in HOME/mail.
        send(row, mail)
        acts.sent(row, at=self.clock())


def _attempt(name: str, piece: Callable[[], None]) -> str:
    """Run a piece; the name of the error's class when it fails. The one place that catches everything."""
    try:
        piece()
    except Exception as error:  # noqa: BLE001  (one bad piece must not stop the others)
        # Class and place, never the error's own words: they can hold what a resident wrote.
        place = traceback.extract_tb(error.__traceback__)[-1]
        log.error("%s: %s ở %s:%s", name, type(error).__name__, Path(place.filename).name, place.lineno)
        return type(error).__name__[:80]
    return ""
