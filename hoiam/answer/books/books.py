"""The four books that an office keeps: what stands in their columns for a period, as one reader may see it.

Who the sender is stands in the vault, and nobody opens contacts in bulk: where the law's book has name and address, the
printed one says where they are kept. Restricted records stand in the book of those on their access list alone, with
number, day and kind; for everybody else not even a line tells that there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from hoiam.answer.models import Reply, outcome_words
from hoiam.listen.access import visible_to
from hoiam.listen.key.numbers import spaced
from hoiam.listen.models import RESTRICTED_KINDS, Channel, Kind, Message, Reception
from hoiam.listen.reception.acts import words_of
from hoiam.office.models import Person
from hoiam.papers.book.paper import Book, Column
from hoiam.papers.head import Head
from hoiam.papers.sheet import Cell
from hoiam.viettext.personal import finding

IN_THE_VAULT = "Trong kho mã hóa"
RESTRICTED = "Hồ sơ hạn chế tiếp cận"
LONGEST_CONTENT = 300
NOTES = (
    "Họ tên, địa chỉ người gửi: trong kho mã hóa, chỉ mở từng hồ sơ, có lý do, có người thứ hai.",
    "Nội dung đã che thông tin cá nhân.",
    "Sổ in này không gồm hồ sơ hạn chế tiếp cận ngoài phạm vi của người in.",
)  # fmt: skip


@dataclass(frozen=True)
class Sort:
    """One of the four books: its name, which messages stand in it, its columns."""

    key: str
    title: str
    columns: tuple[Column, ...]
    which: Q
    cells: Callable[[Message], tuple[Cell, ...]]


def _content(message: Message) -> str:
    if message.is_restricted:
        return RESTRICTED
    copy = getattr(message, "public_copy", None)
    words = " ".join(finding.plain(message.text_masked).split())
    text = f"{copy.title}. {words}" if copy else words
    return text if len(text) <= LONGEST_CONTENT else f"{text[:LONGEST_CONTENT]}…"


def _said(words: str) -> str:
    """What an officer typed, with what looks like personal data covered."""
    return finding.plain(finding.mask(words, finding.find(words)))


def _kind(message: Message) -> str:
    return str(Kind(message.kind).label) if message.kind else "Chưa phân loại"


def _unit(message: Message) -> str:
    matter = getattr(message, "matter", None)
    return matter.unit.name if matter and matter.unit else ""


def _reply(message: Message) -> Reply | None:
    replies: list[Reply] = getattr(getattr(message, "matter", None), "sent_replies", [])
    return replies[-1] if replies else None


def _result(message: Message) -> str:
    reply = _reply(message)
    if reply is None:
        return message.get_stage_display()
    words = outcome_words(reply.outcome, message.kind)
    return ", ".join(part for part in (words, reply.clause, reply.receiver) if part)


def _answered(message: Message) -> date | None:
    reply = _reply(message)
    return timezone.localdate(reply.sent_at) if reply and reply.sent_at else None


def _received(message: Message) -> date:
    return timezone.localdate(message.received_at)


def _number(message: Message) -> str:
    return "\n".join(part for part in (spaced(message.number), message.external_ref) if part)


def _reception_cells(message: Message) -> tuple[Cell, ...]:
    row = message.reception
    words = words_of(row) if not message.is_restricted else dict.fromkeys(("prior", "request", "handling"), "")
    sort = row.get_sort_display() + (", Chủ tịch tiếp" if row.chaired and row.sort != Reception.Sort.SCHEDULED else "")
    people = f"{row.people} người" if row.people else "cùng lượt dòng trước"
    return (
        row.held_on,
        f"{sort}; {people}; {'lần đầu' if row.first_time else 'nhiều lần'}",
        IN_THE_VAULT,
        f"{_content(message)} (số hồ sơ {spaced(message.number)})",
        _said(words["prior"]),
        _said(words["request"]),
        "; ".join(part for part in (_said(words["handling"]), _result(message)) if part),
    )


SORTS = {
    one.key: one
    for one in (
        Sort(
            "tiep-cong-dan",
            "Sổ tiếp công dân",
            (
                Column("Ngày, tháng, năm", 26, True),
                Column("Hình thức tiếp", 26),
                Column("Họ tên, địa chỉ", 24),
                Column("Nội dung vụ việc", 70),
                Column("Cơ quan đã giải quyết, kết quả", 40),
                Column("Yêu cầu, đề nghị", 40),
                Column("Việc xử lý", 44),
            ),
            Q(reception__isnull=False),
            _reception_cells,
        ),
        Sort(
            "don-thu",
            "Sổ tiếp nhận, xử lý đơn thư",
            (
                Column("Số hồ sơ, số đến", 32, True),
                Column("Ngày nhận", 26, True),
                Column("Ngày ghi trên đơn", 26, True),
                Column("Họ tên, địa chỉ người gửi", 26),
                Column("Tóm tắt nội dung", 78),
                Column("Loại đơn", 26),
                Column("Đơn vị giải quyết", 32),
                Column("Hạn", 26, True),
                Column("Kết quả", 36),
                Column("Ngày trả lời", 26, True),
            ),
            Q(channel=Channel.LETTER) | Q(kind__in=RESTRICTED_KINDS),
            lambda one: (
                _number(one), _received(one), one.sent_on, IN_THE_VAULT, _content(one), _kind(one), _unit(one),
                one.due_on, _result(one), _answered(one),
            ),
        ),
        Sort(
            "phan-anh-kien-nghi",
            "Sổ tiếp nhận, xử lý phản ánh, kiến nghị",
            (
                Column("Số hồ sơ, mã bên kia", 32, True),
                Column("Ngày nhận", 26, True),
                Column("Nguồn", 24),
                Column("Nội dung", 84),
                Column("Địa bàn", 24),
                Column("Loại", 26),
                Column("Đơn vị xử lý", 32),
                Column("Hạn", 26, True),
                Column("Kết quả", 36),
                Column("Ngày trả lời", 26, True),
            ),
            ~Q(kind__in=(*RESTRICTED_KINDS, Kind.INFORMATION)),
            lambda one: (
                _number(one), _received(one), one.get_channel_display(), _content(one), str(one.area or ""), _kind(one),
                _unit(one), one.due_on, _result(one), _answered(one),
            ),
        ),
        Sort(
            "cung-cap-thong-tin",
            "Sổ theo dõi yêu cầu cung cấp thông tin",
            (
                Column("Số hồ sơ", 32, True),
                Column("Ngày nhận", 26, True),
                Column("Họ tên, địa chỉ", 24),
                Column("Thông tin được yêu cầu", 86),
                Column("Hình thức gửi đến", 26),
                Column("Đơn vị giải quyết", 32),
                Column("Hạn", 26, True),
                Column("Kết quả: cung cấp, từ chối (khoản)", 46),
                Column("Ngày trả lời", 26, True),
            ),
            Q(kind=Kind.INFORMATION),
            lambda one: (
                _number(one), _received(one), IN_THE_VAULT, _content(one), one.get_channel_display(), _unit(one),
                one.due_on, _result(one), _answered(one),
            ),
        ),
    )
}  # fmt: skip


def book_lines(person: Person, sort: Sort, first: date, last: date) -> Iterator[tuple[Cell, ...]]:
    """The lines of a book for a period, both days included, each with its place in front."""
    for at, message in enumerate(_messages(person, sort, first, last), 1):
        yield (at, *sort.cells(message))


def _messages(person: Person, sort: Sort, first: date, last: date) -> QuerySet[Message]:
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    sent = Reply.objects.sent()
    return (
        visible_to(person)
        .filter(sort.which, received_at__gte=start, received_at__lt=end)
        .select_related("area", "public_copy", "restriction", "reception", "matter__unit")
        .prefetch_related(Prefetch("matter__replies", queryset=sent, to_attr="sent_replies"))
        .order_by("received_at", "id")
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def head_of(sort: Sort) -> tuple[str, ...]:
    return ("STT", *(column.name for column in sort.columns))


def paper(person: Person, sort: Sort, first: date, last: date, today: date) -> Book:
    """The book as it is printed."""
    return Book(
        head=Head(issuer=person.office.letterhead, place=person.office.name, drafted_on=today, dated=today),
        title=(sort.title.upper(),),
        period=period_in_words(first, last),
        columns=(Column("STT", 11, True), *sort.columns),
        lines=[[_printed(cell) for cell in line] for line in book_lines(person, sort, first, last)],
        notes=NOTES,
        writer=person.full_name,
    )


def period_in_words(first: date, last: date) -> str:
    return f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"


def _printed(cell: Cell) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else "" if cell is None else str(cell)
