from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from hoiam.management.stopping import Stop
from hoiam.outbox.work import Work
from hoiam.timetable import CARRIERS, CHORES, LETTERS

LOOK_AGAIN_AFTER = 1.0
HEARTBEAT_EVERY = 20.0


class Command(BaseCommand):
    help = "Làm việc nền: gửi thư, nhắc hạn, niêm phong nhật ký; chạy đến khi được bảo dừng."
    requires_system_checks = ["home", "keys"]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="làm hết những việc đang đến hạn rồi thôi")

    def handle(self, *, once: bool, **options: Any) -> None:
        work = Work(CHORES, LETTERS, timezone.now, CARRIERS)
        stop = Stop()
        last_beat = -HEARTBEAT_EVERY
        while not stop.told:
            if time.monotonic() - last_beat >= HEARTBEAT_EVERY:
                last_beat = time.monotonic()
                (settings.HOME / "worker.heartbeat").write_text(f"{timezone.localtime():%Y-%m-%dT%H:%M:%S%z}\n")
            close_old_connections()
            if work.one_piece():
                continue
            if once:
                return
            stop.wait(LOOK_AGAIN_AFTER)
