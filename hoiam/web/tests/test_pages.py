"""What stands around every page: headers, cookies, the office of the host, errors, the text size, the desk's door."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client, RequestFactory

from hoiam.office.acts import appoint, grant
from hoiam.office.models import Office, Person
from hoiam.report.freezing.acts import freeze
from hoiam.report.kinds.kinds import kind_of
from hoiam.web import errors
from hoiam.workdays.periods import Schedule

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    province = Office.objects.create(code="song-thuong", level="province", name="Tỉnh Sông Thương")
    return Office.objects.create(
        code="hoa-binh", level="phuong", name="Phường Hòa Bình", parent=province, police_phone="0200 3800 113"
    )


@pytest.fixture
def nam(ward):
    return Person.objects.create_user("nam", "mật khẩu của Nam", full_name="Trần Văn Nam", office=ward)


def test_the_home_page_has_three_ways_in_and_the_numbers_for_danger(client, ward):
    page = client.get("/").content.decode()
    for address in ("/gui", "/theo-doi", "/tra-loi", "tel:113", "tel:114", "tel:115", "tel:112", "tel:111"):
        assert f'href="{address}"' in page
    assert "Bạn cần phường việc gì?" in page
    assert 'href="tel:02003800113"' in page
    assert "Trang này không có người trực 24/24." in page


def test_the_home_page_shows_the_newest_frozen_week_and_each_number_is_a_link(client, ward):
    at = datetime.fromisoformat("2026-11-16T08:00+07:00")  # Monday, after week 46
    binh = appoint(ward, "binh", None, "Nguyễn Thái Bình", by=None, at=at)
    grant(binh, "approver", by=None, at=at)
    assert "Số liệu hằng tuần" in client.get("/").content.decode()
    freeze(ward, kind_of("weekly"), Schedule().parse("week", "2026-W46"), by=binh, at=at)
    page = client.get("/").content.decode()
    assert "Tuần 46 (từ ngày 09/11/2026 đến ngày 15/11/2026)" in page
    for figure in ("messages_received", "messages_closed", "answered_on_time", "open_overdue"):
        assert f'href="/bao-cao/weekly/2026-W46/{figure}"' in page


def test_reading_sets_no_cookie_and_gives_no_referrer(client, ward):
    response = client.get("/")
    assert not response.cookies
    assert response["Referrer-Policy"] == "no-referrer"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]


def test_no_page_has_a_style_or_a_script_written_into_it(client, ward):
    for address in ("/", "/co-chu", "/ban/dang-nhap", "/khong-co"):
        page = client.get(address).content.decode()
        assert "<style" not in page
        assert "style=" not in page
        # A file of ours, or plain data that no browser runs.
        scripts = re.findall(r"<script[^>]*>", page)
        assert all("src=" in script or 'type="application/json"' in script for script in scripts)


def test_a_page_with_a_form_keeps_its_referrer_inside_the_site(client, ward):
    # A browser posts "Origin: null" from a page without any referrer, and the form would be refused.
    assert client.get("/co-chu")["Referrer-Policy"] == "same-origin"


def test_the_page_of_a_host_name_is_that_offices_own_and_no_other_name_is_let_in(ward, settings):
    settings.ALLOWED_HOSTS = ["*"]
    other = Office.objects.create(code="dong-tam", level="xa", name="Xã Đồng Tâm", hostname="dongtam.example")
    assert "Bạn cần xã việc gì?" in Client(headers={"host": other.hostname}).get("/").content.decode()
    assert "Bạn cần phường việc gì?" in Client(headers={"host": "127.0.0.1:8000"}).get("/").content.decode()
    assert Client(headers={"host": "khac.example:8000"}).get("/").status_code == 400


def test_an_installation_without_an_office_says_how_to_begin(client):
    response = client.get("/")
    assert response.status_code == 503
    assert "hoiam init" in response.content.decode()


def test_choosing_a_text_size_is_the_one_act_that_sets_its_cookie(client, ward):
    client.get("/co-chu?tu=/bao-cao")
    response = client.post("/co-chu", {"co": "lon", "tu": "/tra-loi?q=rác"})
    assert response["Location"] == "/tra-loi?q=r%C3%A1c"
    assert response.cookies["co-chu"].value == "lon"
    assert 'class="text-large"' in client.get("/").content.decode()
    client.post("/co-chu", {"co": "vua", "tu": "/"})
    assert 'class="text-large"' not in client.get("/").content.decode()


@pytest.mark.parametrize("address", ["https://xau.example/", "//xau.example", "/\\xau.example", "javascript:alert(1)"])
def test_the_way_back_never_leaves_the_site(client, ward, address):
    assert client.post("/co-chu", {"co": "lon", "tu": address})["Location"] == "/"


def test_a_wrong_address_is_answered_in_our_own_words(client, ward):
    response = client.get("/tra-loi-sai")
    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()
    assert "Phường Hòa Bình" in response.content.decode()


def test_a_form_that_waited_too_long_says_that_nothing_was_sent_and_nothing_is_lost(ward):
    response = Client(enforce_csrf_checks=True).post("/co-chu", {"co": "lon"})
    assert response.status_code == 403
    assert "Nội dung chưa được gửi" in response.content.decode()
    assert "Quay lại" in response.content.decode()


def test_an_error_page_stands_even_when_nothing_else_does():
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Hệ thống gặp lỗi" in response.content.decode()


def test_an_error_report_holds_nothing_about_the_sender():
    # Put together here, because a report also quotes the lines of the program.
    phone = "0912" + "345678"
    device = {"REMOTE_ADDR": "203.0.113." + "77", "HTTP_USER_AGENT": "may-cua-" + "hoa", "HTTP_COOKIE": f"khoa={phone}"}
    request = RequestFactory().post(f"/gui?so={phone}", {"text": phone}, **device)
    try:
        raise RuntimeError("hỏng")
    except RuntimeError as problem:
        report = errors.QuietReporter(request, type(problem), problem, problem.__traceback__)
        report.filter = errors.NothingPersonal()
        told = report.get_traceback_text() + report.get_traceback_html()
    assert "hỏng" in told
    for marker in (phone, device["REMOTE_ADDR"], device["HTTP_USER_AGENT"]):
        assert marker not in told


def test_the_desk_is_entered_with_a_password_and_left_by_a_button(client, nam):
    wrong = client.post("/ban/dang-nhap", {"login": "nam", "password": "sai"}).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in wrong
    response = client.post("/ban/dang-nhap", {"login": "Nam", "password": "mật khẩu của Nam", "next": "/ban/mat-khau"})
    assert response["Location"] == "/ban/mat-khau"
    page = client.get("/ban/mat-khau")
    assert "Trần Văn Nam" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert "Rời bàn làm việc trên máy này?" in client.get("/ban/dang-xuat").content.decode()
    assert client.post("/ban/dang-xuat")["Location"] == "/ban/dang-nhap"


def test_the_made_up_accounts_are_shown_in_a_demonstration_on_this_machine_only(client, nam, settings, tmp_path):
    assert "Tài khoản để dùng thử" not in client.get("/ban/dang-nhap").content.decode()
    settings.HOME, settings.DEMO, settings.ALLOWED_HOSTS = tmp_path, True, ["*"]
    (tmp_path / "demo").write_text("mật-khẩu-thử", encoding="utf-8")
    here = client.get("/ban/dang-nhap", headers={"host": "127.0.0.1"}).content.decode()
    assert "mật-khẩu-thử" in here
    assert "Bản trình diễn." in here
    assert "mật-khẩu-thử" not in client.get("/ban/dang-nhap", headers={"host": "hoabinh.example"}).content.decode()
