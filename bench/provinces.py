"""A province of 168 communes and 52 weeks of reports: one week summed, and the grid of who handed in what.

HOIAM_HOME=… python -m bench.provinces [WEEKS] (an empty home: the reports are made in it)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.measure import Times
from bench.rows import Row
from hoiam.office.models import Office
from hoiam.report.counting import counting
from hoiam.report.duties.grid import grid
from hoiam.report.figures.table import FIGURES, RESTRICTED_FIGURES
from hoiam.report.kinds.kinds import WEEKLY, kind_of
from hoiam.report.models import Duty, Frozen, FrozenFigure, Report, Submission
from hoiam.report.rollup import rollup
from hoiam.vault import keys
from hoiam.workdays.periods import WEEK, Period, Schedule

COMMUNES, WEEKS, ROUNDS = 168, 52, 5
KIND, LAST = kind_of(WEEKLY), Schedule().parse(WEEK, "2026-W46")
CLOSES = {"balance": {"closes": True}}
QUICK_MS = 500

# Half of the figures of a week are nought; the others are mixed by multiplication, the same in each run.
FIGURES_OF_ALL = """
INSERT INTO report_frozenfigure
    (frozen_id, inside, figure, definition, value, numerator, denominator, histogram, parts, unknown)
SELECT f.id, {inside}, %s, %s, {value}, {over}, {under}, {days}, {parts}, '' FROM report_frozen f
"""
N = "((f.id * 2654435 + {salt} * 40503) %% 97)"


def _weeks(many: int) -> list[Period]:
    weeks = [LAST]
    while len(weeks) < many:
        weeks.append(weeks[-1].previous())
    return weeks


def _province(many: int) -> Office:
    settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys.make(settings.KEYS)
    call_command("migrate", verbosity=0)
    province = Office.objects.create(code="tinh", level=Office.Level.PROVINCE, name="Tỉnh")
    made = [Office(code=f"xa-{n}", level=Office.Level.XA, name=f"Xã {n}", parent=province) for n in range(COMMUNES)]
    offices, weeks = Office.objects.bulk_create(made), _weeks(many)
    with transaction.atomic():
        owed = Duty.objects.bulk_create(_duty(office, province, week) for week in weeks for office in offices)
        theirs = Report.objects.bulk_create(
            Report(office=one.office, kind=KIND.id, period=one.period, first=one.first, last=one.last) for one in owed
        )
        frozen = Frozen.objects.bulk_create(
            Frozen(report=one, public=CLOSES, inside=CLOSES, salt=b"", at=duty.cut_off_at)
            for one, duty in zip(theirs, owed, strict=True)
        )
        Submission.objects.bulk_create(
            Submission(frozen=one, duty=duty, to=province, at=duty.due_at - timedelta(hours=1), on_time=True)
            for one, duty in zip(frozen, owed, strict=True)
        )
        _figures()
    return province


def _duty(office: Office, province: Office, week: Period) -> Duty:
    due = week.end + timedelta(hours=12)
    names = {"office": office, "to": province, "kind": KIND.id, "period": week.code}
    return Duty(**names, first=week.first, last=week.last, cut_off_at=week.end, due_at=due, made_at=week.start)


def _figures() -> None:
    true, false = ("TRUE", "FALSE") if connection.vendor == "postgresql" else ("1", "0")
    with connection.cursor() as cursor:
        for salt, (id, one) in enumerate(FIGURES.items()):
            n = N.format(salt=salt)
            columns = {"value": f"CASE WHEN {n} < 48 THEN 0 ELSE {n} END", "over": "NULL", "under": "NULL"}
            columns |= {"days": "'[]'", "parts": "'{}'" if "_by_" not in id else f"""'{{"web": ' || {n} || '}}'"""}
            if one.unit == "%":
                columns |= {"over": n, "under": "97"}
            if id in ("median_working_days", "p90", "days_to_publication"):
                columns["days"] = f"'[[2, ' || {n} || '], [9, 4]]'"
            if connection.vendor == "postgresql":
                columns |= {name: f"({columns[name]})::jsonb" for name in ("days", "parts")}
            if id in RESTRICTED_FIGURES:
                columns["value"] = f"{n} %% 6"
            for inside in (true, false):
                cursor.execute(FIGURES_OF_ALL.format(inside=inside, **columns), [id, one.version])


def _asked(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


def run(many: int) -> Iterator[Row]:
    province = _province(many)
    at = LAST.end + timedelta(days=2)
    rows = FrozenFigure.objects.count()

    def week() -> None:
        counting._counted.clear()
        rollup._rolled_up.clear()
        counting.count(province, KIND, LAST, at)

    for name, work in (
        ("one week with the week before, both sides", week),
        ("a page of the grid", lambda: grid(province, KIND, at, "")),
    ):
        times = Times()
        for _ in range(ROUNDS):
            times.take(work)
        yield Row(
            f"{COMMUNES} communes × {many} weeks × {len(FIGURES)} figures: {name}",
            cpu_ms=times.cpu_ms,
            wall_ms=times.wall_ms,
            other=f"{_asked(work)} statements; {rows:,} figures kept",
            goal=f"≤ {QUICK_MS} ms of CPU",
            reached=times.cpu_ms <= QUICK_MS,
        )


if __name__ == "__main__":
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else WEEKS):
        print(json.dumps(row.plain(), ensure_ascii=False), flush=True)
