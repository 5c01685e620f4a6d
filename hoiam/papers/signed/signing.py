"""Signing a PDF here (PAdES), with what it shows by NĐ 30/2020/NĐ-CP, Phụ lục I: the person's blue signature between
post and name, then the agency's red seal over a third of it at the left; an appendix or copy bears the agency's name
and the time at the top right of page 1. A picture is only ever drawn as part of a signature that is really made."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from django.core.exceptions import ValidationError
from django.utils import timezone
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession

from hoiam.papers.signed import keys
from hoiam.papers.signed.looks import Look, pictured, stamp, written
from hoiam.papers.signed.paper import lines, read
from hoiam.papers.signed.pictures import INCH, Picture
from hoiam.papers.signed.places import (
    MM,
    SEAL_ROOM,
    Box,
    room_for_appendix,
    room_for_seal,
    room_for_signature,
)
from hoiam.papers.signed.tagging import tag

PERSON, AGENCY = "ChuKy", "ConDau"
NOTHING_THERE = "Không thấy chỗ ký của «{name}» trong văn bản: cần dòng chức vụ, khoảng trống để ký, rồi họ tên."


@dataclass(frozen=True)
class Field:
    """A place for a signature in the file, with the sentence that a screen reader says there."""

    name: str
    box: Box
    title: str


def sign_person(pdf: bytes, signer: Signer, *, at: datetime, picture: Picture | None, name: str = "") -> bytes:
    """The signature of the person named under the room for it; ``name``: as printed, where the certificate writes it
    otherwise. Raises ValidationError, in words."""
    who, agency = _named(signer.signing_cert)
    _must_hold(pdf)
    room = room_for_signature(lines(pdf), name or who)
    if room is None:
        raise ValidationError(NOTHING_THERE.format(name=name or who))
    title = f"Chữ ký số của {who}"
    if picture:
        room = room.inner(picture.proportion)
        look = pictured(title, room, picture, room.width, room.height)
    else:
        look = written(title, room, [who, agency, _moment(at)], size=9)
    fields = (
        Field(PERSON, room, title),
        Field(AGENCY, room_for_seal(room), "Chỗ đóng dấu (chữ ký số của cơ quan)"),
    )
    return _signed(pdf, signer, at, fields, look)


def seal_agency(
    pdf: bytes, signer: Signer, *, at: datetime, picture: Picture | None, millimetres: float = 0, name: str = ""
) -> bytes:
    """The agency's signature, after the person's. ``millimetres``: how wide the seal is; 0: as its picture says.

    Raises ValidationError, in words.
    """
    agency, _ = _named(signer.signing_cert)
    if not _must_hold(pdf):
        raise ValidationError("Người có thẩm quyền ký trước, cơ quan ký số sau.")
    signature = _signature_on(pdf) or room_for_signature(lines(pdf), name)
    if signature is None:
        raise ValidationError(NOTHING_THERE.format(name=name or "người ký"))
    room = room_for_seal(signature)
    title = f"Con dấu, chữ ký số của {agency}"
    if picture:
        width = _true_width(picture, millimetres)
        look = pictured(title, room, picture, width, width / picture.proportion, at_right=True)
    else:
        beside = signature.left - room.left
        look = written(title, room, [agency, _moment(at)], size=6, width=beside)
    return _signed(pdf, signer, at, (Field(AGENCY, room, title),), look)


def mark_appendix(pdf: bytes, signer: Signer, *, at: datetime) -> bytes:
    """A separate appendix, or a copy: the agency's signature alone, in words. Raises ValidationError, in words."""
    agency, _ = _named(signer.signing_cert)
    _must_hold(pdf)
    room = room_for_appendix(*_first_page(pdf))
    title = f"Chữ ký số của {agency}"
    look = written(title, room, [agency, _moment(at)], size=10, at_right=True)
    return _signed(pdf, signer, at, (Field(AGENCY, room, title),), look)


def _named(certificate: x509.Certificate | None) -> tuple[str, str]:
    """Who the certificate speaks of, and for which organisation."""
    told = certificate.subject.native if certificate else {}
    name, unit = told.get("common_name", ""), told.get("organization_name", "")
    return tuple(" ".join(one) if isinstance(one, list) else str(one) for one in (name, unit))  # type: ignore[return-value]


