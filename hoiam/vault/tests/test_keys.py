from __future__ import annotations

import stat

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.core.exceptions import ImproperlyConfigured

from hoiam.vault import keys


def test_making_the_keys_twice_changes_none(own_keys):
    before = {path.name: path.read_bytes() for path in own_keys.iterdir()}
    assert set(before) == set(keys.ALL)
    keys.make(own_keys)
    assert {path.name: path.read_bytes() for path in own_keys.iterdir()} == before


def test_nobody_else_on_the_machine_can_read_the_keys(own_keys):
    assert stat.S_IMODE(own_keys.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in own_keys.iterdir()} == {0o600}


def test_two_installations_share_no_key(own_keys, tmp_path):
    keys.make(tmp_path / "other")
    for name in keys.ALL:
        assert (own_keys / name).read_bytes() != (tmp_path / "other" / name).read_bytes()


def test_the_ledger_key_is_ed25519_in_pkcs8(own_keys):
    key = load_pem_private_key((own_keys / keys.LEDGER).read_bytes(), password=None)
    assert isinstance(key, Ed25519PrivateKey)


def test_the_vault_keys_belong_together():
    assert keys.private_key().public_key().public_bytes_raw() == keys.public_key().public_bytes_raw()


def test_a_machine_that_only_seals_is_not_given_a_new_pair(own_keys):
    public = (own_keys / keys.VAULT_PUBLIC).read_bytes()
    (own_keys / keys.VAULT_PRIVATE).unlink()
    keys.make(own_keys)
    assert not (own_keys / keys.VAULT_PRIVATE).exists()
    assert (own_keys / keys.VAULT_PUBLIC).read_bytes() == public


def test_a_lost_public_half_is_made_from_the_private_one(own_keys):
    public = (own_keys / keys.VAULT_PUBLIC).read_bytes()
    (own_keys / keys.VAULT_PUBLIC).unlink()
    keys.make(own_keys)
    assert (own_keys / keys.VAULT_PUBLIC).read_bytes() == public


@pytest.mark.parametrize("read", [keys.text_key, keys.pepper, keys.public_key, keys.private_key])
def test_a_missing_key_says_what_to_do(read, settings, tmp_path):
    settings.KEYS = tmp_path / "nothing"
    with pytest.raises(ImproperlyConfigured, match="hoiam init"):
        read()


def test_a_damaged_key_is_not_used(settings, tmp_path):
    settings.KEYS = tmp_path / "damaged"
    keys.make(settings.KEYS)
    (settings.KEYS / keys.TEXT).write_text("c2hvcnQ=\n")
    with pytest.raises(ImproperlyConfigured, match="32 byte"):
        keys.text_key()
    (settings.KEYS / keys.PEPPER).write_text("không phải base64\n")
    with pytest.raises(ImproperlyConfigured, match="không đọc được"):
        keys.pepper()
