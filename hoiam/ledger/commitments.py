"""Commitments: how content enters the ledger without being in it.

The salt lies beside the content and goes with its erasure. Without the salt the digest cannot even be guessed at, so an
erased text leaves no trace and breaks no proof.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import NamedTuple

from hoiam.ledger.canonical import JSON, dump

SALT_LENGTH = 32


class Commitment(NamedTuple):
    salt: bytes
    digest: str


def commit(domain: str, content: JSON) -> Commitment:
    """Bind oneself to a content under a domain word («message», «reply» …) with a fresh salt."""
    salt = secrets.token_bytes(SALT_LENGTH)
    return Commitment(salt, _digest(domain, content, salt))


def check(domain: str, content: JSON, salt: bytes, digest: str) -> bool:
    """Whether this is the content that was committed to."""
    return len(salt) == SALT_LENGTH and hmac.compare_digest(_digest(domain, content, bytes(salt)), digest)


def _digest(domain: str, content: JSON, salt: bytes) -> str:
    # The domain ends with a zero byte and the salt has a fixed length: no two triples give the same bytes.
    if not domain or "\0" in domain:
        raise ValueError("a commitment needs a domain word")
    return hashlib.sha256(domain.encode() + b"\0" + salt + dump(content)).hexdigest()
