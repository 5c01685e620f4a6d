from __future__ import annotations

from datetime import UTC, datetime

import pytest

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
