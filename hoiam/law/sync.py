"""After every migrate the shipped rules stand in the table; what an office changed stays as it is."""

from __future__ import annotations

from typing import Any

from hoiam.law import shipped
from hoiam.law.models import Rule, rows

KEY = ("kind", "rule", "step", "valid_from")
KEPT = {"id", "office", "local", *KEY}


def after_migrate(apps: Any, using: str, **_signal: Any) -> None:
    """Signal handler; a migration back to before the table existed has nothing to fill."""
    if ("law", "rule") in {(model._meta.app_label, model._meta.model_name) for model in apps.get_models()}:
        sync(using)


def sync(using: str = "default") -> None:
    """Bring the shipped rows up to date. Rows of an office, and rows marked local, are never touched."""
    table = Rule.objects.using(using)
    there = {_key(row): row for row in table.filter(office__isnull=True)}
    wanted = {_key(row): row for track in shipped.tracks() for row in rows(track)}
    for key, row in wanted.items():
        old = there.pop(key, None)
        if old is None:
            row.save(using=using)
        elif not old.local and _content(old) != _content(row):
            row.pk = old.pk
            row.save(using=using, force_update=True)
    # What was promised is frozen on each message, so that a rule no longer shipped can go.
    table.filter(pk__in=[row.pk for row in there.values() if not row.local]).delete()


def _key(row: Rule) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in KEY)


def _content(row: Rule) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in Rule._meta.fields if field.name not in KEPT}
