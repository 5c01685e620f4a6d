"""The clerk's inbox through the real application: the first page, the last page, filters and a search.

HOIAM_HOME=… python -m bench.inbox (a home filled by bench.house)
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from bench.measure import Times
from bench.rows import Row
from bench.visits import Visitor, statements
from hoiam.answer.inbox import inbox
from hoiam.listen.models import OPEN, Message
from hoiam.office.models import Person

ROUNDS = 40
CPU, STATEMENTS, EVEN = 20.0, 12, 1.25


def last_page() -> str:
    """The cursor before the last fifty that are open."""
    end = (
        Message.objects.filter(ended_on=OPEN)
        .order_by("-due_on", "-id")[inbox.ROWS_A_PAGE : inbox.ROWS_A_PAGE + 1]
        .get()
    )
    return f"/ban?loc=mo&sau={end.due_on}_{end.pk}"


def run() -> Iterator[Row]:
    visitor = Visitor().signed_in(Person.objects.get(username="nam"))
    pages = {
        "first page": "/ban",
        "last page": last_page(),
        "filter «overdue»": "/ban?loc=qua-han",
        "filter «mine»": "/ban?loc=cho-toi",
        "topic and unit": "/ban?loc=mo&don-vi=KT&nguon=web",
        "filter «answered»": "/ban?loc=da-xong",
        "search «ong nuoc vo»": "/ban?q=ong+nuoc+vo",
    }
    times = {name: Times() for name in pages}
    for address in pages.values():
        page = visitor.get(address)
        assert page.status == 200, address
        assert page.body.count(b"/ban/viec/") == inbox.ROWS_A_PAGE or "q=" in address, address
    for _ in range(ROUNDS):
        for name, address in pages.items():
            times[name].take(lambda address=address: visitor.get(address))  # type: ignore[misc]
    all_messages, waiting = Message.objects.count(), Message.objects.filter(ended_on=OPEN).count()
    first = times["first page"].cpu_ms
    for name, address in pages.items():
        made, cpu = statements(lambda address=address: visitor.get(address)), times[name].cpu_ms  # type: ignore[misc]
        goal, reached = f"≤ {CPU:.0f} ms CPU, ≤ {STATEMENTS} statements", cpu <= CPU and made <= STATEMENTS
        if name == "last page":
            goal, reached = f"{goal}, ≤ {EVEN}× the first page", reached and cpu <= EVEN * first
        yield Row(
            f"Inbox, 50 rows, {all_messages:,} messages, {waiting:,} open: {name}",
            cpu_ms=cpu,
            wall_ms=times[name].wall_ms,
            p95_ms=times[name].p95_ms,
            other=f"{made} statements",
            goal=goal,
            reached=reached,
        )


if __name__ == "__main__":
    for row in run():
        print(json.dumps(row.plain(), ensure_ascii=False))
