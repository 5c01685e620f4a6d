"""``hoiam report``: compile a report into files."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hoiam.management import bundles
from hoiam.management.compiling import compile_all, province_of
from hoiam.management.counting import the_office
from hoiam.office.models import Office
from hoiam.report.counting.compile import Compiled, compile
from hoiam.report.files.formats import write_all
from hoiam.report.kinds.kinds import ANY, WEEKLY, ReportKind, shipped, thematic
from hoiam.report.kinds.themes import kind_for
from hoiam.report.paper.paper import out_of_balance
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.sentences.numbers import capital
from hoiam.workdays.periods import NoSuchPeriod, Period


class Command(BaseCommand):
    help = "Lập báo cáo của một kỳ từ nhật ký xử lý: DOCX, PDF, bản chữ ngắn và số liệu JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        doing = parser.add_subparsers(dest="doing", required=True, metavar="VIỆC")
        making = doing.add_parser("compile", help="Lập báo cáo và ghi các tệp vào một thư mục.")
        making.add_argument(
            "--kind",
            default=WEEKLY,
            metavar="LOẠI",
            help=f"loại báo cáo: {', '.join(shipped() | thematic())}, chuyen-de-…",
        )
        making.add_argument("--period", default="", metavar="KỲ", help="2026-W46, 2026-Q3 …; mặc định: kỳ vừa kết thúc")
        making.add_argument("--office", default="", metavar="MÃ", help="mã cơ quan; bỏ qua được khi chỉ có một")
        making.add_argument(
            "--all",
            action="store_true",
            help="mọi xã, phường, đặc khu của tỉnh và chính tỉnh, mỗi nơi một thư mục; dừng rồi chạy lại thì làm tiếp",
        )
        making.add_argument("--out", required=True, metavar="THƯ MỤC", help="nơi ghi các tệp; chưa có thì tạo")
        making.add_argument(
            "--public",
            action="store_true",
            help="bản công khai: không tính hồ sơ hạn chế tiếp cận, số đơn nhỏ hơn 5 ghi «dưới 05»; "
            "mặc định là bản gửi cấp trên, đủ và chính xác",
        )
        making.add_argument("--json", action="store_true", help="trả lời bằng JSON")
        bundles.add_to(doing)

    def handle(self, *_: Any, doing: str, **options: Any) -> None:
        if doing in bundles.DOING:
            bundles.handle(self, doing, options)
        else:
            self._compile(**options)

    def _compile(self, kind: str, period: str, office: str, out: str, **options: Any) -> None:
        at = timezone.now()
        if options["all"]:
            province = province_of(the_office(office) if office else None)
            found = _kind(province, kind)
            if found.thematic:
                raise CommandError("--all chỉ dùng cho các loại báo cáo định kỳ, không dùng cho chuyên đề.")
            code, inside = _period(province, found, period, at).code, not options["public"]
            compile_all(self, province, found, code, Path(out), inside=inside, at=at)
            return
        where = the_office(office)
        found = _kind(where, kind)
        compiled = compile(
            where, found, _period(where, found, period, at), at, inside=not options["public"], drafts=True
        )
        try:
            written = write_all(compiled, Path(out))
        except OSError as error:
            raise CommandError(f"Không ghi được vào «{out}»: {error.strerror}.") from error
        if options["json"]:
            self.stdout.write(json.dumps(_told(compiled, written), ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"Báo cáo {compiled.period.title}, {compiled.office.name}: {compiled.state_words}.")
        if compiled.notice:
            self.stdout.write(compiled.notice)
        for line in out_of_balance(compiled):
            self.stdout.write(line)
        for path in written:
            self.stdout.write(f"Đã ghi {path}")


def _kind(office: Office, id: str) -> ReportKind:
    try:
        return kind_for(office, id)
    except NoSuchPeriod as error:
        raise CommandError(str(error)) from error


def _period(office: Office, kind: ReportKind, code: str, at: datetime) -> Period:
    schedule = schedule_of(office)
    if kind.period == ANY and not code:
        raise CommandError("Báo cáo chuyên đề không có kỳ sẵn: thêm --period, như 2026-Q3 hoặc 20260101-20260315.")
    try:
        period = kind.parse(schedule, code) if code else schedule.last_ended(kind.period, at)
    except NoSuchPeriod as error:
        raise CommandError(str(error)) from error
    if period.start > at:
        raise CommandError(f"{capital(period.title)} chưa bắt đầu.")
    return period


def _told(compiled: Compiled, written: list[Path]) -> dict[str, Any]:
    balance = compiled.face.balance
    return {
        "office": compiled.office.code,
        "kind": compiled.kind.id,
        "period": compiled.period.code,
        "title": compiled.period.title,
        "state": compiled.state,
        "counted_to": compiled.face.counted_to,
        "balance": {"closes": balance.closes, "broken": list(balance.broken)},
        "files": [str(path) for path in written],
    }
