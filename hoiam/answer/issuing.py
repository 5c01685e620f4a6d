"""Văn thư brings the signed document back: it is read, compared with what was approved, and becomes the published file.

Inside the product nobody signs: the word is «duyệt». The signature is made in the document system, and checked here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.answer.letters import letter
from hoiam.answer.models import IssuedPaper, Reply
from hoiam.ledger.acts import act, append
from hoiam.listen import files
from hoiam.listen.access import must_see
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.papers.signed.paper import TRUST, Difference, Guess, Signature, SignedPaper, differences, guess, read
from hoiam.viettext import personal
from hoiam.viettext.fold import nfc

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


def look_through(reply: Reply, data: bytes) -> Reading:
    """Read a signed PDF and keep it, tied to nothing yet: it is swept away when nobody confirms it.

    Raises papers.signed.paper.PdfRefused, in words.
    """
    paper = read(data, settings.KEYS / TRUST)
    differing = [] if paper.is_scan else differences(_approved(reply), paper)
    facts = {
        "file": files.store(files.Remade(data, "pdf", "pdf", 0, 0)),
        "digest": hashlib.sha256(data).hexdigest(),
        "pages": paper.pages,
        "is_scan": paper.is_scan,
        "signatures": [one.told() for one in paper.signatures],
        "differences": len(differing),
    }
    carried = signing.dumps([reply.pk, facts], salt="issue", compress=True)
    return Reading(paper.signatures, paper.is_scan, guess(paper), differing, _personal(reply, paper), carried)


def _approved(reply: Reply) -> tuple[str, ...]:
    paper = letter(reply)
    return (*paper.paragraphs, paper.closing)


def _personal(reply: Reply, paper: SignedPaper) -> list[str]:
    """What looks like personal data in the signed words and did not stand in the approved ones."""
    known = "\n".join((*_approved(reply), letter(reply).signature.name, reply.matter.office.phone))
    found = (paper.text[span.start : span.end] for span in personal.find(paper.text))
    return list(dict.fromkeys(words for words in found if words not in known))


def taken_up(reply: Reply, carried: str) -> dict[str, Any]:
    """The facts of a reading that comes back. Raises ValidationError when it is another's, or too old."""
    try:
        pk, facts = signing.loads(carried, salt="issue", max_age=READ_FOR)
    except signing.BadSignature:
        raise ValidationError("Tệp đã đưa vào quá lâu: hãy đưa tệp PDF vào lần nữa.") from None
    if pk != reply.pk:
        raise ValidationError("Tệp này được đưa vào cho một trả lời khác.")
    return dict(facts)


@act
def issue(
    reply: Reply,
    carried: str,
    *,
    number: str,
    dated: date,
    signer: str,
    by: Person,
    at: datetime,
    why_different: str = "",
    on_paper: bool = False,
    public: bool = False,
) -> IssuedPaper:
    """Book the signed document («phát hành»): from now on it is the file of the reply.

    ``on_paper``: văn thư says that a scan without electronic signature bears hand signature and seal. ``public``: that
    it names neither sender nor address, so that everybody may read it; else only the sender does, by the key.
    """
    require(by, "issue")
    must_see(by, reply.matter.message)
    facts = taken_up(reply, carried)
    reply.refresh_from_db(fields=["approved_at"])
    if reply.approved_at is None:
        raise ValidationError("Chỉ phát hành được trả lời đã duyệt.")
    if IssuedPaper.objects.filter(reply=reply).exists():
        raise ValidationError("Trả lời này đã có văn bản phát hành: sửa thì làm đính chính.")
    number, signer, why_different = (
        nfc(number).strip()[:60],
        nfc(signer).strip()[:120],
        nfc(why_different).strip()[:500],
    )
    if not number or not signer:
        raise ValidationError("Ghi số, ký hiệu và người ký như trên văn bản.")
    if dated > timezone.localdate(at):
        raise ValidationError("Ngày văn bản không thể ở sau hôm nay.")
    _check(facts, why_different, on_paper=on_paper)
    words = {"number": number, "dated": dated, "signer": signer, "why_different": why_different, "public": public}
    row = IssuedPaper.objects.create(reply=reply, by=by, at=at, **words, **facts)
    append(
        reply.matter.office,
        "reply.issued",
        f"message:{reply.matter.message.number}",
        by=by,
        at=at,
        payload={
            "number": number,
            "dated": dated.isoformat(),
            "digest": row.digest,
            "signatures": len(row.signatures),
            "differences": row.differences,
            "commitment": reply.commitment,
        },
    )
    return row


def _check(facts: dict[str, Any], why_different: str, *, on_paper: bool) -> None:
    if any(not one["holds"] for one in facts["signatures"]):
        raise ValidationError("Chữ ký số không còn nguyên vẹn: tệp đã bị sửa sau khi ký. Lấy lại bản ký từ hệ thống.")
    if not facts["signatures"] and not on_paper:
        raise ValidationError("Tệp không có chữ ký số: chỉ nhận khi văn bản đã ký tay, đóng dấu rồi quét lại.")
    if facts["differences"] and not why_different:
        raise ValidationError("Văn bản đã ký khác dự thảo đã duyệt: hãy ghi vì sao.")
