"""The ward that chị Hoa writes to."""

from __future__ import annotations

import pytest
from django.utils import timezone

from hoiam.listen import flood
from hoiam.listen.models import Topic
from hoiam.office.acts import found
from hoiam.office.models import Area


@pytest.fixture
def province(db):
    return found("song-thuong", "Tỉnh Sông Thương", "province", at=timezone.now(), address="Số 1 đường Hùng Vương")


@pytest.fixture
def ward(province):
    office = found(
        "hoa-binh",
        "Phường Hòa Bình",
        "phuong",
        parent=province,
        at=timezone.now(),
        address="Số 12 đường Hòa Bình",
        phone="0200 3800 123",
        opening_hours="Thứ Hai đến thứ Sáu",
    )
    Area.objects.create(office=office, name="3", aliases=["thôn Đồng Tâm"])
    Topic.objects.create(office=office, slug="rac-thai", words="Rác, thu gom, bãi đổ trộm")
    return office


@pytest.fixture(autouse=True)
def _a_new_hour():
    """What was counted in another test is forgotten."""
    flood._hour._seen.clear()
