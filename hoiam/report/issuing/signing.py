"""A report is signed in the product itself: first by who approved it, then by the agency, each with a PKCS#12 file that
is in memory for one signing and kept nowhere. With a token: `hoiam papers sign` on the server; then it is brought back.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError

from hoiam.files import store as files_store
from hoiam.ledger.acts import act, append
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.papers.signed import bringing, keys, signing
from hoiam.papers.signed.paper import TRUST, read
from hoiam.papers.signed.pictures import seal_picture, signature_picture
from hoiam.report.issuing.acts import (
    SigningKey,
    document,
    document_number,
    issued_as,
    issued_name,
    must_be_unissued,
    whole_number,
)
from hoiam.report.models import Frozen, IssuedReport, SignedReport
from hoiam.report.versions.report import of_the_office, report_subject


@act
def sign_report(frozen: Frozen, key: SigningKey, *, by: Person, at: datetime) -> SignedReport:
    """Sign a numbered report as the person whose name stands under it: who approved it."""
    require(by, "freeze_report")
    report = frozen.report
    of_the_office(by, report.office)
    must_be_unissued(frozen)
    numbered = document_number(frozen)
    if numbered is None:
        raise ValidationError("Văn thư cho số và ngày trước, rồi mới ký.")
    if hasattr(frozen, "signed"):
        raise ValidationError("Báo cáo đã ký, đang chờ văn thư đóng dấu.")
    picture = signature_picture(key.picture) if key.picture else None
    signer = keys.from_pkcs12(key.pkcs12, key.passphrase)
    pdf = document(frozen, numbered.number, numbered.dated)
    made = signing.sign_person(pdf, signer, at=at, picture=picture)
    digest = hashlib.sha256(made).hexdigest()
    row = SignedReport.objects.create(
        frozen=frozen, numbered=numbered, file=files_store.store_as_it_came(made), digest=digest, by=by, at=at
    )
    append(
        report.office,
        "report.signed",
        report_subject(report),
        by=by,
        at=at,
        payload=issued_name(frozen) | {"digest": digest},
    )
    return row


@act
def seal_report(frozen: Frozen, key: SigningKey, *, millimetres: float, by: Person, at: datetime) -> IssuedReport:
    """Put the agency's signature on a signed report; with it the report is issued."""
    require(by, "issue")
    of_the_office(by, frozen.report.office)
    must_be_unissued(frozen)
    signed = SignedReport.objects.select_related("numbered", "by").filter(frozen=frozen).first()
    if signed is None:
        raise ValidationError("Người có thẩm quyền ký trước, cơ quan ký số sau.")
    picture = seal_picture(key.picture) if key.picture else None
    signer = keys.from_pkcs12(key.pkcs12, key.passphrase)
    made = signing.seal_agency(files_store.read(signed.file), signer, at=at, picture=picture, millimetres=millimetres)
    paper = read(made, settings.KEYS / TRUST)
    words = {
        "number": whole_number(frozen, signed.numbered.number),
        "dated": signed.numbered.dated,
        "signer": signed.by.full_name,
        "file": files_store.store_as_it_came(made),
        "differences": 0,
        "public": True,
        **bringing.facts_of(made, paper),
    }
    return issued_as(frozen, words, signed.by.post, by=by, at=at)
