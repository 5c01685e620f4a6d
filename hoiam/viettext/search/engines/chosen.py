from __future__ import annotations

from types import ModuleType
from typing import Any

from django.db import connection, connections

from hoiam.viettext.search.engines import postgresql, sqlite

_ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def engine() -> ModuleType:
    return _ENGINES[connection.vendor]


def after_migrate(using: str, **_: Any) -> None:
    _ENGINES[connections[using].vendor].lay(connections[using])
