"""Commitments: content is bound without being told."""

from __future__ import annotations

import pytest

from hoiam.ledger.commitments import check, commit

WORDS = {"text": "Ống nước vỡ ở đầu hẻm 12", "place": "tổ 3"}


def test_the_content_committed_to_is_recognised_and_any_other_is_not():
    salt, digest = commit("message", WORDS)
    assert check("message", {"place": "tổ 3", "text": "Ống nước vỡ ở đầu hẻm 12"}, salt, digest)
    assert not check("message", {**WORDS, "place": "tổ 4"}, salt, digest)
    assert not check("reply", WORDS, salt, digest)
    assert not check("message", WORDS, bytes(32), digest)


def test_the_same_words_twice_give_digests_that_tell_nothing():
    assert commit("message", WORDS).digest != commit("message", WORDS).digest
    assert len(commit("message", WORDS).salt) == 32


def test_a_commitment_needs_a_domain_and_a_salt_of_32_bytes():
    with pytest.raises(ValueError, match="domain"):
        commit("", WORDS)
    salt, digest = commit("message", WORDS)
    assert not check("message", WORDS, salt[:31], digest)
