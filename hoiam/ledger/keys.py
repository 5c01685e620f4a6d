"""The key pair that signs the checkpoints of this installation, and checks them."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PRIVATE = "ledger.ed25519"
PUBLIC = "ledger.ed25519.pub"


def signing_key() -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(_read(PRIVATE), password=None)
    except ValueError as error:
        raise ImproperlyConfigured(_broken(PRIVATE)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured(_broken(PRIVATE))
    return key


def public_key() -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(_read(PUBLIC))
    except ValueError as error:
        raise ImproperlyConfigured(_broken(PUBLIC)) from error
    if not isinstance(key, Ed25519PublicKey):
        raise ImproperlyConfigured(_broken(PUBLIC))
    return key


def _read(name: str) -> bytes:
    try:
        return (settings.KEYS / name).read_bytes()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Không đọc được khóa nhật ký {settings.KEYS / name}: chạy «hoiam init» nếu đây là lần cài đặt đầu, "
            "nếu không thì lấy lại từ bản sao lưu khóa."
        ) from error


def _broken(name: str) -> str:
    return f"Khóa nhật ký {settings.KEYS / name} không phải là khóa Ed25519 đọc được: lấy lại từ bản sao lưu khóa."
