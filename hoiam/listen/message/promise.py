"""What was promised to a sender, frozen on the message: dates and clauses in hand, JSON only at rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.fields.json import KeyTransform

from hoiam.law.tracks import Extension
from hoiam.workdays.calendar import ReasonedDay


@dataclass(frozen=True)
class PromisedStep:
    """One step of the track, as it was laid at receipt; its days are filled in when it begins."""

    name: str
    label: str
    start: str
    starts_on: date | None
    length: int
    unit: str
    clause: str
    wording: str
    confidence: str
    provisional: bool
    only_if: str
    due_on: date | None
    extension: Extension

    @property
    def is_besides(self) -> bool:
        """Whether it is owed only after somebody has stated why."""
        return bool(self.only_if) or self.start in ("finding", "demand")


@dataclass(frozen=True)
class Promise:
    """What the office owes, by which rule and until when; its head speaks of the step that is open."""

    kind: str
    due_on: date
    rule: str
    clause: str
    law: str
    wording: str
    unit: str
    length: int
    starts_on: date
    provisional: bool
    caveats: list[str]
    steps: list[PromisedStep]
    skipped: list[ReasonedDay]
    extension: Extension

    def frozen(self) -> dict[str, Any]:
        """The same as JSON; days in ISO form."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self), cls=DjangoJSONEncoder))
        return plain

    @classmethod
    def thawed(cls, plain: Mapping[str, Any]) -> Promise:
        """What ``frozen`` put down."""
        return cls(
            **{name: plain[name] for name in _AS_IT_IS},
            due_on=date.fromisoformat(plain["due_on"]),
            starts_on=date.fromisoformat(plain["starts_on"]),
            steps=[
                PromisedStep(
                    **step
                    | {"starts_on": _day(step["starts_on"]), "due_on": _day(step["due_on"])}
                    | {"extension": Extension(**step["extension"])}
                )
                for step in plain["steps"]
            ],
            skipped=[ReasonedDay(date.fromisoformat(one["day"]), one["reason"]) for one in plain["skipped"]],
            extension=Extension(**plain["extension"]),
        )


_AS_IT_IS = ("kind", "rule", "clause", "law", "wording", "unit", "length", "provisional", "caveats")


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


class PromiseField(models.JSONField):
    """A promise in hand, JSON in the table."""

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        plain = super().from_db_value(value, expression, connection)
        return plain if plain is None or isinstance(expression, KeyTransform) else Promise.thawed(plain)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        plain = value.frozen() if isinstance(value, Promise) else value
        return super().get_db_prep_value(plain, connection, prepared)
