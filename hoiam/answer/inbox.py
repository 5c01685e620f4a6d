"""The clerk's list: which messages, in which order, page by page. A filter knows its own sentence.

Keyset paging over (due_on, id), both non-null: the last page is as quick as the first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from hoiam.listen import deadlines
from hoiam.listen.access import visible_to
from hoiam.listen.models import OPEN, Attachment, Channel, Kind, Message, Stage
from hoiam.office.models import Area, Office, Person
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


ANSWERED = (Stage.ANSWERED, Stage.CLOSED)
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
            lambda _p, _d: Q(stage__in=ANSWERED),
        ),
    )
}


class Line(NamedTuple):
    """The columns of one line, as the database gives them: fifty objects with their relations cost far more."""

    pk: int
    number: str
    kind: str
    channel: str
    stage: str
    due_on: date
    text: str
    title: str | None
    area_label: str | None
    area_name: str | None
    matter: int | None
    unit: str | None


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    number: str
    stage: str
    due_on: date
    title: str
    about: str
    unit: str
    days_left: int

    @property
    def is_answered(self) -> bool:
        return self.stage in ANSWERED


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    filter: Filter
    after: str
    query: str = ""


def _unrestricted(person: Person) -> QuerySet[Message]:
    # A restricted message stands in its own list only, never among the others.
    return visible_to(person).filter(restriction__isnull=True)


def page(person: Person, key: str, today: date, after: str = "") -> Page:
    """Fifty lines of a filter after the cursor «2026-11-21_123»; an unreadable cursor begins at the start."""
    one = FILTERS.get(key, FILTERS["mo"])
    messages = visible_to(person) if one.key == "han-che" else _unrestricted(person)
    messages = messages.filter(one.which(person, today)).order_by("due_on", "id")
    day, _, last = after.partition("_")
    if last.isdigit() and (due_on := _day(day)):
        messages = messages.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, pk__gt=int(last)), due_on__gte=due_on)
    # An index gives one stage in order; of two stages it would sort every message ever answered.
    parts = [messages.filter(stage=stage) for stage in ANSWERED] if one.key == "da-xong" else [messages]
    found = sorted(
        (line for part in parts for line in _lines(part[: PAGE + 1])), key=lambda line: (line.due_on, line.pk)
    )
    end = found[PAGE - 1] if len(found) > PAGE else None
    return Page(_rows(person, found[:PAGE], today), one, f"{end.due_on}_{end.pk}" if end else "")


def find(person: Person, query: str, today: date) -> Page:
    """What matches the words, best first; a number finds its message at once."""
    digits = "".join(letter for letter in query if letter.isdigit())
    visible = _unrestricted(person)
    if len(digits) == 9 and len(digits) >= len(query.replace(" ", "")) - 2:
        found = _lines(visible.filter(number=digits))
    else:
        refs = [hit.ref for hit in search.search(query, office_id=person.office_id, published_only=False, limit=PAGE)]
        by_ref = {line.pk: line for line in _lines(visible.filter(pk__in=refs))}
        found = [by_ref[ref] for ref in refs if ref in by_ref]
    return Page(_rows(person, found, today), FILTERS["mo"], "", query)


def counts(person: Person, today: date, keys: tuple[str, ...]) -> list[tuple[Filter, str]]:
    """The bounded counts above the list: never more than a thousand rows are counted."""
    found = []
    messages = _unrestricted(person).order_by()
    for key in keys:
        count = messages.filter(FILTERS[key].which(person, today))[: COUNT_UP_TO + 1].count()
        found.append((FILTERS[key], f"{COUNT_UP_TO:,}+".replace(",", ".") if count > COUNT_UP_TO else str(count)))
    return found


def _lines(messages: QuerySet[Message]) -> list[Line]:
    columns = (
        *("pk", "number", "kind", "channel", "stage", "due_on", "text_masked", "public_copy__title"),
        *("area__label", "area__name", "matter", "matter__unit__name"),
    )
    return [Line(*values) for values in messages.values_list(*columns)]


def _rows(person: Person, lines: list[Line], today: date) -> list[Row]:
    files = dict(
        Attachment.objects.filter(message__in=[line.pk for line in lines])
        .values_list("message")
        .annotate(Count("pk"))
        .values_list("message", "pk__count")
    )
    left = _days_left(person.office, {line.due_on for line in lines if line.stage not in ANSWERED}, today)
    return [
        Row(
            line.number,
            line.stage,
            line.due_on,
            _title(line),
            _about(line, files.get(line.pk, 0)),
            _unit(line),
            left.get(line.due_on, 0),
        )
        for line in lines
    ]


def _days_left(office: Office, days: set[date], today: date) -> dict[date, int]:
    """From day to day: each stretch of the calendar is walked once, however late the whole page is."""
    left: dict[date, int] = {}
    for late in (False, True):
        count, last = 0, today
        for day in sorted((day for day in days if (day < today) == late), reverse=late):
            count += deadlines.working_days_left(office, day, last)
            left[day], last = count, day
    return left


def _title(line: Line) -> str:
    if line.title is not None:
        return line.title
    words = " ".join(line.text.split())
    return (f"{words[:90]}…" if len(words) > 90 else words) or "Hồ sơ hạn chế tiếp cận"


_KINDS: dict[str, str] = {value: str(label) for value, label in Kind.choices}
_CHANNELS: dict[str, str] = {value: str(label) for value, label in Channel.choices}


def _about(line: Line, files: int) -> str:
    """«Phản ánh · trang này · Tổ dân phố 3 · 2 tệp»"""
    area = str(Area(label=line.area_label, name=line.area_name)) if line.area_label and line.area_name else ""
    parts = (
        _KINDS.get(line.kind, "chưa chọn loại"),
        _CHANNELS[line.channel],
        area,
        f"{files} tệp" if files else "",
    )
    return " · ".join(part for part in parts if part)


def _unit(line: Line) -> str:
    if line.matter is None:
        return "chưa phân loại"
    return line.unit or "chưa giao"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
