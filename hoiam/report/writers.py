"""The files of a report: DOCX, PDF, a text for a chat, and the figures as JSON."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from hoiam.report.compile import Compiled
from hoiam.report.face import figure_data
from hoiam.report.paper import address, out_of_balance, paper_of
from hoiam.report.sentences import text as plain

LONGEST_TEXT = 2000


def docx(compiled: Compiled) -> bytes:
    return paper_of(compiled).docx()


def pdf(compiled: Compiled) -> bytes:
    return paper_of(compiled).pdf()


def text(compiled: Compiled) -> bytes:
    """Short enough to paste into a chat: what is said first, as much as there is room for, and the address."""
    head = f"{compiled.office.committee}: {compiled.headed[:1].lower()}{compiled.headed[1:]} ({compiled.period.dates})"
    foot = f"Từng con số và hồ sơ phía sau: {address(compiled)}"
    lines = [head, *([compiled.notice] if compiled.notice else []), *out_of_balance(compiled)]
    for sentence in compiled.face.sentences:
        line = f"- {plain(sentence)}"
        if len("\n".join((*lines, line, "", foot))) >= LONGEST_TEXT:
            break
        lines.append(line)
    return "\n".join((*lines, "", foot, "")).encode()


def figures(compiled: Compiled) -> bytes:
    """A list of figures, each with its definition and the numbers of its ledger entries."""
    told = [figure_data(figure) for figure in compiled.face.figures]
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


WRITERS: dict[str, tuple[Callable[[Compiled], bytes], str]] = {
    "report.docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "report.pdf": (pdf, "application/pdf"),
    "report.txt": (text, "text/plain; charset=utf-8"),
    "figures.json": (figures, "application/json"),
}


def write_all(compiled: Compiled, folder: Path) -> list[Path]:
    """Write every file of a report into a folder, which is made when it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, (write, _) in WRITERS.items():
        made.append(folder / name)
        made[-1].write_bytes(write(compiled))
    return made


def kept(compiled: Compiled, name: str) -> bytes:
    """A file for download. The public files of a published report never change: they are rendered once and kept."""
    write, _ = WRITERS[name]
    if compiled.frozen is None or compiled.inside or compiled.state != "published":
        return write(compiled)
    folder = settings.HOME / "reports" / compiled.office.code
    path: Path = folder / f"{compiled.kind.id}-{compiled.period.code}-{compiled.frozen.digest[:16]}-{name}"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = path.with_name(f".{secrets.token_hex(4)}-{path.name}")
        unfinished.write_bytes(write(compiled))
        unfinished.replace(path)
    return path.read_bytes()
