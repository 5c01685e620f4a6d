"""Long work: the files of a province and its 168 communes. Each office's part is made on its own, told by name when it
fails, and never made twice; so the work can be stopped, cut off by a power failure, and taken up again.
"""

from __future__ import annotations

import secrets
import shutil
import time
import zipfile
from datetime import datetime, timedelta
from logging import getLogger
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q

from hoiam.ledger.acts import act, append
from hoiam.office.access import may, require
from hoiam.office.models import Office, Person
from hoiam.report.access import reads_inside
from hoiam.report.counting.compile import Compiled, compile, of_version
from hoiam.report.files.formats import WRITERS, kept
from hoiam.report.kinds.kinds import ReportKind, kind_of
from hoiam.report.models import Job, JobItem
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.rollup.sources import sources
from hoiam.report.versions.submissions import standing_versions
from hoiam.workdays.periods import Period

# What a report that is broken, or a disk that is full, can raise while its files are made.
FAULTS = (OSError, ValueError, KeyError, TypeError, RuntimeError, ValidationError)
DOCUMENTS = ("report.pdf", "report.docx")
MOST_SECONDS = 20.0  # of one turn of the worker: mails wait behind it
AT_ONCE = 2.0  # seconds of work while the clerk waits; the worker does the rest
CUT_OFF_AFTER = timedelta(minutes=5)
MOST_TRIES = 2
FORGOTTEN_AFTER = timedelta(days=7)
LIST = "danh-sach.txt"
log = getLogger(__name__)
What, State = Job.What, JobItem.State


@act
def begin(office: Office, kind: ReportKind, period: Period, what: str, *, by: Person, at: datetime) -> Job:
    """Ask for the files of the own report and of those below it that were handed in. One such work at a time."""
    require(by, "compile_all")
    if by.office_id != office.pk or office.level != Office.Level.PROVINCE:
        raise PermissionDenied("Chỉ cơ quan cấp tỉnh lập tệp của các xã, phường, đặc khu thuộc tỉnh.")
    if what not in What.values:
        raise ValidationError("Chọn tệp cần lập.")
    if kind.thematic:
        raise ValidationError("Chỉ lập hàng loạt tệp của báo cáo định kỳ.")
    if not period.ended(at):
        raise ValidationError("Kỳ chưa kết thúc: chưa có báo cáo để lập tệp.")
    # Two people press at once: the second waits here, and then sees the first one's work.
    Office.objects.select_for_update().get(pk=office.pk)
    if Job.objects.filter(office=office, finished_at__isnull=True).exists():
        raise ValidationError("Một lần lập tệp khác chưa xong: chờ xong, hoặc dừng và bỏ lần ấy trước.")
    below = list(Office.objects.filter(parent=office).order_by("code"))
    job = Job.objects.create(
        office=office,
        mark=secrets.token_hex(16),
        what=what,
        kind=kind.id,
        period=period.code,
        inside=reads_inside(by),
        by=by,
        at=at,
    )
    JobItem.objects.bulk_create(JobItem(job=job, office=one) for one in (office, *below))
    append(
        office,
        "report.files_asked",
        f"report:{kind.id}:{period.code}",
        by=by,
        at=at,
        payload={
            "kind": kind.id,
            "period": period.code,
            "what": str(what),
            "offices": len(below),
            "inside": job.inside,
        },
    )
    return job


def stop(job: Job, *, by: Person, at: datetime) -> None:
    """No further office until it is taken up again; the one in hand is finished."""
    _may(by, job)
    Job.objects.filter(pk=job.pk, finished_at__isnull=True, stopped_at__isnull=True).update(stopped_at=at)


def take_up(job: Job, *, by: Person) -> None:
    """Go on with the offices that are left."""
    _may(by, job)
    Job.objects.filter(pk=job.pk, finished_at__isnull=True).update(stopped_at=None)


def throw_away(job: Job, *, by: Person) -> None:
    """Nobody wants the files, or what is made of them so far."""
    _may(by, job)
    _forget(job)


def may_fetch(person: Person, job: Job) -> bool:
    """Whether the files are for this person: of the own office, and no number in them that they may not know."""
    return person.office_id == job.office_id and may(person, "compile_all") and (reads_inside(person) or not job.inside)


def go_on(job: Job, *, seconds: float, at: datetime) -> None:
    """Make the next offices' files, for about so long."""
    end = time.monotonic() + seconds
    while (item := _next(job, at)) is not None:
        _make(job, item, at)
        if time.monotonic() > end:
            return
    if job.items.filter(state__in=(State.WAITING, State.TAKEN)).exists():
        return
    # One process packs; should it be cut off, another may.
    free = Q(packing_at__isnull=True) | Q(packing_at__lt=at - CUT_OFF_AFTER)
    if Job.objects.filter(free, pk=job.pk, finished_at__isnull=True, stopped_at__isnull=True).update(packing_at=at):
        _pack(job)
        Job.objects.filter(pk=job.pk).update(finished_at=at)


