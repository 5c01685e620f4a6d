from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from hoiam.vault import contacts, keys
from hoiam.vault.models import Contact
from hoiam.vault.text import CannotOpen

pytestmark = pytest.mark.django_db

HOA = {"phone": "0912345678", "email": "hoa@example.vn", "name": "Chị Hoa"}


def every_value(table: str) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return [bytes(value) if isinstance(value, memoryview) else value for row in cursor for value in row]


def test_the_contact_opens_for_the_worker():
    contacts.put("261148375", **HOA)
    assert contacts.open_to_send("261148375") == HOA


def test_the_same_person_writing_twice_leaves_no_equal_value_in_any_column():
    contacts.put("261148375", **HOA)
    contacts.put("184402917", **HOA)
    values = every_value(Contact._meta.db_table)
    assert len(values) == 4
    assert len(set(values)) == 4
    one, other = (value for value in values if isinstance(value, bytes))
    # Not even a piece of eight bytes stands in both.
    assert not {one[at : at + 8] for at in range(len(one) - 7)} & {other[at : at + 8] for at in range(len(other) - 7)}


def test_nothing_of_a_contact_lies_in_plain():
    contacts.put("261148375", **HOA)
    kept = b"".join(str(value).encode() for value in every_value(Contact._meta.db_table))
    for left in HOA.values():
        assert left.encode() not in kept


def test_the_length_of_a_row_does_not_tell_what_was_left():
    lengths = {
        len(contacts.put("261148375", phone="0912345678").blob),
        len(
            contacts.put("184402917", email="nguyen.thi.thanh.hoa.to-dan-pho-5@example.vn", name="Nguyễn Thị Hoa").blob
        ),
        len(contacts.put("390174626", **HOA).blob),
    }
    assert len(lengths) == 1


def test_the_web_process_seals_without_the_private_key_and_cannot_open(own_keys):
    (own_keys / keys.VAULT_PRIVATE).unlink()
    contacts.put("261148375", **HOA)
    with pytest.raises(ImproperlyConfigured, match=r"vault\.private"):
        contacts.open_to_send("261148375")


def test_a_contact_moved_to_another_message_does_not_open():
    contact = contacts.put("261148375", **HOA)
    Contact.objects.create(number="184402917", blob=contact.blob)
    with pytest.raises(CannotOpen):
        contacts.open_to_send("184402917")


def test_an_altered_contact_does_not_open():
    contact = contacts.put("261148375", **HOA)
    for place in (0, 31, 32, 33, 45, len(contact.blob) - 1):
        altered = contact.blob[:place] + bytes([contact.blob[place] ^ 1]) + contact.blob[place + 1 :]
        Contact.objects.filter(number="261148375").update(blob=altered)
        with pytest.raises(CannotOpen):
            contacts.open_to_send("261148375")


@pytest.mark.parametrize("blob", [b"", b"\0" * 31, b"\0" * 100])
def test_a_row_that_was_never_sealed_does_not_open(blob):
    Contact.objects.create(number="261148375", blob=blob)
    with pytest.raises(CannotOpen):
        contacts.open_to_send("261148375")


def test_an_erased_contact_is_gone():
    contacts.put("261148375", **HOA)
    assert contacts.exists("261148375")
    contacts.erase("261148375")
    assert not contacts.exists("261148375")
    assert contacts.open_to_send("261148375") == {}
    assert every_value(Contact._meta.db_table) == []


def test_a_corrected_contact_replaces_the_old_one():
    contacts.put("261148375", **HOA)
    contacts.put("261148375", phone="0987654321")
    assert contacts.open_to_send("261148375") == {"phone": "0987654321", "email": "", "name": ""}


def test_no_row_is_made_when_nothing_was_left():
    with pytest.raises(ValueError, match="không để lại gì"):
        contacts.put("261148375")


def test_a_contact_row_holds_the_number_and_the_sealed_box_and_nothing_else():
    assert [field.name for field in Contact._meta.get_fields()] == ["number", "blob"]
