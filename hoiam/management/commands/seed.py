"""`hoiam seed`: a made-up ward that has lived for a year, to look at and to try everything in."""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from hoiam.listen.models import Message
from hoiam.office.models import Office, Person
from hoiam.report.models import Frozen
from hoiam.seed.cast import ABOVE, CAST, PASSWORD
from hoiam.seed.province.communes import MOST, STAFF
from hoiam.seed.province.province import PROVINCE_HOST, seed_province
from hoiam.seed.province.province import WEEKS as PROVINCE_WEEKS
from hoiam.seed.story.story import WEEKS, seed
from hoiam.vault import keys

_EARLIEST = date(2020, 1, 1)


class Command(BaseCommand):
    help = "Tạo bản trình diễn: một phường không có thật, đã hoạt động một năm; không chạm vào dữ liệu thật."
    # The checks speak of what is only made here.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until", type=_day, default=None, help="ngày cuối của câu chuyện (mặc định: hôm nay)")
        parser.add_argument(
            "--province",
            type=int,
            default=0,
            metavar="SỐ XÃ",
            help="thay cho một phường: một tỉnh với từng này xã, phường, đặc khu, dữ liệu nhẹ",
        )
        parser.add_argument(
            "--weeks", type=int, default=PROVINCE_WEEKS, metavar="SỐ TUẦN", help="của --province; mặc định: 13"
        )

    def handle(self, *, until: date | None, province: int, weeks: int, **options: Any) -> None:
        until = until or timezone.localdate()
        if not _EARLIEST <= until <= timezone.localdate():
            raise CommandError(f"--until phải từ {_EARLIEST:%Y-%m-%d} đến hôm nay.")
        if not 0 <= province <= MOST or not 1 <= weeks <= WEEKS:
            raise CommandError(f"--province từ 1 đến {MOST}, --weeks từ 1 đến {WEEKS}.")
        settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not settings.DEMO:
            self._make_a_demo_of_it()
        if _lived_in():
            self.stdout.write("Bản trình diễn đã có sẵn ở đây: không thay đổi gì.")
        else:
            call_command("migrate", verbosity=0, interactive=False)
            # Django leaves much for the collector to look through: looking seldom saves a fifth of the time.
            gc.set_threshold(200_000)
            if province:
                self._play_province(until, province, weeks)
            else:
                self._play(until)
        self._tell()

    def _make_a_demo_of_it(self) -> None:
        """Mark the home, give it keys, and start anew: settings are read only once in a process."""
        if _lived_in():
            raise CommandError(
                f"{settings.HOME} có nội dung hoặc tài khoản thật: bản trình diễn cần một thư mục trống. "
                "Hãy đặt HOIAM_HOME là một thư mục khác."
            )
        if not (settings.KEYS / keys.DJANGO).exists():
            keys.make(settings.KEYS if os.environ.get("HOIAM_KEYS") else settings.HOME / "keys")
        marker = settings.HOME / "demo"
        marker.touch(mode=0o600)
        marker.write_text(f"{PASSWORD}\n", encoding="utf-8")
        connection.close()
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  (this very command again)

    def _play(self, until: date) -> None:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task("Phường Hòa Bình sống một năm", total=WEEKS * 7)
            seed(until, told=lambda day: progress.update(bar, completed=WEEKS * 7 - (until - day).days))
        self.stdout.write(
            f"Đã tạo Phường Hòa Bình (tỉnh Lạc Hồng), không có thật, với {Message.objects.count()} nội dung."
        )

    def _play_province(self, until: date, communes: int, weeks: int) -> None:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task("Tỉnh Lạc Hồng", total=communes)
            seed_province(until, communes, weeks, told=lambda _name: progress.advance(bar))
        self.stdout.write(
            f"Đã tạo Tỉnh Lạc Hồng với {communes} xã, phường, đặc khu, không có thật, {Frozen.objects.count()} báo cáo "
            f"tuần và {Message.objects.count()} nội dung."
        )

    def _tell(self) -> None:
        province = Office.objects.filter(hostname=PROVINCE_HOST).first()
        address = f"http://{PROVINCE_HOST if province else '127.0.0.1'}:{settings.PORT}"
        self.stdout.write(f"Trang của người dân: {address}/\nBàn làm việc:        {address}/ban")
        self.stdout.write(f"Mật khẩu chung:      {PASSWORD}   (chỉ dùng được trên máy này)")
        people = [(post.username, post.full_name, post.post) for post in (STAFF if province else (*CAST, *ABOVE))]
        if province:
            first = Person.objects.filter(office=province.children.first()).order_by("username")
            people += [(one.username, one.full_name, f"{one.post}, {one.office}") for one in first]
        for username, full_name, post in people:
            self.stdout.write(f"  {username:<{max(len(one[0]) for one in people)}} {full_name}, {post}")


def _lived_in() -> bool:
    tables = connection.introspection.table_names()
    return any(model._meta.db_table in tables and model._default_manager.exists() for model in (Message, Person))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--until là một ngày như 2026-11-21, không phải «{text}».") from None
