"""The pages that are looked at most, beside the inbox, through the real application.

HOIAM_HOME=… python -m bench.pages (a home filled by bench.house)
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from bench.measure import Times
from bench.rows import Row
from bench.visits import Visitor, statements
from hoiam.listen.models import Message, Stage
from hoiam.office.models import Person

ROUNDS = 30
CPU, STATEMENTS = 40.0, 30


def _one(stage: Stage) -> str:
    return Message.objects.filter(stage=stage).order_by("-id")[5].number


def run() -> Iterator[Row]:
    nam, lan = (Visitor().signed_in(Person.objects.get(username=name)) for name in ("nam", "lan"))
    resident, assigned, closed = Visitor(), _one(Stage.ASSIGNED), _one(Stage.CLOSED)
    desk = f"≤ {CPU:.0f} ms CPU, ≤ {STATEMENTS} statements"
    pages = {
        "Desk, one message: to be sorted": (nam, f"/ban/viec/{_one(Stage.RECEIVED)}", desk),
        "Desk, one message: assigned": (nam, f"/ban/viec/{assigned}", desk),
        "Desk, one message: closed": (nam, f"/ban/viec/{closed}", desk),
        "Desk, drafts to approve, 100 on the page": (lan, "/ban/duyet", ""),
        "Public page of one message: open": (resident, f"/tra-loi/{assigned}", ""),
        "Public page of one message: answered": (resident, f"/tra-loi/{closed}", ""),
        "Home page": (resident, "/", ""),
        "Waiting list": (resident, "/cho-tra-loi", ""),
        "Register of what is not published": (resident, "/khong-dang", ""),
    }
    times = {name: Times() for name in pages}
    for visitor, address, _ in pages.values():
        assert visitor.get(address).status == 200, address
    for _ in range(ROUNDS):
        for name, (visitor, address, _) in pages.items():
            times[name].take(lambda visitor=visitor, address=address: visitor.get(address))  # type: ignore[misc]
    for name, (visitor, address, goal) in pages.items():
        made = statements(lambda visitor=visitor, address=address: visitor.get(address))  # type: ignore[misc]
        one = times[name]
        reached = (one.cpu_ms <= CPU and made <= STATEMENTS) if goal else None
        yield Row(name, "Hồi Âm", one.cpu_ms, one.wall_ms, one.p95_ms, f"{made} statements", goal, reached)


if __name__ == "__main__":
    for row in run():
        print(json.dumps(row.plain(), ensure_ascii=False))
