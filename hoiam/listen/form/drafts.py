"""The draft behind the form without JavaScript: sealed with a key that only the sender's own page holds.

The token travels in POST bodies alone, never in an address. The database has its hash and the sealed draft: without
the token nobody opens it, and without the text key the token does not either.
"""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hoiam.vault import keys
from hoiam.vault.text import open_bytes, seal_bytes

LIFE = timedelta(hours=2)


def new_token() -> str:
    """A random name for one filling-in of the form (192 bits, safe in a form field)."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    """What the database knows of a token."""
    return sha256(b"hoiam draft\0" + token.encode()).hexdigest()


def seal_draft(token: str, draft: dict[str, Any]) -> bytes:
    """Encrypt what was filled in (anything that JSON can carry)."""
    plain = json.dumps(draft, ensure_ascii=False).encode()
    return seal_bytes(plain, key=_key(token), bound_to=_bound_to(token))


def open_draft(token: str, blob: bytes | memoryview) -> dict[str, Any]:
    """What was filled in; raises CannotOpen for another token or an altered draft."""
    draft: dict[str, Any] = json.loads(open_bytes(blob, key=_key(token), bound_to=_bound_to(token)))
    return draft


def _key(token: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=keys.text_key(), info=b"hoiam draft").derive(token.encode())


def _bound_to(token: str) -> bytes:
    return b"\0".join((b"draft", token_hash(token).encode()))
