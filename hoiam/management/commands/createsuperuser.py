"""`hoiam createsuperuser`: the first administrator, asked for in Vietnamese."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hoiam.office.acts import appoint_administrator
from hoiam.office.models import Person


class Command(BaseCommand):
    help = "Tạo tài khoản quản trị hệ thống."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", default="", help="tên đăng nhập")
        parser.add_argument("--full_name", default="", help="họ và tên")
        parser.add_argument(
            "--noinput", "--no-input", action="store_true", help="không hỏi; mật khẩu lấy ở DJANGO_SUPERUSER_PASSWORD"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        ask = not options["noinput"]
        if ask and not sys.stdin.isatty():
            raise CommandError("Cần một cửa sổ dòng lệnh để hỏi mật khẩu, hoặc --noinput.")
        username = (options["username"] or (input("Tên đăng nhập: ") if ask else "")).strip().lower()
        full_name = (options["full_name"] or (input("Họ và tên: ") if ask else "")).strip()
        if not username or not full_name:
            raise CommandError("Cần --username và --full_name.")
        if Person.objects.filter(username=username).exists():
            raise CommandError(f"Đã có tài khoản «{username}»: chọn tên khác.")
        password = self._asked(username) if ask else os.environ.get("DJANGO_SUPERUSER_PASSWORD", "")
        try:
            validate_password(password, Person(username=username, full_name=full_name))
            appoint_administrator(username, password, at=timezone.now(), full_name=full_name)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write(
            f"Đã tạo người quản trị «{username}». Đăng nhập ở /ban, mở tài khoản cho cán bộ ở «Quản trị»."
        )

    def _asked(self, username: str) -> str:
        while True:
            password = getpass("Mật khẩu (ít nhất 10 ký tự): ")
            if password != getpass("Gõ lại mật khẩu: "):
                self.stderr.write("Hai lần gõ không giống nhau, mời gõ lại.")
                continue
            try:
                validate_password(password, Person(username=username))
            except ValidationError as weak:
                self.stderr.write(" ".join(weak.messages))
                continue
            return password
