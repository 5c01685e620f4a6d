"""The acts of reporting: a unit writes its words, the figures are frozen, the report is made public, a correction is a
new version."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import dump, sha256
from hoiam.ledger.commitments import check, commit
from hoiam.ledger.models import Entry
from hoiam.office.access import may, require, require_administrator
from hoiam.office.models import Office, Person, Role, Unit, roles_of
from hoiam.report.counting import count, frozen_of
from hoiam.report.face import Face
from hoiam.report.handed import open_again
from hoiam.report.kinds import ReportKind
from hoiam.report.models import (
    MAX_NARRATIVE,
    CouncilSession,
    Frozen,
    FrozenFigure,
    Narrative,
    Published,
    Report,
    SentSection,
    WeekStart,
)
from hoiam.report.periods import WEEK, Period
from hoiam.report.pieces import words
from hoiam.report.schedule import schedule_of
from hoiam.report.wording import capital
from hoiam.viettext.fold import nfc

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@act
def write_narrative(
    kind: ReportKind, period: Period, unit: Unit, section: str, text: str, *, by: Person, at: datetime
) -> Narrative:
    """Write a unit's words for a section and send them; the newest that were sent stand, empty ones take them back."""
    text = may_write_for(kind, unit, section, text, by=by)
    must_be_open(unit.office, kind, period, at)
    report = report_of(unit.office, kind, period)
    narrative = Narrative.objects.create(report=report, unit=unit, section=section, text=text, by=by, at=at)
    hand_in(report, unit, section, narrative=narrative, by=by, at=at)
    return narrative


def may_write_for(kind: ReportKind, unit: Unit, section: str, text: str, *, by: Person) -> str:
    """The words as they are kept, when this person may write them for this unit; raises in words."""
    require(by, "write_report")
    of_the_office(by, unit.office)
    if not writes_for(by, unit):
        raise PermissionDenied("Mỗi đơn vị viết phần của mình; công chức tổng hợp viết thay được.")
    if section not in kind.sections:
        raise ValidationError("Chọn một mục của báo cáo.")
    text = nfc(text).strip()
    if len(text) > MAX_NARRATIVE:
        raise ValidationError(f"Mỗi mục viết không quá {MAX_NARRATIVE} chữ.")
    return text


def writes_for(person: Person, unit: Unit) -> bool:
    """Each unit writes its own part; who puts the report together writes for any."""
    compiles = person.office_id == unit.office_id and bool(roles_of(person) & {Role.CLERK, Role.APPROVER})
    return may(person, "write_report") and (compiles or person.unit_id == unit.pk)


def hand_in(
    report: Report,
    unit: Unit,
    section: str,
    *,
    narrative: Narrative | None = None,
    nothing: str = "",
    by: Person,
    at: datetime,
) -> SentSection:
    """From now on these words, or that nothing happened, are what the unit says in this section."""
    sent = SentSection.objects.create(
        report=report, unit=unit, section=section, narrative=narrative, nothing=nothing, by=by, at=at
    )
    append(
        report.office,
        "report.section_sent",
        subject_of(report),
        by=by,
        at=at,
        payload={
            "kind": report.kind,
            "period": report.period,
            "section": section,
            "unit": unit.code,
            "empty": not (narrative and narrative.text),
            "nothing": bool(nothing),
        },
    )
    return sent


def is_open(office: Office, kind: ReportKind, period: Period, at: datetime) -> bool:
    """Whether words can be written into the report."""
    frozen = frozen_of(office, kind, period)
    return (frozen is None or open_again(frozen)) and period.start <= at


def must_be_open(office: Office, kind: ReportKind, period: Period, at: datetime) -> None:
    """Raise ValidationError, in words, when nothing can be written into the report any more, or not yet."""
    frozen = frozen_of(office, kind, period)
    if frozen is not None and not open_again(frozen):
        raise ValidationError(f"Báo cáo {period.full_name} đã chốt, không sửa được nữa.")
    if period.start > at:
        raise ValidationError(f"{capital(period.title)} chưa bắt đầu.")


@act
def freeze(
    office: Office, kind: ReportKind, period: Period, *, kept_words: bool = False, by: Person, at: datetime
) -> Frozen:
    """Approve a report of an ended period and freeze its figures and words («chốt số liệu»): they are what they are.

    ``kept_words``: who approves has seen the sentences that say something else than their figures, and keeps them.
    """
    require(by, "freeze_report")
    of_the_office(by, office)
    if not period.ended(at):
        raise ValidationError(f"{capital(period.title)} chưa kết thúc: chỉ chốt được số liệu của kỳ đã qua.")
    if frozen_of(office, kind, period):
        raise ValidationError(f"Báo cáo {period.full_name} đã chốt rồi.")
    faces = count(office, kind, period, at)
    must_agree(faces, kept_words)
    return keep_version(report_of(office, kind, period), faces, 1, "", by=by, at=at)


def must_agree(faces: tuple[Face, Face], kept_words: bool) -> None:
    """Raise ValidationError, naming them, while sentences say something else than their figures and nobody keeps it."""
    astray = {one.key: one for face in faces for one in face.sentences if not one.agrees}
    if astray and not kept_words:
        named = " ".join(f"«{words(one)}»" for one in astray.values())
        raise ValidationError(f"Có câu không còn khớp với số liệu: sửa lại, hoặc xác nhận giữ nguyên. {named}")


