"""`hoiam facts`: the figures summed ahead for roll-ups, made anew from the ledger or held against it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from hoiam.management.counting import the_office
from hoiam.office.models import Office
from hoiam.report.facts import facts
from hoiam.report.models import Fact

SHOWN = 5
Told = Callable[[int], object]


class Command(BaseCommand):
    help = "Số đếm sẵn của báo cáo: đếm lại từ nhật ký (rebuild), so với nhật ký (check)."

    def add_arguments(self, parser: CommandParser) -> None:
        doing = parser.add_subparsers(dest="doing", required=True, metavar="VIỆC")
        building = doing.add_parser("rebuild", help="Bỏ số đếm sẵn và đếm lại tất cả từ nhật ký.")
        checking = doing.add_parser("check", help="So số đếm sẵn với nhật ký; mã thoát 1 khi có chỗ khác.")
        for sub in (building, checking):
            sub.add_argument("--office", metavar="MÃ", default="", help="chỉ một cơ quan; mặc định là tất cả")
            sub.add_argument("--json", action="store_true", help="trả lời bằng JSON")

    def handle(self, *_: Any, doing: str, office: str, **options: Any) -> None:
        offices = [the_office(office)] if office else list(Office.objects.order_by("pk"))
        answers = with_progress(offices, rebuild if doing == "rebuild" else check)
        if options["json"]:
            self.stdout.write(json.dumps({"offices": answers}, ensure_ascii=False, indent=2))
        else:
            for answer in answers:
                self._tell(answer)
        if any(answer.get("differences") or answer.get("missing") for answer in answers):
            raise CommandError("Số đếm sẵn khác nhật ký: chạy «hoiam facts rebuild».")

    def _tell(self, answer: dict[str, Any]) -> None:
        if "facts" in answer:
            self.stdout.write(f"{answer['office']}: {answer['facts']} số đếm sẵn.")
        elif answer["missing"]:
            self.stdout.write(f"{answer['office']}: chưa đếm.")
        elif not answer["differences"]:
            self.stdout.write(f"{answer['office']}: khớp với nhật ký.")
        else:
            self.stdout.write(f"{answer['office']}: {len(answer['differences'])} số khác nhật ký, trong đó:")
            for one in answer["differences"][:SHOWN]:
                name = ".".join(filter(None, (one["measure"], one["part"])))
                self.stdout.write(f"  {one['bucket']} {name}: đang giữ {one['kept']}, nhật ký {one['counted']}")


def rebuild(office: Office, told: Told) -> dict[str, Any]:
    facts.rebuild(office, at=timezone.now(), told=told)
    return {"office": office.code, "facts": Fact.objects.filter(office=office).count()}


def check(office: Office, told: Told) -> dict[str, Any]:
    found = facts.differences(office, told=told) and facts.confirmed(office)
    rows = [
        one.key._asdict() | {"bucket": one.key.bucket.isoformat(), "kept": one.kept, "counted": one.counted}
        for one in found
    ]
    return {"office": office.code, "missing": office in facts.unbuilt(), "differences": rows}


def with_progress(offices: list[Office], work: Callable[[Office, Told], dict[str, Any]]) -> list[dict[str, Any]]:
    """The work on each office, while a bar tells how many entries of the ledgers are read."""
    if not offices:
        return []
    total = sum(facts.entries_of(office) for office in offices)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Đọc nhật ký", total=total)
        return [work(office, lambda read: progress.advance(bar, read)) for office in offices]
