"""The acts by which people type what the ledger does not tell: a figure from another system, the plan of a year."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError

from hoiam.files.store import Stored
from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import JSON
from hoiam.ledger.commitments import commit
from hoiam.office.access import require
from hoiam.office.models import Office, Person
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.models import LONGEST_PAPER, LONGEST_SOURCE, LONGEST_UNKNOWN, Target, TypedValue
from hoiam.report.sentences.numbers import Number, capital
from hoiam.report.typed.definitions import offered
from hoiam.report.typed.targets import may_be_planned
from hoiam.report.versions.report import report_of, report_subject
from hoiam.viettext.fold import nfc
from hoiam.workdays.periods import Period


@act
def type_figure(
    kind: ReportKind,
    period: Period,
    figure: str,
    value: Number | None,
    *,
    unknown: str = "",
    source: str = "",
    file: Stored | None = None,
    by: Person,
    at: datetime,
) -> TypedValue:
    """Type a figure from another system, with its source; or say why it is not known. The newest stands. What is typed
    into a report that is frozen stands in its next version."""
    require(by, "write_report")
    found = next((one for one in offered(kind) if one.id == figure), None)
    if found is None:
        raise ValidationError("Báo cáo này không có số liệu nhập tay ấy.")
    if period.start > at:
        raise ValidationError(f"{capital(period.title)} chưa bắt đầu.")
    unknown, source = nfc(unknown).strip(), nfc(source).strip() or found.source
    if (value is None) != bool(unknown):
        raise ValidationError("Ghi số (0 nếu không phát sinh), hoặc lý do chưa có số liệu; chỉ một trong hai.")
    if len(unknown) > LONGEST_UNKNOWN or len(source) > LONGEST_SOURCE:
        raise ValidationError(f"Lý do viết không quá {LONGEST_UNKNOWN} chữ, nguồn không quá {LONGEST_SOURCE} chữ.")
    report = report_of(by.office, kind, period)
    told = None if value is None else str(value)
    words = commit("typed_figure", content(told, unknown, source, file.name if file else ""))
    row = TypedValue.objects.create(
        report=report,
        figure=figure,
        definition=found.version,
        value=value,
        unknown=unknown,
        source=source,
        file=file.name if file else "",
        thumbnail=file.thumbnail if file else "",
        sort=file.sort if file else "",
        unit=by.unit,
        salt=words.salt,
        commitment=words.digest,
        by=by,
        at=at,
    )
    payload: dict[str, JSON] = {"figure": figure, "value": told, "unknown": bool(unknown), "commitment": words.digest}
    append(by.office, "report.figure_typed", report_subject(report), by=by, at=at, payload=payload)
    return row


def content(value: str | None, unknown: str, source: str, file: str) -> JSON:
    """What a typed figure commits to."""
    return {"value": value, "unknown": unknown, "source": source, "file": file}


@act
def set_target(
    office: Office, year: int, figure: str, value: Number | None, paper: str, *, by: Person, at: datetime
) -> Target:
    """Enter what the office planned for a year, by which paper; the newest stands, no number takes it back."""
    require(by, "arrange_report")
    if by.office_id != office.pk:
        raise ValidationError("Chỉ tiêu này của cơ quan khác.")
    if figure not in may_be_planned():
        raise ValidationError("Số liệu này không có chỉ tiêu kế hoạch.")
    paper = nfc(paper).strip()
    if not paper or len(paper) > LONGEST_PAPER:
        raise ValidationError(f"Ghi số, ký hiệu, ngày của văn bản giao chỉ tiêu, không quá {LONGEST_PAPER} chữ.")
    if value is not None and value <= 0:
        raise ValidationError("Chỉ tiêu là số lớn hơn 0; bỏ chỉ tiêu thì để trống.")
    told = None if value is None else str(value)
    words = commit("target", planned_as(year, figure, told, paper))
    row = Target.objects.create(
        office=office,
        year=year,
        figure=figure,
        value=value,
        paper=paper,
        salt=words.salt,
        commitment=words.digest,
        by=by,
        at=at,
    )
    payload: dict[str, JSON] = {"year": year, "figure": figure, "value": told, "commitment": words.digest}
    append(office, "report.target_set", "office", by=by, at=at, payload=payload)
    return row


def planned_as(year: int, figure: str, value: str | None, paper: str) -> JSON:
    """What a target commits to."""
    return {"year": year, "figure": figure, "value": value, "paper": paper}
