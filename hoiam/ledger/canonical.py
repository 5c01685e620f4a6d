"""The canonical form (RFC 8785) of what is hashed: one value has one sequence of bytes on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias, cast

import rfc8785

JSON: TypeAlias = "str | int | float | bool | Sequence[JSON] | Mapping[str, JSON] | None"

# The hash before the first entry of an office.
NOTHING = "0" * 64


def dump(value: JSON) -> bytes:
    return rfc8785.dumps(cast(Any, value))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def moment(at: datetime) -> str:
    """UTC with six decimals: the same text whatever time zone or database the value came through."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
