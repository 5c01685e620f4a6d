"""The keys of one installation: made once, never overwritten, read from `settings.KEYS`.

The web process needs all but `vault.private`: without it, it seals contacts and cannot open one.
"""

from __future__ import annotations

import base64
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization as pem
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

DJANGO = "secret.key"
TEXT = "text.key"
PEPPER = "pepper.key"
VAULT_PUBLIC = "vault.public"
VAULT_PRIVATE = "vault.private"
LEDGER = "ledger.ed25519"
LEDGER_PUBLIC = "ledger.ed25519.pub"

CLOSED = (DJANGO, TEXT, PEPPER, VAULT_PRIVATE, LEDGER)
ALL = (*CLOSED, VAULT_PUBLIC, LEDGER_PUBLIC)


def make(folder: Path) -> None:
    """Make every key that is not there yet; a key that exists stays as it is."""
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)
        folder.chmod(0o700)
    _put(folder / DJANGO, secrets.token_hex(32).encode())
    for name in (TEXT, PEPPER):
        _put(folder / name, base64.b64encode(secrets.token_bytes(32)))
    # A machine that has only the public key is meant to seal and not to open: it gets no new pair.
    if not (folder / VAULT_PUBLIC).exists():
        _put(folder / VAULT_PRIVATE, _private_pem(X25519PrivateKey.generate()))
        _put_public_half(folder / VAULT_PRIVATE, folder / VAULT_PUBLIC)
    if not (folder / LEDGER_PUBLIC).exists():
        _put(folder / LEDGER, _private_pem(Ed25519PrivateKey.generate()))
        _put_public_half(folder / LEDGER, folder / LEDGER_PUBLIC)
    sync_folder(folder)


def text_key() -> bytes:
    """The key of the words as sent; web and worker hold it."""
    return _raw(settings.KEYS, TEXT)


def pepper() -> bytes:
    """The secret under which the keys of messages are hashed."""
    return _raw(settings.KEYS, PEPPER)


def public_key() -> X25519PublicKey:
    """The key that contacts are sealed to."""
    return _public(settings.KEYS)


def private_key() -> X25519PrivateKey:
    """The key that opens contacts. Read anew each time: it stays in memory no longer than one opening."""
    key = pem.load_pem_private_key(_read(settings.KEYS, VAULT_PRIVATE), password=None)
    if not isinstance(key, X25519PrivateKey):
        raise ImproperlyConfigured(f"Tệp {VAULT_PRIVATE} không phải là khóa X25519.")
    return key


@lru_cache(maxsize=16)
def _raw(folder: Path, name: str) -> bytes:
    try:
        key = base64.b64decode(_read(folder, name), validate=True)
    except ValueError as error:
        raise ImproperlyConfigured(f"Tệp khóa {folder / name} không đọc được.") from error
    if len(key) != 32:
        raise ImproperlyConfigured(f"Tệp khóa {folder / name} phải có đúng 32 byte.")
    return key


@lru_cache(maxsize=4)
def _public(folder: Path) -> X25519PublicKey:
    key = pem.load_pem_public_key(_read(folder, VAULT_PUBLIC))
    if not isinstance(key, X25519PublicKey):
        raise ImproperlyConfigured(f"Tệp {VAULT_PUBLIC} không phải là khóa X25519.")
    return key


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Không đọc được khóa «{name}» trong {folder}. Nếu đây là lần cài đặt đầu, hãy chạy «hoiam init»; "
            "nếu không, hãy lấy lại thư mục khóa từ bản sao lưu hoặc kiểm tra quyền đọc."
        ) from error


def _private_pem(key: X25519PrivateKey | Ed25519PrivateKey) -> bytes:
    return key.private_bytes(pem.Encoding.PEM, pem.PrivateFormat.PKCS8, pem.NoEncryption())


def _put_public_half(private: Path, public: Path) -> None:
    # From the file, not from memory: of two makers at once only one has written it.
    key = pem.load_pem_private_key(private.read_bytes(), password=None)
    _put(public, key.public_key().public_bytes(pem.Encoding.PEM, pem.PublicFormat.SubjectPublicKeyInfo))


def _put(path: Path, content: bytes) -> None:
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content.strip() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # unlike rename, a link never replaces a key that another process made meanwhile
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, as fsync does for what the files hold."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
