"""What is queued can be sent, and what comes back by the clock has one name."""

import re
from pathlib import Path

from hoiam.timetable import CHORES, LETTERS

HOIAM = Path(__file__).resolve().parent.parent / "hoiam"


def test_every_notice_that_an_act_queues_has_a_letter_and_every_letter_is_queued():
    queued = {
        template
        for source in HOIAM.rglob("*.py")
        if "tests" not in source.parts and source.parent.name != "outbox"
        for template in re.findall(r'\bqueue\([^"()]+, "(\w+)"', source.read_text())
    }
    assert queued == set(LETTERS)


def test_chores_have_different_names_and_say_what_they_do():
    assert len({chore.name for chore in CHORES}) == len(CHORES)
    assert all(chore.does for chore in CHORES)
