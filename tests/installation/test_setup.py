"""Setting up and running, as a new user does it: real commands, an empty folder, real signals."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOIAM = (sys.executable, str(ROOT / "manage.py"))


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return settings_in(tmp_path)


def settings_in(folder: Path) -> dict[str, str]:
    """The settings of a new installation in an empty folder, at a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    return kept | {"HOIAM_HOME": str(folder / "nha"), "PORT": str(port)}


def hoiam(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run((*HOIAM, *arguments), env=env, capture_output=True, text=True, timeout=30)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_init_asks_nothing_makes_one_office_and_closed_keys_and_can_be_run_again(env: dict[str, str], tmp_path: Path):
    first = hoiam(env, "init", "--name", "Phường Hòa Bình")
    assert first.returncode == 0, first.stderr
    assert "Phường Hòa Bình (mã office)" in first.stdout
    assert "hoiam createsuperuser" in first.stdout
    assert mode(tmp_path / "nha") == mode(tmp_path / "nha.keys") == 0o700
    keys = {path.name: path.read_bytes() for path in (tmp_path / "nha.keys").iterdir()}
    assert {mode(tmp_path / "nha.keys" / name) for name in keys if not name.endswith((".pub", ".public"))} == {0o600}
    again = hoiam(env, "init")
    assert again.stdout == first.stdout
    assert keys == {path.name: path.read_bytes() for path in (tmp_path / "nha.keys").iterdir()}


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    env = settings_in(tmp_path_factory.mktemp("installation"))
    made = hoiam(env, "init", "--name", "Phường Hòa Bình")
    assert made.returncode == 0, made.stderr
    return env


@pytest.fixture
def make_run(env: dict[str, str], installation: dict[str, str], tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """`make` with our recipe of `run`, as the Makefile has it, in an installation that is set up."""
    env["HOIAM_HOME"] = installation["HOIAM_HOME"]
    (tmp_path / "Makefile").write_text(f"run:\n\t@exec {' '.join(HOIAM)} run\n")
    command = ("make", "-C", str(tmp_path), "--no-print-directory", "run")
    with (tmp_path / "log").open("w") as log:
        make = subprocess.Popen(command, env=env, stdout=log, stderr=log, text=True, start_new_session=True)
    end = time.monotonic() + 30
    while "Ctrl-C" not in (tmp_path / "log").read_text():
        assert make.poll() is None, (tmp_path / "log").read_text()
        assert time.monotonic() < end
        time.sleep(0.05)
    yield make
    for pid in descendants(make.pid):
        os.kill(pid, signal.SIGKILL)
    make.kill()


def descendants(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    children = [int(child) for child in listed.read_text().split()] if listed.exists() else []
    return children + [later for child in children for later in descendants(child)]


@pytest.mark.parametrize("told", ["ctrl-c", "TERM", "HUP"])
def test_everything_ends_within_two_seconds_when_told(make_run: subprocess.Popen[str], env: dict[str, str], told: str):
    assert urlopen(f"http://127.0.0.1:{env['PORT']}/", timeout=10).status == 200
    processes = descendants(make_run.pid)
    assert len(processes) >= 3  # the supervisor, the web server, the worker
    began = time.monotonic()
    if told == "ctrl-c":
        os.killpg(make_run.pid, signal.SIGINT)
    else:
        make_run.send_signal(signal.Signals[f"SIG{told}"])
    make_run.wait(5)
    while any(Path(f"/proc/{pid}").exists() for pid in processes):
        assert time.monotonic() - began < 2
        time.sleep(0.02)


def test_a_worker_that_dies_is_started_again_and_a_taken_port_is_named(
    make_run: subprocess.Popen[str], env: dict[str, str]
):
    second = hoiam(env, "run")
    assert second.returncode == 1
    assert f"Cổng {env['PORT']} đang có chương trình khác dùng" in second.stderr
    (worker,) = worker_of(make_run)
    os.kill(worker, signal.SIGKILL)
    end = time.monotonic() + 15
    while worker_of(make_run) in ([], [worker]):
        assert time.monotonic() < end
        time.sleep(0.1)


def worker_of(make: subprocess.Popen[str]) -> list[int]:
    lines = {pid: Path(f"/proc/{pid}/cmdline") for pid in descendants(make.pid)}
    return [pid for pid, line in lines.items() if line.exists() and b"\0work\0" in line.read_bytes()]


def test_without_an_installation_run_says_what_to_do(env: dict[str, str]):
    answer = hoiam(env, "run")
    assert answer.returncode == 1
    assert "chạy «hoiam init» trước" in answer.stderr


def test_an_unknown_setting_stops_every_command(env: dict[str, str]):
    answer = hoiam(env | {"HOIAM_HOEM": "./var"}, "check")
    assert answer.returncode != 0
    assert "Không có thiết lập nào tên là HOIAM_HOEM" in answer.stderr


def test_the_locks_name_versions_and_hashes_and_no_address():
    for lock in (ROOT / "requirements").glob("*.txt"):
        for line in lock.read_text().splitlines():
            pattern = r"[a-z0-9.-]+==[\w.]+( ; .+)?( \\)?|    --hash=sha256:[0-9a-f]{64}( \\)?"
            assert re.fullmatch(pattern, line), f"{lock.name}: {line}"
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def test_a_wrong_setting_is_one_sentence_and_not_a_way_through_the_code(env: dict[str, str]):
    for wrong, word in ({"HOIAM_FOO": "1"}, "HOIAM_FOO"), ({"PORT": "tám nghìn"}, "PORT phải là một số"):
        refused = hoiam(env | wrong, "check")
        assert refused.returncode == 1
        assert word in refused.stderr
        assert "Traceback" not in refused.stderr
