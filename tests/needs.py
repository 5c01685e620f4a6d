"""Tests that need a Debian package are left out where it is missing; `make test` says so, and under CI fails."""

from __future__ import annotations

import pytest

from tests.packages import PACKAGES


def needs(package: str) -> pytest.MarkDecorator:
    left_out, here = PACKAGES[package]
    return pytest.mark.skipif(not here, reason=f"{left_out}: the Debian package {package} is not installed")
