"""Where a report is on its way to the superior's server, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from hoiam.office.models import Office
from hoiam.outbox.models import Row
from hoiam.report.bundle.queueing import bundle_subject
from hoiam.report.kinds.kinds import ReportKind, kind_of
from hoiam.report.models import Frozen, SentBundle, Submission
from hoiam.workdays.periods import Period

# What ``ways`` reads of each bundle.
AT_HAND = ("peer__other", "acknowledged", "submission__frozen__report", "submission__taken_back")


@dataclass(frozen=True)
class Way:
    """One bundle: a word for its chip, the chip's colour, and what more there is to know."""

    bundle: SentBundle
    word: str
    colour: str
    more: str

    @property
    def name(self) -> str:
        return way_named(self.bundle.submission.frozen)

    @property
    def sent_again(self) -> bool:
        """Whether a new bundle would be right: this one was refused, or its key is out of use."""
        return self.colour == "late"


def way_named(frozen: Frozen) -> str:
    """«Báo cáo tuần, 09/11/2026 đến 15/11/2026, bản 2»"""
    report = frozen.report
    name = f"{kind_of(report.kind).name}, {report.first:%d/%m/%Y} đến {report.last:%d/%m/%Y}"
    return name if frozen.version == 1 else f"{name}, bản {frozen.version}"


def ways(bundles: Iterable[SentBundle]) -> list[Way]:
    """Each bundle with how it goes."""
    listed = list(bundles)
    rows = {row.subject: row for row in Row.objects.filter(subject__in=[bundle_subject(one) for one in listed])}
    return [_way(one, rows.get(bundle_subject(one))) for one in listed]


def ways_of(office: Office, kind: ReportKind, period: Period) -> list[Way]:
    """The newest bundle of a report, for its page; none when it goes to no other server."""
    about = {"report__office": office, "report__kind": kind.id, "report__period": period.code}
    sent = SentBundle.objects.filter(**{f"submission__frozen__{name}": value for name, value in about.items()})
    return ways(sent.select_related(*AT_HAND).order_by("-id")[:1])


def _said(submission: Submission) -> str:
    verdicts = list(submission.verdicts.all())
    return f" Kết quả: {verdicts[-1].get_result_display()}." if verdicts else ""


def _way(bundle: SentBundle, row: Row | None) -> Way:
    if hasattr(bundle, "acknowledged"):
        answer = bundle.acknowledged
        when = f"{timezone.localtime(answer.answered_at):%H:%M ngày %d/%m/%Y}"
        if answer.taken_in:
            more = f"Nhận lúc {when}, đã ký đối chiếu nhật ký.{_said(bundle.submission)}"
            return Way(bundle, f"{bundle.peer.other} đã nhận", "ok", more)
        return Way(bundle, "bị từ chối", "late", f"{bundle.peer.other} trả lời lúc {when}: {answer.reason}")
    if hasattr(bundle.submission, "taken_back"):
        return Way(bundle, "đã rút lại", "", "Báo cáo đã rút lại trước khi đến nơi.")
    if bundle.peer.ended_at is not None:
        return Way(bundle, "chưa gửi được", "late", f"Khóa của {bundle.peer.other} đã thôi dùng.")
    if row is None:
        return Way(bundle, "chờ mang tệp đi", "soon", "Máy chủ cấp trên không có địa chỉ: tải gói về, mang đến nơi.")
    if not row.why:
        return Way(bundle, "đang chờ gửi", "soon", "")
    again = f"{timezone.localtime(row.leased_until):%H:%M ngày %d/%m/%Y}"
    return Way(bundle, "đang chờ gửi", "soon", f"Lần gửi thứ {row.attempts} chưa được: {row.why}. Gửi lại lúc {again}.")
