"""Which stored files are still needed: every column that names one says so itself, in whatever table it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    Column = models.CharField[str, str]
else:
    Column = models.CharField


class StoredName(Column):
    """The random name of a file in HOIAM_HOME/files. A file that no such column names is swept away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 40} | kwargs)


def names_in_use() -> set[str]:
    """Every name that a row of any table holds."""
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, StoredName):
                found |= set(model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True))
    return found
