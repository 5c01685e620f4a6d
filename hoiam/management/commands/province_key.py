"""`hoiam province_key lac-hong --out /media/usb/tinh.pem`: the key that only the province can read with."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hoiam.management.counting import office_named
from hoiam.office.province_key import fingerprint, set_sealing_key
from hoiam.vault import province


class Command(BaseCommand):
    help = "Tạo cặp khóa niêm phong của tỉnh: nửa công khai vào cơ sở dữ liệu, nửa bí mật ra một tệp tỉnh tự giữ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="mã cơ quan cấp tỉnh")
        parser.add_argument(
            "--out", type=Path, required=True, help="tệp khóa bí mật sẽ tạo; tỉnh giữ, máy này không cần"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        office, path = office_named(options["code"]), options["out"]
        assert office is not None
        public, private = province.make_pair()
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(private)
        except FileExistsError as exists:
            raise CommandError(f"Đã có tệp {path}: chọn tên khác, không ghi đè khóa cũ.") from exists
        try:
            set_sealing_key(office, public, by=None, at=timezone.now())
        except ValidationError as refused:
            path.unlink()
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write(f"Khóa bí mật: {path}. Giao cho công chức tiếp công dân của tỉnh, giữ ngoài máy này.")
        self.stdout.write(f"Dấu của khóa: {fingerprint(public)}")
