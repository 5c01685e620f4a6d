"""The page that says who answers what, and by when."""

from __future__ import annotations

import pytest
from django.test import Client

from hoiam.testing import ward

pytestmark = pytest.mark.django_db


def test_a_resident_sees_who_answers_what_by_when_and_no_name_of_anybody():
    w = ward()
    page = Client().get("/co-quan").content.decode()
    for told in (
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Nước sinh hoạt, ống vỡ",
        "danh mục mặc định",
        "5 ngày làm việc từ ngày tiếp nhận",
        "Quy chế của UBND phường Hòa Bình",
        "Điều 26 khoản 3 Luật Tiếp cận thông tin 2026",
        "Chủ tịch UBND phường",
        "Trưởng phòng, Phòng Kinh tế, Hạ tầng và Đô thị",
    ):
        assert told in page
    for person in (w.nam, w.lan, w.binh, w.thu, w.admin):
        assert person.full_name not in page
        assert f"{person.username}@" not in page
    assert "Quản trị hệ thống" not in page


def test_every_page_of_the_residents_leads_there():
    ward()
    assert 'href="/co-quan"' in Client().get("/tra-loi").content.decode()


def test_an_office_without_units_says_so():
    w = ward()
    w.office.topics.all().delete()
    page = Client().get("/co-quan").content.decode()
    assert "Chưa có danh mục lĩnh vực" in page