def make_files(at: datetime) -> None:
    """The worker's turn: works under way go on, those of a week ago are forgotten."""
    for job in Job.objects.filter(at__lt=at - FORGOTTEN_AFTER):
        _forget(job)
    for job in Job.objects.filter(finished_at__isnull=True, stopped_at__isnull=True).select_related("office"):
        go_on(job, seconds=MOST_SECONDS, at=at)


def _next(job: Job, at: datetime) -> JobItem | None:
    """Take the next office, so that nobody else does; none when the work was stopped."""
    if not Job.objects.filter(pk=job.pk, finished_at__isnull=True, stopped_at__isnull=True).exists():
        return None
    cut_off = Q(state=State.TAKEN, taken_at__lt=at - CUT_OFF_AFTER)
    free = job.items.filter(Q(state=State.WAITING) | cut_off).select_related("office")
    for item in free:
        tries = item.tries
        taken = free.filter(pk=item.pk, tries=tries).update(state=State.TAKEN, taken_at=at, tries=tries + 1)
        if taken and tries >= MOST_TRIES:
            _settle(item, State.FAILED, "bị ngắt giữa chừng nhiều lần")
        elif taken:
            return item
    return None


def _make(job: Job, item: JobItem, at: datetime) -> None:
    try:
        compiled = _compiled(job, item.office, at)
        if compiled is None:
            _settle(item, State.MISSING, _why_missing(job, item.office, at))
            return
        names = DOCUMENTS if job.what == What.DOCUMENTS else tuple(WRITERS)
        write(compiled, folder_of(job) / item.office.code, names)
    except FAULTS as fault:
        # The class and not its words: they can hold what somebody wrote.
        log.warning("files of %s not made: %s", item.office.code, type(fault).__name__)
        _settle(item, State.FAILED, "không lập được tệp; quản trị hệ thống xem nhật ký máy chủ")
    else:
        _settle(item, State.DONE)


def _settle(item: JobItem, state: str, message: str = "") -> None:
    JobItem.objects.filter(pk=item.pk).update(state=state, message=message[:200])


def _compiled(job: Job, office: Office, at: datetime) -> Compiled | None:
    """The own report as it is now, another's in the version that stands here; None where none does."""
    kind = kind_of(job.kind)
    period = schedule_of(office).parse(kind.period, job.period)
    if office.pk == job.office_id:
        return compile(office, kind, period, at, inside=job.inside, drafts=True)
    frozen = standing_versions([office], job.kind, job.period).get(office.pk)
    return of_version(frozen, kind, period, at, inside=job.inside) if frozen else None


def _why_missing(job: Job, office: Office, at: datetime) -> str:
    kind = kind_of(job.kind)
    found, _ = sources([office], kind, schedule_of(office).parse(kind.period, job.period), at)
    return found[0].missing


def write(compiled: Compiled, folder: Path, names: tuple[str, ...]) -> None:
    """Each file whole or not at all: what is there after a power failure is finished."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in names:
        unfinished = folder / f".{name}"
        unfinished.write_bytes(kept(compiled, name))
        unfinished.replace(folder / name)


def folder_of(job: Job) -> Path:
    return Path(settings.HOME) / "jobs" / job.mark


def archive_of(job: Job) -> Path:
    return folder_of(job).with_suffix(".zip")


def _pack(job: Job) -> None:
    """All files as one archive, with a list of who is in it and who is not."""
    unfinished = archive_of(job).with_suffix(".part")
    unfinished.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with zipfile.ZipFile(unfinished, "w") as archive:
        for item in job.items.filter(state=State.DONE).select_related("office"):
            for path in sorted((folder_of(job) / item.office.code).iterdir()):
                packed = zipfile.ZIP_DEFLATED if path.suffix in (".txt", ".json", ".csv") else zipfile.ZIP_STORED
                archive.write(path, f"{item.office.code}/{job.kind}-{job.period}-{path.name}", packed)
        lines = (
            f"{item.office}: {item.get_state_display()}{f', {item.message}' if item.message else ''}"
            for item in job.items.select_related("office")
        )
        archive.writestr(LIST, "\n".join((*lines, "")))
    unfinished.replace(archive_of(job))
    shutil.rmtree(folder_of(job), ignore_errors=True)


def _forget(job: Job) -> None:
    archive_of(job).unlink(missing_ok=True)
    shutil.rmtree(folder_of(job), ignore_errors=True)
    job.delete()


def _may(by: Person, job: Job) -> None:
    require(by, "compile_all")
    if by.office_id != job.office_id:
        raise PermissionDenied("Việc này của cơ quan khác.")
