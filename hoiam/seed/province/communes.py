"""The made-up communes of the made-up province, and the few people that their reports need. None of them is real."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import product

from hoiam.answer.founding.acts import found_desk
from hoiam.ledger.acts import act
from hoiam.office.acts import appoint, found, grant
from hoiam.office.models import Area, Office, Person, Role, Topic, Unit
from hoiam.seed.cast import Post
from hoiam.viettext.fold import fold

_FIRST = ("Bến", "Cồn", "Gò", "Suối", "Đồi", "Khe", "Vườn", "Bãi", "Rạch", "Đầm", "Lũng", "Đèo", "Bờ", "Hồ")
_SECOND = ("Mây", "Sương", "Nắng", "Trăng", "Sao", "Lụa", "Biếc", "Thơ", "Chiều", "Gió", "Ngân", "Mơ")
_THIRD = ("", " Thượng", " Hạ")
MOST = len(_FIRST) * len(_SECOND) * len(_THIRD)
_AREAS = ("Đông", "Đoài", "Trung", "Hạ")
_GIVEN = ("An", "Bách", "Cúc", "Diệp", "Giao", "Hạnh", "Khang", "Liên", "Minh", "Nhân", "Phương", "Quế", "Tâm", "Uyên")
_WHERE = ("đầu ngõ 3, thôn {}", "ngã ba thôn {}", "cạnh nhà văn hóa thôn {}", "cuối đường liên thôn {}")

STAFF = (
    Post("tinh.chutich", "Hoàng Khánh Vinh", "Chủ tịch UBND tỉnh", "", (Role.APPROVER,)),
    Post("tinh.phochutich", "Lại Thu Giang", "Phó Chủ tịch UBND tỉnh", "", (Role.VICE_CHAIRMAN,)),
    Post("tinh.chanhvp", "Ninh Đức Toàn", "Chánh Văn phòng UBND tỉnh", "VP", (Role.OFFICE_HEAD, Role.HEAD_OF_UNIT)),
    Post("tinh.tonghop", "Mạc Thị Thảo", "Chuyên viên tổng hợp", "VP", (Role.CLERK,)),
    Post("tinh.vanthu", "Đinh Ngọc Ánh", "Văn thư", "VP", (Role.RECORDS_OFFICER,)),
    Post("tinh.quantri", "Tống Gia Bảo", "Quản trị hệ thống", "", (Role.ADMINISTRATOR,)),
)


@dataclass(frozen=True)
class Commune:
    """A commune with what a light story needs at hand."""

    office: Office
    chairman: Person
    clerk: Person
    units: dict[str, Unit]
    topics: dict[str, Topic]
    areas: list[Area]

    def places(self, area: Area) -> list[str]:
        return [where.format(area.name) for where in _WHERE]


@act
def found_province(hostname: str, password: str, at: datetime) -> tuple[Office, dict[str, Person]]:
    """The province with its office and its staff; ``password``: the hash that all of them have."""
    province = found(
        *("lac-hong", "Tỉnh Lạc Hồng", Office.Level.PROVINCE),
        at=at,
        hostname=hostname,
        address="Số 1 đường Sông Xanh",
        phone="0200 000 0001",
    )
    units = {"VP": Unit.objects.create(office=province, code="VP", name="Văn phòng UBND tỉnh")}
    people = {post.username: _appointed(province, post, units, password, at) for post in STAFF}
    return province, people


@act
def found_commune(province: Office, place: int, password: str, at: datetime) -> Commune:
    """The commune with this place in the list of names: four in five are xã, one in five phường, a few đặc khu."""
    level = Office.Level.DAC_KHU if place % 60 == 41 else Office.Level.PHUONG if place % 5 == 0 else Office.Level.XA
    bare = _names()[place]
    name = f"{level.label[:1].upper()}{level.label[1:]} {bare}"
    code = fold(bare).replace(" ", "-")
    office = found(code, name, level, parent=province, at=at, address=f"Số 5 đường {bare}", phone="0200 000 0200")
    found_desk(office, at=at)
    units = {unit.code: unit for unit in office.units.all()}
    areas = Area.objects.bulk_create(Area(office=office, label="thôn", name=one) for one in _AREAS)
    given = _GIVEN[place % len(_GIVEN)]
    posts = (
        Post(f"{code}.chutich", f"Lâm Văn {given}", f"Chủ tịch UBND {office.short}", "", (Role.APPROVER,)),
        Post(f"{code}.tiepnhan", f"Phan Thị {given}", "Công chức tiếp nhận", "VP", (Role.CLERK,)),
    )
    chairman, clerk = (_appointed(office, post, units, password, at) for post in posts)
    return Commune(office, chairman, clerk, units, {topic.slug: topic for topic in office.topics.all()}, areas)


def _names() -> list[str]:
    """Plain names first: «Bến Mây», «Bến Sương» …; a third word only when they are used up."""
    return [f"{first} {second}{third}" for third, first, second in product(_THIRD, _FIRST, _SECOND)]


def _appointed(office: Office, post: Post, units: dict[str, Unit], password: str, at: datetime) -> Person:
    person = appoint(
        *(office, post.username, None, post.full_name),
        by=None,
        at=at,
        post=post.post,
        unit=units.get(post.unit),
        email=f"{post.username}@{office.code}.example",
    )
    person.password = password
    person.save(update_fields=["password"])
    for role in post.roles:
        grant(person, role, by=None, at=at)
    return person
