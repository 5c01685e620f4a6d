"""The work loop as a real process: stopped, killed, doubled."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection

from conftest import House
from hoiam.ledger.models import Entry
from hoiam.office.acts import found
from hoiam.office.models import Office
from hoiam.outbox import acts
from hoiam.outbox.mail.channel import Mail
from hoiam.outbox.models import Row
from hoiam.outbox.work import Work
from tests.mail_server import MailServer, mail_server

DJANGO = {"DJANGO_SETTINGS_MODULE": "hoiam.settings"}
MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))  # thứ Hai


@pytest.fixture
def office(committing_db: House) -> Office:
    return found("hoa-binh", "Phường Hòa Bình", Office.Level.PHUONG, at=MONDAY)


def queue_notices(office: Office, count: int = 1) -> None:
    for number in range(count):
        acts.queue(office, "notice", f"message:{261148300 + number}", due_at=MONDAY)


def work_once(house: House, server: MailServer) -> int:
    command = [sys.executable, "-m", "tests.worker_with_a_notice"]
    process = subprocess.Popen(command, env=house.env | {"HOIAM_SMTP": server.address}, stderr=subprocess.DEVNULL)
    server.sender = process.pid
    return process.wait(timeout=20)


@pytest.mark.parametrize(
    ("killed_at", "times_taken"),
    [
        ("MAIL", 1),  # before the mail server had it: not lost
        (".", 2),  # the mail server had it, nobody noted that: once more, under the same name
    ],
)
def test_a_notice_whose_worker_is_killed_while_sending_is_not_lost_and_stays_one_mail(
    committing_db: House, office: Office, killed_at: str, times_taken: int
):
    queue_notices(office)
    with mail_server() as server:
        server.kill_at = killed_at
        assert work_once(committing_db, server) == -signal.SIGKILL
        row = Row.objects.get()
        assert (row.done_at, row.attempts) == (None, 1)
        Row.objects.update(leased_until=MONDAY)  # its lease runs out
        assert work_once(committing_db, server) == 0
    assert len(server.taken) == times_taken
    assert len({message["Message-ID"] for message in server.taken}) == 1
    assert Row.objects.get().done_at
    assert Entry.objects.filter(kind="mail.sent").count() == 1


def test_two_workers_side_by_side_send_every_notice_once(office: Office):
    queue_notices(office, 12)
    work = Work(
        (), {"notice": lambda row: Mail("hoa@example.vn", row.subject, "")}, lambda: MONDAY + timedelta(hours=1)
    )

    def work_until_nothing_is_due() -> None:
        while work.one_piece() or Row.objects.filter(done_at__isnull=True, attempts=0).exists():
            pass
        connection.close()

    workers = [threading.Thread(target=work_until_nothing_is_due) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    assert sorted(message.subject for message in mail.outbox) == [f"message:{261148300 + n}" for n in range(12)]


def test_the_worker_beats_and_finishes_what_is_in_hand_when_told_to_stop(committing_db: House, office: Office):
    worker = subprocess.Popen([sys.executable, "-m", "django", "work"], env=committing_db.env | DJANGO)
    heartbeat = committing_db.home / "worker.heartbeat"
    try:
        wait_for(heartbeat.exists)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(10) == 0  # of its own will; that `hoiam run` waits no longer than 1.5 s is in test_setup
    finally:
        worker.kill()


def test_without_a_mail_server_a_mail_is_one_closed_file_in_the_home(committing_db: House, office: Office):
    queue_notices(office)
    command = [sys.executable, "-m", "tests.worker_with_a_notice"]
    for _ in range(2):
        subprocess.run(command, env=committing_db.env, check=True)
        Row.objects.update(done_at=None, leased_until=MONDAY)
    (file,) = (committing_db.home / "mail").iterdir()
    assert file.suffix == ".eml"
    assert file.stat().st_mode & 0o777 == 0o600


def wait_for(condition, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
