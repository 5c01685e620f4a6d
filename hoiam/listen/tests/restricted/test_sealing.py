"""A denunciation of the chairman or a deputy: the office cannot read it; the province can, and its sender."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.files import store as files_store
from hoiam.ledger.models import Entry
from hoiam.listen.access import may_see, visible_to
from hoiam.listen.key import numbers
from hoiam.listen.message.acts import words_as_sent
from hoiam.listen.models import Attachment, Message, Sealing
from hoiam.listen.restricted.above import hand_back, open_sealed, take_over
from hoiam.listen.restricted.acts import ask_open
from hoiam.listen.restricted.concerning import name_concerned
from hoiam.listen.restricted.holding import About
from hoiam.listen.restricted.naming import names_leadership
from hoiam.office.acts import appoint, grant
from hoiam.office.models import Person, Role
from hoiam.office.province_key import set_sealing_key
from hoiam.testing import FOUNDED, at, hoa_writes
from hoiam.vault import province
from hoiam.vault.models import Contact

pytestmark = pytest.mark.django_db
MONDAY = at("2026-11-16 08:30")  # thứ Hai
WORDS = "Tôi tố cáo ông Chủ tịch UBND phường nhận hối lộ 20 triệu đồng khi cấp giấy phép xây dựng."


@pytest.fixture
def private(ward) -> bytes:
    """The province has a key, whose private half it keeps itself."""
    public, private = province.make_pair()
    set_sealing_key(ward.province, public, by=None, at=FOUNDED)
    return private


@pytest.fixture
def anh(ward) -> Person:
    """The province's officer who receives citizens."""
    person = appoint(ward.province, "anh", None, "Đỗ Ngọc Ánh", by=None, at=FOUNDED, post="Ban Tiếp công dân tỉnh")
    grant(person, Role.RECEPTION_OFFICER, by=None, at=FOUNDED)
    return person


def denounced(ward, **changed):
    given = {"kind": "denunciation", "channel": "letter", "text": WORDS, "contact": {"phone": "0987654321"}}
    return hoa_writes(ward, MONDAY, **(given | changed))


def test_it_is_booked_with_the_province_and_nobody_of_the_ward_sees_it(ward, private, anh):
    message = Message.objects.get(number=denounced(ward).number)
    assert message.office == ward.province
    assert words_as_sent(message) == ("", "")
    assert (message.area, message.topic, message.text_masked, message.masks["text"]) == (None, None, "", [])
    assert not Contact.objects.exists()
    for person in Person.objects.filter(office=ward.office):
        assert not may_see(person, message)
        assert message not in visible_to(person)
    assert message in visible_to(anh)
    assert message.restriction.confirm_by is None
    here = Entry.objects.filter(office=ward.office, subject=f"message:{message.number}")
    assert [(entry.kind, entry.payload) for entry in here] == [
        ("message.sealed", {"due_on": message.due_on.isoformat()})
    ]


def test_the_province_reads_it_with_its_own_key_and_no_other(ward, private, anh):
    message = Message.objects.get(number=denounced(ward).number)
    with pytest.raises(ValidationError):
        open_sealed(message, province.make_pair()[1], by=anh, at=MONDAY)
    with pytest.raises(ValidationError):
        open_sealed(message, b"x", by=anh, at=MONDAY)
    with pytest.raises(PermissionDenied):
        open_sealed(message, private, by=ward.mai, at=MONDAY)
    content = open_sealed(message, private, by=anh, at=MONDAY)
    assert (content.text, content.contact) == (WORDS, {"phone": "0987654321"})
    assert Entry.objects.filter(kind="message.read", by=anh).count() == 1


