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
from hoiam.office.acts import appoint, found, grant
from hoiam.office.models import Area, Office, Person, Role, Unit
from hoiam.report.periods import ZONE, Period, parse

# Week 46 of 2026: Monday 09/11 to Sunday 15/11. No day off lies in it.
WEEK = parse("weekly", "2026-W46")
FOUNDED = datetime(2026, 10, 5, 8, 0, tzinfo=ZONE)  # thứ Hai


def when(day: str, hour: str = "09:00") -> datetime:
    """«11-10» of 2026 at an hour in Viet Nam."""
    return datetime.fromisoformat(f"2026-{day}T{hour}").replace(tzinfo=ZONE)


AFTER = when("11-16", "08:00")  # thứ Hai: week 46 is over


@dataclass
class Scene:
    """An office's book, written entry by entry."""

    office: Office
    numbers: Any = None

    def __post_init__(self) -> None:
        self.numbers = count(100_000_001)

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
            "matter.extended", number, at, due_on=f"2026-{due}", due_on_was="2026-11-20", reason_commitment="c"
        )


@pytest.fixture
def ward(db) -> Office:
    office = found("hoa-binh", "Phường Hòa Bình", Office.Level.PHUONG, at=FOUNDED)
    Unit.objects.create(office=office, code="KT", name="Phòng Kinh tế, Hạ tầng và Đô thị")
    Unit.objects.create(office=office, code="VP", name="Văn phòng HĐND và UBND")
    Area.objects.create(office=office, label="tổ dân phố", name="4")
    return office


@pytest.fixture
def scene(ward) -> Scene:
    return Scene(ward)


@pytest.fixture
def week() -> Period:
    return WEEK


def _person(office: Office, username: str, name: str, role: Role, unit: str, post: str = "") -> Person:
    at = office.entries.get(number=1).at
    found_unit = Unit.objects.get(office=office, code=unit)
    person = appoint(office, username, "mat-khau-thu-01", name, by=None, at=at, unit=found_unit, post=post)
    grant(person, role, by=None, at=at)
    return person


@pytest.fixture
def nam(ward) -> Person:
    return _person(ward, "nam", "Nguyễn Văn Nam", Role.CLERK, "VP", "Công chức tiếp nhận")


@pytest.fixture
def lan(ward) -> Person:
    return _person(ward, "lan", "Phạm Thị Lan", Role.HEAD_OF_UNIT, "KT", "Trưởng phòng")


@pytest.fixture
def binh(ward) -> Person:
    return _person(ward, "binh", "Trần Văn Bình", Role.APPROVER, "VP", "Chủ tịch")
