from __future__ import annotations

import pytest

from hoiam import testing
from hoiam.listen.key import rate_limit
from hoiam.listen.tests.hoa import Hoa


@pytest.fixture(autouse=True)
def _a_new_hour():
    """What devices were counted for in another test is forgotten, as it is each hour."""
    rate_limit._hour._seen.clear()


@pytest.fixture
def ward(db):
    return testing.ward()


@pytest.fixture
def hoa(ward):
    return Hoa()
