from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hoiam.papers.docx import KINDS, built


class Command(BaseCommand):
    help = "Ghi các mẫu văn bản DOCX ra một thư mục để cơ quan sửa; mẫu đã sửa đặt vào thư mục papers của HOIAM_HOME."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục nhận các mẫu")

    def handle(self, *, out: Path, **_: Any) -> None:
        out.mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            target = out / f"{kind}.docx"
            if target.exists():
                raise CommandError(f"Đã có {target}: hãy chọn thư mục khác để không ghi đè mẫu của cơ quan.")
            target.write_bytes(built(kind))
            self.stdout.write(str(target))
