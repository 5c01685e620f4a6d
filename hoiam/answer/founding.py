"""What a new office starts with: its units, the topics of the form and who approves what: editable data."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from hoiam.answer.access import DEFAULT_ROUTES
from hoiam.answer.models import Route
from hoiam.ledger.acts import act
from hoiam.listen.models import Kind, Topic
from hoiam.office.models import Office, Role, Unit

_DATA = Path(__file__).with_name("founding.toml")


@act
def found_desk(office: Office) -> None:
    """Give an office the units, topics and routes it lacks altogether; what it has changed since stays as it is."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    if not office.units.exists():
        _found_units(office, data["unit"])
    if not office.topics.exists():
        leads = {unit.code: unit for unit in office.units.all()}
        Topic.objects.bulk_create(
            Topic(office=office, slug=slug, words=words, lead=leads.get(lead), along=along)
            for slug, (words, lead, along) in data["topics"].items()
        )
    if not office.routes.exists():
        Route.objects.bulk_create(
            Route(office=office, kind=kind, role=DEFAULT_ROUTES.get(kind, Role.APPROVER)) for kind in ("", *Kind.values)
        )


def _found_units(office: Office, units: list[dict[str, Any]]) -> None:
    for unit in units:
        # A commune's office for the economy and its police are named after the level: xã, phường, đặc khu.
        name = str(unit.get(office.level) or unit["name"]).format(level=office.short)
        Unit.objects.create(office=office, code=unit["code"], name=name)
