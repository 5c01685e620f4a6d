"""``hoiam ledger``: seal, print checkpoints, verify, prove."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from hoiam.ledger import triggers
from hoiam.ledger.acts import latest_checkpoint, seal
from hoiam.ledger.keys import public_key
from hoiam.ledger.models import Checkpoint
from hoiam.ledger.outside import checkpoints as outside
from hoiam.ledger.outside.notes import Note, UnreadableNote, read, verifier
from hoiam.ledger.verifying import Account, verify
from hoiam.listen.key.numbers import digits, spaced
from hoiam.listen.models import Message
from hoiam.office.models import Office
from hoiam.report.exchange.cosigned import note_of
from hoiam.web.proof import proof_of


class Command(BaseCommand):
    help = "Nhật ký xử lý: niêm phong (seal), in mốc (checkpoint), kiểm tra (verify), chứng minh một hồ sơ (prove)."

    def add_arguments(self, parser: CommandParser) -> None:
        doing = parser.add_subparsers(dest="doing", required=True, metavar="VIỆC")
        sealing = doing.add_parser("seal", help="Niêm phong các dòng chưa niêm phong và ký mốc mới.")
        printing = doing.add_parser("checkpoint", help="In mốc đối chiếu mới nhất, để giữ ở nơi khác.")
        printing.add_argument("--out", metavar="TỆP", help="Ghi vào tệp thay vì in ra")
        verifying = doing.add_parser("verify", help="Kiểm tra nhật ký; mã thoát 1 khi có chỗ sai.")
        verifying.add_argument(
            "--against", metavar="TỆP|ĐỊA CHỈ", help="So với mốc đối chiếu đã giữ ở ngoài (tệp hoặc http, https)"
        )
        proving = doing.add_parser("prove", help="Chứng minh dòng tiếp nhận của một hồ sơ nằm dưới mốc đối chiếu.")
        proving.add_argument("number", metavar="SỐ HỒ SƠ", help="Số hồ sơ, viết liền hay cách đều được")
        for sub in (sealing, printing, verifying, proving):
            sub.add_argument("--office", metavar="MÃ", help="Chỉ một cơ quan; mặc định là tất cả")
            sub.add_argument("--json", action="store_true", help="Trả lời bằng JSON")

    def handle(self, *_: Any, doing: str, **options: Any) -> None:
        offices = _offices(options["office"])
        try:
            if doing == "seal":
                self._seal(offices, options["json"])
            elif doing == "checkpoint":
                self._checkpoint(offices, options["out"], options["json"])
            elif doing == "prove":
                self._prove(options["number"], options["json"])
            else:
                self._verify(offices, options["office"], options["against"], options["json"])
        except (ImproperlyConfigured, outside.Unreachable, UnreadableNote) as error:
            raise CommandError(str(error)) from error

    def _seal(self, offices: list[Office], as_json: bool) -> None:
        made = [(office, seal(office, at=timezone.now())) for office in offices]
        if as_json:
            self._answer([_described(office, point) for office, point in made if point])
            return
        for office, point in made:
            sealed = f"đã niêm phong đến dòng {point.size}." if point else "không có dòng mới cần niêm phong."
            self.stdout.write(f"{office.code}: {sealed}")

    def _checkpoint(self, offices: list[Office], out: str | None, as_json: bool) -> None:
        latest = [(office, point) for office in offices if (point := latest_checkpoint(office))]
        if not latest:
            raise CommandError("Chưa có mốc đối chiếu nào: chạy «hoiam ledger seal» trước.")
        if as_json:
            self._answer([_described(office, point) for office, point in latest])
            return
        text = "\n".join(note_of(point) for _, point in latest)
        if out:
            Path(out).write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text, ending="")

    def _prove(self, typed: str, as_json: bool) -> None:
        message = Message.objects.select_related("office").filter(number=digits(typed)).first()
        if message is None:
            raise CommandError(f"Không có hồ sơ số «{typed}».")
        bundle = proof_of(message)
        if as_json:
            self._answer(bundle)
        else:
            self.stdout.write(f"Hồ sơ {spaced(message.number)}: dòng nhật ký số {bundle['entry']}.")
            self.stdout.write(f"Mã cam kết: {bundle['commitment']}")
            self.stdout.write(f"Dòng: {bundle['canonical']}")
            if bundle["sealed"]:
                self.stdout.write(f"Chỗ trong cây: {bundle['index']}; đường băm {len(bundle['path'])} bước:")
                self.stdout.writelines(f"  {step}\n" for step in bundle["path"])
                self.stdout.write(f"Mốc đối chiếu:\n{bundle['note']}")
        if not bundle["sealed"]:
            raise CommandError("Dòng này chưa niêm phong: chạy «hoiam ledger seal», hoặc đợi đến đêm.")
        if not bundle["holds"]:
            raise CommandError("Đường băm không dẫn đến mốc đối chiếu: chạy «hoiam ledger verify».")
        self.stdout.write("" if as_json else "Đúng: dòng này nằm dưới mốc đối chiếu.")

    def _verify(self, offices: list[Office], only: str | None, against: str | None, as_json: bool) -> None:
        notes = _wanted(read(outside.read(against)), only) if against else []
        gone = sorted({note.office for note in notes} - {office.code for office in offices})
        accounts = [verify(office, [note for note in notes if note.office == office.code]) for office in offices]
        absent = triggers.missing(connection)
        sound = not (gone or absent or any(account.faults for account in accounts))
        compared = sum(account.compared for account in accounts)
        if as_json:
            told = [account.as_json() for account in accounts]
            self._answer({"ok": sound, "compared": compared, "missing_triggers": absent, "gone": gone, "offices": told})
        else:
            self._tell(accounts, absent, gone)
            self._tell_compared(compared, against)
        if not sound:
            raise CommandError("Nhật ký không còn nguyên vẹn.")

    def _tell(self, accounts: list[Account], absent: list[str], gone: list[str]) -> None:
        for account in accounts:
            for fault in account.faults:
                line = f", dòng {fault.number}" if fault.number else ""
                self.stdout.write(f"SAI  {account.office}{line}: {fault.what}.")
            sound = "có chỗ sai" if account.faults else "khớp với chính nó"
            self.stdout.write(
                f"{account.office}: {account.entries} dòng, {account.unsealed} dòng chưa niêm phong; {sound}."
            )
        if absent:
            self.stdout.write(f"SAI  Thiếu hàng rào trong cơ sở dữ liệu: {', '.join(absent)}. Chạy «hoiam migrate».")
        for code in gone:
            self.stdout.write(
                f"SAI  {code}: có mốc bên ngoài mang mã này, cơ sở dữ liệu thì không có cơ quan nào như thế."
            )

    def _tell_compared(self, compared: int, against: str | None) -> None:
        if compared:
            self.stdout.write(f"Đã đối chiếu với {compared} mốc bên ngoài.")
        elif against:
            self.stdout.write("Tệp đó không có mốc nào dùng được cho nhật ký này: chưa đối chiếu với bên ngoài.")
        else:
            self.stdout.write("Chưa đối chiếu với mốc nào bên ngoài: thêm --against TỆP hoặc ĐỊA CHỈ.")

    def _answer(self, value: Any) -> None:
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=2))


def _offices(code: str | None) -> list[Office]:
    offices = list(Office.objects.filter(code=code) if code else Office.objects.all())
    if not offices:
        raise CommandError(f"Không có cơ quan nào mang mã «{code}»." if code else "Chưa có cơ quan nào.")
    return offices


def _wanted(notes: list[Note], only: str | None) -> list[Note]:
    if not notes:
        raise CommandError("Không thấy mốc đối chiếu nào trong nơi đã chỉ.")
    return [note for note in notes if note.office == only] if only else notes


def _described(office: Office, point: Checkpoint) -> dict[str, Any]:
    return {
        "office": office.code,
        "size": point.size,
        "root": point.root,
        "note": note_of(point),
        "key": verifier(office.code, public_key()),
    }
