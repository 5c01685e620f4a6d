"""A key to sign with: from a PKCS#12 file, or on a PKCS#11 token that never lets it go. Neither key nor passphrase is
kept or written anywhere; both live as long as one signing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from asn1crypto import keys as der_keys
from asn1crypto import x509 as der
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from django.core.exceptions import ValidationError
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

MAX_BYTES = 256 * 1024
SIGNS = {"digital_signature", "non_repudiation"}


def from_pkcs12(data: bytes, passphrase: str) -> SimpleSigner:
    """Raises ValidationError, in words."""
    if len(data) > MAX_BYTES:
        raise ValidationError("Tệp chứng thư số lớn bất thường: hãy chọn tệp .p12 hoặc .pfx.")
    try:
        # Without a passphrase and with an empty one are two things to a PKCS#12 file and one to a person.
        key, certificate, others = _opened(data, passphrase)
    except ValueError:
        raise ValidationError("Mật khẩu không đúng, hoặc đây không phải tệp PKCS#12 (.p12, .pfx).") from None
    if key is None or certificate is None:
        raise ValidationError("Tệp PKCS#12 không có khóa riêng cùng chứng thư số để ký.")
    signing = der.Certificate.load(certificate.public_bytes(Encoding.DER))
    chain = SimpleCertificateStore.from_certs([der.Certificate.load(one.public_bytes(Encoding.DER)) for one in others])
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(signing_cert=signing, signing_key=der_keys.PrivateKeyInfo.load(private), cert_registry=chain)


def _opened(data: bytes, passphrase: str) -> Any:
    try:
        return pkcs12.load_key_and_certificates(data, passphrase.encode() or None)
    except ValueError:
        if passphrase:
            raise
        return pkcs12.load_key_and_certificates(data, b"")


@contextmanager
def on_token(library: str, pin: str, *, slot: int | None, label: str) -> Iterator[Signer]:
    """A signer on a token: ``library`` the maker's PKCS#11 module, ``label`` the token's name.

    Raises ValidationError, in words.
    """
    try:
        # Not everybody has a token: the package is an extra, and only who signs with one pays for it.
        from pkcs11.exceptions import PinIncorrect, PinLenRange, PinLocked, PKCS11Error  # noqa: PLC0415
        from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415
    except ImportError:
        raise ValidationError(
            "Chưa cài phần ký bằng thiết bị: chạy «.venv/bin/uv pip install --python .venv/bin/python "
            "--require-hashes -r requirements/sign.txt»."
        ) from None
    criteria = TokenCriteria(label=label) if label else None
    try:
        with open_pkcs11_session(library, slot_no=slot, token_criteria=criteria, user_pin=pin) as session:
            key_id, certificate = _pair_on(session)
            yield PKCS11Signer(session, signing_cert=certificate, key_id=key_id, other_certs_to_pull=None)
    except (PinIncorrect, PinLenRange):
        raise ValidationError("Mã PIN của thiết bị không đúng.") from None
    except PinLocked:
        raise ValidationError("Thiết bị đã khóa vì nhập sai mã PIN nhiều lần: liên hệ nơi cấp.") from None
    except (PKCS11Error, RuntimeError):
        raise ValidationError(
            "Không dùng được thiết bị ký: kiểm tra đã cắm, thư viện (--token), ngăn (--slot) hoặc tên (--label)."
        ) from None


def _pair_on(session: Any) -> tuple[bytes, der.Certificate]:
    """The one private key for signing on a token, with its certificate."""
    from pkcs11 import Attribute, ObjectClass  # noqa: PLC0415  (as in on_token)

    keys = {one[Attribute.ID] for one in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})}
    found = [
        (one[Attribute.ID], der.Certificate.load(one[Attribute.VALUE]))
        for one in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
        if one[Attribute.ID] in keys
    ]
    if len(found) != 1:
        raise ValidationError(f"Thiết bị phải có đúng một chứng thư số kèm khóa riêng; thấy {len(found)}.")
    return found[0]


def check(certificate: der.Certificate, at: datetime) -> None:
    """A certificate that signs nothing today is refused before it does. Raises ValidationError."""
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        raise ValidationError("Chứng thư số chưa có hiệu lực hoặc đã hết hạn.")
    usage = certificate.key_usage_value
    if usage is not None and not SIGNS & set(usage.native):
        raise ValidationError("Chứng thư số này không dùng để ký.")
