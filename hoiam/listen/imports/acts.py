"""Files of other systems: each row becomes a message, on its own; a wrong one is told with its number and why.

The rows lie sealed until they are in the book. A row and its place in the file are written together, so that a file can
be stopped, taken up again, or cut off by a power failure, and no row is entered twice.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import JSON
from hoiam.listen.imports import json_lines, tables
from hoiam.listen.intake import receiving
from hoiam.listen.intake.receiving import Receipt, Taken, mark, never_before, receive
from hoiam.listen.message import contact_line
from hoiam.listen.models import Channel, ColumnMap, ImportFile, Kind
from hoiam.listen.pasting import reading as pasting_reading
from hoiam.office.access import require
from hoiam.office.models import Office, Person, Topic
from hoiam.vault import keys
from hoiam.vault.text import open_bytes, seal_bytes
from hoiam.viettext.fold import fold

CHANNELS = (
    Channel.PORTAL,
    Channel.TRANSFER,
    Channel.OFFICE_CHAT,
    Channel.LETTER,
    Channel.COUNTER,
    Channel.PHONE,
    Channel.OLD_BOOK,
)
AT_ONCE = 200  # rows that are taken while the clerk waits; the worker takes the others
BETWEEN_LOOKS = 25  # rows after which it is asked again whether somebody stopped the file
MOST_SECONDS = 20  # of one turn of the worker: mails wait behind it
FORGOTTEN_AFTER = timedelta(days=1)
State = ImportFile.State


class Elsewhere(Exception):
    """Another process is entering the rows of this file."""


@act
def lay_down(office: Office, data: bytes, *, by: Person, at: datetime) -> ImportFile:
    """Read a file and keep its rows sealed until the clerk has said what the columns are."""
    _may(by, office)
    head, rows = tables.read_table(data)
    file = ImportFile(office=office, mark=secrets.token_hex(16), shape=tables.shape_of(head), by=by, at=at)
    plain = json.dumps([head, *rows], ensure_ascii=False).encode()
    file.sealed_rows = seal_bytes(plain, key=keys.text_key(), bound_to=_bound_to(file))
    file.total = len(rows)
    known = ColumnMap.objects.filter(office=office, shape=file.shape).first()
    file.columns = known.columns if known else {str(at): field for at, field in tables.proposed_columns(head).items()}
    file.channel = known.channel if known else ""
    file.save()
    return file


def rows_of_file(file: ImportFile) -> tuple[list[str], list[list[str]]]:
    """The names of the columns and the rows; nothing once they are in the book."""
    if not file.sealed_rows:
        return [], []
    head, *rows = json.loads(open_bytes(file.sealed_rows, key=keys.text_key(), bound_to=_bound_to(file)))
    return head, rows


def _bound_to(file: ImportFile) -> bytes:
    return b"\0".join((b"import", file.mark.encode()))


@act
def begin_import(file: ImportFile, columns: Mapping[int, str], channel: str, *, by: Person, at: datetime) -> None:
    """The clerk has said what the columns are: remembered for this shape of file, and the rows may go in."""
    _may(by, file.office)
    if file.state != State.WAITING:
        raise ValidationError("Tệp này đã bắt đầu vào sổ.")
    if channel not in CHANNELS:
        raise ValidationError("Chọn nguồn của tệp này.")
    fields = list(columns.values())
    if "text" not in fields and "title" not in fields:
        raise ValidationError("Chọn cột «Nội dung» (hoặc «Tiêu đề, trích yếu»).")
    if len(fields) != len(set(fields)) or set(fields) - set(tables.COLUMN_FIELDS):
        raise ValidationError("Mỗi trường chỉ chọn cho một cột.")
    file.columns, file.channel, file.state = {str(at): field for at, field in columns.items()}, channel, State.RUNNING
    file.save(update_fields=["columns", "channel", "state"])
    known = {"columns": file.columns, "channel": channel, "by": by, "at": at}
    ColumnMap.objects.update_or_create(office=file.office, shape=file.shape, defaults=known)
    payload: dict[str, JSON] = {"rows": file.total, "channel": channel}
    append(file.office, "file.imported", f"office:{file.office.code}", by=by, at=at, payload=payload)


def stop(file: ImportFile, *, by: Person) -> None:
    """No further row until it is taken up again."""
    _may(by, file.office)
    ImportFile.objects.filter(pk=file.pk, state=State.RUNNING).update(state=State.STOPPED)


def take_up(file: ImportFile, *, by: Person) -> None:
    """Go on from the row at which it was stopped."""
    _may(by, file.office)
    ImportFile.objects.filter(pk=file.pk, state=State.STOPPED).update(state=State.RUNNING)


def throw_away_import(file: ImportFile, *, by: Person) -> None:
    """A file that nobody wants in the book, or what is left of one; what is entered stays entered."""
    _may(by, file.office)
    file.delete()


def go_on(file: ImportFile, most: int, *, at: datetime) -> None:
    """Take the next rows, each on its own."""
    _, rows = rows_of_file(file)
    began = timezone.now()
    for count, row in enumerate(rows[file.taken : file.taken + most]):
        if count % BETWEEN_LOOKS == BETWEEN_LOOKS - 1:
            seconds = (timezone.now() - began).total_seconds()
            if seconds > MOST_SECONDS or not ImportFile.objects.filter(pk=file.pk, state=State.RUNNING).exists():
                break
        try:
            take_row(file, row, at=at)
        except Elsewhere:
            return
    if file.taken >= file.total:
        file.state, file.sealed_rows = State.DONE, b""
        file.save(update_fields=["state", "sealed_rows"])


def import_files(at: datetime) -> None:
    """The worker's turn: files that are under way go on, files that nobody began are forgotten after a day."""
    ImportFile.objects.filter(state=State.WAITING, at__lt=at - FORGOTTEN_AFTER).delete()
    for file in ImportFile.objects.filter(state=State.RUNNING).select_related("office", "by").order_by("at"):
        go_on(file, tables.MOST_ROWS, at=timezone.now())


