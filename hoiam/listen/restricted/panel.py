"""What the desk shows of a restricted matter: why it is one, who may see it, who has."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hoiam.listen.models import Message, Restriction
from hoiam.listen.restricted.read_log import readings
from hoiam.office.models import Person

LATEST_READINGS = 20


def panel(_person: Person, message: Message, _at: datetime) -> dict[str, Any]:
    """Nothing for an ordinary message."""
    restriction: Restriction | None = getattr(message, "restriction", None)
    if restriction is None:
        return {}
    read = readings(message)
    return {
        "restriction": restriction,
        "is_sealed": hasattr(message, "sealing"),
        "readers": [reader.person for reader in restriction.readers.select_related("person").order_by("id")],
        "readings": read[:LATEST_READINGS],
        "read_times": len(read),
    }
