"""The clerk's list: which messages, in which order, page by page. A filter knows its own sentence.

Keyset paging over (due_on, id), both non-null: the last page is as quick as the first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from hoiam.answer.access import visible_to
from hoiam.listen import deadlines
from hoiam.listen.models import OPEN, Attachment, Message, Stage
from hoiam.office.models import Person
from hoiam.viettext import search

PAGE = 50
COUNT_UP_TO = 1000


@dataclass(frozen=True)
class Filter:
    """One way to look at the inbox, and how it says itself."""

    key: str
    words: str
    sentence: str
    which: Callable[[Person, date], Q]


_OPEN = Q(ended_on=OPEN)
FILTERS = {
    one.key: one
    for one in (
        Filter("mo", "Đang mở", "Mọi việc đang mở, gần hạn nhất trước", lambda _p, _d: _OPEN),
        Filter("qua-han", "Quá hạn", "Việc đã quá hạn, chậm nhất trước", lambda _p, d: _OPEN & Q(due_on__lt=d)),
        Filter("hom-nay", "Đến hạn hôm nay", "Việc đến hạn hôm nay", lambda _p, d: _OPEN & Q(due_on=d)),
        Filter("moi", "Chờ phân loại", "Nội dung mới, chưa ai phân loại", lambda _p, _d: Q(stage=Stage.RECEIVED)),
        Filter(
            "don-vi",
            "Của đơn vị tôi",
            "Việc đang mở do đơn vị tôi chủ trì, gần hạn nhất trước",
            lambda p, _d: _OPEN & Q(matter__unit=p.unit_id) & Q(matter__unit__isnull=False),
        ),
        Filter("cho-duyet", "Chờ duyệt", "Dự thảo đang chờ duyệt", lambda _p, _d: Q(stage=Stage.DRAFTED)),
        Filter("cho-gui", "Đã duyệt, chờ gửi", "Trả lời đã duyệt, chờ gửi", lambda _p, _d: Q(stage=Stage.APPROVED)),
        Filter(
            "han-che",
            "Hạn chế tiếp cận",
            "Hồ sơ hạn chế tiếp cận mà tôi được xem, gần hạn nhất trước",
            lambda _p, _d: _OPEN & Q(restriction__isnull=False),
        ),
        Filter(
            "da-xong",
            "Đã trả lời",
            "Việc đã trả lời, đã kết thúc, theo hạn",
            lambda _p, _d: Q(stage__in=(Stage.ANSWERED, Stage.CLOSED)),
        ),
    )
}


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    message: Message
    title: str
    unit: str
    files: int
    days_left: int


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    filter: Filter
    after: str
    query: str = ""


def _chosen(person: Person, one: Filter, today: date) -> QuerySet[Message]:
    messages = visible_to(person).filter(one.which(person, today))
    # A restricted message stands in its own list only, never among the others.
    return messages if one.key == "han-che" else messages.filter(restriction__isnull=True)


def page(person: Person, key: str, today: date, after: str = "") -> Page:
    """Fifty lines of a filter after the cursor «2026-11-21_123»; an unreadable cursor begins at the start."""
    one = FILTERS.get(key, FILTERS["mo"])
    messages = _chosen(person, one, today).order_by("due_on", "id")
    day, _, last = after.partition("_")
    if last.isdigit() and (due_on := _day(day)):
        messages = messages.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, pk__gt=int(last)), due_on__gte=due_on)
    found = list(_with_names(messages)[: PAGE + 1])
    end = found[PAGE - 1] if len(found) > PAGE else None
    return Page(_rows(person, found[:PAGE], today), one, f"{end.due_on}_{end.pk}" if end else "")


def find(person: Person, query: str, today: date) -> Page:
    """What matches the words, best first; a number finds its message at once."""
    digits = "".join(letter for letter in query if letter.isdigit())
    visible = visible_to(person).filter(restriction__isnull=True)
    if len(digits) == 9 and len(digits) >= len(query.replace(" ", "")) - 2:
        found = list(_with_names(visible.filter(number=digits)))
    else:
        refs = [hit.ref for hit in search.search(query, office_id=person.office_id, published_only=False, limit=PAGE)]
        by_ref = {message.pk: message for message in _with_names(visible.filter(pk__in=refs))}
        found = [by_ref[ref] for ref in refs if ref in by_ref]
    return Page(_rows(person, found, today), FILTERS["mo"], "", query)


def counts(person: Person, today: date, keys: tuple[str, ...]) -> list[tuple[Filter, str]]:
    """The bounded counts above the list: never more than a thousand rows are counted."""
    found = []
    for key in keys:
        count = _chosen(person, FILTERS[key], today).order_by()[: COUNT_UP_TO + 1].count()
        found.append((FILTERS[key], f"{COUNT_UP_TO:,}+".replace(",", ".") if count > COUNT_UP_TO else str(count)))
    return found


def _with_names(messages: QuerySet[Message]) -> QuerySet[Message]:
    return messages.select_related("area", "topic", "public_copy", "matter__unit").defer(
        "sealed_text", "sealed_place", "salt", "masks"
    )


def _rows(person: Person, messages: list[Message], today: date) -> list[Row]:
    files = dict(
        Attachment.objects.filter(message__in=[message.pk for message in messages])
        .values_list("message")
        .annotate(Count("pk"))
        .values_list("message", "pk__count")
    )
    days = {message.due_on for message in messages}
    left = {day: deadlines.working_days_left(person.office, day, today) for day in days}
    return [
        Row(message, _title(message), _unit(message), files.get(message.pk, 0), left[message.due_on])
        for message in messages
    ]


def _title(message: Message) -> str:
    if hasattr(message, "public_copy"):
        return message.public_copy.title
    words = " ".join(message.text_masked.split())
    return (f"{words[:90]}…" if len(words) > 90 else words) or "Hồ sơ hạn chế tiếp cận"


def _unit(message: Message) -> str:
    if not hasattr(message, "matter"):
        return "chưa phân loại"
    return message.matter.unit.name if message.matter.unit else "chưa giao"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
