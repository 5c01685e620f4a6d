"""The made-up province: communes with a few messages a week, their reports, and the sum of them."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from django.test import override_settings

from hoiam.ledger.models import Entry
from hoiam.listen.models import Message
from hoiam.office.models import Office, Person
from hoiam.report.facts.facts import differences
from hoiam.report.models import Duty, Frozen, Submission
from hoiam.seed.province.communes import MOST, _names
from hoiam.seed.province.province import seed_province

# thứ Ba
UNTIL = date(2026, 11, 17)


@pytest.fixture
def province(db) -> Office:
    with override_settings(DEMO=True):
        return seed_province(UNTIL, communes=3, weeks=4)


def test_a_province_of_three_has_three_communes_with_messages_reports_and_their_sum(province, client):
    assert province.children.count() == 3
    assert {message.office.parent for message in Message.objects.select_related("office__parent")} == {province}
    assert Submission.objects.filter(to=province).exists()
    assert Frozen.objects.filter(report__office=province, published__isnull=False).exists()
    assert all(differences(office) == [] for office in Office.objects.all())
    assert not Entry.objects.filter(leaf__isnull=True).exists()

    page = client.get("/bao-cao", headers={"host": "localhost"}).content.decode()
    assert "Phường Bến Mây" in page


def test_the_province_s_staff_see_who_handed_in_what(province, client):
    client.force_login(Person.objects.get(username="tinh.tonghop"))

    page = client.get("/ban/bao-cao/phai-nop/tong-hop").content.decode()

    for name in ("Phường Bến Mây", "Xã Bến Sương", "Xã Bến Nắng"):
        assert name in page
    assert Duty.objects.filter(kind="weekly", fell_due_at__isnull=False).exists()
    assert not Duty.objects.exclude(kind="weekly").exists()


def test_communes_have_names_of_their_own_in_one_form_of_unicode():
    names = _names()

    assert len(set(names)) == len(names) == MOST >= 168
    assert all(unicodedata.is_normalized("NFC", name) for name in names)
