"""Being told to stop, for the processes that run until then."""

from __future__ import annotations

import signal
import time
from types import FrameType

LOOK_EVERY = 0.05


class Stop:
    """Hears INT, TERM and HUP and remembers it; what is in hand is finished first.

    A plain flag and short sleeps: threading.Event holds a lock while it waits, and a handler that sets it in that
    moment waits for itself for ever.
    """

    def __init__(self) -> None:
        self.told = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Under nohup the hangup is ignored on purpose.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._hear)

    def _hear(self, _signal: int, _frame: FrameType | None) -> None:
        self.told = True

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until told; whether told."""
        end = time.monotonic() + seconds
        while not self.told and time.monotonic() < end:
            time.sleep(LOOK_EVERY)
        return self.told
