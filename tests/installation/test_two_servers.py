"""Two real installations: the ward's reports go over the line to the province's server, once, whole, or not at all."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Installation:
    """A home with its keys, and what is done there."""

    home: Path
    port: int

    @property
    def env(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("HOIAM_", "DATABASE_URL"))}
        return kept | {"HOIAM_HOME": str(self.home), "PORT": str(self.port)}

    def does(self, verb: str, *words: str) -> str:
        return self._run("-m", "tests.installation.servers", verb, *words)

    def hoiam(self, *words: str) -> str:
        return self._run(str(ROOT / "manage.py"), *words)

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            (sys.executable, *words), env=self.env, capture_output=True, text=True, cwd=ROOT, timeout=90
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.home / "hoiam.sqlite3")) as database, database:
            return database.execute(query).fetchall()

    def count(self, table: str) -> int:
        return int(str(self.rows(f"SELECT count(*) FROM {table}")[0][0]))


@dataclass
class Servers:
    ward: Installation
    province: Installation
    running: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.province.port}"

    def start(self) -> None:
        server = "-m granian --interface wsgi --workers 1 --blocking-threads 2"
        command = f"{server} --port {self.province.port} hoiam.wsgi:application"
        self.running = subprocess.Popen(
            (sys.executable, *command.split()),
            env=self.province.env,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.province.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("the province's server did not start")

    def stop(self) -> None:
        if self.running:
            self.running.terminate()
            self.running.wait(10)

    def work(self) -> None:
        """The ward's worker takes up what is due, whatever pause it was in."""
        with closing(sqlite3.connect(self.ward.home / "hoiam.sqlite3")) as database, database:
            database.execute("UPDATE outbox_row SET leased_until = due_at WHERE channel = 'server'")
        self.ward.hoiam("work", "--once")

    def bring(self, data: bytes) -> tuple[int, dict[str, object]]:
        """A file put through the province's door by anybody."""
        request = Request(f"{self.address}/may-chu/bao-cao", data=data, method="POST")
        try:
            with urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read())
        except HTTPError as refused:
            return refused.code, json.loads(refused.read())


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Both installations, with each other's keys; the province's server does not run yet."""
    folder = tmp_path_factory.mktemp("servers")
    both = Servers(*(Installation(folder / name, free_port()) for name in ("phuong", "tinh")))
    ours, theirs = both.ward.does("make_ward"), both.province.does("make_province")
    both.ward.does("take_key_of_province", theirs, both.address)
    both.province.does("take_key_of_ward", ours)
    yield both
    both.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def bundle_of(servers: Servers, week: str, folder: Path) -> bytes:
    servers.ward.hoiam("report", "send", "--period", week, "--out", str(folder))
    return (folder / f"hoa-binh-weekly-{week}-v1.hoiam").read_bytes()


def test_a_report_waits_for_the_line_arrives_once_and_the_answer_comes_back(servers: Servers, tmp_path: Path):
    ward, province = servers.ward, servers.province
    ward.does("hand_in", "2026-W43", "2")
    servers.work()
    assert ward.rows("SELECT attempts, last_error, done_at, failed_at FROM outbox_row WHERE channel = 'server'") == [
        (1, "LineDown", None, None)
    ]
    servers.start()
    servers.work()
    assert province.rows("SELECT kind, period, first, last FROM report_report") == [
        ("weekly", "2026-W43", "2026-10-19", "2026-10-25")
    ]
    received = "SELECT value FROM report_frozenfigure WHERE figure = 'messages_received' ORDER BY inside"
    assert province.rows(received) == [(2.0,), (2.0,)]
    assert province.count("report_takenin") == province.count("report_submission") == 1
    assert province.rows("SELECT kind FROM ledger_entry ORDER BY id")[-1] == ("report.taken_in",)
    assert province.count("listen_message") == 0
    assert ward.rows("SELECT taken_in FROM report_acknowledged") == [(1,)]
    assert "— hoiam/tinh " in ward.hoiam("ledger", "checkpoint", "--office", "hoa-binh")
    assert ward.hoiam("ledger", "verify", "--office", "hoa-binh")
    # The same file again, from wherever: the same answer, nothing new.
    status, answer = servers.bring(bundle_of(servers, "2026-W43", tmp_path))
    assert (status, answer["answer"]["taken_in"]) == (200, True)  # type: ignore[index]
    assert province.count("report_takenin") == 1


def test_a_return_comes_home_by_the_worker(servers: Servers):
    servers.province.does("say", "returned")
    servers.ward.does("ask")
    assert servers.ward.rows("SELECT result, reason, by_id FROM report_verdict") == [
        ("returned", "Thiếu mục kinh tế.", None)
    ]


def test_one_altered_byte_is_refused_at_the_door_with_the_reason_and_nothing_is_written(
    servers: Servers, tmp_path: Path
):
    servers.ward.does("hand_in", "2026-W44", "1")
    data, before = bundle_of(servers, "2026-W44", tmp_path), servers.province.count("ledger_entry")
    names = ("manifest.json", "manifest.sig", "report.json", "checkpoint.txt", "proof.json", "report.pdf")
    starts = [data.index(name.encode()) for name in names]
    places = {start + step for start in starts for step in (0, 15, 30, 60)} | set(range(0, len(data), len(data) // 20))
    for place in sorted(places | {len(data) - 1}):
        altered = bytearray(data)
        altered[place] ^= 0x10
        status, answer = servers.bring(bytes(altered))
        assert status in (400, 403), place
        assert str(answer["reason"]).endswith("."), place
    assert servers.province.count("ledger_entry") == before
    assert servers.province.count("report_takenin") == 1
    servers.work()
    assert servers.province.count("report_takenin") == 2


def test_a_ledger_put_back_to_an_older_copy_is_refused_and_remembered(servers: Servers, tmp_path: Path):
    ward, province = servers.ward, servers.province
    shutil.copy(ward.home / "hoiam.sqlite3", tmp_path / "cu.sqlite3")
    ward.does("hand_in", "2026-W45", "3")
    servers.work()
    assert province.count("report_takenin") == 3
    for file in ward.home.glob("hoiam.sqlite3*"):
        file.unlink()
    shutil.copy(tmp_path / "cu.sqlite3", ward.home / "hoiam.sqlite3")
    ward.does("hand_in", "2026-W45", "1")  # one message instead of three
    servers.work()
    assert province.count("report_takenin") == 3
    assert province.rows("SELECT what FROM report_ledgerfault") == [("rolled_back",)]
    ((taken_in, reason),) = ward.rows("SELECT taken_in, reason FROM report_acknowledged ORDER BY id DESC LIMIT 1")
    assert taken_in == 0
    assert "bị lùi lại" in str(reason)


def test_an_ended_key_takes_nothing_and_a_stranger_is_told_so(servers: Servers, tmp_path: Path):
    data = bundle_of(servers, "2026-W45", tmp_path)
    servers.province.does("end_key_of_ward")
    status, answer = servers.bring(data)
    assert (status, answer["reason"]) == (
        403,
        "Khóa của nơi gửi đã thôi dùng ở đây: quản trị viên hai bên trao khóa mới.",
    )
    assert servers.province.count("report_takenin") == 3
