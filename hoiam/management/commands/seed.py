"""`hoiam seed`: a made-up ward that has lived for a quarter or a year, to look at and to try everything in."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from hoiam.checks import half_made
from hoiam.listen.models import Message
from hoiam.office.models import Office, Person
from hoiam.report.models import Frozen
from hoiam.seed.cast import ABOVE, CAST, PASSWORD
from hoiam.seed.province.communes import MOST, STAFF
from hoiam.seed.province.province import PROVINCE_HOST, seed_province
from hoiam.seed.story.story import QUARTER, WEEKS, seed
from hoiam.vault import keys

_EARLIEST = date(2020, 1, 1)


class Command(BaseCommand):
    help = "Tạo bản trình diễn: một phường không có thật, đã hoạt động một quý; không chạm vào dữ liệu thật."
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
            "--weeks",
            type=int,
            default=QUARTER,
            metavar="SỐ TUẦN",
            help=f"sống bao nhiêu tuần; mặc định: {QUARTER} (một quý), nhiều nhất: {WEEKS} (cả năm)",
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
        if _lived_in() and not half_made().exists():
            self.stdout.write("Bản trình diễn đã có sẵn ở đây: không thay đổi gì.")
        else:
            _mark("" if province or weeks == WEEKS else f"{weeks}")
            with _half_made_until_done(), _without_waiting_for_the_disk():
                call_command("migrate", verbosity=0, interactive=False)
                # Django leaves much for the collector to look through: looking seldom saves a fifth of the time.
                gc.set_threshold(200_000)
                gc.freeze()
                if province:
                    self._play_province(until, province, weeks)
                else:
                    self._play(until, weeks)
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
        _mark("")
        connection.close()
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  (this very command again)

    def _play(self, until: date, weeks: int) -> None:
        with _weeks_lived(until, weeks) as told:
            seed(until, weeks=weeks, takes_over=weeks < WEEKS, told=told)
        self.stdout.write(
            f"Đã tạo Phường Hòa Bình (tỉnh Lạc Hồng), không có thật, với {Message.objects.count()} nội dung."
        )

    def _play_province(self, until: date, communes: int, weeks: int) -> None:
        with _bar("Tỉnh Lạc Hồng", communes) as progress:
            seed_province(until, communes, weeks, told=lambda _name: progress(None))
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


def _mark(weeks: str) -> None:
    """The mark of a demo home: its one password, and how many weeks it lives where that is less than the year."""
    marker = settings.HOME / "demo"
    marker.touch(mode=0o600)
    marker.write_text(f"{PASSWORD}\n{weeks}\n" if weeks else f"{PASSWORD}\n", encoding="utf-8")


@contextmanager
def _half_made_until_done() -> Iterator[None]:
    """Who is interrupted leaves a mark: then the home is not served, and the next run begins it anew."""
    interrupted = half_made().exists()
    with half_made().open("a") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError("Bản trình diễn này đang được tạo bởi một tiến trình khác.") from None
        if interrupted:
            _throw_away()
        yield
        half_made().unlink()


def _throw_away() -> None:
    """What an interrupted run left: days of a story that has no end."""
    if connection.vendor != "sqlite" and _lived_in():
        raise CommandError(
            "Lần tạo bản trình diễn trước bị dừng giữa chừng. Hãy xóa cơ sở dữ liệu trong DATABASE_URL, "
            "tạo lại cơ sở dữ liệu trống rồi chạy lại."
        )
    connection.close()
    if connection.vendor == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{ending}").unlink(missing_ok=True)
    shutil.rmtree(settings.HOME / "files", ignore_errors=True)


@contextmanager
def _without_waiting_for_the_disk() -> Iterator[None]:
    """A made-up year may be lost in a power cut while it is made; before it is served it is on the disk."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        yield
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _weeks_lived(until: date, weeks: int) -> Iterator[Callable[[date], None]]:
    """Where it stands: a bar on a terminal, elsewhere a line for each week."""
    whole = weeks * 7

    def lived(day: date) -> int:
        return min(whole, whole + 1 - (until - day).days)

    if sys.stderr.isatty():
        with _bar(f"Phường Hòa Bình sống {weeks} tuần", whole) as progress:
            yield lambda day: progress(lived(day))
        return

    def line(day: date) -> None:
        if lived(day) % 7 == 0 and day < until:
            print(f"Đã sống {lived(day) // 7}/{weeks} tuần", file=sys.stderr, flush=True)

    yield line


@contextmanager
def _bar(words: str, total: int) -> Iterator[Callable[[int | None], None]]:
    """A bar on a terminal; told how far it is, or None: one further."""
    from rich.console import Console  # noqa: PLC0415  (0.2 s: only a terminal pays for it)
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(words, total=total)
        yield lambda at: progress.advance(bar) if at is None else progress.update(bar, completed=at)


def _lived_in() -> bool:
    tables = connection.introspection.table_names()
    return any(model._meta.db_table in tables and model._default_manager.exists() for model in (Message, Person))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--until là một ngày như 2026-11-21, không phải «{text}».") from None
