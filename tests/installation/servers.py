"""What is done within an installation of test_two_servers.py, as a process of its own: «python -m … VERB …»."""

from __future__ import annotations

import os
import shutil
import sys
from types import SimpleNamespace
from typing import Any, cast

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoiam.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from hoiam.office.acts import appoint, found, grant  # noqa: E402
from hoiam.office.models import Area, Office, Person, Role  # noqa: E402
from hoiam.report.bundle.peers import add_peer, end_peer, enter_office, own_line  # noqa: E402
from hoiam.report.bundle.signing import spoken  # noqa: E402
from hoiam.report.duties.submitting import accept, return_report  # noqa: E402
from hoiam.report.exchange.sending import ask_superiors  # noqa: E402
from hoiam.report.models import Peer, TakenIn  # noqa: E402
from hoiam.report.tests.two_servers import submitted  # noqa: E402
from hoiam.testing import FOUNDED, Ward, hoa_writes, ward  # noqa: E402
from hoiam.vault import keys  # noqa: E402
from hoiam.workdays.periods import Schedule  # noqa: E402
from tests.databases import sqlite_template  # noqa: E402


def make_ward() -> None:
    _make_home()
    print(own_line(ward().office))


def make_province() -> None:
    _make_home()
    office = found("tinh", "Tỉnh Lạc Hồng", Office.Level.PROVINCE, at=FOUNDED)
    for username, role in (("dao", Role.OFFICE_HEAD), ("quantritinh", Role.ADMINISTRATOR)):
        person = appoint(office, username, None, username, by=None, at=FOUNDED, post="Chánh Văn phòng UBND tỉnh")
        grant(person, role, by=None, at=FOUNDED)
    print(own_line(office))


def take_key_of_province(line: str, url: str) -> None:
    office, admin = Office.objects.get(code="hoa-binh"), Person.objects.get(username="quantri")
    assert office.parent
    add_peer(office, office.parent, line, spoken(line), url, "", by=admin, at=timezone.now())


def take_key_of_ward(line: str) -> None:
    office, admin = Office.objects.get(code="tinh"), Person.objects.get(username="quantritinh")
    below = Office.objects.filter(code="hoa-binh").first()
    below = below or enter_office(office, "hoa-binh", "Phường Hòa Bình", "phuong", by=admin, at=timezone.now())
    add_peer(office, below, line, spoken(line), "", "", by=admin, at=timezone.now())


def end_key_of_ward() -> None:
    end_peer(Peer.objects.get(ended_at=None), by=Person.objects.get(username="quantritinh"), at=timezone.now())


def hand_in(week: str, messages: str) -> None:
    """Messages of a week, then its report: complete, approved and handed in."""
    office, period = Office.objects.get(code="hoa-binh"), Schedule().parse("week", week)
    people = {person.username: person for person in office.people.all()}
    w = cast(Ward, SimpleNamespace(office=office, area=Area.objects.get(), topic=office.topics.get(), **people))
    for _ in range(int(messages)):
        hoa_writes(w, period.start)
    submitted(w, period, period.end)


def say(word: str) -> None:
    row, dao = TakenIn.objects.latest("id"), Person.objects.get(username="dao")
    if word == "returned":
        return_report(row.submission, "Thiếu mục kinh tế.", by=dao, at=timezone.now())
    else:
        accept(row.submission, by=dao, at=timezone.now())


def ask() -> None:
    ask_superiors(timezone.now())


def _make_home() -> None:
    settings.HOME.mkdir(mode=0o700)
    keys.make(settings.KEYS)
    shutil.copyfile(sqlite_template(), settings.HOME / "hoiam.sqlite3")


if __name__ == "__main__":
    verbs: dict[str, Any] = globals()
    verbs[sys.argv[1]](*sys.argv[2:])
