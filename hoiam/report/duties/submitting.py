"""The acts between an office and its superior: handing a report in, accepting it or giving it back, taking it back.

Taking back starts from the top: what was accepted is first released by who accepted it. While a version lies with the
superior no other can be frozen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import JSON, moment
from hoiam.ledger.commitments import commit
from hoiam.office.access import require
from hoiam.office.models import Office, Person, Role, holders
from hoiam.outbox.acts import queue
from hoiam.report.bundle.outgoing import is_there, queue_bundle
from hoiam.report.counting.compile import of_version
from hoiam.report.counting.counting import count
from hoiam.report.freezing.acts import keep_version, must_agree
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.kinds.themes import kind_for
from hoiam.report.models import (
    REASON_MAX,
    Correction,
    Duty,
    Explanation,
    Frozen,
    Report,
    Submission,
    TakenBack,
    Verdict,
)
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.sections.completeness import problems
from hoiam.report.versions.report import frozen_of, of_the_office, report_of, report_subject
from hoiam.report.versions.submissions import Result, lying_of, result_of
from hoiam.viettext.fold import nfc
from hoiam.workdays.periods import Period


@act
def submit(frozen: Frozen, *, by: Person, at: datetime) -> Submission:
    """Hand the newest version of a report to the superior, once it is complete."""
    require(by, "submit_report")
    report, office = hold(frozen.report), frozen.report.office
    of_the_office(by, office)
    if office.parent is None:
        raise ValidationError("Cơ quan không có cơ quan cấp trên trong hệ thống này.")
    if frozen.version != report.versions.order_by("-version").values_list("version", flat=True).first():
        raise ValidationError("Đã có bản mới hơn: chỉ nộp bản mới nhất.")
    _must_not_lie(report)
    if hasattr(frozen, "correction"):
        raise ValidationError("Báo cáo đang được đính chính: hãy lập bản mới rồi nộp bản ấy.")
    if frozen.submissions.filter(verdicts__result=Result.RETURNED).exists():
        raise ValidationError("Bản này đã bị trả lại: hãy lập bản đính chính rồi nộp bản ấy.")
    kind = kind_for(report.office, report.kind)
    if kind.only:
        raise ValidationError("Chuyên đề riêng của cơ quan không nộp qua hệ thống: hãy gửi tệp của báo cáo.")
    missing = problems(of_version(frozen, kind, kind.parse(schedule_of(office), report.period), at, inside=True))
    if missing:
        raise ValidationError([f"Chưa nộp được: {one.words} {one.advice}" for one in missing])
    row = enter_submission(frozen, office.parent, by=by, at=at)
    queue_bundle(row, by=by, at=at)
    append(
        office,
        "report.submitted",
        report_subject(report),
        by=by,
        at=at,
        payload={
            "kind": report.kind,
            "period": report.period,
            "version": frozen.version,
            "to": office.parent.code,
            "due_at": moment(row.duty.due_at) if row.duty else None,
            "on_time": row.on_time,
        },
    )
    return row


def enter_submission(frozen: Frozen, to: Office, *, by: Person | None, at: datetime) -> Submission:
    """The row of a submission, tied to the duty it fulfils; inside an act, which writes the entry."""
    report = frozen.report
    duty = Duty.objects.filter(office=report.office_id, kind=report.kind, period=report.period, to=to).first()
    on_time = duty is None or at <= duty.due_at
    return Submission.objects.create(frozen=frozen, duty=duty, to=to, by=by, at=at, on_time=on_time)


@act
def accept(submission: Submission, *, by: Person, at: datetime) -> Verdict:
    """«Tiếp nhận»: the superior takes the report as it is."""
    _of_the_superior(submission, by, "judge_report")
    _must_lie_unjudged(submission)
    return judge(submission, Result.ACCEPTED, "", by=by, at=at)


@act
def return_report(submission: Submission, reason: str, *, by: Person, at: datetime) -> Verdict:
    """«Trả lại, yêu cầu bổ sung»: with the reason; the office makes a new version."""
    _of_the_superior(submission, by, "judge_report")
    _must_lie_unjudged(submission)
    report = submission.frozen.report
    for person in tellable(report.office, Role.CLERK, Role.OFFICE_HEAD):
        queue(report.office, "report_returned", report_subject(report), due_at=at, person=person)
    return judge(submission, Result.RETURNED, worded(reason, "Nêu rõ cần bổ sung, sửa điều gì."), by=by, at=at)


@act
def reopen_verdict(submission: Submission, reason: str, *, by: Person, at: datetime) -> Verdict:
    """The superior takes its acceptance back; only then may the office take the report back, or it be returned."""
    _of_the_superior(submission, by, "reopen_report")
    if result_of(submission) != Result.ACCEPTED:
        raise ValidationError("Báo cáo này chưa được tiếp nhận.")
    return judge(submission, Result.REOPENED, worded(reason, "Nêu lý do bỏ tiếp nhận."), by=by, at=at)


@act
def take_back(submission: Submission, reason: str, *, by: Person, at: datetime) -> TakenBack:
    """The office takes its report back, when the superior has not accepted it or has released it again."""
    require(by, "take_back_report")
    report = hold(submission.frozen.report)
    of_the_office(by, report.office)
    if lying_of(report) != submission:
        raise ValidationError("Báo cáo này không còn ở cơ quan cấp trên.")
    if result_of(submission) == Result.ACCEPTED:
        raise ValidationError(f"{submission.to} đã tiếp nhận: trước hết {submission.to} phải bỏ tiếp nhận.")
    if is_there(submission):
        raise ValidationError(f"Báo cáo đã ở máy chủ của {submission.to}: đề nghị {submission.to} trả lại.")
    reason = worded(reason, "Nêu lý do rút lại.")
    salt, digest = commit("report_taken_back", reason)
    row = TakenBack.objects.create(submission=submission, reason=reason, salt=salt, by=by, at=at)
    payload = _version(submission.frozen, digest)
    append(report.office, "report.taken_back", report_subject(report), by=by, at=at, payload=payload)
    return row


@act
def open_correction(frozen: Frozen, reason: str, *, by: Person, at: datetime) -> Correction:
    """Open an approved report that nobody has above, so that units can write for its next version."""
    require(by, "freeze_report")
    report = hold(frozen.report)
    of_the_office(by, report.office)
    _must_not_lie(report)
    if hasattr(frozen, "correction") or report.versions.filter(version__gt=frozen.version).exists():
        raise ValidationError("Báo cáo này đang được đính chính, hoặc đã có bản mới hơn.")
    reason = worded(reason, "Nêu lý do đính chính.")
    salt, digest = commit("report_correction", reason)
    row = Correction.objects.create(frozen=frozen, reason=reason, salt=salt, by=by, at=at)
    append(
        report.office,
        "report.correction_opened",
        report_subject(report),
        by=by,
        at=at,
        payload=_version(frozen, digest),
    )
    return row


@act
def correct(
    office: Office, kind: ReportKind, period: Period, note: str, *, kept_words: bool = False, by: Person, at: datetime
) -> Frozen:
    """«Bản đính chính»: the report counted and worded anew as its next version, with a note that everybody reads.
    ``kept_words`` as in freezing."""
    require(by, "freeze_report")
    of_the_office(by, office)
    note = worded(note, "Ghi rõ vì sao có bản mới và sửa điều gì.")
    report = hold(report_of(office, kind, period))
    newest = frozen_of(office, kind, period)
    if newest is None:
        raise ValidationError(f"Báo cáo {period.full_name} chưa chốt: chưa có gì để đính chính.")
    _must_not_lie(report)
    faces = count(office, kind, period, at)
    must_agree(faces, kept_words)
    return keep_version(report, faces, newest.version + 1, note, by=by, at=at)


@act
def explain(
    office: Office, kind: ReportKind, period: Period, about: Iterable[str], text: str, *, by: Person, at: datetime
) -> list[Explanation]:
    """Say why things of a report are empty: «không phát sinh», or why a figure is not known."""
    require(by, "write_report")
    of_the_office(by, office)
    report, text = hold(report_of(office, kind, period)), worded(text, "Ghi lý do, hoặc «không phát sinh».")
    things = list(dict.fromkeys(about))
    if not things:
        raise ValidationError("Chọn những mục cần giải trình.")
    _must_not_lie(report)
    salt, digest = commit("report_explanation", text)
    rows = [Explanation(report=report, about=one[:80], text=text, salt=salt, by=by, at=at) for one in things]
    Explanation.objects.bulk_create(rows)
    payload: dict[str, JSON] = {
        "kind": report.kind,
        "period": report.period,
        "about": [one.about for one in rows],
        "commitment": digest,
    }
    append(office, "report.explained", report_subject(report), by=by, at=at, payload=payload)
    return rows


def tellable(office: Office, *roles: Role) -> list[Person]:
    """Who holds one of these roles in an office and has an address, each once."""
    people = {person.pk: person for role in roles for person in holders(office, role).exclude(email="")}
    return [people[pk] for pk in sorted(people)]


def hold(report: Report) -> Report:
    """The report, ours alone until the act ends: two people never hand in, take back and correct at once."""
    return Report.objects.select_for_update(of=("self",)).select_related("office__parent").get(pk=report.pk)


def worded(reason: str, advice: str) -> str:
    """A reason somebody gave, cleaned; raises ValidationError with the advice when there is none."""
    text = nfc(reason).strip()
    if not text:
        raise ValidationError(advice)
    if len(text) > REASON_MAX:
        raise ValidationError(f"Viết không quá {REASON_MAX} chữ.")
    return text


def judge(submission: Submission, result: Result, reason: str, *, by: Person | None, at: datetime) -> Verdict:
    """The superior's word, with its entry, inside an act. ``by`` is null when it came from the superior's server."""
    report = submission.frozen.report
    # What came from another server has its own ledger there; here it is told in that of the superior.
    ledger = report.office if submission.by_id else submission.to
    salt, digest = commit("report_verdict", reason)
    row = Verdict.objects.create(submission=submission, result=result, reason=reason, salt=salt, by=by, at=at)
    append(
        ledger,
        f"report.{_ENTRY[result]}",
        report_subject(report),
        by=by,
        at=at,
        payload=_version(submission.frozen, digest),
    )
    return row


def _version(frozen: Frozen, digest: str) -> dict[str, JSON]:
    report = frozen.report
    return {"kind": report.kind, "period": report.period, "version": frozen.version, "commitment": digest}


_ENTRY = {Result.ACCEPTED: "accepted", Result.RETURNED: "returned", Result.REOPENED: "acceptance_undone"}


def _of_the_superior(submission: Submission, by: Person, verb: str) -> None:
    require(by, verb)
    hold(submission.frozen.report)
    if by.office_id != submission.to_id:
        raise PermissionDenied("Báo cáo này không gửi cho cơ quan của bạn.")


def _must_not_lie(report: Report) -> None:
    """The lock: while a version lies with the superior, nothing of the report moves."""
    lying = lying_of(report)
    if lying is not None:
        raise ValidationError(
            f"Bản {lying.frozen.version} đang ở {lying.to}: rút lại, hoặc đợi trả lại, rồi mới làm tiếp được."
        )


def _must_lie_unjudged(submission: Submission) -> None:
    if lying_of(submission.frozen.report) != submission:
        raise ValidationError("Báo cáo này không còn chờ ở đây: đã được trả lại hoặc rút lại.")
    if result_of(submission) == Result.ACCEPTED:
        raise ValidationError("Báo cáo này đã được tiếp nhận.")
