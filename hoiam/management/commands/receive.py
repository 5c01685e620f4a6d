"""`hoiam receive FILE.jsonl`: messages from another book or system, one JSON object a line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from hoiam.listen.imports import json_lines
from hoiam.listen.intake import receiving
from hoiam.management.counting import the_office
from hoiam.office.models import Office


class Command(BaseCommand):
    help = "Tiếp nhận nội dung từ một tệp JSONL; dòng sai được báo, các dòng khác vẫn vào sổ; chạy lại không thêm gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="tệp .jsonl; trường: " + ", ".join(sorted(json_lines.LINE_FIELDS)))
        parser.add_argument("--office", default="", help="mã cơ quan (mặc định: cơ quan duy nhất của cơ sở này)")
        parser.add_argument("--json", action="store_true", help="in kết quả từng dòng bằng JSON, kể cả mã bí mật")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(f"Không thấy tệp {path}.")
        office = the_office(options["office"])
        told: list[dict[str, Any]] = []
        with path.open("rb") as source, Progress(console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task("Tiếp nhận", total=path.stat().st_size)
            for at_line, raw in enumerate(source, 1):
                if raw.strip():
                    told.append({"line": at_line} | self._one(office, raw, path.parent))
                progress.advance(bar, len(raw))
        self._tell(told, as_json=options["json"])
        if any("error" in one for one in told):
            raise SystemExit(1)

    def _one(self, office: Office, raw: bytes, folder: Path) -> dict[str, Any]:
        try:
            line = json_lines.read_line(raw.decode("utf-8-sig"), folder)
            receipt, refused = json_lines.take_in_line(office, line, at=timezone.now())
        except receiving.AlreadyReceived as earlier:
            return {"number": earlier.number, "already": True}
        except UnicodeDecodeError:
            return {"error": "dòng không phải UTF-8."}
        except ValidationError as wrong:
            return {"error": " ".join(wrong.messages)}
        return {
            "number": receipt.number,
            "key": receipt.key,
            "external_ref": receipt.message.external_ref,
            "due_on": receipt.message.due_on.isoformat(),
            "files_refused": refused,
        }

    def _tell(self, told: list[dict[str, Any]], *, as_json: bool) -> None:
        wrong = [one for one in told if "error" in one]
        already = [one for one in told if one.get("already")]
        received = len(told) - len(wrong) - len(already)
        if as_json:
            counts = {"received": received, "already": len(already), "bad": len(wrong)}
            self.stdout.write(json.dumps(counts | {"lines": told}, ensure_ascii=False, indent=1))
            return
        for one in told:
            if "error" in one:
                self.stderr.write(f"Dòng {one['line']}: {one['error']}")
            for sentence in one.get("files_refused", ()):
                self.stderr.write(f"Dòng {one['line']}: {sentence}")
        self.stdout.write(f"Tiếp nhận {received} nội dung; {len(already)} đã có từ trước; {len(wrong)} dòng sai.")
