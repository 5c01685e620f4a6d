"""A table out of a file of another system: XLSX, ODS, XLS or CSV, in the encodings that are met; pure."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from datetime import UTC, date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from python_calamine import CalamineError, CalamineWorkbook

from hoiam.listen.pasting.words import BY_LABEL
from hoiam.viettext.fold import fold, nfc

MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 30_000
LARGEST_UNPACKED = 400 * 1024 * 1024
_LOOK_FOR_HEAD = 15

# The fields that a column may be, as the clerk reads them.
COLUMN_FIELDS = {
    "text": "Nội dung",
    "title": "Tiêu đề, trích yếu",
    "received_at": "Thời điểm nhận",
    "sent_on": "Ngày gửi, ngày ghi trên đơn",
    "place": "Nơi xảy ra",
    "area": "Thôn, tổ dân phố",
    "name": "Họ tên người gửi (vào kho mã hóa)",
    "phone": "Số điện thoại (vào kho mã hóa)",
    "email": "Thư điện tử (vào kho mã hóa)",
    "address": "Địa chỉ người gửi (vào kho mã hóa)",
    "external_ref": "Mã ở hệ thống kia",
    "kind": "Loại nội dung",
    "topic": "Lĩnh vực",
    "public": "Được đăng công khai (có, không)",
}
_OF_LABEL = {"ref": "external_ref", "when": "received_at", "address?": "address"}
_MORE = {
    "linh vuc": "topic", "chuyen muc": "topic", "loai": "kind", "loai phan anh": "kind", "loai don": "kind",
    "thon": "area", "to dan pho": "area", "khu pho": "area", "dia ban": "area", "thon, to": "area",
    "thon, to dan pho": "area", "thon/to": "area", "ap": "area", "cong khai": "public", "dong y cong khai": "public",
    "ngay ghi tren don": "sent_on", "ngay don": "sent_on", "ngay gui": "sent_on", "ngay viet don": "sent_on",
    "tom tat noi dung": "text", "noi dung vu viec": "text", "noi dung tom tat": "text", "ho ten, dia chi": "name",
}  # fmt: skip


def read_table(data: bytes) -> tuple[list[str], list[list[str]]]:
    """The names of the columns and the rows, as words; a day is «2026-11-16 08:00». Raises ValidationError."""
    rows = _sheet(data) if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0" else _csv(data)
    rows = [row[:MOST_COLUMNS] for row in rows]
    at = _head(rows)
    head = [cell or f"Cột {place}" for place, cell in enumerate(rows[at], 1)]
    body = [row for row in rows[at + 1 :] if any(row)]
    if not body:
        raise ValidationError("Tệp không có hàng nào dưới hàng tiêu đề.")
    if len(body) > MOST_ROWS:
        raise ValidationError("Tệp có hơn 20.000 hàng: hãy chia thành nhiều tệp.")
    return head, [[*row, *[""] * (len(head) - len(row))][: len(head)] for row in body]


def _sheet(data: bytes) -> list[list[str]]:
    try:
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                    raise ValidationError("Tệp quá lớn khi mở ra: hãy chia thành nhiều tệp.")
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        found = sheet.to_python(skip_empty_area=True)
    except (CalamineError, zipfile.BadZipFile, IndexError) as broken:
        raise ValidationError("Không mở được tệp: hãy lưu lại thành .xlsx hoặc .csv rồi chọn lại.") from broken
    return [[_words(cell) for cell in row] for row in found]


def _words(cell: object) -> str:
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, time | timedelta):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return nfc(str(cell)).strip()[:LONGEST_CELL]


def _csv(data: bytes) -> list[list[str]]:
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    between = max(",;\t|", key=first.count)
    csv.field_size_limit(LONGEST_CELL * 10)
    try:
        return [[_words(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=between)]
    except csv.Error as broken:
        raise ValidationError("Không đọc được tệp CSV: hãy lưu lại bằng UTF-8 rồi chọn lại.") from broken


def _decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, what Excel calls Unicode text, or Windows' old Vietnamese."""
    if b"\0" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise ValidationError("Tệp không phải Excel hay CSV.")
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1258")
    for encoding in encodings:
        try:
            return nfc(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise ValidationError("Không đọc được bảng chữ của tệp: hãy lưu lại bằng UTF-8 rồi chọn lại.")


def _head(rows: list[list[str]]) -> int:
    """The row of the names: the first of the top rows with the most names we know."""
    if not rows:
        raise ValidationError("Tệp trống.")
    top = rows[:_LOOK_FOR_HEAD]
    known = [sum(_field(cell) is not None for cell in row) for row in top]
    if max(known) > 0:
        return known.index(max(known))
    return next((at for at, row in enumerate(top) if sum(bool(cell) for cell in row) > 1), 0)


def _field(name: str) -> str | None:
    words = " ".join(fold(name).split())
    part = _MORE.get(words) or BY_LABEL.get(words)
    if part is None and (spaced := words.split(" (")[0]) != words:
        return _field(spaced)
    field = _OF_LABEL.get(part or "", part or "")
    return field if field in COLUMN_FIELDS else None


def proposed_columns(head: list[str]) -> dict[int, str]:
    """Which column is what, by its name; each field once."""
    found: dict[int, str] = {}
    for at, name in enumerate(head):
        field = _field(name)
        if field and field not in found.values():
            found[at] = field
    return found


def shape_of(head: list[str]) -> str:
    """The same for every file whose columns are named the same, in the same order."""
    return hashlib.sha256("\n".join(" ".join(fold(name).split()) for name in head).encode()).hexdigest()


def serial_day(words: str) -> datetime | None:
    """Excel's count of days, when a cell that looks like a number is one."""
    try:
        count = float(words.replace(",", "."))
    except ValueError:
        return None
    if not 30_000 < count < 80_000:
        return None
    return datetime(1899, 12, 30, tzinfo=UTC).replace(tzinfo=None) + timedelta(seconds=round(count * 86_400))
