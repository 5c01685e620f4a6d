"""A denunciation or complaint as it comes in: the sender's answer governs; whom nobody asked is protected first."""

from __future__ import annotations

from datetime import date

import pytest

from hoiam.ledger.models import Entry
from hoiam.listen.access import may_see
from hoiam.listen.models import Kind, Message
from hoiam.listen.publicity.privacy import public_face
from hoiam.listen.restricted.holding import About
from hoiam.office.acts import grant
from hoiam.office.models import Role
from hoiam.testing import at, hoa_writes
from hoiam.viettext.models import SearchText

pytestmark = pytest.mark.django_db
NOW = at("2026-11-16 08:30")  # thứ Hai


def sent(ward, **changed) -> Message:
    return hoa_writes(ward, NOW, **changed).message


def test_who_asks_to_be_kept_confidential_is_restricted_whatever_the_kind(ward):
    message = sent(ward, kind="feedback", confidential=True)
    assert (message.restriction.source, message.restriction.confirm_by) == ("sender", None)
    assert public_face(message, at=NOW) is None
    assert message.text_masked == message.place_masked == ""
    assert not SearchText.objects.filter(ref=message.pk).exists()


def test_who_says_that_it_is_a_phan_anh_is_published_with_names_masked(ward):
    message = sent(ward, kind="denunciation", confidential=False)
    assert not message.is_restricted
    assert message.kind == Kind.FEEDBACK
    assert "0912 345 678" not in message.text_masked
    assert public_face(message, at=NOW) is not None


def test_a_letter_whose_sender_nobody_asked_is_held_for_two_working_days(ward):
    message = sent(ward, kind="denunciation", channel="letter", by=ward.mai)
    assert message.restriction.source == "words"
    assert message.restriction.confirm_by == date(2026, 11, 18)  # thứ Tư
    assert message.restriction.by == ward.mai
    assert public_face(message, at=NOW) is None
    entries = Entry.objects.filter(subject=f"message:{message.number}").order_by("number")
    assert [entry.kind for entry in entries] == ["message.received", "message.restricted"]
    assert entries[0].payload["restricted"] is True
    assert entries[1].payload == {"source": "words", "confirm_by": "2026-11-18"}


def test_the_list_begins_with_the_approver_and_the_reception_officers_and_no_administrator(ward):
    grant(ward.nam, Role.RECEPTION_OFFICER, by=None, at=NOW)
    grant(ward.nam, Role.ADMINISTRATOR, by=None, at=NOW)
    message = sent(ward, kind="complaint", confidential=True)
    assert {reader.person for reader in message.restriction.readers.all()} == {ward.binh, ward.mai}
    assert not may_see(ward.admin, message)


@pytest.mark.parametrize(
    ("about", "left"),
    [("unit", {"binh"}), ("officer", {"binh"}), ("leadership", {"mai"})],
)
def test_whom_it_is_about_and_their_chain_are_not_on_the_list(ward, about, left):
    concerned = {
        "unit": About(units=(ward.vp,)),  # cô Mai, who receives citizens, works in it
        "officer": About(people=(ward.thu,)),  # văn thư, in the same unit
        "leadership": About(leadership=True),
    }[about]
    message = sent(ward, kind="denunciation", confidential=True, concerned=concerned)
    assert {reader.person.username for reader in message.restriction.readers.all()} == left
    assert message.concerned.count() == 1
