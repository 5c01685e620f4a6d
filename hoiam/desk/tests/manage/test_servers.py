"""Two servers know each other: an administrator takes the other's key, digit by digit, and no key changes silently."""

from __future__ import annotations

from io import StringIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client

from hoiam.ledger.models import Entry
from hoiam.office.acts import appoint, grant
from hoiam.office.models import Office, Person, Role
from hoiam.report.bundle.peers import add_peer, end_peer, enter_office, superior_of
from hoiam.report.bundle.signing import line_of, spoken
from hoiam.report.models import Peer
from hoiam.testing import FOUNDED, Ward, at, ward

pytestmark = pytest.mark.django_db

MONDAY = at("2026-11-16 08:00")  # thứ Hai
KEY, OTHER_KEY = (
    line_of("lac-hong", Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32).public_key()) for seed in (7, 8)
)
URL = "https://tinh.example.vn"


@pytest.fixture
def w() -> Ward:
    return ward()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def take(w: Ward, **changed: str):
    given = {"told": KEY, "heard": spoken(KEY), "url": URL, "authority": "", "other": str(w.province.pk)} | changed
    named = {f"khoa-{name}": value for name, value in given.items()}
    return signed_in(w.admin).post("/ban/quan-tri/may-chu/khoa", named)


def page(w: Ward) -> str:
    return signed_in(w.admin).get("/ban/quan-tri/may-chu").content.decode()


