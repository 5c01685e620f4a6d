from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from hoiam.law import shipped
from hoiam.law.tracks import CONDITIONS, RECEPTION, STARTS, UNITS, NoRule, Track, choose, lay
from hoiam.listen.message.deadlines import NO_KIND, TOLD_AFTER_RECEPTION, of_track, promise
from hoiam.listen.message.promise import Promise, PromisedStep
from hoiam.listen.models import Channel
from hoiam.management.counting import has_tables, office_named, read_day, read_moment
from hoiam.office.models import Office
from hoiam.workdays.calendar import Calendar, in_words


class Command(BaseCommand):
    help = "Cho biết hạn trả lời của một nội dung: theo quy định nào, đếm từ ngày nào, bỏ qua những ngày nào."
    # It only counts: an answer must not wait for a setting of the web server.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kind", default="", metavar="LOẠI", help=f"{', '.join(shipped.labels())}; trống: chưa rõ")
        parser.add_argument("--received", default="", metavar="LÚC", help="lúc nhận: 2026-10-16T10:20 hoặc 2026-10-16")
        parser.add_argument("--sent", default="", metavar="LÚC", help="lúc gửi, khi luật tính theo ngày gửi")
        parser.add_argument(
            "--channel", default="web", metavar="NGUỒN", help=f"nguồn tiếp nhận: {', '.join(Channel.values)}"
        )
        parser.add_argument("--accepted", default="", metavar="NGÀY", help="ngày thụ lý, nếu đã thụ lý")
        parser.add_argument("--decided", default="", metavar="NGÀY", help="ngày ra quyết định, nếu đã có")
        parser.add_argument("--not-ours", action="store_true", help="không thuộc thẩm quyền, phải chuyển nơi khác")
        parser.add_argument("--remote", action="store_true", help="vùng sâu, vùng xa, đi lại khó khăn")
        parser.add_argument("--office", default="", metavar="MÃ", help="tính theo quy chế và lịch của cơ quan này")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *, kind: str, channel: str, office: str, **options: Any) -> None:
        if kind and kind not in shipped.labels():
            raise CommandError(f"Không có loại «{kind}». Chọn một trong: {', '.join(shipped.labels())}.")
        if channel not in Channel.values:
            raise CommandError(f"Không có nguồn «{channel}». Chọn một trong: {', '.join(Channel.values)}.")
        try:
            owed = _owed(office_named(office), kind, channel, options)
        except (ValidationError, NoRule) as refused:
            said = refused.messages[0] if isinstance(refused, ValidationError) else str(refused)
            raise CommandError(said) from None
        told = owed.frozen()
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) if options["json"] else sentences(owed))


def _owed(office: Office | None, kind: str, channel: str, options: dict[str, Any]) -> Promise:
    received_at = read_moment(options["received"], "--received")
    sent_on = read_moment(options["sent"], "--sent").date() if options["sent"] else None
    accepted_on = read_day(options["accepted"]) if options["accepted"] else None
    decided_on = read_day(options["decided"]) if options["decided"] else None
    remote: bool = options["remote"]
    not_ours: bool = options["not_ours"]
    if sent_on and sent_on > received_at.date():
        raise CommandError("Ngày gửi (--sent) không thể sau ngày nhận (--received).")
    days = [day for day in (received_at.date(), accepted_on, decided_on) if day]
    if days != sorted(days):
        raise CommandError("Các ngày phải theo thứ tự: nhận (--received), thụ lý (--accepted), quyết định (--decided).")
    if has_tables():
        return promise(
            office,
            kind,
            received_at,
            sent_on=sent_on,
            channel=channel,
            accepted_on=accepted_on,
            decided_on=decided_on,
            remote=remote,
            not_ours=not_ours,
        )
    # Before `hoiam init` there is no table: the rules and the calendar as shipped.
    received, calendar = received_at.date(), Calendar()
    track = _shipped(kind or NO_KIND, received=received, sent=sent_on, channel=channel, remote=remote)
    laid = lay(track, calendar, received, accepted_on=accepted_on, decided_on=decided_on)
    if channel == RECEPTION and track.kind in TOLD_AFTER_RECEPTION:
        laid = [*lay(_shipped(RECEPTION, received=received, channel=channel), calendar, received), *laid]
    return of_track(track, laid, calendar, not_ours=not_ours)


def _shipped(kind: str, *, received: date, channel: str, sent: date | None = None, remote: bool = False) -> Track:
    of_kind = [track for track in shipped.tracks() if track.kind == kind]
    return choose(of_kind, received=received, sent=sent, channel=channel, remote=remote)


def sentences(owed: Promise) -> str:
    """The same for a person to read."""
    lines = [
        f"Hạn: {in_words(owed.due_on)}",
        f"Thời hạn {owed.length} {UNITS[owed.unit]} từ {in_words(owed.starts_on)}, {owed.wording} ({owed.rule})",
        *(f"{caveat}." for caveat in owed.caveats),
    ]
    if (more := owed.extension).times:
        times = f"{more.times} lần, mỗi lần" if more.times > 1 else "một lần"
        lines.append(f"Được gia hạn {times} {more.length} {UNITS[more.unit]}.")
    lines.append("Các bước:")
    lines += [f"  {number}. {_step(step)}" for number, step in enumerate(owed.steps, start=1)]
    lines += [f"Bỏ qua {in_words(one.day)}: {one.reason}" for one in owed.skipped]
    return "\n".join(lines)


def _step(step: PromisedStep) -> str:
    until = f"hạn {in_words(step.due_on)}" if step.due_on else "chưa bắt đầu"
    only_if = f", {CONDITIONS[step.only_if]}" if step.only_if else ""
    period = f"{step.length} {UNITS[step.unit]} {STARTS[step.start]}{only_if}"
    return f"{step.label}: {period} ({step.clause}), {until}{_longer(step)}"


def _longer(step: PromisedStep) -> str:
    more = step.extension
    if not more.times:
        return ""
    if more.counted_from == "start":
        return f"; gia hạn đến tất cả {step.length + more.times * more.length} {UNITS[step.unit]}"
    times = f"{more.times} lần, mỗi lần " if more.times > 1 else "một lần, "
    return f"; gia hạn {times}thêm {more.length} {UNITS[more.unit]}"
