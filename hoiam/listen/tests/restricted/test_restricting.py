"""After receipt: confirmed, released, undone by the sender, ended by the clock; who may see it, and who has seen it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.ledger.models import Entry
from hoiam.listen.access import may_see, visible_to
from hoiam.listen.chores import end_unconfirmed_restrictions
from hoiam.listen.models import Concerned, Message, RestrictedReader, Restriction
from hoiam.listen.publicity.privacy import public_face
from hoiam.listen.restricted.acts import (
    add_reader,
    ask_open,
    confirm_restriction,
    lapse_restriction,
    remove_reader,
    strike_concerned,
    unconfirmed,
    unrestrict,
)
from hoiam.listen.restricted.holding import About
from hoiam.listen.restricted.read_log import read_restricted, readings
from hoiam.office.acts import appoint, grant
from hoiam.office.models import Role
from hoiam.outbox.models import Row
from hoiam.testing import at, hoa_writes
from hoiam.viettext.models import SearchText

pytestmark = pytest.mark.django_db
MONDAY = at("2026-11-16 08:30")  # thứ Hai: held to thứ Tư 18/11
THURSDAY = at("2026-11-19 00:15")  # thứ Năm
CLAUSE = "Điều 49 khoản 2 Luật Tố cáo 2018"


def letter(ward, **changed) -> Message:
    """A denunciation on paper that cô Mai took in; nobody asked its sender."""
    given = {"kind": "denunciation", "channel": "letter", "by": ward.mai, "contact": {"email": "hoa@example.invalid"}}
    return hoa_writes(ward, MONDAY, **(given | changed)).message


def kinds(message: Message) -> list[str]:
    return list(Entry.objects.filter(subject=f"message:{message.number}").order_by("id").values_list("kind", flat=True))


def is_ordinary(message: Message) -> bool:
    """Public row, masked words, the search index, and no trace of a list."""
    message = Message.objects.get(pk=message.pk)
    face = public_face(message, at=THURSDAY)
    return (
        not Restriction.objects.filter(message=message).exists()
        and not RestrictedReader.objects.exists()
        and face is not None
        and face.text is None
        and "Ống nước" in message.text_masked
        and "0912" not in message.text_masked
        and SearchText.objects.filter(ref=message.pk, published=False).exists()
    )


def test_somebody_else_confirms_it_with_the_clause_and_then_it_stays(ward):
    message = letter(ward)
    confirm_restriction(message, CLAUSE, by=ward.binh, at=MONDAY)
    end_unconfirmed_restrictions(THURSDAY)
    message = Message.objects.get(pk=message.pk)
    assert (message.restriction.clause, message.restriction.confirmed_by) == (CLAUSE, ward.binh)
    assert kinds(message)[-1] == "message.restriction_confirmed"
    with pytest.raises(ValidationError):
        confirm_restriction(message, CLAUSE, by=ward.binh, at=MONDAY)


def test_who_may_confirm_it_is_told_how_many_wait_and_nobody_else_is(ward):
    message = letter(ward)
    assert [unconfirmed(person) for person in (ward.binh, ward.nam, ward.lan, ward.admin)] == [1, 0, 0, 0]
    confirm_restriction(message, CLAUSE, by=ward.binh, at=MONDAY)
    assert unconfirmed(ward.binh) == 0


def test_who_took_it_in_neither_confirms_nor_releases(ward):
    message = letter(ward)
    for act, said in ((confirm_restriction, CLAUSE), (unrestrict, "not_one")):
        with pytest.raises(PermissionDenied):
            act(message, said, by=ward.mai, at=MONDAY)
    assert message.is_restricted


def test_who_it_is_about_cannot_confirm_although_allowed_to(ward):
    message = letter(ward, by=None)
    Concerned.objects.create(message=message, unit=ward.vp, at=MONDAY)
    with pytest.raises(PermissionDenied):
        confirm_restriction(message, CLAUSE, by=ward.mai, at=MONDAY)


def test_unconfirmed_it_lapses_after_two_working_days_and_its_words_still_wait_for_a_check(ward):
    message = letter(ward)
    end_unconfirmed_restrictions(at("2026-11-18 23:59"))  # thứ Tư, the last day
    assert Restriction.objects.exists()
    end_unconfirmed_restrictions(THURSDAY)
    assert is_ordinary(message)
    assert message in visible_to(ward.lan)
    entry = Entry.objects.get(kind="message.unrestricted")
    assert (entry.payload, entry.by) == ({"why": "lapsed"}, None)
    assert Row.objects.filter(template="unrestricted").count() == 1


def test_staff_release_what_is_no_such_letter_and_the_sender_is_told(ward):
    message = letter(ward)
    with pytest.raises(ValidationError):
        unrestrict(message, "vì tôi muốn", by=ward.binh, at=MONDAY)
    unrestrict(message, "not_one", by=ward.binh, at=MONDAY)
    assert not message.is_restricted
    assert is_ordinary(message)
    assert Row.objects.filter(template="unrestricted").count() == 1


def test_the_senders_own_choice_no_staff_ends_and_no_clock(ward):
    message = letter(ward, confidential=True)
    with pytest.raises(PermissionDenied):
        unrestrict(message, "not_one", by=ward.binh, at=MONDAY)
    lapse_restriction(message, at=at("2027-11-18 08:00"))
    assert message.is_restricted


@pytest.mark.parametrize("confidential", [True, None])
def test_the_sender_may_undo_it_even_when_it_was_confirmed(ward, confidential):
    message = letter(ward, confidential=confidential)
    if confidential is None:
        confirm_restriction(message, CLAUSE, by=ward.binh, at=MONDAY)
    ask_open(message, at=MONDAY)
    assert is_ordinary(message)
    ask_open(message, at=MONDAY)  # once more does nothing
    assert kinds(message).count("message.unrestricted") == 1


def test_whose_words_are_not_to_be_published_keeps_that_choice_when_the_restriction_ends(ward):
    message = letter(ward, public=False)
    ask_open(message, at=MONDAY)
    face = public_face(Message.objects.get(pk=message.pk), at=MONDAY)
    assert face is not None
    assert face.withheld == "Người gửi không muốn đăng"


def test_readers_are_added_and_taken_off_and_never_the_last_nor_whom_it_is_about(ward):
    message = letter(ward, concerned=About(units=(ward.vp,)), by=None)
    for person in (ward.mai, ward.thu, ward.admin):  # of that unit, or administering
        with pytest.raises(ValidationError):
            add_reader(message, person, by=ward.binh, at=MONDAY)
    add_reader(message, ward.lan, by=ward.binh, at=MONDAY)
    assert may_see(ward.lan, message)
    remove_reader(message, ward.lan, by=ward.binh, at=MONDAY)
    with pytest.raises(ValidationError):
        remove_reader(message, ward.binh, by=ward.binh, at=MONDAY)
    payloads = Entry.objects.filter(kind="message.readers_changed").order_by("id").values_list("payload", flat=True)
    assert list(payloads) == [{"readers": 2}, {"readers": 1}]


def test_whom_it_turns_out_to_be_about_sees_it_no_more(ward):
    message = letter(ward, by=None)
    assert may_see(ward.mai, message)
    Concerned.objects.create(message=message, person=ward.thu, at=MONDAY)  # văn thư, of cô Mai's unit
    assert not may_see(ward.mai, message)
    assert message not in visible_to(ward.mai)
    strike_concerned(message, at=MONDAY)
    assert {reader.person for reader in message.restriction.readers.all()} == {ward.binh}


def test_opening_it_is_written_down_once_in_ten_minutes_and_nothing_else_is(ward):
    message = letter(ward)
    for minutes in (0, 3, 9, 10, 12):
        read_restricted(message, by=ward.binh, at=MONDAY + timedelta(minutes=minutes))
    read_restricted(message, by=ward.mai, at=MONDAY + timedelta(minutes=12))
    assert [(one.name, one.post) for one in readings(message)] == [
        ("Vũ Thị Mai", "Công chức tiếp công dân"),
        ("Trần Văn Bình", "Chủ tịch UBND phường"),
        ("Trần Văn Bình", "Chủ tịch UBND phường"),
    ]
    ordinary = hoa_writes(ward, MONDAY).message
    read_restricted(ordinary, by=ward.binh, at=MONDAY)
    assert readings(ordinary) == []


def test_a_confirmation_by_an_account_given_its_role_this_week_does_not_count(ward):
    new = appoint(ward.office, "moi", None, "Người Mới", by=None, at=MONDAY, post="Công chức tiếp công dân")
    grant(new, Role.RECEPTION_OFFICER, by=ward.admin, at=at("2026-11-12 08:00"))  # thứ Năm, four days before
    message = letter(ward)
    with pytest.raises(PermissionDenied):
        confirm_restriction(message, CLAUSE, by=new, at=MONDAY)