def test_the_administrator_takes_a_key_whose_digits_were_read_out(w):
    assert "Chưa nhận khóa của máy chủ nào" in page(w)
    assert take(w).status_code == 302
    peer = Peer.objects.get()
    assert (peer.office, peer.other, peer.key, peer.url, peer.by) == (w.office, w.province, KEY, URL, w.admin)
    assert superior_of(w.office) == peer
    entry = Entry.objects.get(kind="peer.added")
    assert entry.payload == {"office": "lac-hong", "fingerprint": spoken(KEY)}
    shown = page(w)
    assert spoken(KEY) in shown
    assert "Tỉnh Lạc Hồng" in shown


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"heard": "1234 5678 9012 3456 7890 1234"}, "Dãy số nghe đọc không phải của khóa này"),
        ({"heard": spoken(OTHER_KEY)}, "Dãy số nghe đọc không phải của khóa này"),
        ({"told": "hoiam/lac-hong"}, "Không đọc được khóa công khai"),
        ({"told": KEY.replace("lac-hong", "lac-hong-x")}, "dấu ở giữa không khớp"),
        ({"url": "http://tinh.example.vn"}, "phải có dạng https://"),
        ({"url": "https://ten:mat-khau@tinh.example.vn"}, "phải có dạng https://"),
        ({"url": "https://[tinh"}, "phải có dạng https://"),
        ({"url": "https://tinh.example.vn:cong"}, "phải có dạng https://"),
        ({"authority": "xin chào"}, "Chứng thư gốc không đọc được"),
        ({"url": "file:///etc/passwd"}, "phải có dạng https://"),
        ({"authority": "-----BEGIN CERTIFICATE-----\nxyz\n-----END CERTIFICATE-----"}, "Chứng thư gốc không đọc được"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field_and_stays_typed(w, changed, words):
    answer = take(w, **changed)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert changed.get("told", KEY).split("+")[0] in answer.content.decode()
    assert not Peer.objects.exists()


def test_another_key_for_the_same_office_needs_the_first_one_ended(w):
    take(w)
    with pytest.raises(ValidationError, match="thôi khóa ấy trước"):
        add_peer(w.office, w.province, OTHER_KEY, spoken(OTHER_KEY), "", "", by=w.admin, at=MONDAY)
    peer = Peer.objects.get()
    answer = signed_in(w.admin).post("/ban/quan-tri/may-chu/thoi", {"thoi-peer": str(peer.pk)}, follow=True)
    assert "Đã thôi dùng khóa của Tỉnh Lạc Hồng" in answer.content.decode()
    assert superior_of(w.office) is None
    assert take(w, told=OTHER_KEY, heard=spoken(OTHER_KEY)).status_code == 302
    assert superior_of(w.office).key == OTHER_KEY
    assert [entry.kind for entry in Entry.objects.filter(kind__startswith="peer.")] == [
        *("peer.added", "peer.ended", "peer.added")
    ]


def test_the_address_changes_without_the_key(w):
    take(w)
    peer = Peer.objects.get()
    moved = {"dia-chi-peer": str(peer.pk), "dia-chi-url": "https://moi.example.vn/", "dia-chi-authority": ""}
    signed_in(w.admin).post("/ban/quan-tri/may-chu/dia-chi", moved)
    peer.refresh_from_db()
    assert (peer.url, peer.key) == ("https://moi.example.vn", KEY)
    refused = signed_in(w.admin).post("/ban/quan-tri/may-chu/dia-chi", moved | {"dia-chi-url": "ftp://x"}, follow=True)
    assert "phải có dạng https://" in refused.content.decode()


def test_only_the_administrator_of_the_office_takes_and_ends_keys(w):
    take(w)
    peer = Peer.objects.get()
    with pytest.raises(PermissionDenied):
        end_peer(peer, by=w.binh, at=MONDAY)
    with pytest.raises(PermissionDenied):
        add_peer(w.office, w.province, OTHER_KEY, spoken(OTHER_KEY), "", "", by=w.nam, at=MONDAY)


def test_a_province_enters_an_office_below_that_has_its_own_server_and_keeps_its_own_site(w):
    admin = appoint(w.province, "quantritinh", None, "Đinh Thị Ngân", by=None, at=FOUNDED)
    grant(admin, Role.ADMINISTRATOR, by=None, at=FOUNDED)
    with pytest.raises(ValidationError, match="chọn cấp"):
        enter_office(w.province, "tinh-khac", "Tỉnh Khác", "province", by=admin, at=MONDAY)
    with pytest.raises(ValidationError, match="Đã có cơ quan mang mã"):
        enter_office(w.province, "hoa-binh", "Phường Hòa Bình", "phuong", by=admin, at=MONDAY)
    entered = {"co-quan-code": "tan-an", "co-quan-name": "Xã Tân An", "co-quan-level": "xa"}
    signed_in(admin).post("/ban/quan-tri/may-chu/co-quan", entered)
    other = Office.objects.get(code="tan-an")
    assert other.parent == w.province
    assert not Entry.objects.filter(office=other).exists()
    with pytest.raises(ValidationError, match="làm việc ngay trên máy chủ này"):
        add_peer(w.province, w.office, KEY, spoken(KEY), "", "", by=admin, at=MONDAY)
    add_peer(w.province, other, KEY, spoken(KEY), "", "", by=admin, at=MONDAY)
    assert "Phường Hòa Bình" in Client().get("/").content.decode()


def test_a_commune_alone_on_its_server_says_which_province_it_reports_to(w):
    Office.objects.filter(pk=w.office.pk).update(parent=None)
    w.office.refresh_from_db()
    assert "Ghi cơ quan cấp trên" in page(w)
    province = enter_office(w.office, "tinh", "Tỉnh Mới", "province", by=w.admin, at=MONDAY)
    w.office.refresh_from_db()
    assert w.office.parent == province
    with pytest.raises(ValidationError, match="Cấp trên của cơ quan đã ghi"):
        enter_office(w.office, "tinh-hai", "Tỉnh Hai", "province", by=w.admin, at=MONDAY)


def test_the_command_line_tells_the_same_key_and_digits(w):
    said = StringIO()
    call_command("report", "key", stdout=said)
    line, digits = said.getvalue().splitlines()
    shown = page(w)
    assert line in shown.replace("&#x27;", "'")
    assert digits == f"Dãy số: {spoken(line)}"
    assert spoken(line) in shown
