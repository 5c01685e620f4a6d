"""A sealed box: whoever has the public key can close it, only the private key opens it."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hoiam.vault.text import CannotOpen, open_bytes, seal_bytes

_KEY_LENGTH = 32


def seal(plain: bytes, *, to: X25519PublicKey, bound_to: bytes) -> bytes:
    """Encrypt to a public key. The one-time private half is forgotten: not even the sealer can open it again."""
    once = X25519PrivateKey.generate()
    half = once.public_key().public_bytes_raw()
    return half + seal_bytes(plain, key=_agree(once.exchange(to), half, to), bound_to=bound_to)


def open(blob: bytes | memoryview, *, key: X25519PrivateKey, bound_to: bytes) -> bytes:
    """What was sealed; raises CannotOpen."""
    blob = bytes(blob)
    half = blob[:_KEY_LENGTH]
    if len(half) < _KEY_LENGTH:
        raise CannotOpen
    try:
        shared = key.exchange(X25519PublicKey.from_public_bytes(half))
    except ValueError as error:  # a half chosen so that the agreement is all zeros
        raise CannotOpen from error
    return open_bytes(blob[_KEY_LENGTH:], key=_agree(shared, half, key.public_key()), bound_to=bound_to)


def _agree(shared: bytes, half: bytes, public: X25519PublicKey) -> bytes:
    info = b"hoiam box 1" + half + public.public_bytes_raw()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(shared)
