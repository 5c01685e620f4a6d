"""A witness signs for somebody else's checkpoint, as tlog-cosignature has it: with its time, under its own key name."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hoiam.ledger.outside.notes import Note, cosign, read, sign

COMMUNE, PROVINCE = (Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32) for seed in (1, 2))
SEEN = datetime(2026, 11, 16, 1, 0, 0, tzinfo=UTC)
NOTE = Note("hoa-binh", 12, "ab" * 32, "2026-11-15T16:50:00.000000Z")


def test_the_line_is_laid_out_as_other_tools_read_it():
    _, name, blob = cosign(NOTE, "lac-hong", PROVINCE, SEEN).split()
    data, public = base64.b64decode(blob), PROVINCE.public_key().public_bytes_raw()
    assert name == "hoiam/lac-hong"
    assert data[:4] == sha256(b"hoiam/lac-hong\n\x04" + public).digest()[:4]
    assert data[4:12] == bytes.fromhex("000000006afa5590")  # 1794790800 seconds: 16/11/2026 01:00 UTC
    root = base64.b64encode(b"\xab" * 32).decode()
    said = f"cosignature/v1\ntime 1794790800\nhoiam/hoa-binh\n12\n{root}\ntime 2026-11-15T16:50:00.000000Z\n"
    PROVINCE.public_key().verify(data[12:], said.encode())


def test_a_note_is_read_with_both_signatures_and_each_is_who_it_says():
    text = sign(NOTE, COMMUNE) + cosign(NOTE, "lac-hong", PROVINCE, SEEN)
    (note,) = read(text)
    assert note.signed_by(COMMUNE.public_key())
    assert note.cosigned_by("lac-hong", PROVINCE.public_key()) == SEEN
    assert note.cosigned_by("lac-hong", COMMUNE.public_key()) is None
    assert note.cosigned_by("tan-an", PROVINCE.public_key()) is None
    # A signature of a log's own checkpoint is no witness's, nor the other way round.
    assert not note.signed_by(PROVINCE.public_key())
    assert note.cosigned_by("hoa-binh", COMMUNE.public_key()) is None


def test_a_cosignature_does_not_hold_for_another_checkpoint_nor_another_time():
    (note,) = read(sign(NOTE, COMMUNE) + cosign(NOTE, "lac-hong", PROVINCE, SEEN))
    assert replace(note, size=13).cosigned_by("lac-hong", PROVINCE.public_key()) is None
    name, blob = note.signatures[1]
    later = blob[:4] + (int.from_bytes(blob[4:12]) + 1).to_bytes(8) + blob[12:]
    assert replace(note, signatures=((name, later),)).cosigned_by("lac-hong", PROVINCE.public_key()) is None
