"""A signed PDF is brought back: looked through, compared with the words that were approved, its facts carried to the
page where văn thư confirms them. What it becomes, a reply's or a report's file, is told by who calls."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.papers.signed.paper import Difference, Guess, Signature, SignedPaper, differences, guess
from hoiam.viettext.fold import nfc
from hoiam.viettext.personal import finding

READ_FOR = 2 * 60 * 60  # seconds between reading a file and confirming what was read


@dataclass(frozen=True)
class Reading:
    """What was found in a file that văn thư brought. ``carried`` takes the facts to the next page, signed by us."""

    signatures: tuple[Signature, ...]
    is_scan: bool
    guess: Guess
    differences: list[Difference]
    personal: list[str]
    carried: str


def look_through(
    owner: str,
    data: bytes,
    paper: SignedPaper,
    approved: Iterable[str],
    keep: Callable[[bytes], str],
    *,
    known: str = "",
    **more: object,
) -> Reading:
    """Compare a signed paper with the paragraphs that were approved, and keep its file, tied to nothing yet.

    ``known``: words beside the approved ones that may look like personal data and are the office's own. ``more``: facts
    that the caller found by itself.
    """
    approved = list(approved)
    differing = [] if paper.is_scan else differences(approved, paper)
    facts = {"file": keep(data), **facts_of(data, paper), "differences": len(differing), **more}
    carried = signing.dumps([owner, facts], salt="issue", compress=True)
    found = personal_in(paper, "\n".join((*approved, known)))
    return Reading(paper.signatures, paper.is_scan, guess(paper), differing, found, carried)


def facts_of(data: bytes, paper: SignedPaper) -> dict[str, Any]:
    """What is kept of a signed file beside the file."""
    return {
        "digest": hashlib.sha256(data).hexdigest(),
        "pages": paper.pages,
        "is_scan": paper.is_scan,
        "signatures": [one.told() for one in paper.signatures],
    }


def personal_in(paper: SignedPaper, known: str) -> list[str]:
    """What looks like personal data in the signed words and did not stand in the known ones."""
    found = (paper.text[span.start : span.end] for span in finding.find(paper.text))
    return list(dict.fromkeys(words for words in found if words not in known))


def taken_up(owner: str, carried: str) -> dict[str, Any]:
    """The facts of a reading that comes back. Raises ValidationError when it is another's, or too old."""
    try:
        of, facts = signing.loads(carried, salt="issue", max_age=READ_FOR)
    except signing.BadSignature:
        raise ValidationError("Tệp đã đưa vào quá lâu: hãy đưa tệp PDF vào lần nữa.") from None
    if of != owner:
        raise ValidationError("Tệp này được đưa vào cho một văn bản khác.")
    return dict(facts)


def booked(
    owner: str,
    carried: str,
    *,
    number: str,
    dated: date,
    signer: str,
    at: datetime,
    why_different: str = "",
    on_paper: bool = False,
) -> dict[str, Any]:
    """The columns of what is issued: what was read of the file, and what văn thư confirmed. Raises ValidationError.

    ``on_paper``: văn thư says that a scan without electronic signature bears hand signature and seal.
    """
    facts = taken_up(owner, carried)
    words = confirmed(number, dated, signer, why_different, at)
    check_facts(facts, words["why_different"], on_paper=on_paper)
    return words | facts


def check_facts(facts: dict[str, Any], why_different: str, *, on_paper: bool) -> None:
    """What a file must be to be issued. Raises ValidationError."""
    if any(not one["holds"] for one in facts["signatures"]):
        raise ValidationError("Chữ ký số không còn nguyên vẹn: tệp đã bị sửa sau khi ký. Lấy lại bản ký từ hệ thống.")
    if not facts["signatures"] and not on_paper:
        raise ValidationError("Tệp không có chữ ký số: chỉ nhận khi văn bản đã ký tay, đóng dấu rồi quét lại.")
    if facts["differences"] and not why_different:
        raise ValidationError("Văn bản đã ký khác dự thảo đã duyệt: hãy ghi vì sao.")


def confirmed(number: str, dated: date, signer: str, why_different: str, at: datetime) -> dict[str, Any]:
    """Number, date and signer as văn thư confirmed them. Raises ValidationError."""
    number, signer = nfc(number).strip()[:60], nfc(signer).strip()[:120]
    if not number or not signer:
        raise ValidationError("Ghi số, ký hiệu và người ký như trên văn bản.")
    if dated > timezone.localdate(at):
        raise ValidationError("Ngày văn bản không thể ở sau hôm nay.")
    return {"number": number, "dated": dated, "signer": signer, "why_different": nfc(why_different).strip()[:500]}
