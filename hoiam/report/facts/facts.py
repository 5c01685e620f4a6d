"""Facts: each figure that can be summed, kept by half-month, unit and kind in the transaction of every act.

A new entry changes them by what its message tells with it, less what it told without (changes.py). They are a
cache of the ledger: compared with it each night, made anew by one command.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from typing import Any, NamedTuple, cast

from django.db import connection, transaction
from django.db.models import Field, QuerySet
from django.db.models.expressions import Col

from hoiam.ledger.models import Entry, Head
from hoiam.office.models import Office
from hoiam.report.facts.changes import SECOND_HALF, FactKey, definitions, told_by
from hoiam.report.figures.account import OF_THE_OFFICE, STEPS, open_at
from hoiam.report.figures.history import HistoryRow
from hoiam.report.models import Fact, FactBook
from hoiam.workdays.periods import midnight

_COUNTED = frozenset((*STEPS, *OF_THE_OFFICE))
_AT_ONCE = 500
_ADD = (
    "INSERT INTO report_fact (office_id, bucket, restricted, unit, kind, measure, part, n) VALUES {}"
    " ON CONFLICT (office_id, bucket, restricted, unit, kind, measure, part)"
    " DO UPDATE SET n = report_fact.n + excluded.n"
)
_PLACES = "(%s, %s, %s, %s, %s, %s, %s, %s)"
# Office and kind are left to us: with them in the question SQLite takes an index that is many times slower.
_OF_A_SUBJECT = "SELECT office_id, number, kind, at, payload FROM ledger_entry WHERE subject = %s"
_AT, _PAYLOAD = (Col("ledger_entry", cast(Field, Entry._meta.get_field(name))) for name in ("at", "payload"))


class FactDifference(NamedTuple):
    key: FactKey
    kept: int
    counted: int


def _unheard(_entries: int) -> None:
    """Nobody waits for progress."""


def keep(entry: Entry) -> None:
    """The facts after this entry, in its transaction: its office is ours alone until commit."""
    if entry.number == 1:
        # The book may be there already: an office that had nothing yet was counted with the others.
        book = FactBook(office_id=entry.office_id, definitions=definitions(), at=entry.recorded_at)
        FactBook.objects.bulk_create([book], ignore_conflicts=True)
    if entry.kind not in _COUNTED:
        return
    rows = [row for row in _told_of(entry) if row.number == entry.number or entry.kind not in OF_THE_OFFICE]
    change = told_by(rows)
    if len(rows) > 1:
        change.subtract(told_by(row for row in rows if row.number != entry.number))
    _add(entry.office_id, change)


def unbuilt() -> list[Office]:
    """Offices whose facts are not whole: they come from before there were any, or the figures are counted otherwise."""
    built = FactBook.objects.filter(definitions=definitions())
    return list(Office.objects.exclude(pk__in=built.values("office")).order_by("pk"))


def rebuild(office: Office, *, at: datetime, told: Callable[[int], object] = _unheard) -> None:
    """Throw the facts of an office away and count them anew; ``told`` hears of the entries read. Its acts wait."""
    with transaction.atomic():
        _hold(office)
        facts = replay(office, told=told)
        Fact.objects.filter(office=office).delete()
        _add(office.pk, facts)
        FactBook.objects.update_or_create(office=office, defaults={"definitions": definitions(), "at": at})


def mend(office: Office, *, at: datetime) -> list[FactDifference]:
    """What is different while no act can come between; where anything is, the facts are made anew."""
    with transaction.atomic():
        found = confirmed(office)
        if found:
            rebuild(office, at=at)
    return found


def confirmed(office: Office) -> list[FactDifference]:
    """The differences while its acts wait: before, one may have come between reading the facts and the ledger."""
    with transaction.atomic():
        _hold(office)
        return differences(office)


def differences(
    office: Office, month: date | None = None, *, told: Callable[[int], object] = _unheard
) -> list[FactDifference]:
    """Where the facts of an office, of one month or all, are not what its ledger tells."""
    counted, kept = replay(office, month, told=told), _kept(office, month)
    return [
        FactDifference(key, kept[key], counted[key])
        for key in sorted(counted.keys() | kept.keys())
        if kept[key] != counted[key]
    ]


def replay(office: Office, month: date | None = None, *, told: Callable[[int], object] = _unheard) -> Counter[FactKey]:
    """The facts as the ledger tells them, of all time or of a calendar month."""
    facts: Counter[FactKey] = Counter()
    for rows in _by_message(office, month):
        facts.update(told_by(rows))
        told(len(rows))
    return _of(month, facts)


def entries_of(office: Office) -> int:
    """How many entries a replay reads."""
    return Entry.objects.filter(office=office, kind__in=_COUNTED).count()


def _kept(office: Office, month: date | None) -> Counter[FactKey]:
    rows = Fact.objects.filter(office=office).values_list(*FactKey._fields, "n")
    if month is not None:
        rows = rows.filter(bucket__in=_halves(month))
    return Counter({FactKey(*columns): n for *columns, n in rows})


def _of(month: date | None, facts: Counter[FactKey]) -> Counter[FactKey]:
    halves = None if month is None else _halves(month)
    return Counter({key: n for key, n in facts.items() if n and (halves is None or key.bucket in halves)})


def _halves(month: date) -> tuple[date, date]:
    return month.replace(day=1), month.replace(day=SECOND_HALF)


def _by_message(office: Office, month: date | None) -> Iterator[list[HistoryRow]]:
    """All entries of each message; for a month, of those something happened to in it or that were open in it."""
    counted = Entry.objects.filter(office=office, kind__in=_COUNTED)
    if month is None:
        yield from _grouped(counted)
        return
    start, end = (midnight(day) for day in (month.replace(day=1), next_month(month)))
    touched = counted.filter(at__gte=start, at__lt=end).values_list("subject", flat=True).order_by().distinct()
    subjects = iter(sorted({*touched, *open_at(office, start)}))
    while some := list(islice(subjects, _AT_ONCE)):
        yield from _grouped(counted.filter(subject__in=some))


def _grouped(entries: QuerySet[Entry]) -> Iterator[list[HistoryRow]]:
    columns = entries.order_by("subject", "number").values_list(*HistoryRow._fields).iterator(chunk_size=2000)
    for _, rows in groupby((HistoryRow(*values) for values in columns), key=lambda row: row.subject):
        yield list(rows)


def _hold(office: Office) -> None:
    """No entry of this office is written until the transaction ends."""
    Head.objects.select_for_update().filter(pk=office.pk).first()


def _told_of(entry: Entry) -> list[HistoryRow]:
    """The entries with this subject. In plain SQL: the model layer takes five times as long."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_A_SUBJECT, [entry.subject])
        found = cursor.fetchall()
    return [
        HistoryRow(number, kind, entry.subject, _from_database(_AT, at), _from_database(_PAYLOAD, payload))
        for office, number, kind, at, payload in found
        if office == entry.office_id and kind in _COUNTED
    ]


def _from_database(column: Col, value: Any) -> Any:
    """What the model layer would make of it."""
    for convert in (*connection.ops.get_db_converters(column), *column.output_field.get_db_converters(connection)):
        value = convert(value, column, connection)
    return value


def _add(office: int, change: Counter[FactKey]) -> None:
    """Add to what is there, in one statement for each few hundred facts."""
    rows = [(office, connection.ops.adapt_datefield_value(key.bucket), *key[1:], n) for key, n in change.items() if n]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            cursor.execute(_ADD.format(", ".join([_PLACES] * len(some))), [value for row in some for value in row])


def next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)
