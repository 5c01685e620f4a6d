"""A province's quarter from facts, beside the plain GROUP BY over the messages it is made of, on one SQLite.

HOIAM_HOME=… python -m bench.rollup [COUNT] (an empty home: a province of 168 communes is made in it)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from bench.measure import Times
from bench.rows import Row
from hoiam.office.models import Office
from hoiam.report.facts.changes import WORKING_DAYS, definitions
from hoiam.report.facts.reading import totals
from hoiam.report.models import Fact, FactBook
from hoiam.vault import keys
from hoiam.workdays.periods import Schedule

COMMUNES, MESSAGES, ROUNDS = 168, 3_000_000, 3
QUARTER = Schedule().parse("quarter", "2026-Q3")
COUNTS = ("messages_received", "messages_closed", "answered_on_time", "answered_late")
DAYS = (WORKING_DAYS, "p90")
TIMES_QUICKER = 50

# One row a message, as a plain register has it: mixed by multiplication, so that each run has the same numbers.
REGISTER = """
CREATE TABLE register AS
WITH RECURSIVE made(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM made WHERE i < {count}),
     mixed AS (SELECT (i * 2654435761) % 4294967296 AS a, (i * 2246822519) % 4294967296 AS b FROM made),
     dated AS (SELECT a, b, 1 + (b >> 20) % 7 * ((b >> 9) % 5) AS days,
                      date('2025-12-15', ((a >> 16) * 365 >> 16) || ' days') AS came FROM mixed)
SELECT {first} + ((b >> 16) * {communes} >> 16) AS office, came AS received_on, days, days <= 10 AS on_time,
       date(came, (days * 7 / 5) || ' days') AS answered_on,
       (a >> 4) % 12 AS topic, (a >> 8) % 5 AS channel, (a >> 6) % 20 AS area,
       CASE WHEN (b >> 5) % 8 < 5 THEN 'feedback' WHEN (b >> 5) % 8 < 7 THEN 'petition' ELSE 'question' END AS kind,
       CASE (b >> 2) % 4 WHEN 0 THEN 'KT' WHEN 1 THEN 'VHXH' WHEN 2 THEN 'VP' ELSE 'CA' END AS unit
FROM dated
"""
FACTS = """
INSERT INTO report_fact (office_id, bucket, restricted, unit, kind, measure, part, n)
SELECT office, substr({day}, 1, 8) || CASE WHEN substr({day}, 9) < '15' THEN '01' ELSE '15' END AS bucket, 0,
       {unit} AS units, kind, {measure} AS measures, {part} AS parts, COUNT(*)
FROM register GROUP BY office, bucket, units, kind, measures, parts
"""
IN_TIME = "CASE on_time WHEN 1 THEN 'answered_on_time' ELSE 'answered_late' END"
LAID = (
    ("received_on", "unit", "'messages_received'", "''"),
    *(("received_on", "''", f"'received_by_{what}'", f"'' || {what}") for what in ("topic", "channel", "area")),
    ("answered_on", "unit", "'messages_closed'", "''"),
    ("answered_on", "unit", IN_TIME, "''"),
    ("answered_on", "''", f"'{WORKING_DAYS}'", "'' || days"),
)
PLAIN_COUNTS = """
SELECT office, SUM(received_on BETWEEN %s AND %s), SUM(answered_on BETWEEN %s AND %s),
       SUM(answered_on BETWEEN %s AND %s AND on_time), SUM(answered_on BETWEEN %s AND %s AND NOT on_time)
FROM register GROUP BY office
"""
# Each answer in its place: those in the middle, and the one within which nine tenths lie.
PLAIN_DAYS = """
SELECT office, AVG(CASE WHEN place IN ((total + 1) / 2, (total + 2) / 2) THEN days END),
       MAX(CASE WHEN place = (9 * total + 9) / 10 THEN days END)
FROM (SELECT office, days, ROW_NUMBER() OVER (PARTITION BY office ORDER BY days) AS place,
             COUNT(*) OVER (PARTITION BY office) AS total
      FROM register WHERE answered_on BETWEEN %s AND %s)
GROUP BY office
"""


def _province(count: int) -> list[Office]:
    """The communes, the register of all, and the facts that their ledgers would have left."""
    settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys.make(settings.KEYS)
    call_command("migrate", verbosity=0)
    made = [Office(code=f"xa-{n}", level=Office.Level.XA, name=f"Xã {n}") for n in range(1, COMMUNES + 1)]
    offices = Office.objects.bulk_create(made)
    FactBook.objects.bulk_create(FactBook(office=one, definitions=definitions(), at=timezone.now()) for one in offices)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(REGISTER.format(count=count, communes=COMMUNES, first=offices[0].pk))
        for day, unit, measure, part in LAID:
            cursor.execute(FACTS.format(day=day, unit=unit, measure=measure, part=part))
    return offices


def _from_facts(offices: list[Office], figures: tuple[str, ...]) -> dict[int, tuple[Any, ...]]:
    read = totals(offices, QUARTER, QUARTER.end, by="office", inside=True, figures=figures)
    return {office: tuple(total.value for total in told.values()) for office, told in read.items()}


def _plain(question: str, periods: int) -> dict[int, tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, [QUARTER.first, QUARTER.last] * periods)
        return {office: tuple(numbers) for office, *numbers in cursor.fetchall()}


def run(count: int) -> Iterator[Row]:
    offices = _province(count)
    what = f"Quarter of {COMMUNES} communes, {count:,} messages in the year"
    asked = {
        "received, closed, on time, late": (COUNTS, lambda: _plain(PLAIN_COUNTS, len(COUNTS))),
        "median and nine tenths of the days": (DAYS, lambda: _plain(PLAIN_DAYS, 1)),
    }
    for name, (figures, plainly) in asked.items():
        assert _from_facts(offices, figures) == plainly(), "facts and register tell different numbers"
        ours, plain = Times(), Times()
        for _ in range(ROUNDS):
            ours.take(lambda figures=figures: _from_facts(offices, figures))
            plain.take(plainly)
        ratio = plain.cpu_ms / ours.cpu_ms
        yield Row(
            f"{what}: {name}",
            cpu_ms=ours.cpu_ms,
            wall_ms=ours.wall_ms,
            other=f"{ratio:.0f}× as quick by CPU, the same numbers",
            goal=f"≥ {TIMES_QUICKER}× as quick as GROUP BY over the messages",
            reached=ratio >= TIMES_QUICKER,
        )
        yield Row(f"{what}: {name}", "GROUP BY over the messages", plain.cpu_ms, plain.wall_ms)
    whole = Times()
    for _ in range(ROUNDS):
        whole.take(lambda: totals(offices, QUARTER, QUARTER.end, by="office", inside=True))
    facts = Fact.objects.count()
    yield Row(f"{what}: every figure", cpu_ms=whole.cpu_ms, wall_ms=whole.wall_ms, other=f"{facts:,} facts in the year")


if __name__ == "__main__":
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES):
        print(json.dumps(row.plain(), ensure_ascii=False), flush=True)
