"""What a new office starts with: units, topics of the form, who approves what, templates of replies: editable data."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from hoiam.answer.approval.rules import DEFAULT_ROUTES
from hoiam.answer.models import ReplyTemplate, Route
from hoiam.ledger.acts import act, append
from hoiam.listen.models import Kind
from hoiam.office.models import Office, Role, Topic, Unit

_DATA = Path(__file__).with_name("founding.toml")
_TEMPLATES = Path(__file__).with_name("templates.toml")


@act
def found_desk(office: Office, *, at: datetime) -> None:
    """Give an office the units, topics, routes, templates it lacks altogether; what it has changed since stays."""
    lacking = [part for part in ("units", "topics", "routes", "templates") if not getattr(office, part).exists()]
    if not lacking:
        return
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    if "units" in lacking:
        _found_units(office, data["unit"])
    if "topics" in lacking:
        leads = {unit.code: unit for unit in office.units.all()}
        Topic.objects.bulk_create(
            Topic(office=office, slug=slug, words=words, lead=leads.get(lead), along=along)
            for slug, (words, lead, along) in data["topics"].items()
        )
    if "routes" in lacking:
        Route.objects.bulk_create(
            Route(office=office, kind=kind, role=DEFAULT_ROUTES.get(kind, Role.APPROVER)) for kind in ("", *Kind.values)
        )
    if "templates" in lacking:
        shipped = tomllib.loads(_TEMPLATES.read_text(encoding="utf-8"))["template"]
        ReplyTemplate.objects.bulk_create(
            ReplyTemplate(office=office, name=one["name"], kind=one["kind"], text=one["text"].strip())
            for one in shipped
        )
    append(office, "desk.founded", f"office:{office.code}", by=None, at=at, payload={"lists": lacking})


def _found_units(office: Office, units: list[dict[str, Any]]) -> None:
    for unit in units:
        # A commune's office for the economy and its police are named after the level: xã, phường, đặc khu.
        name = str(unit.get(office.level) or unit["name"]).format(level=office.short)
        Unit.objects.create(office=office, code=unit["code"], name=name)
