"""The province as another server: keys of its own, an office of its own, and the ward as it knows it from afar.

Both lie in one database here, which nothing of the code relies on; tests/test_two_servers.py has two real ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.test.utils import override_settings

from hoiam.office.acts import appoint, found, grant
from hoiam.office.models import Office, Person, Role
from hoiam.report.bundle.peers import add_peer, enter_office, own_line
from hoiam.report.bundle.signing import spoken
from hoiam.report.counting.compile import compile
from hoiam.report.duties import submitting
from hoiam.report.freezing import acts
from hoiam.report.models import Frozen, Peer, Submission
from hoiam.report.sections.completeness import problems
from hoiam.report.tests.conftest import WEEKLY, when
from hoiam.testing import FOUNDED, Ward
from hoiam.vault import keys
from hoiam.workdays.periods import Period

JOINED = when("11-02")  # thứ Hai
URL = "https://tinh.example.vn"


@dataclass(frozen=True)
class Servers:
    """Two servers that have exchanged their keys."""

    cast: Ward
    folder: Path
    office: Office
    admin: Person
    dao: Person
    remote: Office
    to_province: Peer
    from_ward: Peer

    @contextmanager
    def at_province(self) -> Iterator[None]:
        """What is done within is done by the province's server."""
        with override_settings(KEYS=self.folder):
            yield

    def there(self, act: Callable[..., Any], *given: Any, **named: Any) -> Any:
        with self.at_province():
            return act(*given, **named)


def joined(cast: Ward, folder: Path, url: str = URL) -> Servers:
    """The ward's administrator and the province's have each taken the other's key."""
    keys.make(folder)
    office = found("tinh", "Tỉnh Lạc Hồng", "province", at=FOUNDED)
    dao = _person(office, "dao", "Ngô Thị Đào", "Chánh Văn phòng UBND tỉnh", Role.OFFICE_HEAD)
    admin = _person(office, "quantritinh", "Đinh Thị Ngân", "Quản trị hệ thống", Role.ADMINISTRATOR)
    remote = enter_office(office, "hoa-binh-xa", "Phường Hòa Bình", "phuong", by=admin, at=JOINED)
    with override_settings(KEYS=folder):
        line = own_line(office)
    ours = own_line(cast.office)
    to_province = add_peer(cast.office, cast.province, line, spoken(line), url, "", by=cast.admin, at=JOINED)
    with override_settings(KEYS=folder):
        from_ward = add_peer(office, remote, ours, spoken(ours), "", "", by=admin, at=JOINED)
    return Servers(cast, folder, office, admin, dao, remote, to_province, from_ward)


def _person(office: Office, username: str, name: str, post: str, role: Role) -> Person:
    person = appoint(office, username, None, name, by=None, at=FOUNDED, post=post)
    grant(person, role, by=None, at=FOUNDED)
    return person


def approved(cast: Ward, period: Period, at: datetime) -> Frozen:
    """The ward's report of a week, complete and approved."""
    report = compile(cast.office, WEEKLY, period, at, inside=True)
    empty = [one.about for one in problems(report)]
    if empty:
        submitting.explain(cast.office, WEEKLY, period, empty, "Không phát sinh.", by=cast.nam, at=at)
    return acts.freeze(cast.office, WEEKLY, period, by=cast.binh, at=at)


def submitted(cast: Ward, period: Period, at: datetime) -> Submission:
    return submitting.submit(approved(cast, period, at), by=cast.nam, at=at)
