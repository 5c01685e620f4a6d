"""The words and the place as sent: encrypted with the text key, bound to their message and field."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hoiam.vault import keys

# The first byte tells how the rest is made, so that a later way can stand beside this one.
WAY = b"\x01"
_NONCE = 12


class CannotOpen(Exception):
    """Sealed under another key, for another message or field, or altered since."""

    def __init__(self) -> None:
        super().__init__("Không mở được nội dung đã mã hóa: sai khóa, hoặc nội dung đã bị thay đổi.")


def seal(plain: str, *, number: str, field: str) -> bytes:
    """Encrypt a field of a message; the result opens only for the same number and field."""
    return seal_bytes(plain.encode(), key=keys.text_key(), bound_to=_bound_to(number, field))


def open(blob: bytes | memoryview, *, number: str, field: str) -> str:
    """The words again; raises CannotOpen, never gives the ciphertext back."""
    return open_bytes(blob, key=keys.text_key(), bound_to=_bound_to(number, field)).decode()


def seal_bytes(plain: bytes, *, key: bytes, bound_to: bytes) -> bytes:
    """AES-256-GCM with a fresh nonce."""
    nonce = secrets.token_bytes(_NONCE)
    return WAY + nonce + AESGCM(key).encrypt(nonce, plain, WAY + bound_to)


def open_bytes(blob: bytes | memoryview, *, key: bytes, bound_to: bytes) -> bytes:
    """What `seal_bytes` sealed; raises CannotOpen."""
    blob = bytes(blob)  # PostgreSQL's driver gives a memoryview
    if len(blob) < 1 + _NONCE + 16 or blob[:1] != WAY:
        raise CannotOpen
    try:
        return AESGCM(key).decrypt(blob[1 : 1 + _NONCE], blob[1 + _NONCE :], WAY + bound_to)
    except InvalidTag as error:
        raise CannotOpen from error


def _bound_to(number: str, field: str) -> bytes:
    return b"\0".join((b"text", number.encode(), field.encode()))
