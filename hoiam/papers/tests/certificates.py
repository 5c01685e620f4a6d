"""A certificate authority of the tests' own, as the State's would be, and pictures of a hand and a seal."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw

PASSPHRASE = "mat khau cua ong Binh"
FROM, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2046, 1, 1, tzinfo=UTC)
WARD = "UBND phường Hòa Bình"


@dataclass(frozen=True)
class Identity:
    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    def pkcs12(self, passphrase: str = "", *, chain: tuple[x509.Certificate, ...] = ()) -> bytes:
        lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return pkcs12.serialize_key_and_certificates(b"khoa", self.key, self.certificate, list(chain) or None, lock)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


def _identity(name: str, unit: str, issuer: Identity | None, until: datetime) -> Identity:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, unit)]
    )
    authority = issuer is None
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key((issuer.key if issuer else key).public_key()),
            critical=False,
        )
        .add_extension(
            x509.KeyUsage(
                digital_signature=not authority,
                content_commitment=not authority,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=authority,
                crl_sign=authority,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign((issuer or Identity(key, None)).key, hashes.SHA256())  # type: ignore[arg-type]
    )
    return Identity(key, certificate)


@dataclass(frozen=True)
class Authority:
    root: Identity

    def gives(self, name: str, unit: str = WARD, *, until: datetime = UNTIL) -> Identity:
        return _identity(name, unit, self.root, until)


def authority() -> Authority:
    return Authority(_identity("CA thử nghiệm", "Cơ quan chứng thực thử nghiệm", None, UNTIL + timedelta(days=1)))


def hand(wide: int = 400, high: int = 160) -> bytes:
    """A blue hand from corner to corner, on nothing."""
    image = Image.new("RGBA", (wide, high), (0, 0, 0, 0))
    ImageDraw.Draw(image).line([(4, high - 5), (wide // 2, 4), (wide - 5, high - 5)], fill=(20, 40, 200, 255), width=9)
    return _png(image)


def seal(side: int = 425, *, per_inch: int = 300) -> bytes:
    """A red ring, on nothing; 425 points at 300 an inch are 36 mm."""
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse([1, 1, side - 2, side - 2], outline=(200, 20, 20, 255), width=12)
    return _png(image, per_inch)


def _png(image: Image.Image, per_inch: int = 0) -> bytes:
    made = io.BytesIO()
    image.save(made, "PNG", **({"dpi": (per_inch, per_inch)} if per_inch else {}))
    return made.getvalue()
