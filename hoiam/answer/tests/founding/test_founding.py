from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from hoiam.answer.founding.acts import found_desk
from hoiam.office.acts import found
from hoiam.office.models import Topic, Unit

# thứ Hai
MORNING = datetime(2026, 11, 16, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

pytestmark = pytest.mark.django_db


def test_a_new_ward_has_units_topics_and_routes_named_after_its_level() -> None:
    ward, commune = (found(code, code, code, at=MORNING) for code in ("phuong", "xa"))

    found_desk(ward, at=MORNING)
    found_desk(commune, at=MORNING)

    assert set(ward.units.values_list("code", flat=True)) == {"KT", "VHXH", "VP", "HCC", "CA", "QS", "TYT"}
    assert ward.units.get(code="KT").name == "Phòng Kinh tế, Hạ tầng và Đô thị"
    assert commune.units.get(code="KT").name == "Phòng Kinh tế"
    assert [office.units.get(code="CA").name for office in (ward, commune)] == ["Công an phường", "Công an xã"]
    assert ward.topics.count() == 34
    assert ward.topics.get(slug="chieu-sang").lead == ward.units.get(code="KT")
    assert ward.routes.get(kind="complaint").role == "approver"
    assert ward.routes.get(kind="feedback").role == "head_of_unit"


def test_what_an_office_changed_stays_when_its_desk_is_founded_again() -> None:
    ward = found("phuong", "phuong", "phuong", at=MORNING)
    found_desk(ward, at=MORNING)
    ward.topics.get(slug="dan-toc-ton-giao").delete()
    Unit.objects.filter(office=ward, code="KT").update(name="Phòng Kinh tế mới")

    found_desk(ward, at=MORNING)

    assert Topic.objects.filter(office=ward).count() == 33
    assert ward.units.get(code="KT").name == "Phòng Kinh tế mới"
