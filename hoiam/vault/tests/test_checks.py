from __future__ import annotations

from hoiam.vault import keys
from hoiam.vault.checks import keys_are_in_place


def test_keys_as_made_give_no_warning():
    assert keys_are_in_place() == []


def test_a_key_that_others_can_read_is_told_with_the_remedy(own_keys):
    (own_keys / keys.TEXT).chmod(0o644)
    (warning,) = keys_are_in_place()
    assert warning.id == "vault.W002"
    assert "chmod 600" in warning.hint


def test_missing_keys_are_told(settings, tmp_path):
    settings.KEYS = tmp_path / "nothing"
    warnings = keys_are_in_place()
    assert len(warnings) == len(keys.ALL)
    assert "hoiam init" in warnings[0].hint


def test_a_machine_without_the_private_key_is_told_who_needs_it(own_keys):
    (own_keys / keys.VAULT_PRIVATE).unlink()
    (warning,) = keys_are_in_place()
    assert "hoiam work" in warning.hint
