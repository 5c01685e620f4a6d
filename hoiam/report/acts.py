"""The acts of reporting: a unit writes its words, the figures are frozen, the report is made public."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import dump, sha256
from hoiam.ledger.commitments import check, commit
from hoiam.ledger.models import Entry
from hoiam.office.access import require
from hoiam.office.models import Office, Person, Role, Unit, roles_of
from hoiam.report.counting import count, frozen_of
from hoiam.report.models import MAX_NARRATIVE, Frozen, Narrative, Published, Report, Section
from hoiam.report.periods import Period
from hoiam.viettext.fold import nfc


@act
def write_narrative(period: Period, unit: Unit, section: str, text: str, *, by: Person, at: datetime) -> Narrative:
    """Write a unit's words for a section; written again, the newer words stand. Empty words take them back."""
    require(by, "write_report")
    _of_the_office(by, unit.office)
    if by.unit_id != unit.pk and not roles_of(by) & {Role.CLERK, Role.APPROVER}:
        raise PermissionDenied("Mỗi đơn vị viết phần của mình; công chức tổng hợp viết thay được.")
    if section not in Section.values:
        raise ValidationError("Chọn một mục của báo cáo.")
    text = nfc(text).strip()
    if len(text) > MAX_NARRATIVE:
        raise ValidationError(f"Mỗi mục viết không quá {MAX_NARRATIVE} chữ.")
    if frozen_of(unit.office, period):
        raise ValidationError(f"Báo cáo {period.name} đã chốt, không sửa được nữa.")
    if period.start > at:
        raise ValidationError(f"{period.title.capitalize()} chưa bắt đầu.")
    report = _report(unit.office, period)
    return Narrative.objects.create(report=report, unit=unit, section=section, text=text, by=by, at=at)


@act
def freeze(office: Office, period: Period, *, by: Person, at: datetime) -> Frozen:
    """Freeze the figures and words of an ended period («chốt số liệu»): from now on they are what they are."""
    require(by, "freeze_report")
    _of_the_office(by, office)
    if not period.ended(at):
        raise ValidationError(f"{period.title.capitalize()} chưa kết thúc: chỉ chốt được số liệu của kỳ đã qua.")
    if frozen_of(office, period):
        raise ValidationError(f"Báo cáo {period.name} đã chốt rồi.")
    public, inside = (face.data() for face in count(office, period, at))
    # A bare hash of the inside face would let anyone try out the small numbers that the public face leaves out.
    words = commit("report_inside", inside)
    digest = digest_of(public, words.digest)
    frozen = Frozen.objects.create(
        report=_report(office, period),
        public=public,
        inside=inside,
        salt=words.salt,
        inside_commitment=words.digest,
        digest=digest,
        by=by,
        at=at,
    )
    append(
        office,
        "report.frozen",
        subject_of(period.kind, period.code),
        by=by,
        at=at,
        payload={"kind": period.kind, "period": period.code, "digest": digest},
    )
    return frozen


@act
def publish(report: Report, *, by: Person, at: datetime) -> Published:
    """Make a frozen report public, with the words of the units."""
    require(by, "freeze_report")
    _of_the_office(by, report.office)
    if not hasattr(report, "frozen"):
        raise ValidationError("Hãy chốt số liệu trước khi công bố.")
    if hasattr(report, "published"):
        raise ValidationError("Báo cáo này đã công bố.")
    row = Published.objects.create(report=report, by=by, at=at)
    append(
        report.office,
        "report.published",
        subject_of(report.kind, report.period),
        by=by,
        at=at,
        payload={"kind": report.kind, "period": report.period},
    )
    return row


def subject_of(kind: str, period: str) -> str:
    return f"report:{kind}:{period}"


def digest_of(public: object, inside_commitment: str) -> str:
    """What the ledger holds of a frozen report: formed from the public face and the commitment to the inside one."""
    return sha256(dump({"inside": inside_commitment, "public": public}))  # type: ignore[dict-item]


def holds(frozen: Frozen) -> bool:
    """Whether the frozen rows are still what was committed to in the ledger."""
    report = frozen.report
    entry = Entry.objects.filter(
        office=report.office_id, kind="report.frozen", subject=subject_of(report.kind, report.period)
    ).first()
    inside = check("report_inside", frozen.inside, bytes(frozen.salt), frozen.inside_commitment)
    digest = digest_of(frozen.public, frozen.inside_commitment)
    return inside and entry is not None and digest == frozen.digest == entry.payload["digest"]


def _report(office: Office, period: Period) -> Report:
    return Report.objects.get_or_create(office=office, kind=period.kind, period=period.code)[0]


def _of_the_office(by: Person, office: Office) -> None:
    if by.office_id != office.pk:
        raise PermissionDenied("Báo cáo này của cơ quan khác.")
