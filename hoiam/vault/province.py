"""What is sealed to a province: only who holds the province's private key reads it, or the sender with their own key.

The words are closed once under a key of their own; that key lies twice, boxed to the province and under the sender's
key. The private half of the province is in no folder that the web process reads: its officer brings it to read.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives import serialization as pem
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from hoiam.vault import box
from hoiam.vault.text import CannotOpen, open_bytes, seal_bytes

_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


@dataclass(frozen=True)
class Sealed:
    """The three blobs of one message."""

    content: bytes
    for_province: bytes
    for_sender: bytes


def make_pair() -> tuple[str, bytes]:
    """A public key as it stands with the office, and the private half as a file to be kept by the province."""
    key = X25519PrivateKey.generate()
    private = key.private_bytes(pem.Encoding.PEM, pem.PrivateFormat.PKCS8, pem.NoEncryption())
    return key.public_key().public_bytes_raw().hex(), private


def read_private(file: bytes) -> X25519PrivateKey:
    """The private half from its file; raises CannotOpen when it is none."""
    try:
        key = pem.load_pem_private_key(file, password=None)
    except (ValueError, TypeError) as broken:
        raise CannotOpen from broken
    if not isinstance(key, X25519PrivateKey):
        raise CannotOpen
    return key


def seal(plain: bytes, *, to: str, key: str, number: str) -> Sealed:
    """Close it for the province with this public key, and for the sender who holds this key of the message."""
    once = secrets.token_bytes(32)
    public = X25519PublicKey.from_public_bytes(bytes.fromhex(to))
    return Sealed(
        content=seal_bytes(plain, key=once, bound_to=_bound_to("content", number)),
        for_province=box.seal(once, to=public, bound_to=_bound_to("province", number)),
        for_sender=seal_bytes(once, key=_from_digits(key, number), bound_to=_bound_to("sender", number))
        if key
        else b"",
    )


def open_for_province(sealed: Sealed, private: X25519PrivateKey, number: str) -> bytes:
    """The plain content again; raises CannotOpen when this is another province's key."""
    once = box.open(sealed.for_province, key=private, bound_to=_bound_to("province", number))
    return open_bytes(sealed.content, key=once, bound_to=_bound_to("content", number))


def open_for_sender(sealed: Sealed, key: str, number: str) -> bytes:
    """The plain content again, by the key of the message; raises CannotOpen."""
    once = open_bytes(sealed.for_sender, key=_from_digits(key, number), bound_to=_bound_to("sender", number))
    return open_bytes(sealed.content, key=once, bound_to=_bound_to("content", number))


def _from_digits(key: str, number: str) -> bytes:
    # Slow on purpose: who has the table and the pepper still has nineteen digits to try.
    return hashlib.scrypt(key.encode(), salt=number.encode(), **_COST)


def _bound_to(part: str, number: str) -> bytes:
    return b"\0".join((b"province", part.encode(), number.encode()))
