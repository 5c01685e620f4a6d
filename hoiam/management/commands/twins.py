"""`hoiam twins NUMBER|EXTERNAL_REF`: which messages may be about the same thing, and why."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hoiam.listen.key.numbers import digits, spaced
from hoiam.listen.likeness.likeness import candidates
from hoiam.listen.models import Message


class Command(BaseCommand):
    help = "Nhiều nhất năm nội dung có thể cùng một việc, kèm độ giống và vì sao."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", help="số hồ sơ, hoặc mã hồ sơ bên hệ thống khác")
        parser.add_argument("--json", action="store_true", help="in bằng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        message = _message(options["number"])
        if message is None:
            raise CommandError(f"Không có hồ sơ nào mang số hoặc mã «{options['number']}».")
        found = candidates(message)
        if options["json"]:
            rows = [
                {
                    "number": one.message.number,
                    "external_ref": one.message.external_ref,
                    "likeness": one.likeness,
                    "reason": one.reason,
                    "later": one.later,
                    "stage": one.message.stage,
                    "received_at": timezone.localtime(one.message.received_at).isoformat(),
                    "url": f"{settings.PUBLIC_URL}/tra-loi/{one.message.number}",
                }
                for one in found
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for one in found:
            likeness = f"{one.likeness:.2f}".replace(".", ",")
            self.stdout.write(f"{spaced(one.message.number)}  {likeness}  {one.reason}")
        self.stdout.write(f"{len(found)} nội dung có thể cùng một việc." if found else "Không thấy nội dung nào giống.")


def _message(asked: str) -> Message | None:
    """By the number another office gave it, else by its own. A restricted one has no twins: it is not found."""
    messages = Message.objects.filter(restriction__isnull=True).select_related("office", "area")
    return (
        messages.filter(external_ref=asked.strip() or "-").order_by("-id").first()
        or messages.filter(number=digits(asked) or "-").first()
    )
