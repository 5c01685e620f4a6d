"""Văn thư brings the signed document back: it is read, compared with what was approved, and becomes the published file.

Inside the product nobody signs: the word is «duyệt». The signature is made in the document system, and checked here.
"""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError

from hoiam.answer.models import IssuedPaper, Reply
from hoiam.answer.reply.letter import letter
from hoiam.files import store as files_store
from hoiam.ledger.acts import act, append
from hoiam.listen.access import must_see
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.papers.signed import bringing
from hoiam.papers.signed.bringing import Reading
from hoiam.papers.signed.paper import TRUST, read


def look_through(reply: Reply, data: bytes) -> Reading:
    """Read a signed PDF and keep it, tied to nothing yet: it is swept away when nobody confirms it.

    Raises papers.signed.paper.PdfRefused, in words.
    """
    paper = letter(reply)
    signed = read(data, settings.KEYS / TRUST)
    known = f"{paper.signature.name}\n{reply.matter.office.phone}"
    approved = (*paper.paragraphs, paper.closing)
    return bringing.look_through(f"reply:{reply.pk}", data, signed, approved, files_store.store_as_it_came, known=known)


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

    ``public``: văn thư says that it names neither sender nor address, so that everybody may read it; else only the
    sender does, by the key.
    """
    require(by, "issue")
    must_see(by, reply.matter.message)
    reply.refresh_from_db(fields=["approved_at"])
    if reply.approved_at is None:
        raise ValidationError("Chỉ phát hành được trả lời đã duyệt.")
    if IssuedPaper.objects.filter(reply=reply).exists():
        raise ValidationError("Trả lời này đã có văn bản phát hành: sửa thì làm đính chính.")
    columns = bringing.booked(
        f"reply:{reply.pk}",
        carried,
        number=number,
        dated=dated,
        signer=signer,
        at=at,
        why_different=why_different,
        on_paper=on_paper,
    )
    row = IssuedPaper.objects.create(reply=reply, public=public, by=by, at=at, **columns)
    append(
        reply.matter.office,
        "reply.issued",
        reply.matter.message.subject,
        by=by,
        at=at,
        payload={
            "number": row.number,
            "dated": dated.isoformat(),
            "digest": row.digest,
            "signatures": len(row.signatures),
            "differences": row.differences,
            "commitment": reply.commitment,
        },
    )
    return row
