"""The one signed document of the story: its certificate is made for the moment and thrown away."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

_DAY = timedelta(days=1)


def signed(pdf: bytes, signer: str, organisation: str) -> bytes:
    """The letter as it comes back from a document system: signed by somebody whom no authority vouches for."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415  (0.4 s, as below)
    from pyhanko.sign import signers  # noqa: PLC0415

    out = io.BytesIO()
    meta = signers.PdfSignatureMetadata(field_name="ChuKy", md_algorithm="sha256")
    into = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    signers.sign_pdf(into, meta, signer=_signer(signer, organisation), output=out)
    return out.getvalue()


def _signer(person: str, organisation: str) -> SimpleSigner:
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415  (0.4 s: only the one document pays for it)

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, person),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        ]
    )
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + _DAY)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, encipher_only=False, decipher_only=False, **usage
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    bundle = serialization.pkcs12.serialize_key_and_certificates(
        b"demo", key, certificate, None, serialization.NoEncryption()
    )
    made: SimpleSigner | None = SimpleSigner.load_pkcs12_data(bundle, other_certs=[], passphrase=None)
    assert made is not None
    return made
