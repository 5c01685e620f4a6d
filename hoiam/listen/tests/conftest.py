from __future__ import annotations

import pytest

from hoiam.listen import flood


@pytest.fixture(autouse=True)
def _a_new_hour():
    """What devices were counted for in another test is forgotten, as it is each hour."""
    flood._hour._seen.clear()
