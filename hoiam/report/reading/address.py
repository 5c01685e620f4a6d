"""Who asks at the desk, and for which report."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse

from hoiam.files.serving import download
from hoiam.office.models import Office, Person
from hoiam.report.counting.compile import Compiled
from hoiam.report.files.formats import WRITERS, kept
from hoiam.report.kinds.kinds import ReportKind, kind_of
from hoiam.report.kinds.themes import kind_for
from hoiam.report.models import Section
from hoiam.report.periods.schedule import schedule_of
from hoiam.workdays.periods import NoSuchPeriod, Period


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


def download_of(compiled: Compiled, name: str) -> HttpResponse:
    """A report's file as an answer, named so that files of several periods can lie in one folder."""
    if name not in WRITERS:
        raise Http404("Báo cáo không có tệp này.")
    stem, _, extension = name.partition(".")
    code = f"{compiled.office.code}-{compiled.kind.id}-{compiled.period.code}"
    return download(kept(compiled, name), f"{stem}-{code}.{extension}", public=True)


def by_section(compiled: Compiled) -> list[tuple[str, list[tuple[str, str]]]]:
    """The units' words under their headings; headings without words are left out."""
    told = [
        (str(section.label), [(words.unit, words.text) for words in compiled.words if words.section == section])
        for section in Section
    ]
    return [(heading, words) for heading, words in told if words]


def kind_asked(kind: str, office: Office | None = None) -> ReportKind:
    """The kind of report in an address, with an office also one of its themes; 404 in words when there is none."""
    try:
        return kind_for(office, kind) if office else kind_of(kind)
    except NoSuchPeriod as error:
        raise Http404(str(error)) from error


def period_asked(office: Office, kind: ReportKind, code: str) -> Period:
    """The period in an address; 404 in words when there is none."""
    try:
        return kind.parse(schedule_of(office), code)
    except NoSuchPeriod as error:
        raise Http404(str(error)) from error
