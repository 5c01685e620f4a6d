from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from hoiam.ledger import triggers
from hoiam.ledger.acts import act, append, seal
from hoiam.ledger.models import Entry
from hoiam.office.acts import appoint, found
from hoiam.office.models import Office, Person

# Monday 05/10/2026, 08:00 in Viet Nam.
MONDAY = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)


@pytest.fixture
def ward(db) -> Office:
    return found("hoa-binh", "Phường Hòa Bình", Office.Level.PHUONG, at=MONDAY)


@pytest.fixture
def nam(ward) -> Person:
    return appoint(ward, "nam", None, "Nguyễn Văn Nam", by=None, at=MONDAY)


@act
def assign(office, unit="KT", *, by=None, at=MONDAY, payload=None) -> Entry:
    payload = payload or {"unit": unit, "unit_was": ""}
    return append(office, "matter.assigned", "message:261148375", by=by, at=at, payload=payload)


@pytest.fixture
def sealed(ward, nam) -> Office:
    """Six entries, the first five of them sealed."""
    for unit in ("KT", "VHXH", "VP"):
        assign(ward, unit, by=nam)
    seal(ward, at=MONDAY)
    assign(ward, "KT", by=nam)
    return ward


def open_the_fence() -> None:
    """What one with the database's own rights can do: take the triggers away."""
    on_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for trigger in triggers.POSTGRESQL if on_postgresql else triggers.SQLITE:
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}" + f" ON {trigger.table}" * on_postgresql)


def close_the_fence() -> None:
    triggers.make(connection)
