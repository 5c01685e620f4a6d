"""The files of a report: DOCX, PDF, a text for a chat, and the figures as JSON and CSV."""

from __future__ import annotations

import codecs
import csv
import io
import json
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from hoiam.report.content.content import figure_data
from hoiam.report.counting.compile import Compiled
from hoiam.report.figures.definitions import SOURCE
from hoiam.report.issuing.acts import issued_file
from hoiam.report.paper.paper import address, out_of_balance, paper_of
from hoiam.report.sentences.numbers import UNKNOWN
from hoiam.report.sentences.sentence import text_of as plain

LONGEST_TEXT = 2000


def docx(compiled: Compiled) -> bytes:
    return paper_of(compiled).docx()


def pdf(compiled: Compiled) -> bytes:
    return paper_of(compiled).pdf()


def chat_text(compiled: Compiled) -> bytes:
    """Short enough to paste into a chat: as many sentences as there is room for, each with the address of its figure
    while there is room for that too, and the address of the report."""
    head = f"{compiled.office.committee}: {compiled.headed[:1].lower()}{compiled.headed[1:]} ({compiled.period.dates})"
    foot = f"Từng con số và hồ sơ phía sau: {address(compiled)}"
    lines = [head, *([compiled.notice] if compiled.notice else []), *out_of_balance(compiled)]
    for sentence in compiled.sentences:
        line = f"- {plain(sentence)}"
        figure = next((piece.figure for piece in sentence if piece.figure), "")
        with_address = f"{line} {address(compiled)}/{figure}" if figure else line
        fitting = (one for one in (with_address, line) if len("\n".join((*lines, one, "", foot))) < LONGEST_TEXT)
        said = next(fitting, None)
        if said is None:
            break
        lines.append(said)
    return "\n".join((*lines, "", foot, "")).encode()


def figures_json(compiled: Compiled) -> bytes:
    """A list of figures, each with its definition and the numbers of its ledger entries."""
    told = [figure_data(figure) for figure in compiled.face.figures]
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


COLUMNS = (
    *("số liệu", "mã", "trong đó", "đơn vị tính", "giá trị", "tử số", "mẫu số", "kỳ trước", "cùng kỳ năm trước"),
    *("kế hoạch", "ghi chú", "nguồn", "bản của cách tính", "cách tính"),
)


def table(compiled: Compiled) -> bytes:
    """The figures for a spreadsheet (RFC 4180, UTF-8 with its mark, which Excel needs); groups under their figure."""
    target = io.StringIO(newline="")
    write = csv.writer(target)
    write.writerow(COLUMNS)
    for one in compiled.face.figures:
        compared = (one.previous, one.last_year, one.target)
        source = one.typed.source if one.typed else SOURCE
        note = f"{UNKNOWN}: {one.unknown}" if one.unknown else one.note
        of = (one.numerator, one.denominator)
        about = (note, source, one.version, one.definition)
        write.writerow(_safe(one.name, one.id, "", one.unit, one.value, *of, *compared, *about))
        for part in one.parts:
            write.writerow(_safe(one.name, f"{one.id}.{part.key}", part.name, one.unit, part.value, *[""] * 9))
    return codecs.BOM_UTF8 + target.getvalue().encode()


def _safe(*cells: str | int | float | None) -> list[str | int | float | None]:
    """A text that a spreadsheet would calculate stays a text."""
    return [
        f"'{one}" if isinstance(one, str) and one.startswith(("=", "+", "-", "@", "\t", "\r")) else one for one in cells
    ]


WRITERS: dict[str, Callable[[Compiled], bytes]] = {
    "report.docx": docx,
    "report.pdf": pdf,
    "report.txt": chat_text,
    "figures.json": figures_json,
    "figures.csv": table,
}


def write_all(compiled: Compiled, folder: Path) -> list[Path]:
    """Write every file of a report into a folder, which is made when it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, write in WRITERS.items():
        made.append(folder / name)
        made[-1].write_bytes(write(compiled))
    return made


def kept(compiled: Compiled, name: str) -> bytes:
    """A file for download. The public files of a published report never change: they are rendered once and kept; the
    signed PDF of a version stands in place of ours."""
    write = WRITERS[name]
    if name == "report.pdf" and (signed := issued_file(compiled)) is not None:
        return signed
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
