"""Freezing: the figures of a period are kept as they are, made public, and corrected by a new version only."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError

from hoiam.ledger.acts import act, append
from hoiam.ledger.commitments import commit
from hoiam.office.access import require
from hoiam.office.models import Office, Person
from hoiam.report.content.content import Face
from hoiam.report.counting.counting import count
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.models import (
    Frozen,
    FrozenFigure,
    Published,
    Report,
)
from hoiam.report.sentences.numbers import capital
from hoiam.report.sentences.sentence import words
from hoiam.report.versions.proof import digest_of
from hoiam.report.versions.report import frozen_of, of_the_office, report_of, report_subject
from hoiam.workdays.periods import Period


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
        report_subject(report),
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
        report_subject(report),
        by=by,
        at=at,
        payload={"kind": report.kind, "period": report.period, "version": frozen.version},
    )
    return row