def test_its_photos_lie_on_no_disk_until_the_province_takes_it_over(
    ward, private, anh, django_capture_on_commit_callbacks
):
    photo = files_store.keep(files_store.Remade(b"RIFF a photo", "image", "webp", 4, 3))
    with django_capture_on_commit_callbacks(execute=True):
        message = Message.objects.get(number=denounced(ward, kept=[photo]).number)
    assert not Attachment.objects.exists()
    with pytest.raises(FileNotFoundError):
        files_store.read(photo.name)
    take_over(message, private, by=anh, at=MONDAY)
    message = Message.objects.get(pk=message.pk)
    assert words_as_sent(message)[0] == WORDS
    assert files_store.read(message.files.get().name) == b"RIFF a photo"
    assert Contact.objects.exists()
    assert message.office == ward.province
    assert not Sealing.objects.exists()


def test_what_is_not_about_the_leadership_goes_back_restricted(ward, private, anh):
    message = Message.objects.get(number=denounced(ward).number)
    hand_back(message, private, by=anh, at=MONDAY)
    message = Message.objects.get(pk=message.pk)
    assert message.office == ward.office
    assert {reader.person for reader in message.restriction.readers.all()} == {ward.binh, ward.mai}
    kinds = Entry.objects.filter(office=ward.office, subject=f"message:{message.number}").order_by("id")
    assert [entry.kind for entry in kinds] == ["message.sealed", "message.received"]


def test_the_sender_opens_it_with_the_key_and_nobody_may_refuse(ward, private):
    receipt = denounced(ward)
    message = Message.objects.get(number=receipt.number)
    with pytest.raises(ValidationError):
        ask_open(message, at=MONDAY, key=numbers.new_key())
    ask_open(message, at=MONDAY, key=receipt.key)
    message = Message.objects.get(pk=message.pk)
    assert message.office == ward.office
    assert not message.is_restricted
    assert message.text_masked.startswith("Tôi tố cáo")


def test_a_deputy_named_by_person_goes_up_too_and_a_complaint_about_a_decision_does_not(ward, private):
    up = denounced(ward, text="Tố cáo ông Lý Quốc Hải lấy tiền của dân.")
    assert up.message.office == ward.province
    stays = denounced(ward, kind="complaint", text="Khiếu nại quyết định số 5 của Chủ tịch UBND phường.")
    assert stays.message.office == ward.office


def test_where_all_who_could_read_it_are_concerned_it_goes_up(ward, private):
    receipt = denounced(ward, text="Tố cáo cán bộ.", concerned=About(units=(ward.vp,), people=(ward.binh,)))
    assert receipt.message.office == ward.province


def test_who_turns_out_to_be_meant_later_sends_it_up(ward, private, anh):
    message = Message.objects.get(number=denounced(ward, text="Tố cáo cán bộ phường lấy tiền.").number)
    assert message.office == ward.office
    name_concerned(message, leadership=True, by=ward.mai, at=MONDAY)
    message = Message.objects.get(pk=message.pk)
    assert message.office == ward.province
    assert words_as_sent(message) == ("", "")
    assert open_sealed(message, private, by=anh, at=MONDAY).text == "Tố cáo cán bộ phường lấy tiền."


def test_without_a_province_in_the_installation_the_leadership_still_does_not_see_it(ward):
    message = Message.objects.get(number=denounced(ward).number)
    assert {reader.person for reader in message.restriction.readers.all()} == {ward.mai}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Kính gửi: Chủ tịch UBND phường Hòa Bình\nTôi tố cáo ông A thôn 3.", False),
        ("Tôi tố cáo ông A. Đề nghị ông Chủ tịch phường xem xét.", False),
        ("Tố cáo bà Phó Chủ tịch phường.", True),
        ("Tố cáo chủ tịch hội phụ nữ.", False),
        ("Đề nghị xử lý ông chủ tịch phường.", True),
        ("Đã báo cáo Chủ tịch UBND tỉnh, ông chủ tịch xã vẫn nhận tiền", True),
    ],
)
def test_whom_a_letter_asks_is_not_whom_it_denounces(text, meant):
    assert names_leadership(text) is meant