def keep_version(
    report: Report, faces: tuple[Face, Face], version: int, note: str, *, by: Person, at: datetime
) -> Frozen:
    """A version of a report as its faces are now, with its entry: the last step of the act that makes it."""
    public, inside = (face.data() for face in faces)
    # A bare hash of the inside face would let anyone try out the small numbers that the public face leaves out.
    sealed = commit("report_inside", inside)
    digest = digest_of(public, sealed.digest)
    frozen = Frozen.objects.create(
        report=report,
        version=version,
        note=note,
        public=public,
        inside=inside,
        salt=sealed.salt,
        inside_commitment=sealed.digest,
        digest=digest,
        by=by,
        post=by.post,
        at=at,
    )
    keep_figures(frozen, faces)
    append(
        report.office,
        "report.frozen",
        subject_of(report),
        by=by,
        at=at,
        payload={"kind": report.kind, "period": report.period, "version": version, "digest": digest},
    )
    return frozen


def keep_figures(frozen: Frozen, faces: tuple[Face, Face]) -> None:
    """The figures of a version in columns, for whoever sums many reports."""
    FrozenFigure.objects.bulk_create(
        FrozenFigure(
            frozen=frozen,
            inside=bool(inside),
            figure=figure.id,
            definition=figure.version,
            value=figure.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            histogram=[list(pair) for pair in figure.histogram],
            parts={part.key: part.value for part in figure.parts},
            unknown=figure.unknown,
        )
        for inside, face in enumerate(faces)
        for figure in face.figures
    )


@act
def publish(frozen: Frozen, *, by: Person, at: datetime) -> Published:
    """Make a frozen version public, with the words of the units."""
    require(by, "freeze_report")
    report = frozen.report
    of_the_office(by, report.office)
    if hasattr(frozen, "published"):
        raise ValidationError("Báo cáo này đã công bố.")
    row = Published.objects.create(frozen=frozen, by=by, at=at)
    append(
        report.office,
        "report.published",
        subject_of(report),
        by=by,
        at=at,
        payload={"kind": report.kind, "period": report.period, "version": frozen.version},
    )
    return row


@act
def start_weeks_on(office: Office, first: date, *, by: Person, at: datetime) -> WeekStart:
    """From this day on, the office's weeks begin on its weekday. Weeks that have begun keep their days."""
    require_administrator(by, office)
    schedule = schedule_of(office)
    if first <= schedule.of(WEEK, at).last:
        raise ValidationError("Chỉ đổi được từ tuần sau trở đi: tuần này đã bắt đầu.")
    if schedule.week_starts and first <= schedule.week_starts[-1][0]:
        raise ValidationError("Đã có lần đổi ngày đầu tuần từ ngày này hoặc muộn hơn.")
    row = WeekStart.objects.create(office=office, first=first, by=by, at=at)
    append(office, "report.weeks_changed", "office", by=by, at=at, payload={"first": first.isoformat()})
    return row


@act
def enter_session(office: Office, name: str, opened_on: date, *, by: Person, at: datetime) -> CouncilSession:
    """Enter a session of the people's council, held or planned."""
    require(by, "freeze_report")
    of_the_office(by, office)
    name = nfc(name).strip()
    if not name:
        raise ValidationError("Ghi tên kỳ họp, như «kỳ họp thứ 10».")
    if CouncilSession.objects.filter(office=office, opened_on=opened_on).exists():
        raise ValidationError("Đã ghi một kỳ họp khai mạc ngày này.")
    row = CouncilSession.objects.create(office=office, name=name[:60], opened_on=opened_on, by=by, at=at)
    append(office, "report.session_entered", "office", by=by, at=at, payload={"opened_on": opened_on.isoformat()})
    return row


def subject_of(report: Report) -> str:
    return f"report:{report.kind}:{report.period}"


def digest_of(public: object, inside_commitment: str) -> str:
    """What the ledger holds of a frozen report: formed from the public face and the commitment to the inside one."""
    return sha256(dump({"inside": inside_commitment, "public": public}))  # type: ignore[dict-item]


def holds(frozen: Frozen) -> bool:
    """Whether the frozen rows are still what was committed to in the ledger."""
    entry = frozen_entry(frozen)
    # Of what came from another server we committed ourselves to the inside face as it travelled.
    told = entry.payload.get("commitment", frozen.inside_commitment) if entry else ""
    inside = check("report_inside", frozen.inside, bytes(frozen.salt), told)
    digest = digest_of(frozen.public, frozen.inside_commitment)
    return inside and entry is not None and digest == frozen.digest == entry.payload["digest"]


def frozen_entry(frozen: Frozen) -> Entry | None:
    """The ledger's entry of the freezing; of what came from another server, that of its taking in."""
    report = frozen.report
    if frozen.by_id is None:
        taken_in = Entry.objects.filter(kind="report.taken_in", subject=subject_of(report))
        about = (report.office.code, frozen.version)
        return next((one for one in taken_in if (one.payload["office"], one.payload["version"]) == about), None)
    entries = Entry.objects.filter(office=report.office_id, kind="report.frozen", subject=subject_of(report))
    # Entries of before the versions tell none: they are of the first.
    return next((one for one in entries if one.payload.get("version", 1) == frozen.version), None)


def report_of(office: Office, kind: ReportKind, period: Period) -> Report:
    """The row of a report, made when it is not there yet."""
    days = {"first": period.first, "last": period.last}
    return Report.objects.get_or_create(office=office, kind=kind.id, period=period.code, defaults=days)[0]


def of_the_office(by: Person, office: Office) -> None:
    """Raise PermissionDenied unless the report is of the person's own office."""
    if by.office_id != office.pk:
        raise PermissionDenied("Báo cáo này của cơ quan khác.")
