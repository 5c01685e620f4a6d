"""A message through the web form, as a browser without scripts sends it: words, way to answer, last look.

HOIAM_HOME=… python -m bench.receiving (a home filled by bench.house)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from django.db import connection

from bench.corpus import messages
from bench.measure import Times
from bench.rows import Row
from bench.visits import Page, Visitor, statements
from hoiam.listen.models import Message

ROUNDS = 60
CPU = 15.0
STEPS = ("words", "way to answer", "last look, which receives it")


def _token(page: Page) -> str:
    found = re.search(rb'name="token" value="([A-Za-z0-9_-]+)"', page.body)
    assert page.status == 200, page.status
    assert found, "a page of the form without its token"
    return found[1].decode()


class _Sender:
    """One resident with an address of their own, so that no flood question comes."""

    def __init__(self, turn: int, text: str) -> None:
        self.visitor = Visitor(address=f"10.{turn // 250}.{turn % 250}.7")
        self.text = text
        self.page = self.visitor.get("/gui?viec=feedback")
        self.token = _token(self.page)

    def words(self) -> None:
        self.page = self.visitor.post(
            "/gui", step="words", viec="feedback", token=self.token, text=self.text, place="đầu ngõ 45"
        )

    def way(self) -> None:
        self.page = self.visitor.post(
            "/gui", step="contact", token=self.token, public="co", reach="0912 345 678", do="look"
        )

    def send(self) -> None:
        self.page = self.visitor.post("/gui", step="look", token=self.token, do="send")


def run() -> Iterator[Row]:
    before = Message.objects.count()
    times = [Times() for _ in STEPS]
    counted = [0, 0, 0]
    for turn, made in enumerate(messages(ROUNDS + 2, seed=77)):
        sender = _Sender(turn, made.text)
        for step, work in enumerate((sender.words, sender.way, sender.send)):
            if turn == 0:
                counted[step] = statements(work)
            elif turn == 1:
                work()
            else:
                times[step].take(work)
        assert b"/tra-loi/" in sender.page.body or b"bien-nhan" in sender.page.body, sender.page.body[:500]
    assert Message.objects.count() == before + ROUNDS + 2, "not every message sent was received"
    where = f"{connection.vendor}, {before:,} messages there"
    for name, one, made_statements in zip(STEPS, times, counted, strict=True):
        receives = name == STEPS[-1]
        yield Row(
            f"Web form, {where}: {name}",
            cpu_ms=one.cpu_ms,
            wall_ms=one.wall_ms,
            p95_ms=one.p95_ms,
            other=f"{made_statements} statements",
            goal=f"≤ {CPU:.0f} ms CPU" if receives else "",
            reached=one.cpu_ms <= CPU if receives else None,
        )
    whole = sum(one.cpu_ms for one in times)
    yield Row(f"Web form, {where}: all three", cpu_ms=whole, wall_ms=sum(one.wall_ms for one in times))


if __name__ == "__main__":
    for row in run():
        print(json.dumps(row.plain(), ensure_ascii=False))
