"""Scenes told as ledger entries: figures derive from entries only, so a scene needs no other row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from django.db import transaction

from hoiam.ledger.acts import append
from hoiam.ledger.models import Entry
from hoiam.office.acts import appoint, grant
from hoiam.office.models import Office, Person, Role
from hoiam.report.counting.compile import compile
from hoiam.report.duties import submitting
from hoiam.report.freezing import acts
from hoiam.report.kinds.kinds import kind_of
from hoiam.report.models import Frozen, Section
from hoiam.report.sections import acts as sections_acts
from hoiam.report.sections.completeness import problems
from hoiam.testing import FOUNDED, Ward, ward
from hoiam.workdays.periods import ZONE, Schedule

# Week 46 of 2026: Monday 09/11 to Sunday 15/11. No day off lies in it.
WEEKLY = kind_of("weekly")
WEEK = Schedule().parse("week", "2026-W46")


def when(day: str, hour: str = "09:00") -> datetime:
    """«11-10» of 2026 at an hour in Viet Nam."""
    return datetime.fromisoformat(f"2026-{day}T{hour}").replace(tzinfo=ZONE)


AFTER = when("11-16", "08:00")  # thứ Hai: week 46 is over


@dataclass
class Scene:
    """An office's book, written entry by entry."""

    office: Office
    first: int = 100_000_001
    numbers: Any = None

    def __post_init__(self) -> None:
        self.numbers = count(self.first)

    def enter(self, kind: str, number: str, at: datetime, /, **payload: Any) -> Entry:
        with transaction.atomic():
            return append(self.office, kind, f"message:{number}", by=None, at=at, payload=payload)

    def receive(self, at: datetime, due: str = "11-20", **given: Any) -> str:
        number = given.pop("number", None) or str(next(self.numbers))
        payload: dict[str, Any] = {
            "kind": "feedback",
            "channel": "web",
            "area": "",
            "topic": "",
            "wants_public": True,
            "restricted": False,
            "due_on": f"2026-{due}",
            "rule": "feedback",
            "sent_on": None,
            "files": 0,
            "commitment": "c",
        }
        self.enter("message.received", number, at, **(payload | given))
        return number

    def publish(self, number: str, at: datetime) -> Entry:
        return self.enter("message.published", number, at, commitment="c", masked=0)

    def accept(self, number: str, at: datetime, *, kind: str = "feedback", due: str = "11-20", **given: Any) -> Entry:
        payload = {
            "kind": kind,
            "kind_was": "feedback",
            "topic": "",
            "area": "",
            "due_on": f"2026-{due}",
            "rule": "feedback",
            "commitment": "",
        }
        return self.enter("matter.accepted", number, at, **(payload | given))

    def answer(
        self,
        number: str,
        at: datetime,
        *,
        outcome: str = "solved",
        on_time: bool = True,
        days: int = 3,
        first: bool = True,
        kind: str = "feedback",
        clause: str = "",
        entry: str = "reply.sent",
    ) -> Entry:
        return self.enter(
            entry,
            number,
            at,
            outcome=outcome,
            unit="KT",
            kind=kind,
            due_on="2026-11-20",
            answered_on=at.date().isoformat(),
            on_time=None if entry == "reply.sent" and outcome == "passed_on" else on_time,
            working_days=days,
            first=first,
            clause=clause,
            commitment="c",
        )

    def reopen(self, number: str, at: datetime, due: str = "11-27", times: int = 1) -> Entry:
        return self.enter("matter.reopened", number, at, due_on=f"2026-{due}", times=times)

    def rate(self, number: str, at: datetime, satisfaction: int | None = 2) -> Entry:
        return self.enter("matter.rated", number, at, satisfaction=satisfaction, solved=None)

    def withhold(self, number: str, at: datetime, ground: str) -> Entry:
        return self.enter("message.withheld", number, at, ground=ground)

    def release(self, number: str, at: datetime, ground: str) -> Entry:
        return self.enter("message.released", number, at, ground=ground)

    def extend(self, number: str, at: datetime, due: str) -> Entry:
        return self.enter(
            "matter.extended",
            number,
            at,
            step="answer",
            due_on=f"2026-{due}",
            due_on_was="2026-11-20",
            next_due_on=f"2026-{due}",
            reason_commitment="c",
        )


@pytest.fixture
def cast(db) -> Ward:
    return ward()


@pytest.fixture
def scene(cast) -> Scene:
    return Scene(cast.office)


@pytest.fixture
def nam(cast) -> Person:
    return cast.nam


@pytest.fixture
def lan(cast) -> Person:
    return cast.lan


@pytest.fixture
def binh(cast) -> Person:
    return cast.binh


@pytest.fixture
def dao(cast) -> Person:
    """Chánh Văn phòng UBND tỉnh, who receives the reports of the communes."""
    person = appoint(cast.province, "dao", None, "Ngô Thị Đào", by=None, at=FOUNDED, post="Chánh Văn phòng UBND tỉnh")
    grant(person, Role.OFFICE_HEAD, by=None, at=FOUNDED)
    return person


@pytest.fixture
def approved(cast, scene) -> Frozen:
    """Week 46: two messages, the words of a unit, the rest said to be without events; approved on Monday morning."""
    scene.receive(when("11-10"))
    scene.receive(when("11-11"))
    sections_acts.write_narrative(WEEKLY, WEEK, cast.kt, Section.ECONOMY, "Vá 03 ổ gà.", by=cast.lan, at=when("11-13"))
    say_the_rest(cast)
    return acts.freeze(cast.office, WEEKLY, WEEK, by=cast.binh, at=AFTER)


def say_the_rest(cast) -> None:
    """Somebody says of everything that is still empty that nothing happened."""
    report = compile(cast.office, WEEKLY, WEEK, AFTER, inside=True)
    empty = [one.about for one in problems(report)]
    submitting.explain(cast.office, WEEKLY, WEEK, empty, "Không phát sinh.", by=cast.nam, at=when("11-14"))
