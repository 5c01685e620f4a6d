"""The minutes of what somebody came to say and did not write: Luật Khiếu nại, Điều 8; Luật Tố cáo, Điều 22 and 23.

A complaint or denunciation counts as a letter only when it is written and signed: the officer writes down what was
said, the person signs. Name and address lie in the vault, which this process cannot open: they are filled in by hand.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils import timezone

from hoiam.ledger.models import Entry
from hoiam.listen.message.words import words_shown
from hoiam.listen.models import RESTRICTED_KINDS, Channel, Kind, Message, Reception
from hoiam.listen.reception import acts as reception_acts
from hoiam.office.models import Person
from hoiam.papers.body import Block, Paragraph
from hoiam.papers.head import Head
from hoiam.papers.minutes.paper import Line, Minutes, Party, Signer
from hoiam.papers.words import day_of, paragraphs

IN_PERSON = frozenset({Channel.COUNTER, Channel.RECEPTION})


class Names(NamedTuple):
    """What the law calls the words and who says them."""

    content: str
    person: str
    clause: str
    against: str


NAMES = {
    Kind.COMPLAINT: Names(
        "khiếu nại",
        "Người khiếu nại",
        "Điều 8 Luật Khiếu nại năm 2011",
        "Cơ quan, tổ chức, cá nhân bị khiếu nại",
    ),
    Kind.DENUNCIATION: Names(
        "tố cáo",
        "Người tố cáo",
        "Điều 22, Điều 23 Luật Tố cáo năm 2018",
        "Người bị tố cáo",
    ),
}


def needs_minutes(message: Message) -> bool:
    """Whether this was brought in person and needs its minutes. What is sealed to the province nobody here reads."""
    return message.kind in RESTRICTED_KINDS and message.channel in IN_PERSON and not hasattr(message, "sealing")


def minutes(message: Message, *, to: Person) -> Minutes:
    """Biên bản ghi nội dung, for who may see the message; number, day and names are left to the hand."""
    names, office = NAMES[Kind(message.kind)], message.office
    taker, began = _taker(message), timezone.localtime(message.received_at)
    said = f"{taker.full_name}, {taker.post}" if taker and taker.post else taker.full_name if taker else ""
    visit: Reception | None = getattr(message, "reception", None)
    by_chairman = visit is not None and visit.chaired
    return Minutes(
        head=Head(issuer=office.letterhead, place=office.name, drafted_on=began.date(), symbol="BB-UBND"),
        subject=(f"Ghi nội dung {names.content} trình bày trực tiếp",),
        facts=(
            Line(f"Thời gian: bắt đầu hồi {began:%H giờ %M phút}, {day_of(began.date(), drafted_on=began.date())}."),
            Line(f"Địa điểm: {_place(message)}."),
        ),
        present=(
            Party("1. Người tiếp nhận, ghi biên bản", (Line(f"Ông (bà) {said}", blank=not said),)),
            Party(
                f"2. {names.person}",
                (Line("Họ và tên:", blank=True), Line("Địa chỉ:", blank=True), Line("Cách liên hệ:", blank=True)),
            ),
            Party(f"3. {names.against}", (Line("Tên, địa chỉ:", blank=True),)),
        ),
        content_title=f"4. Nội dung {names.content}",
        content=_content(message, visit, to),
        closing=f"Biên bản lập theo {names.clause}, kết thúc hồi …… giờ …… phút cùng ngày, đã đọc lại cho người trình "
        "bày nghe, công nhận đúng và cùng ký tên; lập thành 02 bản, mỗi bên giữ 01 bản./.",
        signers=(
            Signer("NGƯỜI GHI BIÊN BẢN", "(ký, ghi rõ họ tên)", taker.full_name if taker else ""),
            *((Signer("NGƯỜI CHỦ TRÌ TIẾP", "(ký, ghi rõ họ tên)"),) if by_chairman else ()),
            Signer(names.person.upper(), "(ký hoặc điểm chỉ, ghi rõ họ tên)"),
        ),
        copies=(f"- {names.person};", "- Lưu: VT, hồ sơ vụ việc."),
    )


def _content(message: Message, visit: Reception | None, to: Person) -> tuple[Block, ...]:
    """The words as they were taken in, and of the book of reception what the law asks for too."""
    text, place = words_shown(to, message)
    told = [*paragraphs(text)]
    if place:
        told.append(f"Nơi xảy ra: {place}.")
    if visit:
        book = reception_acts.words_of(visit)
        told += [f"Cơ quan đã giải quyết, kết quả: {book['prior']}"] if book["prior"] else []
        told += [f"Yêu cầu, đề nghị: {book['request']}"] if book["request"] else []
    told.append(f"Giấy tờ, tài liệu kèm theo: {'…' * 24}.")
    return tuple(map(Paragraph, told))


def _place(message: Message) -> str:
    office = message.office
    return f"trụ sở {office.committee_in_full}{f', {office.address}' if office.address else ''}"


def _taker(message: Message) -> Person | None:
    """Who took it in, as the ledger has it."""
    entry = Entry.objects.filter(subject=message.subject, kind="message.received").select_related("by").first()
    by: Person | None = entry.by if entry else None
    return by
