"""A frozen report gets its number and becomes an official document: văn thư brings the signed file back from the
document system, or it is signed here (signing_here.py)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.files import store as files_store
from hoiam.ledger.acts import act, append
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.papers.signed import bringing
from hoiam.papers.signed.bringing import Reading
from hoiam.papers.signed.paper import TRUST, SignedPaper, differences, guess, read
from hoiam.papers.words import padded
from hoiam.report.counting.compile import Compiled, of_version
from hoiam.report.kinds.themes import kind_for
from hoiam.report.models import Frozen, IssuedReport, NumberedReport
from hoiam.report.paper.paper import paper_of
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.versions.report import of_the_office, report_subject
from hoiam.viettext.fold import nfc

# The checkpoint on a document is that of the day it was made: no difference of words.
_CHECKPOINT = re.compile(r"Mốc đối chiếu nhật ký xử lý:\s*\S+\s+\d+\s+(?:[A-Za-z0-9+/=]\s*){44}")


@dataclass(frozen=True)
class SigningKey:
    """What somebody signs with, as it came from the form; it never shows itself in a log."""

    pkcs12: bytes = field(repr=False)
    passphrase: str = field(repr=False)
    picture: bytes = b""


def document(frozen: Frozen, number: str, dated: date | None, *, inside: bool = False) -> bytes:
    """The report's PDF with number and day printed."""
    paper = paper_of(_compiled(frozen, inside=inside))
    return replace(paper, head=replace(paper.head, number=number, dated=dated)).pdf()


def whole_number(frozen: Frozen, number: str) -> str:
    """«05/BC-UBND»"""
    return f"{number}/{paper_of(_compiled(frozen, inside=False)).head.symbol}"


def _compiled(frozen: Frozen, *, inside: bool) -> Compiled:
    report = frozen.report
    kind = kind_for(report.office, report.kind)
    period = kind.parse(schedule_of(report.office), report.period)
    return of_version(frozen, kind, period, frozen.at, inside=inside, drafts=True)


def document_number(frozen: Frozen) -> NumberedReport | None:
    """The number that stands."""
    return frozen.numbers.last()


@act
def give_number(frozen: Frozen, number: int, dated: date, *, by: Person, at: datetime) -> NumberedReport:
    """Give a version its number and day, so that they are printed before it is signed here."""
    require(by, "issue")
    report = frozen.report
    of_the_office(by, report.office)
    must_be_unissued(frozen)
    if hasattr(frozen, "signed"):
        raise ValidationError("Báo cáo đã ký, không đổi số được nữa.")
    if not 0 < number < 10_000:
        raise ValidationError("Ghi số của văn bản, từ 1.")
    if dated > timezone.localdate(at):
        raise ValidationError("Ngày văn bản không thể ở sau hôm nay.")
    others = NumberedReport.objects.filter(frozen__report__office=report.office, dated__year=dated.year)
    if others.exclude(frozen=frozen).filter(number=padded(number)).exists():
        raise ValidationError(f"Số {padded(number)} năm {dated.year} đã cho báo cáo khác.")
    row = NumberedReport.objects.create(frozen=frozen, number=padded(number), dated=dated, by=by, at=at)
    payload = issued_name(frozen) | {"number": row.number, "dated": dated.isoformat()}
    append(report.office, "report.numbered", report_subject(report), by=by, at=at, payload=payload)
    return row


def must_be_unissued(frozen: Frozen) -> None:
    """Raise ValidationError when the version has its signed file."""
    if IssuedReport.objects.filter(frozen=frozen).exists():
        raise ValidationError("Bản báo cáo này đã phát hành: sửa thì làm bản đính chính.")


def look_through(frozen: Frozen, data: bytes) -> Reading:
    """Read a signed PDF and keep it, tied to nothing yet. Raises papers.signed.paper.PdfRefused, in words."""
    signed = _comparable(read(data, settings.KEYS / TRUST))
    said = guess(signed)
    number = said.number.partition("/")[0]
    ours = _words_of(document(frozen, number, said.dated))
    # What goes to the superior alone holds small numbers that the public may not learn.
    theirs = _words_of(document(frozen, number, said.dated, inside=True))
    public: bool | None = True
    if theirs != ours:
        public = None if signed.is_scan else len(differences([ours], signed)) <= len(differences([theirs], signed))
    approved = [ours if public is not False else theirs]
    return bringing.look_through(_owner(frozen), data, signed, approved, files_store.store_as_it_came, public=public)


def _comparable(paper: SignedPaper) -> SignedPaper:
    return replace(paper, text=_CHECKPOINT.sub("", paper.text))


def _words_of(pdf: bytes) -> str:
    return _comparable(read(pdf)).text


def _owner(frozen: Frozen) -> str:
    return f"report:{frozen.pk}"


@act
def issue(
    frozen: Frozen,
    carried: str,
    *,
    number: str,
    dated: date,
    signer: str,
    post: str,
    by: Person,
    at: datetime,
    why_different: str = "",
    on_paper: bool = False,
    public: bool = False,
) -> IssuedReport:
    """Book the signed document that came back («phát hành»): from now on it is the file of this version.

    ``public``: văn thư says of a scan, which nobody can compare, that it is not the one for the superior alone.
    """
    require(by, "issue")
    of_the_office(by, frozen.report.office)
    must_be_unissued(frozen)
    columns = bringing.booked(
        _owner(frozen),
        carried,
        number=number,
        dated=dated,
        signer=signer,
        at=at,
        why_different=why_different,
        on_paper=on_paper,
    )
    if columns["public"] is None:
        columns["public"] = public
    return issued_as(frozen, columns, post, by=by, at=at)


def issued_as(frozen: Frozen, words: dict[str, Any], post: str, *, by: Person, at: datetime) -> IssuedReport:
    """The row of an issued report and its entry, for the acts that issue."""
    post = nfc(post).strip()[:120]
    if not post:
        raise ValidationError("Ghi chức vụ người ký.")
    row = IssuedReport.objects.create(frozen=frozen, post=post, by=by, at=at, **words)
    payload = issued_name(frozen) | {
        "number": row.number,
        "dated": row.dated.isoformat(),
        "digest": row.digest,
        "signatures": len(row.signatures),
        "differences": row.differences,
    }
    append(frozen.report.office, "report.issued", report_subject(frozen.report), by=by, at=at, payload=payload)
    return row


def issued_name(frozen: Frozen) -> dict[str, Any]:
    """Which version an entry is about."""
    return {"kind": frozen.report.kind, "period": frozen.report.period, "version": frozen.version}


def issued_file(compiled: Compiled) -> bytes | None:
    """The signed file in place of the PDF that we would make: the superior's for who reads it, else the public one."""
    issued = IssuedReport.objects.filter(frozen=compiled.frozen).first() if compiled.frozen else None
    # The words of the units are drafts until the report is published, and so is the document that holds them.
    if issued is None or issued.public == compiled.inside or not compiled.worded:
        return None
    return files_store.read(issued.file)
