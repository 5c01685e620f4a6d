"""Signatures between two servers: by the key that signs the office's ledger, under a word for each use. Pure."""

from __future__ import annotations

from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hoiam.ledger.outside.notes import UnreadableNote, read_verifier, verifier

# None of these begins as a checkpoint or a cosignature does, so that no signature can be taken for another's.
BUNDLE, ANSWER, QUESTION = "hoiam-bundle/1", "hoiam-answer/1", "hoiam-question/1"
GROUPS, DIGITS_IN_A_GROUP = 6, 4


def sign_for_server(word: str, data: bytes, key: Ed25519PrivateKey) -> bytes:
    return key.sign(_signed(word, data))


def is_signed(word: str, data: bytes, signature: bytes, line: str) -> bool:
    """Whether the signature is by the key of this line."""
    try:
        _, key = read_verifier(line)
        key.verify(signature, _signed(word, data))
    except (UnreadableNote, InvalidSignature):
        return False
    return True


def _signed(word: str, data: bytes) -> bytes:
    return word.encode() + b"\0" + data


def line_of(office: str, key: Ed25519PublicKey) -> str:
    """The line of a key, as it is exchanged: the office's code, a short mark, the key."""
    return verifier(office, key)


def read_line(line: str) -> tuple[str, str]:
    """The office's code and the line in its one form. Raises UnreadableNote."""
    office, key = read_verifier(line)
    return office, verifier(office, key)


def spoken(line: str) -> str:
    """What is read out on the telephone to compare a key: «4821 0937 …», 24 digits (80 bits)."""
    number = int.from_bytes(sha256(line.encode()).digest()) % 10 ** (GROUPS * DIGITS_IN_A_GROUP)
    digits = f"{number:0{GROUPS * DIGITS_IN_A_GROUP}d}"
    return " ".join(digits[place : place + DIGITS_IN_A_GROUP] for place in range(0, len(digits), DIGITS_IN_A_GROUP))


def is_spoken(heard: str, line: str) -> bool:
    """Whether the digits that were heard are those of the key, however they were grouped."""
    return "".join(sign for sign in heard if sign.isdigit()) == spoken(line).replace(" ", "")
