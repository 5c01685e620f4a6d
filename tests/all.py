"""All checks of `make test`, one after the other, with a summary at the end; the exit status tells.

PostgreSQL, Chromium, poppler and SoftHSM are used where they are installed. Elsewhere their part is left out with one
line that names the Debian package; under CI=true leaving out is failing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
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
        failed = subprocess.run(command, cwd=ROOT, env=_environment() | more, check=False).returncode != 0
        self.failed |= failed
        self.lines.append(f"{'FAILED' if failed else 'ok':<8}{name} ({time.monotonic() - began:.0f} s)")

    def left_out(self, name: str, package: str) -> None:
        self.failed |= CI
        self.lines.append(f"{'FAILED' if CI else 'left out':<8} {name}: the Debian package {package} is not installed")
        print(f"\n== {self.lines[-1]}", flush=True)


def _environment() -> dict[str, str]:
    """No setting of the caller's own installation reaches a test."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith("HOIAM_")}
    ours.pop("DATABASE_URL", None)
    ours.pop("PORT", None)
    return ours


def _newest_postgresql() -> Path | None:
    found = list(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return max(found, key=lambda path: int(path.parts[-3])).parent if found else None


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


def _suite(summary: Summary, name: str, **more: str) -> None:
    # The database that every process copies is made first, by one.
    subprocess.run((sys.executable, "-m", "tests.databases"), cwd=ROOT, env=_environment() | more, check=True)
    apart = ("--ignore=tests/browser", "--ignore=tests/installation")
    summary.run(name, (*PYTEST, *apart, "-n", "2", "--durations=5", "--durations-min=1"), **more)


def main() -> int:
    summary = Summary()
    for name, (tool, *arguments) in STATIC_CHECKS:
        summary.run(name, (str(BIN / tool), *arguments))
    if not shutil.which("pdftotext"):
        summary.left_out("pages of the papers", "poppler-utils")
    if not shutil.which("softhsm2-util"):
        summary.left_out("signing with a token", "softhsm2")
    _suite(summary, "suite on SQLite")
    if binaries := _newest_postgresql():
        with throw_away_postgresql(binaries) as address:
            _suite(summary, "suite on PostgreSQL", DATABASE_URL=address)
    else:
        summary.left_out("suite on PostgreSQL", "postgresql")
    summary.run("installation", (*PYTEST, "tests/installation"))
    if shutil.which("chromium"):
        summary.run("browser", (*PYTEST, "tests/browser"))
    else:
        summary.left_out("browser", "chromium")
    print("\n" + "\n".join(summary.lines), flush=True)
    bad = sum(line.startswith("FAILED") for line in summary.lines)
    out = sum(line.startswith("left out") for line in summary.lines)
    print(f"checks: {len(summary.lines) - bad - out} passed, {bad} failed, {out} skipped", flush=True)
    return int(summary.failed)


if __name__ == "__main__":
    sys.exit(main())
