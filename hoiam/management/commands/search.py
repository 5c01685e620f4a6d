"""`hoiam search "ong nuoc vo"`: what staff find, from the command line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from hoiam.listen.key.numbers import spaced
from hoiam.listen.models import Message
from hoiam.management.counting import office_named
from hoiam.viettext.search import search


class Command(BaseCommand):
    help = "Tìm trong mọi nội dung không hạn chế, có dấu hay không dấu, gần đúng nhất trước."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", help="từ cần tìm")
        parser.add_argument("--office", default="", help="chỉ tìm trong cơ quan có mã này")
        parser.add_argument("--limit", type=int, default=20, help="nhiều nhất bao nhiêu kết quả")
        parser.add_argument("--json", action="store_true", help="in bằng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        office = office_named(options["office"]) if options["office"] else None
        hits = search.search(
            options["query"], office_id=office.pk if office else None, published_only=False, limit=options["limit"]
        )
        # A restricted message is in no index; should a row be left over, it is not shown.
        found = Message.objects.filter(pk__in=[hit.ref for hit in hits], restriction__isnull=True).in_bulk()
        rows = [
            {
                "number": found[hit.ref].number,
                "external_ref": found[hit.ref].external_ref,
                "kind": found[hit.ref].kind,
                "snippet": hit.snippet,
                "url": f"{settings.PUBLIC_URL}/tra-loi/{found[hit.ref].number}",
            }
            for hit in hits
            if hit.ref in found
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for row in rows:
            self.stdout.write(f"{spaced(row['number'])}  {row['snippet']}\n             {row['url']}")
        self.stdout.write(f"{len(rows)} kết quả.")
