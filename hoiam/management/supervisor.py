"""The small parent of `hoiam run`: a web server and a worker, started, watched and stopped together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hoiam.management.stopping import Stop

TO_END = 1.5  # seconds that a child has between TERM and KILL: all is over within two
TO_BEGIN = 30.0
LONGEST_PAUSE = 30.0
LOOK_EVERY = 0.1


class PortTaken(Exception):
    """Another program listens at the port."""


def web_command(port: int) -> list[str]:
    # One process and few threads: Python computes on one core at a time, and SQLite has one writer. No access log:
    # it would hold the addresses of residents' devices.
    server = "--interface wsgi --host 127.0.0.1 --workers 1 --blocking-threads 4 --no-access-log --log-level warning"
    return [sys.executable, "-m", "granian", *server.split(), "--port", str(port), "hoiam.wsgi:application"]


WORKER_COMMAND = [sys.executable, "-m", "django", "work"]


@dataclass
class Child:
    command: list[str]
    process: subprocess.Popen[bytes]
    deaths: int = 0
    again_at: float = 0.0

    @classmethod
    def start(cls, command: list[str]) -> Child:
        return cls(command, _start(command))

    def stop(self, number: int) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)

    def keep_alive(self) -> None:
        """Start a died child again, each time after a longer pause."""
        if self.process.poll() is None:
            return
        if not self.again_at:
            self.deaths += 1
            self.again_at = time.monotonic() + min(2.0 ** (self.deaths - 1), LONGEST_PAUSE)
        elif time.monotonic() >= self.again_at:
            self.process, self.again_at = _start(self.command), 0.0


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    # Its own group: Ctrl-C in a terminal reaches us alone, and each child gets exactly one TERM from us.
    # Without this, glibc keeps a heap for each thread and gives none of it back.
    env = os.environ | {"MALLOC_ARENA_MAX": "1"}
    return subprocess.Popen(command, start_new_session=True, env=env)  # noqa: S603  (both commands stand above)


class Supervisor:
    def __init__(self, port: int, running: Callable[[], None]) -> None:
        self.port = port
        self.running = running

    def run(self) -> int:
        """Run until told to stop; the exit status."""
        self._port_must_be_free()
        make, stop = ParentMake(), Stop()
        web = Child.start(web_command(self.port))
        children = [web]
        try:
            if not self._answers(web, stop):
                return 0 if stop.told else 1
            children.append(Child.start(WORKER_COMMAND))
            self.running()
            while not stop.wait(LOOK_EVERY) and not make.was_told_to_stop():
                for child in children:
                    child.keep_alive()
            return 0
        finally:
            _end(children)

    def _port_must_be_free(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", self.port))
            except OSError:
                raise PortTaken from None

    def _answers(self, web: Child, stop: Stop) -> bool:
        """Wait until the web server takes connections; False when it ended or we were told to stop."""
        deadline = time.monotonic() + TO_BEGIN
        while time.monotonic() < deadline and web.process.poll() is None and not stop.wait(LOOK_EVERY):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return True
        return False


def _end(children: list[Child]) -> None:
    for child in children:
        child.stop(signal.SIGTERM)
    deadline = time.monotonic() + TO_END
    while time.monotonic() < deadline and any(child.process.poll() is None for child in children):
        time.sleep(0.02)
    for child in children:
        child.stop(signal.SIGKILL)
        child.process.wait()


class ParentMake:
    """Notices that the `make` which started us got INT or HUP for itself alone.

    GNU make passes on TERM only; on the others it resets its handler and waits for us without a word. From a terminal
    they reach the whole group, but `kill -HUP` or a service manager speaks to make alone.
    """

    def __init__(self) -> None:
        self.folder = Path(f"/proc/{os.getppid()}")
        self.at_first = self._caught()

    def was_told_to_stop(self) -> bool:
        return bool(self.at_first & ~self._caught())

    def _caught(self) -> int:
        """Which of the two signals make has a handler for; none where the parent is no make (or there is no /proc)."""
        try:
            if (self.folder / "comm").read_text().strip() != "make":
                return 0
            status = (self.folder / "status").read_text()
        except OSError:
            return 0
        both = 1 << (signal.SIGINT - 1) | 1 << (signal.SIGHUP - 1)
        return int(status.split("SigCgt:")[1].split()[0], 16) & both
