"""``hoiam papers``: check the signatures of a PDF, sign one with a PKCS#12 file or a token. Needs no database."""

from __future__ import annotations

import hashlib
import json as as_json
import os
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.utils import timezone

from hoiam.ledger.models import Entry
from hoiam.papers.signed.paper import TRUST, PdfRefused, Signature, SignedPaper, read

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

ISSUED = ("reply.issued", "report.issued")
AS = ("person", "agency", "appendix")


class Command(BaseCommand):
    help = "Văn bản PDF: kiểm tra chữ ký số (verify), ký bằng tệp PKCS#12 hoặc thiết bị PKCS#11 (sign)."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        doing = parser.add_subparsers(dest="doing", required=True, metavar="VIỆC")
        verifying = doing.add_parser(
            "verify", help="Ai ký, cơ quan nào, lúc nào, còn nguyên không; mã thoát 1 khi có chữ ký không đúng."
        )
        verifying.add_argument("files", nargs="+", type=Path, metavar="TỆP")
        verifying.add_argument(
            "--trust",
            type=Path,
            metavar="THƯ MỤC",
            help="Chứng thư (PEM) của các tổ chức chứng thực; khi ghi, mọi chữ ký phải dẫn đến một trong số đó",
        )
        verifying.add_argument("--json", action="store_true", help="Trả lời bằng JSON")
        signing = doing.add_parser("sign", help="Ký một tệp PDF thành tệp mới, thể hiện chữ ký đúng Nghị định 30.")
        signing.add_argument("file", type=Path, metavar="TỆP")
        key = signing.add_mutually_exclusive_group(required=True)
        key.add_argument("--p12", type=Path, metavar="TỆP", help="Chứng thư số kèm khóa riêng (.p12, .pfx)")
        key.add_argument("--token", metavar="THƯ VIỆN", help="Thư viện PKCS#11 của thiết bị ký")
        signing.add_argument("--slot", type=int, metavar="SỐ", help="Ngăn của thiết bị, khi cắm nhiều")
        signing.add_argument("--label", default="", metavar="TÊN", help="Tên của thiết bị, khi cắm nhiều")
        signing.add_argument(
            "--passphrase-file",
            type=Path,
            metavar="TỆP",
            help="Dòng đầu là mật khẩu hoặc mã PIN (thí dụ /dev/fd/3); không ghi thì hỏi trên màn hình",
        )
        signing.add_argument(
            "--as",
            dest="role",
            choices=AS,
            required=True,
            help="Người ký, cơ quan, hay cơ quan trên phụ lục và bản sao",
        )
        signing.add_argument(
            "--image", type=Path, metavar="PNG", help="Chữ ký màu xanh hoặc con dấu đỏ, nền trong suốt"
        )
        signing.add_argument("--mm", type=float, default=0, metavar="SỐ", help="Bề ngang thật của con dấu, milimét")
        signing.add_argument("--name", default="", metavar="HỌ TÊN", help="Họ tên in dưới chỗ ký, khi khác chứng thư")
        signing.add_argument("--out", type=Path, required=True, metavar="TỆP", help="Tệp mới; không ghi đè")

    def handle(self, *args: Any, doing: str, trust: Path | None = None, **options: Any) -> None:
        if doing == "verify":
            self._verify(options["files"], trust, as_told=options["json"])
        else:
            self._sign(options)

    def _verify(self, files: list[Path], trust: Path | None, *, as_told: bool) -> None:
        if trust and not any(trust.glob("*.pem")):
            raise CommandError(f"Thư mục {trust} không có chứng thư nào (*.pem).")
        told = [_looked_at(path, trust) for path in files]
        if as_told:
            self.stdout.write(as_json.dumps([one.as_json() for one in told], ensure_ascii=False, indent=2))
        else:
            for one in told:
                self.stdout.write("\n".join(one.lines()))
        if not all(one.holds for one in told):
            raise CommandError("Có tệp không có chữ ký số đúng.")

    def _sign(self, options: dict[str, Any]) -> None:
        # Signing loads much that no other command needs.
        from hoiam.papers.signed import pictures, signing  # noqa: PLC0415

        pdf = _bytes(options["file"])
        image, role, at = options["image"], options["role"], timezone.now()
        try:
            with _signer(options) as signer:
                if role == "person":
                    picture = pictures.signature_picture(_bytes(image)) if image else None
                    made = signing.sign_person(pdf, signer, at=at, picture=picture, name=options["name"])
                elif role == "agency":
                    picture = pictures.seal_picture(_bytes(image)) if image else None
                    made = signing.seal_agency(
                        pdf, signer, at=at, picture=picture, millimetres=options["mm"], name=options["name"]
                    )
                else:
                    made = signing.mark_appendix(pdf, signer, at=at)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        except PdfRefused as refused:
            raise CommandError(str(refused)) from refused
        try:
            with os.fdopen(os.open(options["out"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as file:
                file.write(made)
        except FileExistsError as exists:
            raise CommandError(f"Đã có tệp {options['out']}: chọn tên khác, không ghi đè.") from exists
        self.stdout.write(f"Đã ký: {options['out']} (SHA-256 {hashlib.sha256(made).hexdigest()}).")


def _signer(options: dict[str, Any]) -> AbstractContextManager[Signer]:
    from hoiam.papers.signed import keys  # noqa: PLC0415  (as in _sign)

    if options["p12"]:
        bundle = _bytes(options["p12"])
        return nullcontext(
            keys.from_pkcs12(bundle, _secret(options, "Mật khẩu của tệp chứng thư số (không hiện ra): "))
        )
    pin = _secret(options, "Mã PIN của thiết bị ký (không hiện ra): ")
    return keys.on_token(options["token"], pin, slot=options["slot"], label=options["label"])


def _secret(options: dict[str, Any], question: str) -> str:
    """Never an argument: other users of the machine read the arguments of every process."""
    if options["passphrase_file"]:
        return _bytes(options["passphrase_file"]).decode().partition("\n")[0].rstrip("\r")
    return getpass(question)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"Không đọc được tệp {path}.") from error


@dataclass(frozen=True)
class _Verdict:
    """What was found in one file."""

    path: Path
    digest: str
    must_trust: bool
    known: dict[str, Any] | None  # the ledger's line about it; None without a database
    paper: SignedPaper | None = None
    refused: str = ""

    @property
    def holds(self) -> bool:
        signatures = self.paper.signatures if self.paper else ()
        return bool(signatures) and all(one.holds and (one.trusted or not self.must_trust) for one in signatures)

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"file": str(self.path), "ok": self.holds, "sha256": self.digest, "known": self.known}
        if self.paper is None:
            return told | {"refused": self.refused, "signatures": []}
        return told | {"pages": self.paper.pages, "signatures": [one.told() for one in self.paper.signatures]}

    def lines(self) -> list[str]:
        if self.paper is None:
            return [f"SAI  {self.path}: {self.refused}"]
        said = [f"{'ĐÚNG' if self.holds else 'SAI '} {self.path}: {self.paper.pages} trang, SHA-256 {self.digest}"]
        for number, one in enumerate(self.paper.signatures, 1):
            said += [f"  Chữ ký {number}: {words}" if place == 0 else f"    {words}" for place, words in _told(one)]
        if not self.paper.signatures:
            said.append("  Tệp không có chữ ký số nào.")
        return [*said, *_told_known(self.known)]


def _looked_at(path: Path, trust: Path | None) -> _Verdict:
    data = _bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    verdict = _Verdict(path, digest, trust is not None, _known(digest))
    try:
        return replace(verdict, paper=read(data, trust or settings.KEYS / TRUST))
    except PdfRefused as refused:
        return replace(verdict, refused=str(refused))


def _told(one: Signature) -> list[tuple[int, str]]:
    who = f"{one.signer or 'không rõ người ký'}{f' ({one.unit})' if one.unit and one.unit != one.signer else ''}"
    when = f", ký lúc {timezone.localtime(one.at):%H:%M:%S ngày %d/%m/%Y} theo đồng hồ người ký" if one.at else ""
    stamped = f"; dấu thời gian {timezone.localtime(one.stamped):%H:%M:%S ngày %d/%m/%Y}" if one.stamped else ""
    said = [f"{who}{when}{stamped}"]
    if not one.intact:
        said.append("SAI: nội dung đã bị sửa sau khi ký.")
    elif not one.whole:
        said.append("SAI: sau khi ký, tệp được thêm nội dung khác ngoài chữ ký.")
    elif one.covers_all:
        said.append("Còn nguyên vẹn: chữ ký bao trùm cả tệp.")
    else:
        said.append("Còn nguyên vẹn: sau chữ ký này chỉ thêm chữ ký khác.")
    if one.trusted:
        said.append(f"Tin cậy: chứng thư do «{one.issuer}» cấp, dẫn đến tổ chức chứng thực đã khai.")
    elif one.issuer:
        said.append(f"Chưa đối chiếu được tổ chức chứng thực «{one.issuer}»: thêm --trust THƯ MỤC.")
    if one.at and one.valid_from and one.valid_until and not one.valid_from <= one.at <= one.valid_until:
        said.append("Chứng thư không còn hạn vào lúc ký.")
    if one.algorithm:
        said.append(f"{f'PAdES {one.level}' if one.level else 'Không theo PAdES'}, {one.algorithm}.")
    return list(enumerate(said))


def _known(digest: str) -> dict[str, Any] | None:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not Path(name).exists() and "memory" not in name:
        return None
    try:
        entry = Entry.objects.filter(kind__in=ISSUED, payload__digest=digest).select_related("office").first()
    except DatabaseError:
        return None
    if entry is None:
        return {}
    told = {"office": entry.office.code, "entry": entry.number, "subject": entry.subject}
    return told | {"number": entry.payload["number"], "dated": entry.payload["dated"]}


def _told_known(known: dict[str, Any] | None) -> list[str]:
    if known is None:
        return []
    if not known:
        return ["  Nhật ký xử lý ở đây không ghi tệp này."]
    what = f"văn bản {known['number']} ngày {known['dated']}"
    return [f"  Nhật ký xử lý ghi đúng tệp này: {known['office']}, dòng {known['entry']}, {what}."]
