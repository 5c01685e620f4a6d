"""Accounts and roles: opened, granted, ended and closed by an administrator, each with its entry in the ledger."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from hoiam.desk.tests.manage.test_manage import last_entry, sent, signed_in
from hoiam.ledger.models import Entry
from hoiam.office.acts import appoint, close_account, end_role, grant
from hoiam.office.models import Person, Role
from hoiam.testing import PASSWORD, Ward, at, ward

pytestmark = pytest.mark.django_db
AT = at("2026-11-16 08:30")  # thứ Hai


@pytest.fixture
def w() -> Ward:
    return ward()


@pytest.fixture
def huy(w: Ward) -> Client:
    return signed_in(w.admin)


DUNG = {
    "username": "dung",
    "full_name": "La Tiến Dũng",
    "post": "Phó Trưởng phòng",
    "email": "dung@hoabinh.invalid",
    "password": "",
}


def test_chi_huy_opens_an_account_and_its_made_password_is_shown_once(w: Ward, huy: Client) -> None:
    page = sent(huy, "/can-bo/moi", **DUNG, unit=w.kt.pk)
    (password,) = re.findall(r"shown-once\">([a-z2-9-]{19})<", page)
    dung = Person.objects.get(username="dung")
    assert (dung.office, dung.unit, dung.post) == (w.office, w.kt, "Phó Trưởng phòng")
    assert Client().login(username="dung", password=password)
    assert password not in sent_text(huy, dung)
    assert (last_entry().kind, last_entry().payload) == ("person.appointed", {})
    assert password not in "".join(Entry.objects.values_list("canonical", flat=True))


def sent_text(client: Client, person: Person) -> str:
    return client.get(f"/ban/quan-tri/can-bo/{person.pk}").content.decode()


def test_a_typed_password_is_held_to_the_rules_and_a_name_is_given_once(w: Ward, huy: Client) -> None:
    weak = huy.post("/ban/quan-tri/can-bo/moi", DUNG | {"password": "1234"})
    assert weak.status_code == 400
    assert "La Tiến Dũng" in weak.content.decode()
    taken = huy.post("/ban/quan-tri/can-bo/moi", DUNG | {"username": "nam"})
    assert "Tên đăng nhập này đã có" in taken.content.decode()
    sent(huy, "/can-bo/moi", **DUNG | {"password": PASSWORD})
    assert Client().login(username="dung", password=PASSWORD)


def test_a_role_is_granted_and_ended_with_who_and_when(w: Ward, huy: Client) -> None:
    sent(huy, f"/can-bo/{w.thu.pk}/giao-quyen", **{"giao-quyen-role": "clerk"})
    given = w.thu.grants.get(role="clerk")
    assert (given.granted_by, last_entry().payload) == (w.admin, {"role": "clerk", "until": None})
    assert "Hồ Quang Huy giao" in huy.get("/ban/quan-tri/can-bo").content.decode()
    sent(huy, f"/can-bo/{w.thu.pk}/thoi-quyen", **{"thoi-quyen-given": given.pk})
    given.refresh_from_db()
    assert given.ended_by == w.admin
    assert last_entry().kind == "role.ended"


def test_nobody_grants_themselves_anything(w: Ward, huy: Client) -> None:
    huy.post(f"/ban/quan-tri/can-bo/{w.admin.pk}/giao-quyen", {"giao-quyen-role": "clerk"})
    assert Person.objects.get(pk=w.admin.pk).roles == {"administrator"}
    with pytest.raises(ValidationError, match="tự giao quyền"):
        grant(w.admin, Role.CLERK, by=w.admin, at=AT)


def test_only_an_administrator_of_the_same_office_grants_and_appoints(w: Ward) -> None:
    with pytest.raises(PermissionDenied):
        grant(w.thu, Role.CLERK, by=w.binh, at=AT)
    stranger = appoint(w.province, "tinh", None, "Quản trị tỉnh", by=None, at=AT)
    grant(stranger, Role.ADMINISTRATOR, by=None, at=AT)
    with pytest.raises(PermissionDenied):
        grant(w.thu, Role.CLERK, by=stranger, at=AT)
    with pytest.raises(PermissionDenied):
        appoint(w.office, "khac", None, "Người Khác", by=stranger, at=AT)


def test_who_watches_over_the_work_does_none_of_it(w: Ward) -> None:
    with pytest.raises(ValidationError, match="giám sát"):
        grant(w.nam, Role.AUDITOR, by=w.admin, at=AT)
    kien = appoint(w.office, "kien", None, "Doãn Chí Kiên", by=w.admin, at=AT)
    grant(kien, Role.AUDITOR, by=w.admin, at=AT)
    with pytest.raises(ValidationError, match="giám sát"):
        grant(kien, Role.ADMINISTRATOR, by=w.admin, at=AT)


def test_the_last_administrator_stays(w: Ward, huy: Client) -> None:
    own = w.admin.grants.get(role="administrator")
    page = huy.post(f"/ban/quan-tri/can-bo/{w.admin.pk}/thoi-quyen", {"thoi-quyen-given": own.pk})
    assert page.status_code == 400
    assert "quản trị viên cuối cùng" in page.content.decode()
    grant(w.thu, Role.ADMINISTRATOR, by=w.admin, at=AT)
    end_role(own, by=w.thu, at=AT)
    assert Person.objects.get(pk=w.admin.pk).roles == frozenset()


def test_a_closed_account_is_out_at_the_next_click_and_holds_no_role(w: Ward, huy: Client) -> None:
    nam = signed_in(w.nam)
    assert nam.get("/ban").status_code == 200
    sent(huy, f"/can-bo/{w.nam.pk}/dong")
    assert nam.get("/ban")["Location"].startswith("/ban/dang-nhap")
    kinds = Entry.objects.filter(subject=f"person:{w.nam.pk}").order_by("id").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["role.ended", "person.closed"]
    with pytest.raises(ValidationError, match="đã đóng"):
        grant(Person.objects.get(pk=w.nam.pk), Role.CLERK, by=w.admin, at=AT)
    sent(huy, f"/can-bo/{w.nam.pk}/mo-lai")
    assert Person.objects.get(pk=w.nam.pk).roles == frozenset()
    assert last_entry().kind == "person.reopened"


def test_nobody_closes_their_own_account(w: Ward, huy: Client) -> None:
    assert "Đóng tài khoản</button>" not in sent_text(huy, w.admin)
    huy.post(f"/ban/quan-tri/can-bo/{w.admin.pk}/dong")
    assert Person.objects.get(pk=w.admin.pk).is_active
    with pytest.raises(ValidationError):
        close_account(w.admin, by=w.admin, at=AT)


def test_a_new_password_signs_the_old_browsers_out(w: Ward, huy: Client) -> None:
    nam = signed_in(w.nam)
    page = sent(huy, f"/can-bo/{w.nam.pk}/mat-khau", **{"mat-khau-password": ""})
    assert nam.get("/ban")["Location"].startswith("/ban/dang-nhap")
    (password,) = re.findall(r"shown-once\">([a-z2-9-]{19})<", page)
    assert Client().login(username="nam", password=password)
    assert last_entry().payload == {"fields": ["password"]}


def test_post_unit_and_mail_address_change_and_the_ledger_names_the_fields(w: Ward, huy: Client) -> None:
    new = {"full_name": "Phạm Minh Thu", "post": "Chuyên viên", "unit": w.kt.pk, "email": "thu@hoabinh.invalid"}
    sent(huy, f"/can-bo/{w.thu.pk}/sua", **{f"sua-{name}": value for name, value in new.items()})
    thu = Person.objects.get(pk=w.thu.pk)
    assert (thu.post, thu.unit) == ("Chuyên viên", w.kt)
    assert last_entry().payload == {"fields": ["post", "unit"]}
    answer = huy.post(f"/ban/quan-tri/can-bo/{w.thu.pk}/sua", {"sua-full_name": "", "sua-post": "Văn thư"})
    assert answer.status_code == 400
