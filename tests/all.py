"""All checks of `make test`, one after the other, with a summary at the end; the exit status tells.

What needs a Debian package that is missing is left out with one line that names it; under CI=true that is failing.
The suites run on two fixed days (tests/clock). TEST_CLOCK=2026-12-31T09:00+07:00 moves them all to another one.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.clock import SUNDAY, TUESDAY
from tests.packages import PACKAGES, missing, newest_postgresql, program

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
BEGAN = time.monotonic()
LONGEST = 80 * 60
CI = os.environ.get("CI") == "true"

PYTEST = (sys.executable, "-m", "pytest")
STATIC_CHECKS = (
    ("format", ("ruff", "format", "--check", "--quiet", ".")),
    ("lint", ("ruff", "check", "--quiet", ".")),
    ("templates", ("djlint", "--lint", "--quiet", "hoiam")),
    ("types", ("mypy", "--no-error-summary", "hoiam")),
    ("dependencies", ("deptry", "hoiam")),
    ("dead code", ("python", "tests/dead_code.py")),
)


@dataclass
class Summary:
    lines: list[str] = field(default_factory=list)
    failed: bool = False

    def run(self, name: str, command: tuple[str, ...], **more: str) -> None:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        # A group of its own, so that a part that hangs ends with all it started.
        part = subprocess.Popen(command, cwd=ROOT, env=_environment() | more, start_new_session=True)
        try:
            failed = part.wait(max(1, LONGEST - (began - BEGAN))) != 0
        except subprocess.TimeoutExpired:
            os.killpg(part.pid, signal.SIGKILL)
            sys.exit(f"FAILED  {name}: still running {LONGEST // 60} minutes after the start of all checks")
        self.failed |= failed
        self.lines.append(f"{'FAILED' if failed else 'ok':<8}{name} ({time.monotonic() - began:.0f} s)")

    def left_out(self, package: str) -> None:
        self.failed |= CI
        name = PACKAGES[package][0]
        self.lines.append(f"{'FAILED' if CI else 'left out':<8} {name}: the Debian package {package} is not installed")
        print(f"\n== {self.lines[-1]}", flush=True)


def _environment() -> dict[str, str]:
    """No setting of the caller's own installation reaches a test."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith("HOIAM_")}
    ours.pop("DATABASE_URL", None)
    ours.pop("PORT", None)
    # The suites start hundreds of processes: none compiles the product anew, whatever the caller's shell keeps.
    ours.pop("PYTHONDONTWRITEBYTECODE", None)
    return ours | {"PYTHONPYCACHEPREFIX": str(ROOT / "build" / "bytecode")}


def _unprivileged() -> tuple[str, ...]:
    """PostgreSQL refuses to run as root; its package has made the user postgres."""
    return ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()


@contextmanager
def throw_away_postgresql(binaries: Path) -> Iterator[str]:
    """A server of our own on a socket in a new folder, without the wait for the disk; gives its DATABASE_URL."""
    with tempfile.TemporaryDirectory(prefix="hoiam-pg-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"
        pg_ctl = (*_unprivileged(), str(binaries / "pg_ctl"), "-D", data, "-s", "-w")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
        initdb = (str(binaries / "initdb"), "-D", data, "-U", "hoiam", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        quiet = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL}
        subprocess.run((*_unprivileged(), *initdb, "--no-sync"), **quiet)
        subprocess.run((*pg_ctl, "-l", f"{folder}/log", "-o", options, "start"), **quiet)
        try:
            yield f"postgresql://hoiam@/hoiam?host={folder}"
        finally:
            subprocess.run((*pg_ctl, "-m", "immediate", "stop"), **quiet)


def _clock(moment: str) -> dict[str, str]:
    return {"TEST_CLOCK": os.environ.get("TEST_CLOCK", moment)}


def _suite(summary: Summary, name: str, moment: str, **more: str) -> None:
    more |= _clock(moment)
    # The database that every process copies is made first, by one.
    subprocess.run((sys.executable, "-m", "tests.databases"), cwd=ROOT, env=_environment() | more, check=True)
    apart = ("--ignore=tests/browser", "--ignore=tests/installation")
    # A file's scene is made once, by the one process that gets the whole file; files of many tests go first.
    both = ("-n", "2", "--dist", "loadfile")
    summary.run(name, (*PYTEST, *apart, *both, "--durations=5", "--durations-min=1"), **more)


def static(summary: Summary) -> None:
    for name, (tool, *arguments) in STATIC_CHECKS:
        summary.run(name, (str(BIN / tool), *arguments))


def sqlite(summary: Summary) -> None:
    _suite(summary, "suite on SQLite", TUESDAY)


def postgresql(summary: Summary) -> None:
    if binaries := newest_postgresql():
        with throw_away_postgresql(binaries) as address:
            _suite(summary, "suite on PostgreSQL", SUNDAY, DATABASE_URL=address)


def installation(summary: Summary) -> None:
    summary.run("installation", (*PYTEST, "tests/installation"), **_clock(TUESDAY))


def browser(summary: Summary) -> None:
    if program("chromium"):
        summary.run("browser", (*PYTEST, "tests/browser"), **_clock(SUNDAY))


PARTS = {part.__name__: part for part in (static, sqlite, postgresql, installation, browser)}


def main(asked: list[str]) -> int:
    """The named parts; without a name all of them."""
    if unknown := set(asked) - set(PARTS):
        sys.exit(f"No such part: {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.")
    # Whoever starts the checks deaf to HUP (nohup) would make everything they start deaf to it.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    summary = Summary()
    for package in missing():
        summary.left_out(package)
    for name in asked or PARTS:
        PARTS[name](summary)
    print("\n" + "\n".join(summary.lines), flush=True)
    bad = sum(line.startswith("FAILED") for line in summary.lines)
    out = sum(line.startswith("left out") for line in summary.lines)
    print(f"checks: {len(summary.lines) - bad - out} passed, {bad} failed, {out} skipped", flush=True)
    return int(summary.failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
