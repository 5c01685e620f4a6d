from __future__ import annotations

import pytest

from hoiam.listen.form import drafts
from hoiam.vault import keys
from hoiam.vault.text import CannotOpen

DRAFT = {"text": "Rác chưa thu gom ở ngõ 7", "public": True, "contact": {"phone": "0912345678"}, "files": ["a1"]}


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, settings):
    settings.KEYS = tmp_path / "keys"
    keys.make(settings.KEYS)


def test_a_draft_opens_with_its_own_token():
    token = drafts.new_token()
    assert drafts.open_draft(token, drafts.seal_draft(token, DRAFT)) == DRAFT


def test_a_draft_does_not_open_with_another_token():
    blob = drafts.seal_draft(drafts.new_token(), DRAFT)
    with pytest.raises(CannotOpen):
        drafts.open_draft(drafts.new_token(), blob)


def test_the_token_alone_does_not_open_a_draft_of_another_installation(tmp_path, settings):
    token = drafts.new_token()
    blob = drafts.seal_draft(token, DRAFT)
    settings.KEYS = tmp_path / "other"
    keys.make(settings.KEYS)
    with pytest.raises(CannotOpen):
        drafts.open_draft(token, blob)


def test_the_database_sees_neither_the_token_nor_the_words():
    token = drafts.new_token()
    kept = drafts.token_hash(token).encode() + drafts.seal_draft(token, DRAFT)
    assert token.encode() not in kept
    assert b"0912345678" not in kept
    assert len(drafts.token_hash(token)) == 64


def test_no_two_tokens_are_alike():
    tokens = {drafts.new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert min(len(token) for token in tokens) >= 32


def test_an_altered_draft_does_not_open():
    token = drafts.new_token()
    blob = drafts.seal_draft(token, DRAFT)
    with pytest.raises(CannotOpen):
        drafts.open_draft(token, blob[:-1] + bytes([blob[-1] ^ 1]))
    with pytest.raises(CannotOpen):
        drafts.open_draft(token, b"")
