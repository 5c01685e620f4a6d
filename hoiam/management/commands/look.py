"""`hoiam look "TEXT"`: what looks like personal data in a text, what it asks for, whom to call. Needs no database."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hoiam.listen.kinds import kinds
from hoiam.viettext.personal import finding


class Command(BaseCommand):
    help = "Chỉ ra chỗ giống thông tin cá nhân trong một đoạn chữ, đề xuất loại nội dung và số cần gọi ngay"
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", help="đoạn chữ cần xem")
        parser.add_argument("--json", action="store_true", help="trả lời bằng JSON")

    def handle(self, *_args: Any, text: str, json: bool, **_options: Any) -> None:
        spans = finding.find(text)
        masked = finding.mask(text, spans)
        if json:
            self.stdout.write(_as_json(text, spans, masked))
            return
        self._tell_kind(text)
        if not spans:
            self.stdout.write("Không thấy chỗ nào giống thông tin cá nhân.")
            return
        self.stdout.write(f"{len(spans):02d} chỗ giống thông tin cá nhân:")
        for span in spans:
            self.stdout.write(f"- {finding.SORTS[span.sort]}: {text[span.start : span.end]}")
        self.stdout.write(f"Sau khi che:\n{finding.plain(masked)}")

    def _tell_kind(self, text: str) -> None:
        proposal = kinds.propose(text)
        because = f", vì các chữ {kinds.quoted(proposal.words)}" if proposal.words else ""
        sure = "" if proposal.sure else " (chưa chắc)"
        self.stdout.write(f"Loại đề xuất: {kinds.label(proposal.kind)}{sure}{because}.")
        for danger in kinds.danger(text):
            self.stdout.write(f"Nguy hiểm, gọi ngay {danger.number}: {kinds.quoted(danger.words)}.")


def _as_json(text: str, spans: list[finding.Span], masked: str) -> str:
    proposal = kinds.propose(text)
    answer = {
        "personal": [asdict(span) for span in spans],
        "masked": finding.plain(masked),
        "kind": proposal.kind,
        "words": [asdict(word) for word in proposal.words],
        "danger": [asdict(danger) for danger in kinds.danger(text)],
    }
    return json.dumps(answer, ensure_ascii=False)
