"""Reading a signed PDF: its words, its signatures, and what in it could act on its own.

Runs as its own short process (`paper.read` starts it), like files/remaking.py: a parser that crashes, hangs or swells
takes only itself down. It imports nothing of ours and reads and writes only its pipes. First line of the input: the
certificates that are trusted, PEM, as JSON; the rest is the PDF.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pypdfium2
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

if TYPE_CHECKING:
    from pyhanko.sign.validation import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus

CPU_SECONDS = 20
MEMORY = 1024**3
MAX_PAGES = 200
# What a document of an office never needs: it would act when somebody opens it, or carry another file along.
ACTIVE_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/RichMedia", "/XFA"}
ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/RichMediaExecute"}
MAX_OBJECTS = 200_000
BROKEN = (PdfError, ValueError, OSError, KeyError, TypeError, IndexError, AttributeError, zlib.error, RecursionError)


def read(data: bytes, trusted: list[str]) -> dict[str, Any]:
    """Everything the office wants to know, as JSON; ``refused`` when it is no PDF that can be opened."""
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            return {"refused": "locked"}
        active = _active(reader)
        # A signature is a field of the form: what has no form bears none, and pays for none of what checks them.
        signed = reader.embedded_regular_signatures if "/AcroForm" in reader.root else []
        signatures = [_signature(one, trusted, reader) for one in signed]
        pages = _pages(data)
    except BROKEN:
        return {"refused": "broken"}
    except pypdfium2.PdfiumError:
        return {"refused": "broken"}
    return {"pages": pages, "signatures": signatures, "active": active}


def _pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page, _ in zip(document, range(MAX_PAGES), strict=False)]


def _active(reader: PdfFileReader) -> list[str]:
    found: set[str] = set()
    waiting: list[Any] = [reader.root]
    seen: set[tuple[int, int]] = set()
    for _ in range(MAX_OBJECTS):
        if not waiting:
            return sorted(found)
        value = waiting.pop()
        if isinstance(value, generic.IndirectObject):
            place = (value.idnum, value.generation)
            if place in seen:
                continue
            seen.add(place)
            value = value.get_object()  # type: ignore[no-untyped-call]
        if isinstance(value, generic.DictionaryObject):
            found |= ACTIVE_KEYS & set(value)
            action = value.raw_get("/S") if "/S" in value else ""
            if action in ACTIVE_ACTIONS:
                found.add(str(action))
            waiting += [value.raw_get(key) for key in value]
        elif isinstance(value, generic.ArrayObject):
            waiting += [value.raw_get(place) for place in range(len(value))]
    return sorted({*found, "too_many_objects"})


def _signature(signature: EmbeddedPdfSignature, trusted: list[str], reader: PdfFileReader) -> dict[str, Any]:
    from pyhanko.keys import load_certs_from_pemder_data  # noqa: PLC0415  (only a process that gets a signed file pays)
    from pyhanko.sign.general import SigningError  # noqa: PLC0415
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    # Nothing is fetched: revocation lists are not at hand, so that «trusted» means the chain, not today's state of it.
    roots = [certificate for text in trusted for certificate in load_certs_from_pemder_data(text.encode())]
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    try:
        status = validate_pdf_signature(signature, signer_validation_context=context)
    except (SigningError, *BROKEN):
        return {"signer": "", "unit": "", "intact": False, "whole": False, "trusted": False, "at": None}
    covers_all = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    subject = status.signing_cert.subject.native if status.signing_cert else {}
    reported = status.signer_reported_dt
    return {
        "signer": _words(subject.get("common_name")),
        "unit": _words(subject.get("organization_name")),
        "intact": bool(status.intact and status.valid),
        # Nothing but further signatures may have been added after this one.
        "whole": covers_all or bool(status.docmdp_ok),
        "trusted": bool(status.trusted),
        "at": reported.isoformat() if reported else None,
        # All bytes of the file, or those of its revision while later ones only added signatures.
        "covers_all": covers_all,
        **_details(signature, status, reader),
    }


def _details(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, reader: PdfFileReader) -> dict[str, Any]:
    stamp, certificate = status.timestamp_validity, status.signing_cert
    return {
        "level": _level(signature, reader, stamped=stamp is not None),
        "algorithm": f"{status.pkcs7_signature_mechanism} {status.md_algorithm}",
        "stamped": stamp.timestamp.isoformat() if stamp and stamp.intact and stamp.valid else None,
        "issuer": _words(certificate.issuer.native.get("common_name")),
        "valid_from": certificate.not_valid_before.isoformat(),
        "valid_until": certificate.not_valid_after.isoformat(),
        "closes": signature.docmdp_level is not None,
    }


def _level(signature: EmbeddedPdfSignature, reader: PdfFileReader, *, stamped: bool) -> str:
    """The level of PAdES (ETSI EN 319 142-1) as far as the file shows it; '' for an older kind of signature."""
    if str(signature.sig_object.get("/SubFilter")) != "/ETSI.CAdES.detached":
        return ""
    if not stamped:
        return "B-B"
    if "/DSS" not in reader.root:
        return "B-T"
    return "B-LTA" if reader.embedded_timestamp_signatures else "B-LT"


def _words(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else str(value or "")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    trusted, _, data = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.write(json.dumps(read(data, json.loads(trusted))))


if __name__ == "__main__":
    main()
