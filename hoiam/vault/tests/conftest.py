from __future__ import annotations

import pytest

from hoiam.vault import keys


@pytest.fixture(autouse=True)
def own_keys(tmp_path, settings):
    """Every test of the vault has keys of its own."""
    settings.KEYS = tmp_path / "keys"
    keys.make(settings.KEYS)
    return settings.KEYS
