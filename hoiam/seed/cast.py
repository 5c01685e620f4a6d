"""The made-up ward and the people who work there. Neither the ward, nor its province, nor any of the people is real."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from hoiam.answer.approval.routes import set_route
from hoiam.answer.approval.rules import DEFAULT_ROUTES
from hoiam.answer.founding.acts import found_desk
from hoiam.ledger.acts import act
from hoiam.listen.models import Kind
from hoiam.office.acts import appoint, found, grant
from hoiam.office.fields import give_field
from hoiam.office.models import Area, Office, Person, Role, Topic, Unit

# Shown on the sign-in page of a demo on its own machine, so it protects nothing; it only meets the rules.
PASSWORD = "song-xanh-cau-go-27"  # noqa: S105


class Post(NamedTuple):
    username: str
    full_name: str
    post: str
    unit: str
    roles: tuple[Role, ...]


CAST = (
    Post("binh", "Võ Thanh Bình", "Chủ tịch UBND phường", "", (Role.APPROVER,)),
    Post("hai", "Lương Đông Hải", "Phó Chủ tịch UBND phường", "", (Role.VICE_CHAIRMAN,)),
    Post("nam", "Đặng Nhật Nam", "Công chức tiếp nhận", "HCC", (Role.CLERK,)),
    Post("tuyet", "Mai Bạch Tuyết", "Công chức tiếp công dân", "VP", (Role.RECEPTION_OFFICER,)),
    Post("thu", "Bùi Thanh Thu", "Chuyên viên Phòng Văn hóa – Xã hội", "VHXH", (Role.HANDLER,)),
    Post("hanh", "Tạ Mỹ Hạnh", "Văn thư", "VP", (Role.RECORDS_OFFICER,)),
    Post("lan", "Hồ Ngọc Lan", "Trưởng phòng Kinh tế, Hạ tầng và Đô thị", "KT", (Role.HEAD_OF_UNIT,)),
    Post("khoa", "Ngô Đăng Khoa", "Chuyên viên Phòng Kinh tế, Hạ tầng và Đô thị", "KT", (Role.HANDLER,)),
    Post("my", "Trịnh Hà My", "Chuyên viên Phòng Kinh tế, Hạ tầng và Đô thị", "KT", (Role.HANDLER,)),
    Post("phuc", "Đoàn Vĩnh Phúc", "Trưởng phòng Văn hóa – Xã hội", "VHXH", (Role.HEAD_OF_UNIT,)),
    Post("son", "Cao Thái Sơn", "Chánh Văn phòng HĐND và UBND", "VP", (Role.OFFICE_HEAD, Role.HEAD_OF_UNIT)),
    Post("yen", "Kiều Hải Yến", "Chuyên viên Văn phòng HĐND và UBND", "VP", (Role.HANDLER,)),
    Post("dung", "La Tiến Dũng", "Phó Giám đốc Trung tâm Phục vụ hành chính công", "HCC", (Role.HEAD_OF_UNIT,)),
    Post("oanh", "Quách Kim Oanh", "Chuyên viên Trung tâm Phục vụ hành chính công", "HCC", (Role.HANDLER,)),
    Post("quang", "Tô Minh Quang", "Trưởng Công an phường", "CA", (Role.HEAD_OF_UNIT,)),
    Post("tuan", "Lưu Anh Tuấn", "Cán bộ Công an phường", "CA", (Role.HANDLER,)),
    Post("thang", "Phùng Quyết Thắng", "Chỉ huy trưởng Ban Chỉ huy Quân sự", "QS", (Role.HEAD_OF_UNIT,)),
    Post("long", "Thạch Phi Long", "Trợ lý Ban Chỉ huy Quân sự", "QS", (Role.HANDLER,)),
    Post("nga", "Vương Thúy Nga", "Trưởng Trạm Y tế", "TYT", (Role.HEAD_OF_UNIT,)),
    Post("huong", "Lâm Quỳnh Hương", "Điều dưỡng Trạm Y tế", "TYT", (Role.HANDLER,)),
    Post("giam", "Doãn Chí Kiên", "Trưởng Ban Thanh tra nhân dân", "", (Role.AUDITOR,)),
    Post("quantri", "Hứa Gia Huy", "Quản trị hệ thống", "", (Role.ADMINISTRATOR,)),
)

# At the province, who receives the ward's reports.
ABOVE = (
    Post("tinh", "Nghiêm Hoài Thương", "Chuyên viên tổng hợp, Văn phòng UBND tỉnh", "", (Role.HANDLER,)),
    Post("tinhvp", "Khuất Duy Tùng", "Chánh Văn phòng UBND tỉnh", "", (Role.OFFICE_HEAD,)),
)

# What Phó Chủ tịch directs; the rest is the chairman's.
FIELDS = {"hai": ("KT", "VHXH", "TYT", "HCC")}
# What Chánh Văn phòng looks at before it is approved.
FORM_CHECKED = (Kind.INFORMATION, Kind.PETITION)

# (label, name, old names, places there: as residents write when they show the way)
AREAS: tuple[tuple[str, str, list[str], tuple[str, ...]], ...] = (
    ("tổ dân phố", "1", ["ấp Bình An", "tổ 1"], ("đầu hẻm 12 đường Hoa Sen", "cổng chợ Hòa Bình")),
    ("tổ dân phố", "2", ["ấp Bình An 2", "tổ 2"], ("hẻm 27 đường Hoa Sen", "ngã ba cây me, đường Bến Gỗ")),
    ("tổ dân phố", "3", ["ấp Chợ", "tổ 3"], ("khu sau chợ Hòa Bình", "trường mầm non Hoa Mai")),
    ("tổ dân phố", "4", ["thôn Đông", "tổ 4"], ("cuối đường Bến Gỗ", "cầu Ván, đường Bến Gỗ")),
    ("tổ dân phố", "5", ["thôn Đông Hạ", "tổ 5"], ("hẻm 45 đường Lúa Vàng", "trường Tiểu học Hòa Bình 2")),
    ("tổ dân phố", "6", ["thôn Đoài", "tổ 6"], ("nhà văn hóa tổ 6", "ngã tư Lúa Vàng – Hoa Sen")),
    ("tổ dân phố", "7", ["xóm Lò Gạch", "tổ 7"], ("lò gạch cũ, đường Lúa Vàng", "hẻm 8 đường Sông Xanh")),
    ("tổ dân phố", "8", ["xóm Bến", "tổ 8"], ("bến đò cũ, đường Sông Xanh", "dãy trọ 60 đường Sông Xanh")),
    ("khu phố", "Hòa Lợi", ["xã Hòa Lợi cũ", "ấp Hòa Lợi"], ("đầu đường Hòa Lợi 3", "sân bóng Hòa Lợi")),
    ("khu phố", "Hòa Thuận", ["ấp Hòa Thuận"], ("trạm bơm Hòa Thuận", "đường vào nghĩa trang Hòa Thuận")),
    ("khu phố", "Tân Phú", ["ấp Tân Phú", "khu tái định cư"], ("lô B khu tái định cư Tân Phú", "công viên Tân Phú")),
    ("khu phố", "Vườn Dừa", ["xóm Vườn Dừa"], ("cầu kênh Vườn Dừa", "hẻm 3 đường Vườn Dừa")),
)


class Ward(NamedTuple):
    """The ward with everything a story needs at hand, so that no act looks it up anew."""

    office: Office
    people: dict[str, Person]
    units: dict[str, Unit]
    areas: list[Area]
    topics: dict[str, Topic]

    def head_of(self, unit: str) -> Person:
        return self._first(unit, Role.HEAD_OF_UNIT)

    def handler_of(self, unit: str) -> Person:
        return self._first(unit, Role.HANDLER)

    def _first(self, unit: str, role: Role) -> Person:
        return self.people[next(post.username for post in CAST if post.unit == unit and role in post.roles)]


@act
def found_ward(at: datetime) -> Ward:
    """The made-up province, its ward, the desk and the cast."""
    province = found("lac-hong", "Tỉnh Lạc Hồng", Office.Level.PROVINCE, at=at, address="Số 1 đường Sông Xanh")
    ward = found(
        "hoa-binh",
        "Phường Hòa Bình",
        Office.Level.PHUONG,
        parent=province,
        at=at,
        address="Số 9 đường Hoa Sen, phường Hòa Bình, tỉnh Lạc Hồng",
        phone="0200 000 0100",
        police_phone="0200 000 0113",
        email="tiepnhan@hoa-binh.example",
        opening_hours="Thứ Hai đến thứ Sáu: 7 giờ 30–11 giờ 30, 13 giờ 30–17 giờ; sáng thứ Bảy: một cửa",
    )
    found_desk(ward, at=at)
    units = {unit.code: unit for unit in ward.units.all()}
    areas = [
        Area.objects.create(office=ward, label=label, name=name, aliases=aliases) for label, name, aliases, _ in AREAS
    ]
    people = {post.username: _appointed(ward, post, units, at) for post in CAST}
    people |= {post.username: _appointed(province, post, {}, at) for post in ABOVE}
    # One slow hash for all: they share the password.
    Person.objects.filter(office__in=(province, ward)).update(password=make_password(PASSWORD))
    administrator = people["quantri"]
    grant(administrator, Role.ADMINISTRATOR, by=None, at=at)
    for post in CAST:
        for role in post.roles:
            if role != Role.ADMINISTRATOR:
                grant(people[post.username], role, by=administrator, at=at)
    for post in ABOVE:
        for role in post.roles:
            grant(people[post.username], role, by=None, at=at)
    for username, codes in FIELDS.items():
        for code in codes:
            give_field(people[username], units[code], by=administrator, at=at)
    for kind in FORM_CHECKED:
        set_route(ward, kind, DEFAULT_ROUTES[kind], form_check=True, by=administrator, at=at)
    topics = {topic.slug: topic for topic in ward.topics.select_related("lead")}
    return Ward(ward, people, units, areas, topics)


def _appointed(office: Office, post: Post, units: dict[str, Unit], at: datetime) -> Person:
    return appoint(
        office,
        post.username,
        None,
        post.full_name,
        by=None,
        at=at,
        post=post.post,
        unit=units.get(post.unit),
        email=f"{post.username}@{office.code}.example",
    )
