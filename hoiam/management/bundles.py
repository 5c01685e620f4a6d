"""The bundles of ``hoiam report``: our key, a report as a file to be carried, a file that was brought."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hoiam.management.counting import the_office
from hoiam.report.bundle.format import Refused, read_content, unpack
from hoiam.report.bundle.outgoing import made
from hoiam.report.bundle.peers import own_line, superior_of
from hoiam.report.bundle.signing import spoken
from hoiam.report.exchange.receiving import RefusedBundle, answer_to, receive
from hoiam.report.exchange.sending import bring_home
from hoiam.report.models import SentBundle

DOING = ("key", "send", "receive")


def add_to(doing: Any) -> None:
    """The three sub-commands."""
    key = doing.add_parser("key", help="In dòng khóa của máy chủ này và dãy số để đọc qua điện thoại.")
    key.add_argument("--office", default="", metavar="MÃ", help="mã cơ quan; bỏ qua được khi chỉ có một")
    send = doing.add_parser("send", help="Ghi báo cáo đã nộp thành tệp có chữ ký, để mang đến máy chủ cấp trên.")
    send.add_argument("--kind", default="weekly", metavar="LOẠI", help="loại báo cáo")
    send.add_argument("--period", required=True, metavar="KỲ", help="2026-W46, 2026-Q3 …")
    send.add_argument("--office", default="", metavar="MÃ", help="mã cơ quan; bỏ qua được khi chỉ có một")
    send.add_argument("--out", required=True, metavar="THƯ MỤC", help="nơi ghi tệp; chưa có thì tạo")
    take = doing.add_parser("receive", help="Nhận tệp được mang đến: gói báo cáo, hoặc trả lời của cấp trên.")
    take.add_argument("file", metavar="TỆP", help="tệp .hoiam (ở máy chủ cấp trên), tệp .json (ở máy chủ đã gửi)")
    take.add_argument("--answer", metavar="TỆP", help="nơi ghi trả lời có chữ ký, để mang về cho nơi gửi")
    take.add_argument("--office", default="", metavar="MÃ", help="mã cơ quan; bỏ qua được khi chỉ có một")


def handle(command: BaseCommand, doing: str, options: dict[str, Any]) -> None:
    {"key": _key, "send": _send, "receive": _receive}[doing](command, options)


def _key(command: BaseCommand, options: dict[str, Any]) -> None:
    line = own_line(the_office(options["office"]))
    command.stdout.write(line)
    command.stdout.write(f"Dãy số: {spoken(line)}")


def _send(command: BaseCommand, options: dict[str, Any]) -> None:
    office = the_office(options["office"])
    of_the_report = SentBundle.objects.filter(
        submission__frozen__report__office=office,
        submission__frozen__report__kind=options["kind"],
        submission__frozen__report__period=options["period"],
    )
    bundle = of_the_report.order_by("-id").first()
    if bundle is None:
        raise CommandError("Báo cáo này chưa nộp cho máy chủ cấp trên: chốt và nộp ở bàn làm việc trước.")
    data, folder = made(bundle, at=timezone.now()), Path(options["out"])
    path = folder / read_content(unpack(data)).file_name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise CommandError(f"Không ghi được vào «{folder}»: {error.strerror}.") from error
    command.stdout.write(f"Đã ghi {path}")


def _receive(command: BaseCommand, options: dict[str, Any]) -> None:
    path = Path(options["file"])
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CommandError(f"Không đọc được tệp «{path}»: {error.strerror}.") from error
    if data.lstrip()[:1] == b"{":
        _bring_home(command, data, options)
        return
    try:
        row = receive(data, at=timezone.now())
    except RefusedBundle as refused:
        _write_answer(options["answer"], refused.answer)
        raise CommandError(f"Không nhận: {refused}") from refused
    except Refused as refused:
        raise CommandError(f"Không nhận: {refused}") from refused
    _write_answer(options["answer"], answer_to(row))
    report = row.frozen.report
    command.stdout.write(f"Đã nhận {report.office}: {report.kind} {report.period}, bản {row.frozen.version}.")
    if row.differing:
        command.stdout.write(f"Tính theo cách khác ở đây, không cộng vào tổng hợp: {', '.join(row.differing)}.")


def _bring_home(command: BaseCommand, data: bytes, options: dict[str, Any]) -> None:
    peer = superior_of(the_office(options["office"]))
    if peer is None:
        raise CommandError("Cấp trên không có máy chủ riêng: không có trả lời nào để nhận.")
    try:
        bring_home(peer, data, at=timezone.now())
    except ValidationError as refused:
        raise CommandError(" ".join(refused.messages)) from refused
    command.stdout.write("Đã ghi trả lời của cấp trên.")


def _write_answer(out: str | None, answer: dict[str, Any]) -> None:
    if out:
        Path(out).write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
