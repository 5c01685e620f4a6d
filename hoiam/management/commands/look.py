"""`hoiam look "TEXT"`: what looks like personal data in a text. Needs no database."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hoiam.viettext import personal


class Command(BaseCommand):
    help = "Chỉ ra những chỗ trông giống thông tin cá nhân trong một đoạn chữ"
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", help="đoạn chữ cần xem")
        parser.add_argument("--json", action="store_true", help="trả lời bằng JSON")

    def handle(self, *_args: Any, text: str, json: bool, **_options: Any) -> None:
        spans = personal.find(text)
        masked = personal.mask(text, spans)
        if json:
            self.stdout.write(_as_json(spans, masked))
            return
        if not spans:
            self.stdout.write("Không thấy chỗ nào giống thông tin cá nhân.")
            return
        self.stdout.write(f"{len(spans):02d} chỗ giống thông tin cá nhân:")
        for span in spans:
            self.stdout.write(f"- {personal.SORTS[span.sort]}: {text[span.start : span.end]}")
        self.stdout.write(f"Sau khi che:\n{personal.plain(masked)}")


def _as_json(spans: list[personal.Span], masked: str) -> str:
    answer = {"personal": [asdict(span) for span in spans], "masked": personal.plain(masked)}
    return json.dumps(answer, ensure_ascii=False)
