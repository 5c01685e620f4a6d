"""`hoiam report compile --all`: the files of every office of a province, one by one; begun again it goes on."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from hoiam.management.stopping import Stop
from hoiam.office.models import Office
from hoiam.report.counting.compile import Compiled, compile
from hoiam.report.files.formats import WRITERS
from hoiam.report.files.jobs import FAULTS, write
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.rollup.sources import NAMED_AT_MOST
from hoiam.workdays.periods import NoSuchPeriod

# Written last into a folder: what its files say.
MARK = ".made"


def province_of(where: Office | None) -> Office:
    """The province whose offices are meant: the one named, that of the office named, or the only one here."""
    if where is not None:
        return where if where.level == Office.Level.PROVINCE else (where.parent or where)
    provinces = list(Office.objects.filter(level=Office.Level.PROVINCE)[:2])
    if len(provinces) != 1:
        raise CommandError("Chưa rõ tỉnh nào: thêm --office MÃ của tỉnh.")
    return provinces[0]


def compile_all(
    command: BaseCommand, province: Office, kind: ReportKind, code: str, out: Path, *, inside: bool, at: datetime
) -> None:
    """Each office into a folder of its own; a folder whose report has not changed since is left as it is."""
    offices = [province, *Office.objects.filter(parent=province).order_by("code")]
    stop, failed, skipped = Stop(), [], 0
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    )
    with bar:
        task = bar.add_task(province.name, total=len(offices))
        for place, office in enumerate(offices, 1):
            bar.update(task, description=office.name)
            said = _one(office, kind, code, out / office.code, inside=inside, at=at)
            skipped += said == ALREADY
            if said.startswith(FAILED):
                failed.append(office.name)
            bar.advance(task)
            if bar.disable or said.startswith(FAILED):
                command.stdout.write(f"{place}/{len(offices)} {office.name}: {said}")
            if stop.told and place < len(offices):
                raise CommandError(
                    f"Đã dừng ở {place}/{len(offices)}. Chạy lại đúng lệnh này để làm tiếp: tệp đã xong được giữ.",
                    returncode=130,
                )
    command.stdout.write(f"Đã lập tệp của {len(offices) - len(failed)} nơi trong {out}, {skipped} nơi đã có từ trước.")
    if failed:
        more = f" và {len(failed) - NAMED_AT_MOST} nơi khác" if len(failed) > NAMED_AT_MOST else ""
        raise CommandError(f"Không lập được {len(failed)} nơi: {', '.join(failed[:NAMED_AT_MOST])}{more}.")


ALREADY, DONE, FAILED = "đã có từ trước", "đã ghi", "không lập được"


def _one(office: Office, kind: ReportKind, code: str, folder: Path, *, inside: bool, at: datetime) -> str:
    try:
        compiled = compile(office, kind, schedule_of(office).parse(kind.period, code), at, inside=inside, drafts=True)
        mark, kept = _mark(compiled), folder / MARK
        if kept.exists() and kept.read_text() == mark:
            return ALREADY
        kept.unlink(missing_ok=True)
        write(compiled, folder, tuple(WRITERS))
        kept.write_text(mark)
    except NoSuchPeriod as error:
        return f"{FAILED}: {error}"
    except FAULTS as fault:
        # Not its words: they can hold what somebody wrote.
        return f"{FAILED} ({type(fault).__name__})"
    return f"{DONE} ({compiled.state_words})"


def _mark(compiled: Compiled) -> str:
    """What the files say, and whether the signed one has come in place of ours."""
    signed = compiled.frozen is not None and hasattr(compiled.frozen, "issued")
    return sha256(json.dumps([compiled.face.data(), compiled.state, compiled.worded, signed]).encode()).hexdigest()
