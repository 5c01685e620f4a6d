"""The clerk's list: which messages, in which order, page by page.

Keyset paging over (due_on, id), both non-null: the last page is as quick as the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery

from hoiam.answer.clock.reopenings import times_of
from hoiam.answer.inbox.filters import ANSWERED, FILTERS, Asked
from hoiam.listen.access import visible_to
from hoiam.listen.models import Attachment, Channel, Kind, Message, Stage
from hoiam.office.models import Area, Office, Person
from hoiam.viettext.search import search
from hoiam.workdays.models import calendar_of

ROWS_A_PAGE = 50
COUNT_UP_TO = 1000
ASSIGNABLE = (Stage.ACCEPTED, Stage.ASSIGNED, Stage.RETURNED, Stage.REOPENED)


class CountOf(Subquery):
    """How many rows a queryset has, inside another statement; sliced, it stops counting there."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


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
    proposed: str | None
    files: int


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
    reopened: int = 0

    @property
    def is_answered(self) -> bool:
        return self.stage in ANSWERED

    @property
    def is_assignable(self) -> bool:
        return self.stage in ASSIGNABLE


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    asked: Asked
    after: str
    query: str = ""


def _unrestricted(person: Person) -> QuerySet[Message]:
    # A restricted message stands in its own list only, never among the others.
    return visible_to(person).filter(restriction__isnull=True)


def page(person: Person, asked: Asked, today: date, after: str = "") -> Page:
    """Fifty lines of a filter after the cursor «2026-11-21_123»; an unreadable cursor begins at the start."""
    messages = visible_to(person) if asked.filter.key == "han-che" else _unrestricted(person)
    messages = messages.filter(asked.narrowed()).order_by("due_on", "id")
    day, _, last = after.partition("_")
    if last.isdigit() and (due_on := _day(day)):
        messages = messages.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, pk__gt=int(last)), due_on__gte=due_on)
    parts = [messages.filter(part) for part in asked.filter.parts(person, today)]
    # A message that two parts give stands once.
    by_pk = {line.pk: line for part in parts for line in _lines(part[: ROWS_A_PAGE + 1])}
    found = sorted(by_pk.values(), key=lambda line: (line.due_on, line.pk))
    end = found[ROWS_A_PAGE - 1] if len(found) > ROWS_A_PAGE else None
    return Page(_rows(person, found[:ROWS_A_PAGE], today), asked, f"{end.due_on}_{end.pk}" if end else "")


def find(person: Person, query: str, today: date) -> Page:
    """What matches the words, best first; a number finds its message at once."""
    digits = "".join(letter for letter in query if letter.isdigit())
    visible = _unrestricted(person)
    if len(digits) == 9 and len(digits) >= len(query.replace(" ", "")) - 2:
        found = _lines(visible.filter(number=digits))
    else:
        refs = [
            hit.ref for hit in search.search(query, office_id=person.office_id, published_only=False, limit=ROWS_A_PAGE)
        ]
        by_ref = {line.pk: line for line in _lines(visible.filter(pk__in=refs))}
        found = [by_ref[ref] for ref in refs if ref in by_ref]
    return Page(_rows(person, found, today), Asked(FILTERS["mo"]), "", query)


class Count(NamedTuple):
    key: str
    words: str
    shown: str


def counts(person: Person, today: date, keys: tuple[str, ...]) -> list[Count]:
    """The bounded counts above the list, in one statement: of each, never more than a thousand rows are counted."""
    messages = _unrestricted(person).order_by()
    parts = [(key, part) for key in keys for part in FILTERS[key].parts(person, today)]
    asked = [CountOf(messages.filter(part).values("pk")[: COUNT_UP_TO + 1]) for _key, part in parts]
    counted = Office.objects.filter(pk=person.office_id).values_list(*asked).get()
    sums = dict.fromkeys(keys, 0)
    for (key, _part), count in zip(parts, counted, strict=True):
        sums[key] += count or 0  # a condition that nothing can meet is not asked at all
    return [Count(key, FILTERS[key].words, _bounded(count)) for key, count in sums.items()]


def _bounded(count: int) -> str:
    return f"{COUNT_UP_TO:,}+".replace(",", ".") if count > COUNT_UP_TO else str(count)


def _lines(messages: QuerySet[Message]) -> list[Line]:
    columns = (
        *("pk", "number", "kind", "channel", "stage", "due_on", "text_masked", "public_copy__title"),
        *("area__label", "area__name", "matter", "matter__unit__name", "topic__lead__name"),
    )
    files = CountOf(Attachment.objects.filter(message=OuterRef("pk")).order_by().values("pk"))
    return [Line(*values) for values in messages.values_list(*columns, files)]


def _rows(person: Person, lines: list[Line], today: date) -> list[Row]:
    reopened = times_of([line.matter for line in lines if line.matter])
    left = _days_left(person.office, {line.due_on for line in lines if line.stage not in ANSWERED}, today)
    return [
        Row(
            line.number,
            line.stage,
            line.due_on,
            _title(line),
            _about(line),
            _unit(line),
            left.get(line.due_on, 0),
            reopened.get(line.matter or 0, 0),
        )
        for line in lines
    ]


def _days_left(office: Office, days: set[date], today: date) -> dict[date, int]:
    """From day to day: each stretch of the calendar is walked once, however late the whole page is."""
    left: dict[date, int] = {}
    calendar = calendar_of(office)
    for late in (False, True):
        count, last = 0, today
        for day in sorted((day for day in days if (day < today) == late), reverse=late):
            count += calendar.between(last, day)
            # The day after the last one is a day late, be it a Sunday.
            left[day], last = min(count, -1) if late else count, day
    return left


def _title(line: Line) -> str:
    if line.title is not None:
        return line.title
    words = " ".join(line.text.split())
    return (f"{words[:90]}…" if len(words) > 90 else words) or "Hồ sơ hạn chế tiếp cận"


_KINDS: dict[str, str] = {value: str(label) for value, label in Kind.choices}
_CHANNELS: dict[str, str] = {value: str(label) for value, label in Channel.choices}


def _about(line: Line) -> str:
    """«Phản ánh · trang này · Tổ dân phố 3 · 2 tệp»"""
    area = str(Area(label=line.area_label, name=line.area_name)) if line.area_label and line.area_name else ""
    parts = (
        _KINDS.get(line.kind, "chưa chọn loại"),
        _CHANNELS[line.channel],
        area,
        f"{line.files} tệp" if line.files else "",
    )
    return " · ".join(part for part in parts if part)


def _unit(line: Line) -> str:
    """Who leads; while nobody does, whom the topic proposes."""
    if line.unit:
        return line.unit
    waiting = "chưa phân loại" if line.matter is None else "chưa giao"
    return f"{waiting}; đề xuất: {line.proposed}" if line.proposed else waiting


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
