"""Who asks at the desk, and for which report."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest

from hoiam.office.models import Person
from hoiam.report.kinds import ReportKind
from hoiam.report.periods import Period
from hoiam.report.public import kind_asked, period_asked


class Asked(NamedTuple):
    """Which report an address names."""

    kind: ReportKind
    period: Period


def person_of(request: HttpRequest) -> Person:
    """Who asks."""
    assert isinstance(request.user, Person)
    return request.user


def asked_for(person: Person, kind: str, code: str) -> Asked:
    """The report of a person's own office that an address names; 404 in words when there is none."""
    found = kind_asked(kind, person.office)
    return Asked(found, period_asked(person.office, found, code))


def asked_in(request: HttpRequest, kind: str, code: str) -> Asked:
    """The report in an address, of the office of who asks."""
    return asked_for(person_of(request), kind, code)
