"""Putting a sender's contact away, opening it to send, erasing it. There is no fourth thing: no list, no search."""

from __future__ import annotations

import json

from hoiam.office.request_cache import once
from hoiam.vault import box, keys
from hoiam.vault.models import Contact

# Every ordinary contact fills one block, so that the length tells neither a telephone from an address
# nor one sender from another.
_BLOCK = 512


def put(number: str, *, phone: str = "", email: str = "", name: str = "", address: str = "") -> Contact:
    """Seal what the sender left for this message; a second call replaces the first. Needs no private key."""
    left = {"phone": phone, "email": email, "name": name} | ({"address": address} if address else {})
    if not any(left.values()):
        raise ValueError("Người gửi không để lại gì: không có dòng nào để cất.")
    plain = json.dumps(left, ensure_ascii=False).encode()
    plain = plain.ljust(-(-len(plain) // _BLOCK) * _BLOCK)
    contact = Contact(number=number, blob=box.seal(plain, to=keys.public_key(), bound_to=_bound_to(number)))
    contact.save()
    return contact


@once
def exists(number: str) -> bool:
    """Whether the sender of this message left a way to reach them, not which."""
    return Contact.objects.filter(number=number).exists()


def open_to_send(number: str) -> dict[str, str]:
    """What the sender left (phone, email, name), for one sending; empty when nothing was left or it is erased.

    Only the worker has the private key; without it this raises ImproperlyConfigured.
    """
    key = keys.private_key()
    contact = Contact.objects.filter(number=number).first()
    if contact is None:
        return {}
    left = json.loads(box.open(contact.blob, key=key, bound_to=_bound_to(number)))
    return {field: str(value) for field, value in left.items()}


def erase(number: str) -> None:
    """The row goes; there is no copy of it."""
    Contact.objects.filter(number=number).delete()


def _bound_to(number: str) -> bytes:
    return b"\0".join((b"contact", number.encode()))
