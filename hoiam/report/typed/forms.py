"""What was typed on the screen of typed figures: each row read by itself, so that one that is wrong loses no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from hoiam.files import store as files_store
from hoiam.files.store import Stored
from hoiam.office.models import Person
from hoiam.papers.words import number
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.models import TypedValue
from hoiam.report.sentences.numbers import Number
from hoiam.report.typed.acts import type_figure
from hoiam.report.typed.definitions import NotANumber, TypedFigure, number_typed, read_number
from hoiam.workdays.periods import Period


@dataclass
class TypedLine:
    """One figure on the screen: what stands, what was typed, what is wrong with it."""

    figure: TypedFigure
    compulsory: bool
    row: TypedValue | None
    before: Number | None
    number: str = ""
    unknown: str = ""
    source: str = ""
    error: str = ""

    def __post_init__(self) -> None:
        row = self.row
        self.number = shown(row.value) if row else ""
        self.unknown = row.unknown if row else ""
        self.source = row.source if row else self.figure.source

    @property
    def shown_before(self) -> str:
        return shown(self.before)

    @property
    def is_missing(self) -> bool:
        return self.compulsory and self.row is None

    @property
    def has_more(self) -> bool:
        """Whether the fields behind the number must be seen at once."""
        return bool(self.error or self.unknown)


def shown(value: float | None) -> str:
    """As it is typed again: «1.234», «92,7»."""
    found = number_typed(value)
    return "" if found is None else number(found)


def take(
    line: TypedLine,
    given: Mapping[str, str],
    upload: UploadedFile | None,
    kind: ReportKind,
    period: Period,
    *,
    by: Person,
    at: datetime,
) -> bool:
    """Type what this row holds when it is new; says whether it was. A wrong row keeps what was typed, and why."""
    id = line.figure.id
    said, unknown = given.get(f"so-{id}", "").strip(), given.get(f"vi-sao-{id}", "").strip()
    source = given.get(f"nguon-{id}", "").strip() or line.figure.source
    if (said, unknown, source) == (line.number, line.unknown, line.source) and upload is None:
        return False
    line.number, line.unknown, line.source = said, unknown, source
    if not (said or unknown):
        line.error = _empty(line, upload) if line.row or upload else ""
        return False
    try:
        value = read_number(said, line.figure.unit) if said else None
        if value is not None and unknown:
            raise ValidationError("Đã có số thì không ghi lý do chưa có số liệu: xóa một trong hai.")
        kept = _kept(upload) if upload else None
        line.row = type_figure(kind, period, id, value, unknown=unknown, source=source, file=kept, by=by, at=at)
    except (NotANumber, files_store.FileRefused) as wrong:
        line.error = str(wrong)
        return False
    except ValidationError as wrong:
        line.error = " ".join(wrong.messages)
        return False
    return True


def _empty(line: TypedLine, upload: UploadedFile | None) -> str:
    if upload is not None and line.row is None:
        return "Có tệp mà chưa có số: ghi số, hoặc lý do chưa có số liệu, rồi chọn lại tệp."
    return "Đã ghi số rồi: ghi số khác, 0 nếu không phát sinh, hoặc lý do chưa có số liệu."


def _kept(upload: UploadedFile) -> Stored:
    """The picture or PDF made anew, on the disk before the row."""
    made = files_store.remake(upload.read(), upload.name or "không tên")
    if made.kind == "voice":
        raise ValidationError("Tệp đính kèm là ảnh hoặc PDF.")
    return files_store.keep(made)
