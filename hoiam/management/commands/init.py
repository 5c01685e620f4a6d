from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hoiam.answer.founding.acts import found_desk
from hoiam.management.commands.facts import rebuild, with_progress
from hoiam.office.acts import found
from hoiam.office.models import Office
from hoiam.report.facts.facts import unbuilt
from hoiam.vault import keys

UNNAMED = "Phường (chưa đặt tên)"


class Command(BaseCommand):
    help = "Chuẩn bị hoặc cập nhật một cơ sở cài đặt: thư mục, khóa, cơ sở dữ liệu, một cơ quan, tệp tĩnh."
    # The checks speak of what is only made here.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--code", default="office", help="mã cơ quan (mặc định: office)")
        parser.add_argument("--name", default="", help="tên cơ quan, có cấp: «Phường Hòa Bình»")

    def handle(self, *, code: str, name: str, **options: Any) -> None:
        settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        keys.make(settings.KEYS)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        with_progress(unbuilt(), rebuild)
        office = Office.objects.first()
        if office is None:
            office = found(code, name or UNNAMED, Office.Level.PHUONG, at=timezone.now())
        elif name and name != office.name:
            raise CommandError(f"Cơ quan đã có tên «{office.name}»: đổi tên ở màn hình «Quản trị», để có dòng nhật ký.")
        if office.level != Office.Level.PROVINCE:
            found_desk(office, at=timezone.now())
        self.stdout.write(f"{office.name} (mã {office.code}) đã sẵn sàng.")
        if settings.DEMO:
            return
        self.stdout.write(f"Dữ liệu: {settings.HOME}")
        self.stdout.write(f"Khóa:    {settings.KEYS} (sao lưu riêng, đừng để chung với dữ liệu)")
        self.stdout.write("Tiếp theo: «hoiam createsuperuser» tạo người quản trị, «hoiam run» chạy trang.")
