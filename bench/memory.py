"""Resident memory of the real processes: the web process after serving pages and PDFs, the worker after its work.

HOIAM_HOME=… python -m bench.memory (a home filled by bench.house; the processes are started on a free port)
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.utils import timezone

from bench.corpus import messages
from bench.inbox import last_page
from bench.rows import Row
from bench.visits import Visitor
from hoiam.answer.models import Reply
from hoiam.office.models import Person
from hoiam.outbox.models import Row as Notice
from hoiam.outbox.models import Slot
from hoiam.timetable import CHORES
from hoiam.workdays.periods import WEEK, Schedule

ROOT = Path(__file__).resolve().parent.parent
WEB_MB, WORKER_MB = 150, 200
TO_BEGIN, TO_FINISH = 60, 300


def _children(pid: int) -> list[int]:
    found = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            found += [int(child), *_children(int(child))]
    return found


def _mb(pid: int, name: str = "VmRSS") -> int:
    line = re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return round(int(line[1]) / 1024) if line else 0


def _told(pid: int) -> str:
    return f"{_mb(pid)} MB, of which {_mb(pid, 'RssAnon')} MB its own; highest {_mb(pid, 'VmHWM')} MB"


class _House:
    """`hoiam run` on a free port, and what it started."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        env = os.environ | {"PORT": str(self.port), "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "run"], env=env, stdout=subprocess.PIPE, text=True
        )
        until = time.monotonic() + TO_BEGIN
        while "Ctrl-C" not in (self.process.stdout.readline() if self.process.stdout else ""):
            assert time.monotonic() < until, "the house did not begin"

    def named(self, word: str) -> list[int]:
        return [pid for pid in _children(self.process.pid) if word in Path(f"/proc/{pid}/cmdline").read_text()]

    @property
    def web(self) -> int:
        """The process that serves: the largest of the server's."""
        server = self.named("granian")
        return max({*server, *(child for pid in server for child in _children(pid))}, key=_mb)

    @property
    def worker(self) -> int:
        return self.named("work")[-1]

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=10)

    def ask(self, path: str, cookie: str = "", form: dict[str, str] | None = None) -> bytes:
        body = urlencode(form).encode() if form else None
        request = Request(f"http://127.0.0.1:{self.port}{path}", body, {"Cookie": cookie} if cookie else {})
        with urlopen(request, timeout=120) as answer:
            return bytes(answer.read())

    def send(self, text: str) -> None:
        token = re.search(rb'name="token" value="([^"]+)"', self.ask("/gui?viec=feedback"))
        assert token
        form = {"token": token[1].decode(), "viec": "feedback", "text": text, "public": "co", "do": "send"}
        for step in ("words", "contact", "look"):
            self.ask("/gui", form=form | {"step": step})


def _serve(house: _House, cookie: str) -> None:
    """Each kind of page, thirty times, by four at once as the server has threads; a letter as PDF among them."""
    numbers = list(Reply.objects.filter(sent_at__isnull=False).values_list("matter__message__number", flat=True)[:30])
    jobs: list[tuple[str, str]] = []
    for number in numbers:
        jobs += [(path, "") for path in ("/", "/gui", "/tra-loi", "/tra-loi?q=ong+nuoc+vo", f"/tra-loi/{number}")]
        jobs += [(path, cookie) for path in ("/ban", last_page(), "/ban?q=den+duong", f"/ban/viec/{number}")]
    jobs += [(f"/ban/viec/{number}/tra-loi.pdf", cookie) for number in numbers[:5]]
    with ThreadPoolExecutor(4) as four:
        list(four.map(lambda job: house.ask(*job), jobs))
        list(four.map(house.send, [made.text for made in messages(5, seed=78)]))


def _work_done() -> bool:
    done = Slot.objects.filter(done_at__isnull=False).values("chore").distinct().count()
    return done >= len(CHORES) and not Notice.objects.filter(done_at__isnull=True, failed_at__isnull=True).exists()


def run() -> Iterator[Row]:
    cookies = Visitor().signed_in(Person.objects.get(username="nam")).cookies
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    house = _House()
    try:
        _serve(house, cookie)
        yield _row("Web process after 275 pages, 5 of them PDFs", house.web, WEB_MB)
        began = time.monotonic()
        while not _work_done() and time.monotonic() - began < TO_FINISH:
            time.sleep(1)
        did = "every chore of the timetable and all notices" if _work_done() else f"{TO_FINISH} s of work, not yet done"
        yield _row(f"Worker after {did}", house.worker, WORKER_MB)
        week = f"/bao-cao/weekly/{Schedule().of(WEEK, timezone.now()).code}"
        house.ask(week)
        house.ask(f"{week}/tep/report.pdf")
        yield _row("Web process after compiling a weekly report as page and PDF, too", house.web, WEB_MB)
    finally:
        house.end()


def _row(what: str, pid: int, most: int) -> Row:
    return Row(f"Resident memory: {what}", other=_told(pid), goal=f"≤ {most} MB", reached=_mb(pid) <= most)


if __name__ == "__main__":
    for row in run():
        print(json.dumps(row.plain(), ensure_ascii=False), flush=True)
