"""The cast of the tests: Phường Hòa Bình and the people who work there. Chị Hoa, a resident, has no account."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from hoiam.listen.intake.receiving import Receipt, Taken, receive
from hoiam.office.acts import appoint, found, grant
from hoiam.office.fields import give_field
from hoiam.office.models import Area, Office, Person, Role, Topic, Unit
from hoiam.report.counting import counting
from hoiam.report.rollup import rollup

PASSWORD = "mat-khau-cua-ban-dien"  # noqa: S105


def at(text: str) -> datetime:
    """«2026-11-16 08:30» on the office's wall clock."""
    return timezone.make_aware(datetime.fromisoformat(text))


FOUNDED = at("2026-01-05 07:30")  # thứ Hai


@dataclass(frozen=True)
class Ward:
    """The ward, its units and its people."""

    province: Office
    office: Office
    kt: Unit
    vp: Unit
    area: Area
    topic: Topic
    nam: Person
    lan: Person
    hung: Person
    binh: Person
    hai: Person
    thu: Person
    mai: Person
    admin: Person


def ward() -> Ward:
    """The ward, made by the office's own acts. Needs a database."""
    kept = _kept.get(connection.settings_dict["NAME"])
    if kept and connection.in_atomic_block and not Office.objects.exists():
        return kept.again()
    return _made()


def _made() -> Ward:
    province = found("lac-hong", "Tỉnh Lạc Hồng", "province", at=FOUNDED)
    office = found(
        "hoa-binh",
        "Phường Hòa Bình",
        "phuong",
        parent=province,
        at=FOUNDED,
        address="Số 1 đường Hòa Bình",
        phone="0200 3900 100",
        police_phone="0200 3900 113",
        opening_hours="thứ Hai đến thứ Sáu, 7 giờ 30 đến 17 giờ",
    )
    kt = Unit.objects.create(office=office, code="KT", name="Phòng Kinh tế, Hạ tầng và Đô thị")
    vp = Unit.objects.create(office=office, code="VP", name="Văn phòng HĐND và UBND")
    area = Area.objects.create(office=office, name="3", aliases=["Khu phố Đồng Tâm"])
    topic = Topic.objects.create(office=office, slug="nuoc-sach", words="Nước sinh hoạt, ống vỡ", lead=kt)
    hai = _person(office, "hai", "Lý Quốc Hải", "Phó Chủ tịch UBND phường", None, Role.VICE_CHAIRMAN)
    give_field(hai, kt, by=None, at=FOUNDED)
    return Ward(
        province,
        office,
        kt,
        vp,
        area,
        topic,
        nam=_person(office, "nam", "Lê Hoài Nam", "Công chức tiếp nhận", vp, Role.CLERK),
        lan=_person(office, "lan", "Nguyễn Thị Lan", "Trưởng phòng", kt, Role.HEAD_OF_UNIT),
        hung=_person(office, "hung", "Đỗ Mạnh Hùng", "Chuyên viên", kt, Role.HANDLER),
        binh=_person(office, "binh", "Trần Văn Bình", "Chủ tịch UBND phường", None, Role.APPROVER),
        hai=hai,
        thu=_person(office, "thu", "Phạm Minh Thu", "Văn thư", vp, Role.RECORDS_OFFICER),
        mai=_person(office, "mai", "Vũ Thị Mai", "Công chức tiếp công dân", vp, Role.RECEPTION_OFFICER),
        admin=_person(office, "quantri", "Hồ Quang Huy", "Quản trị hệ thống", None, Role.ADMINISTRATOR),
    )


def _person(office: Office, username: str, name: str, post: str, unit: Unit | None, role: Role) -> Person:
    person = appoint(
        office,
        username,
        PASSWORD,
        name,
        by=None,
        at=FOUNDED,
        post=post,
        unit=unit,
        email=f"{username}@hoabinh.invalid",
    )
    grant(person, role, by=None, at=FOUNDED)
    return person


@dataclass(frozen=True)
class _Kept:
    """What the acts that make the ward left behind in an empty database, row by row as the database gives it."""

    pickled: bytes
    rows: dict[str, tuple[Sequence[str], list[Any]]]

    def again(self) -> Ward:
        # In life no two ledgers have one head, and what was counted is kept by it; here all wards begin with the same.
        counting._counted.clear()
        rollup._rolled_up.clear()
        quote = connection.ops.quote_name
        with connection.cursor() as cursor:
            for table, (columns, rows) in self.rows.items():
                names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", rows)  # noqa: S608
        found: Ward = pickle.loads(self.pickled)  # noqa: S301
        return found


_kept: dict[str, _Kept] = {}


def keep_the_ward() -> None:
    """Make the ward once and roll it back: in this database its rows are then copied wherever nothing is committed.

    To act it anew takes twenty times as long, and most tests begin with it.
    """
    before = _rows()
    with transaction.atomic():
        pickled = pickle.dumps(_made())
        made = {
            table: (columns, [row for row in rows if row not in before[table][1]])
            for table, (columns, rows) in _rows().items()
        }
        transaction.set_rollback(True)
    _kept[connection.settings_dict["NAME"]] = _Kept(pickled, {table: one for table, one in made.items() if one[1]})


def _rows() -> dict[str, tuple[Sequence[str], list[Any]]]:
    found: dict[str, tuple[Sequence[str], list[Any]]] = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
                found[model._meta.db_table] = ([column[0] for column in cursor.description], cursor.fetchall())
    return found


WORDS = (
    "Ống nước ở đầu ngõ 45 đường Trần Hưng Đạo bị vỡ từ tối qua, nước chảy tràn ra mặt đường. "
    "Gọi cho tôi số 0912 345 678."
)


def hoa_writes(ward: Ward, when: datetime, **changed: object) -> Receipt:
    """Chị Hoa reports a burst pipe through the site; what differs is given by name."""
    given: dict[str, object] = {
        "kind": "feedback",
        "text": WORDS,
        "place": "đầu ngõ 45 Trần Hưng Đạo",
        "area": ward.area,
        "topic": ward.topic,
        "channel": "web",
        "public": True,
    }
    by = changed.pop("by", None)
    return receive(ward.office, Taken(**(given | changed)), by=by, at=when)  # type: ignore[arg-type]
