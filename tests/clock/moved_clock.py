"""The clock of the tests: a process stands at the moment that TEST_CLOCK names, and goes on from there.

No test reads the clock of the machine, so none passes on Sundays alone. The first process adds to the setting when it
began, by the machine's clock; every process it starts inherits that, and so all of one run agree on the time.
"""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta

import time_machine

SETTING = "TEST_CLOCK"
SINCE = " since "
_moved: list[time_machine.travel] = []


def start() -> None:
    """Move the clock of this process, once; without the setting nothing is moved."""
    if _moved or not (said := os.environ.get(SETTING)):
        return
    moment, _, began = said.partition(SINCE)
    now = time.time()
    if not began:
        os.environ[SETTING] = f"{moment}{SINCE}{now}"
    there = datetime.fromisoformat(moment) + timedelta(seconds=now - float(began or now))
    # The machine's zone stays what it is: what a process shows in local time is a test's business too.
    _moved.append(time_machine.travel(there.timestamp(), tick=True))
    _moved[0].start()


def on(moment: datetime) -> time_machine.travel:
    """For one page of a test that says the day it speaks of: `with on(moment): ...`."""
    return time_machine.travel(moment, tick=True)