@act
def take_row(file: ImportFile, row: list[str], *, at: datetime) -> None:
    """One row and its place in the file, together. What is wrong with it is told without repeating its words."""
    at_row = file.taken + 1
    try:
        _receive(file, row, at)
        file.received += 1
    except receiving.AlreadyReceived:
        file.already += 1
    except ValidationError as wrong:
        file.wrong = [*file.wrong, [at_row, " ".join(wrong.messages)]]
    file.taken = at_row
    changed = {name: getattr(file, name) for name in ("taken", "received", "already", "wrong")}
    if ImportFile.objects.filter(pk=file.pk, taken=at_row - 1).update(**changed) != 1:
        raise Elsewhere


def _receive(file: ImportFile, row: list[str], at: datetime) -> Receipt:
    office = file.office
    given = {field: row[int(at)] for at, field in file.columns.items() if int(at) < len(row) and row[int(at)]}
    text = "\n".join(part for part in (given.get("title", ""), given.get("text", "")) if part)
    external_ref = given.get("external_ref", "")[:80]
    fingerprint = mark("row", json.dumps([file.channel, given], ensure_ascii=False, sort_keys=True))
    never_before(office, fingerprint, file.channel, external_ref)
    area = json_lines.find_area(office, given.get("area", ""))
    place = given.get("place", "")
    if given.get("area") and area is None:
        place = ", ".join(part for part in (place, given["area"]) if part)
    sent = _moment(given.get("sent_on", ""), at, "ngày gửi")
    taken = Taken(
        file.channel,
        text,
        public=_yes_or_no(given.get("public", "")),
        kind=_kind(given.get("kind", "")),
        received_at=_moment(given.get("received_at", ""), at, "thời điểm nhận"),
        sent_on=timezone.localdate(sent) if sent else None,
        place=place,
        area=area,
        topic=_topic(office, given.get("topic", "")),
        contact=_contact(given),
        external_ref=external_ref,
        fingerprint=fingerprint,
    )
    return receive(office, taken, by=file.by, at=at)


def _moment(words: str, at: datetime, name: str) -> datetime | None:
    if not words:
        return None
    if day := tables.serial_day(words):
        found: datetime | None = timezone.make_aware(day)
    else:
        found = pasting_reading.time_of(words, timezone.localtime(at))
    if found is None or found > at:
        raise ValidationError(f"Không đọc được {name}: ghi như 16/11/2026 hoặc 16/11/2026 08:30, không sau hôm nay.")
    return found


def _yes_or_no(words: str) -> bool | None:
    said = fold(words).strip()
    if said in ("co", "x", "1", "true", "yes", "dong y", "cong khai", "duoc"):
        return True
    return False if said in ("khong", "0", "false", "no", "khong dong y", "khong cong khai") else None


def _kind(words: str) -> str:
    """The kind by its name or its identifier; another system's own kinds are for a person to sort."""
    said = fold(words).strip()
    return next((kind.value for kind in Kind if said in (kind.value, fold(str(kind.label)))), "")


def _topic(office: Office, words: str) -> Topic | None:
    said = fold(words).strip()
    if not said:
        return None
    return next((one for one in Topic.objects.filter(office=office) if said in (one.slug, fold(one.words))), None)


def _contact(given: Mapping[str, str]) -> dict[str, str]:
    """How to reach the sender; a telephone or address that cannot be one does not lose the row."""
    found = {"name": given.get("name", "")[:100], "address": given.get("address", "")[:200], "phone": "", "email": ""}
    for name in ("phone", "email"):
        words = given.get(name, "")
        # Excel takes the nought from a telephone that it believes to be a number.
        line = f"0{words}" if name == "phone" and words.isdigit() and len(words) == 9 else words
        try:
            found |= {key: value for key, value in contact_line.read_contact(line).items() if value}
        except ValidationError:
            continue
    return found


def _may(by: Person, office: Office) -> None:
    require(by, "take_in")
    if by.office_id != office.pk:
        raise PermissionDenied("Bạn chỉ vào sổ cho cơ quan của mình.")
