"""What keeping facts adds to receiving a message: the same act with and without, in turn.

HOIAM_HOME=… python -m bench.keeping (a home filled by bench.house)
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db import connection, transaction
from django.utils import timezone

from bench.corpus import messages
from bench.measure import Times
from bench.rows import Row
from hoiam.ledger.acts import watchers
from hoiam.listen.intake.receiving import Taken, receive
from hoiam.office.models import Office
from hoiam.report.facts.facts import keep

ROUNDS, WARMING = 300, 20
TIMES_DEARER = 1.10


def run() -> Iterator[Row]:
    office = Office.objects.exclude(level=Office.Level.PROVINCE).get()
    taken = {"facts kept": Times(), "no facts": Times()}
    others = [watching for watching in watchers if watching is not keep]
    for turn, made in enumerate(messages(2 * (ROUNDS + WARMING), seed=79)):
        name = ("facts kept", "no facts")[turn % 2]
        watchers[:] = [*others, keep] if name == "facts kept" else others
        times = taken[name] if turn >= 2 * WARMING else Times()
        with transaction.atomic():
            times.take(
                lambda text=made.text: receive(
                    office, Taken("web", text, public=True, kind="feedback"), at=timezone.now()
                )
            )
            # So that both find the same house, round for round.
            transaction.set_rollback(True)
    watchers[:] = [*others, keep]
    ratio = taken["facts kept"].cpu_ms / taken["no facts"].cpu_ms
    for name, times in taken.items():
        ours = name == "facts kept"
        yield Row(
            f"Receiving a message, the act alone, {connection.vendor}: {name}",
            cpu_ms=times.cpu_ms,
            wall_ms=times.wall_ms,
            p95_ms=times.p95_ms,
            other=f"{ratio:.2f}× without" if ours else "",
            goal=f"≤ {TIMES_DEARER:.2f}× without, by CPU" if ours else "",
            reached=ratio <= TIMES_DEARER if ours else None,
        )


if __name__ == "__main__":
    for row in run():
        print(json.dumps(row.plain(), ensure_ascii=False))
