"""The first account of a new installation is made at the machine itself, in Vietnamese."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from hoiam.ledger.models import Entry
from hoiam.office.models import Office, Person, Role, roles_of

pytestmark = pytest.mark.django_db


def make(**given: str) -> None:
    call_command("createsuperuser", noinput=True, **({"username": "huy", "full_name": "Hồ Quang Huy"} | given))


def test_the_administrator_gets_the_role_and_the_ledger_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    Office.objects.create(code="office", level="phuong", name="Phường Hòa Bình")
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "song xanh cầu gỗ")
    make()
    huy = Person.objects.get(username="huy")
    assert roles_of(huy) == {Role.ADMINISTRATOR}
    assert huy.check_password("song xanh cầu gỗ")
    assert list(Entry.objects.order_by("number").values_list("kind", flat=True)) == ["person.appointed", "role.granted"]


def test_what_is_wrong_is_said_in_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "song xanh cầu gỗ")
    with pytest.raises(CommandError, match="hoiam init"):
        make()
    Office.objects.create(code="office", level="phuong", name="Phường Hòa Bình")
    make()
    with pytest.raises(CommandError, match="chọn tên khác"):
        make()
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "12345")
    with pytest.raises(CommandError, match="ngắn quá"):
        make(username="binh")
