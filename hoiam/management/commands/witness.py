"""``hoiam witness URL``: keep an office's checkpoints elsewhere and see that its ledger only grows. No database."""

from __future__ import annotations

import json as as_json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hoiam.ledger.outside import checkpoints as outside
from hoiam.ledger.outside.notes import UnreadableNote
from hoiam.ledger.outside.witnessing import Testimony, visit

NOT_INDEPENDENT = "không độc lập: nhân chứng này chạy trên chính máy chủ của trang"


class Command(BaseCommand):
    help = "Làm chứng từ xa: giữ mốc đối chiếu của một trang, thấy nhật ký chỉ dài thêm, không hồ sơ nào biến mất."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("url", metavar="ĐỊA CHỈ", help="Trang của cơ quan, thí dụ https://hoabinh.example.gov.vn")
        parser.add_argument("--keep", metavar="THƯ MỤC", help="Nơi giữ; mặc định là ./lam-chung/<tên máy chủ>")
        parser.add_argument("--json", action="store_true", help="Trả lời bằng JSON")

    def handle(self, *_: Any, url: str, keep: str | None, json: bool, **__: Any) -> None:
        address = urlsplit(url)
        if address.scheme not in ("http", "https") or not address.netloc:
            raise CommandError("Ghi địa chỉ đầy đủ, bắt đầu bằng https:// hoặc http://.")
        folder = Path(keep or Path("lam-chung") / address.netloc.replace(":", "_"))
        site = f"{address.scheme}://{address.netloc}"
        try:
            said = visit(lambda path: outside.read(site + path), folder)
        except (outside.Unreachable, UnreadableNote) as problem:
            raise CommandError(str(problem)) from problem
        own = outside.is_this_machine(site)
        self._note_down(folder, said, own)
        if json:
            told = said.as_json() | {"independent": not own, "kept_in": str(folder)}
            self.stdout.write(as_json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self._tell(folder, said, own)
        if said.faults:
            raise CommandError("Nhật ký không còn như đã thấy: giữ nguyên thư mục này làm bằng chứng.")

    def _tell(self, folder: Path, said: Testimony, own: bool) -> None:
        for fault in said.faults:
            self.stdout.write(f"SAI  {fault}")
        grown = "lần đầu đến" if said.first else f"lần trước {said.size_before} dòng"
        self.stdout.write(f"{said.office}: mốc {said.size} dòng, {grown}; {said.rows} hồ sơ công khai. Giữ ở {folder}.")
        if said.first and not said.faults:
            self.stdout.write("Khóa công khai được giữ từ lần này: hãy so với khóa in ở nơi khác, nếu có.")
        if own:
            self.stdout.write(f"{NOT_INDEPENDENT}.".capitalize())

    def _note_down(self, folder: Path, said: Testimony, own: bool) -> None:
        """One line a visit in the witness's own diary."""
        folder.mkdir(parents=True, exist_ok=True)
        found = "; ".join(said.faults) or "khớp"
        with (folder / "so-lam-chung.txt").open("a", encoding="utf-8") as diary:
            mark = f" ({NOT_INDEPENDENT})" if own else ""
            diary.write(f"{timezone.now():%Y-%m-%dT%H:%M:%SZ} {said.size} {said.root} {found}{mark}\n")
