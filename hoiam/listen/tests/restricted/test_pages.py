"""The screens of a restricted matter: the desk's for its readers, the sender's by the key."""

from __future__ import annotations

import pytest
from django.test import Client

from hoiam.answer.matter import acts as matter_acts
from hoiam.ledger.models import Entry
from hoiam.listen.models import Message, Restriction
from hoiam.testing import Ward, at, hoa_writes, ward

pytestmark = pytest.mark.django_db
MONDAY = at("2026-11-16 08:30")  # thứ Hai


@pytest.fixture
def cast(db) -> Ward:
    return ward()


@pytest.fixture
def letter(cast):
    return hoa_writes(cast, MONDAY, kind="denunciation", channel="letter", by=cast.mai)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_chairman_confirms_and_the_page_says_who_has_read_it(cast, letter):
    binh, address = signed_in(cast.binh), f"/ban/viec/{letter.number}"
    page(signed_in(cast.mai), address)
    shown = page(binh, address)
    assert "Ai đã xem" in shown
    assert "Vũ Thị Mai" in shown
    assert "thứ Tư, 18/11/2026" in shown
    binh.post(f"{address}/xac-nhan-han-che", {"xac-nhan-han-che-clause": "Điều 49 khoản 2 Luật Tố cáo 2018"})
    assert Restriction.objects.get().confirmed_by == cast.binh
    assert [entry.by for entry in Entry.objects.filter(kind="message.read").order_by("id")] == [cast.mai, cast.binh]


def test_who_took_it_in_is_not_offered_to_decide(cast, letter):
    shown = page(signed_in(cast.mai), f"/ban/viec/{letter.number}")
    assert "xac-nhan-han-che" not in shown
    assert "bo-han-che" not in shown


def test_the_sender_sees_posts_not_names_and_undoes_it(cast, letter):
    page(signed_in(cast.mai), f"/ban/viec/{letter.number}")
    hoa = Client()
    assert hoa.post(f"/tra-loi/{letter.number}/bo-giu-kin").status_code == 404  # without the key it is not there
    hoa.post("/theo-doi", {"number": letter.number, "key": letter.key})
    shown = page(hoa, f"/tra-loi/{letter.number}")
    assert "Công chức tiếp công dân" in shown
    assert "Vũ Thị Mai" not in shown
    hoa.post(f"/tra-loi/{letter.number}/bo-giu-kin")
    assert not Restriction.objects.exists()
    assert Client().get(f"/tra-loi/{letter.number}").status_code == 200


def test_what_was_taken_on_before_it_was_released_gets_its_public_copy_then(cast, letter):
    message = letter.message
    matter_acts.accept(message, kind="denunciation", by=cast.mai, at=MONDAY)
    binh, address = signed_in(cast.binh), f"/ban/viec/{letter.number}"
    binh.post(f"{address}/bo-han-che", {"bo-han-che-reason": "sender_agreed"})
    nam = signed_in(cast.nam)
    assert "dang-chu" in page(nam, address)
    nam.post(f"{address}/dang-chu", {"dang-chu-title": "Ống nước vỡ"})
    assert "0912" not in Message.objects.get().public_copy.text
