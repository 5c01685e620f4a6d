from __future__ import annotations

import pytest

from hoiam.vault import keys, text

WORDS = "Ống nước vỡ trước nhà số 12, ngõ 3, tổ dân phố 5. Tôi là Hoa."


def test_the_words_open_again_for_their_own_message_and_field():
    blob = text.seal(WORDS, number="261148375", field="text")
    assert text.open(blob, number="261148375", field="text") == WORDS
    assert text.open(memoryview(blob), number="261148375", field="text") == WORDS


def test_the_same_words_sealed_twice_look_different():
    assert text.seal(WORDS, number="261148375", field="text") != text.seal(WORDS, number="261148375", field="text")


@pytest.mark.parametrize(("number", "field"), [("261148376", "text"), ("261148375", "place"), ("", "")])
def test_words_moved_to_another_row_do_not_open(number, field):
    blob = text.seal(WORDS, number="261148375", field="text")
    with pytest.raises(text.CannotOpen):
        text.open(blob, number=number, field=field)


def test_one_altered_bit_anywhere_is_an_error():
    blob = text.seal("Hoa", number="261148375", field="text")
    for place in range(len(blob)):
        altered = blob[:place] + bytes([blob[place] ^ 1]) + blob[place + 1 :]
        with pytest.raises(text.CannotOpen):
            text.open(altered, number="261148375", field="text")


@pytest.mark.parametrize("blob", [b"", b"\x01", b"\x01" * 12, WORDS.encode()])
def test_what_was_never_sealed_is_an_error_and_not_given_back(blob):
    with pytest.raises(text.CannotOpen):
        text.open(blob, number="261148375", field="text")


def test_another_key_is_an_error_and_not_the_ciphertext(tmp_path, settings):
    blob = text.seal(WORDS, number="261148375", field="text")
    settings.KEYS = tmp_path / "other"
    keys.make(settings.KEYS)
    with pytest.raises(text.CannotOpen, match="sai khóa"):
        text.open(blob, number="261148375", field="text")