def _moment(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def _must_hold(pdf: bytes) -> int:
    """How many signatures the file bears, all of them sound: nobody signs what was tampered with."""
    signatures = read(pdf).signatures
    if not all(one.holds for one in signatures):
        raise ValidationError("Chữ ký số có sẵn không còn nguyên vẹn: không ký tiếp lên tệp này.")
    return len(signatures)


def _true_width(picture: Picture, millimetres: float) -> float:
    if not millimetres and not picture.per_inch:
        raise ValidationError("Ghi đường kính con dấu theo milimét: dấu phải đúng kích thước thật.")
    width = millimetres * MM or picture.wide / picture.per_inch * INCH
    if not 0 < max(width, width / picture.proportion) <= SEAL_ROOM + 0.5:
        raise ValidationError("Con dấu không thể lớn hơn 42 mm: kiểm tra kích thước.")
    return width


def _first_page(pdf: bytes) -> tuple[float, float]:
    node = PdfFileReader(io.BytesIO(pdf), strict=False).find_page_for_modification(0)[0].get_object()
    while "/MediaBox" not in node:
        node = node["/Parent"]
    left, bottom, right, top = (float(side) for side in node["/MediaBox"])
    return right - left, top - bottom


def _signature_on(pdf: bytes) -> Box | None:
    """The place of the newest visible signature."""
    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    count = int(reader.root["/Pages"]["/Count"])
    pages = {reader.find_page_for_modification(place)[0].reference: place for place in range(count)}
    found = None
    for _, _, reference in enumerate_sig_fields(reader, filled_status=True):
        field = reference.get_object()
        page = field.raw_get("/P").reference if "/P" in field else None
        if "/Rect" in field and page in pages:
            left, bottom, right, top = (float(side) for side in field["/Rect"])
            found = Box(pages[page], left, bottom, right, top) if right > left and top > bottom else found
    return found


class _Revision(IncrementalPdfFileWriter):
    """pyHanko writes the metadata anew at each signature, and PDF/A's own part of it not as PDF/A has it: it stays."""

    def _update_meta(self) -> None:
        pass


class _SignerAt(PdfSigner):
    """pyHanko's signer reads the clock by itself; ours is told the time, as everything below the doors is."""

    at: datetime

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


def _signed(pdf: bytes, signer: Signer, at: datetime, fields: Sequence[Field], look: Look) -> bytes:
    """Add what is signed as a revision of its own; the bytes before it stay. The first field is the one that is signed.

    The others are made with it, because the tags of a document cannot change any more once it is signed.
    """
    assert signer.signing_cert is not None
    keys.check(signer.signing_cert, at)
    made = io.BytesIO()
    try:
        writer = _Revision(io.BytesIO(pdf), strict=False)
        _make_fields(writer, fields)
        meta = PdfSignatureMetadata(
            field_name=fields[0].name,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            name=_named(signer.signing_cert)[0],
        )
        signing = _SignerAt(meta, signer, stamp_style=stamp(look))
        signing.at = timezone.localtime(at)
        signing.sign_pdf(writer, existing_fields_only=True, output=made)
    except (SigningError, PdfError) as error:
        raise ValidationError("Không ký được tệp này: tệp hỏng, hoặc chỗ ký đã có chữ ký.") from error
    return made.getvalue()


def _make_fields(writer: IncrementalPdfFileWriter, fields: Sequence[Field]) -> None:
    there = {name for name, _, _ in enumerate_sig_fields(writer)}
    untouched = not any(True for _ in enumerate_sig_fields(writer, filled_status=True))
    for field in fields:
        if field.name in there:
            continue
        box = field.box
        append_signature_field(
            writer,
            SigFieldSpec(
                field.name,
                on_page=box.page,
                box=(box.left, box.bottom, box.right, box.top),  # type: ignore[arg-type]
                readable_field_name=field.title,
            ),
        )
        if untouched:
            tag(writer, field.name, box.page, field.title)
