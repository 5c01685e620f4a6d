"""Where the versions of a report lie: with the superior, accepted or not, returned, or taken back. Reading only."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from hoiam.law.owed import Handed
from hoiam.office.models import Office
from hoiam.report.models import Duty, Frozen, Report, Submission, Verdict

Result = Verdict.Result


_NEWEST = Verdict.objects.filter(submission=OuterRef("pk")).order_by("-at", "-id").values("result")[:1]
_RESULT = Coalesce(Subquery(_NEWEST), Value(""))


def with_results(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """Each with ``result``: what the superior said last; empty when nothing yet."""
    return submissions.annotate(result=_RESULT)


def lying() -> QuerySet[Submission]:
    """What lies with a superior, accepted or not: handed in, not taken back, not returned."""
    given_back = Q(result=Result.RETURNED)
    there = with_results(Submission.objects.filter(taken_back__isnull=True)).exclude(given_back)
    return there.select_related("frozen__report", "to").order_by("at", "id")


def lying_of(report: Report) -> Submission | None:
    return lying().filter(frozen__report=report).last()


def standing_versions(offices: Iterable[Office], kind_id: str, period_code: str) -> dict[int, Frozen]:
    """For each office the version that counts for the superior: the newest it handed in that was neither taken back nor
    returned. Offices without one are not there."""
    found = lying().filter(
        frozen__report__office__in=[one.pk for one in offices],
        frozen__report__kind=kind_id,
        frozen__report__period=period_code,
    )
    # Of 168 offices the figures are read from their columns, never from the whole reports.
    found = found.defer("frozen__public", "frozen__inside")
    return {one.frozen.report.office_id: one.frozen for one in found}


def result_of(submission: Submission) -> str:
    """The newest word of the superior; empty when there is none, or when it took its word back."""
    newest = submission.verdicts.order_by("-at", "-id").values_list("result", flat=True).first() or ""
    return "" if newest == Result.REOPENED else newest


def open_again(frozen: Frozen) -> bool:
    """Whether words may be written again for the next version: this one was returned or taken back,
    or is being corrected."""
    if hasattr(frozen, "correction"):
        return True
    newest = with_results(frozen.submissions.all()).select_related("taken_back").order_by("at", "id").last()
    return newest is not None and (hasattr(newest, "taken_back") or newest.result == Result.RETURNED)  # type: ignore[attr-defined]


def handed_for(duties: Iterable[Duty]) -> dict[int, list[Handed]]:
    """The submissions of each duty, in one statement; a duty without any has an empty list."""
    pks = [duty.pk for duty in duties]
    return {pk: [] for pk in pks} | by_duty(Submission.objects.filter(duty__in=pks))


def by_duty(submissions: QuerySet[Submission]) -> dict[int, list[Handed]]:
    """Submissions under the duties they fulfil, the earliest first."""
    found: dict[int, list[Handed]] = {}
    rows = submissions.annotate(result=_RESULT).order_by("at", "id")
    for duty, pk, at, result, taken_at in rows.values_list("duty", "pk", "at", "result", "taken_back__at"):
        found.setdefault(duty, []).append(Handed(pk, at, result, taken_at))
    return found
