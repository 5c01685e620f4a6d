"""A witness: somebody elsewhere who keeps an office's checkpoints and sees that its ledger only grows.

Needs no database and no trust. Of everything it was shown it keeps a copy in a folder of its own, and compares.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hoiam.ledger.merkle import consistent
from hoiam.ledger.outside.notes import Note, UnreadableNote, read, read_verifier
from hoiam.ledger.verifying import REWRITTEN, ROLLED_BACK

KEY = "khoa.txt"
CHECKPOINTS = "moc"
ROWS = "hang"
TOLD = 20

# Gives the text at a path of the office's site, such as «/nhat-ky/moc.txt»; raises outside.Unreachable.
Fetch = Callable[[str], str]


@dataclass
class Testimony:
    """What one visit found. ``faults`` is empty while everything agrees with what was kept."""

    office: str = ""
    size: int = 0
    size_before: int = 0
    root: str = ""
    time: str = ""
    rows: int = 0
    first: bool = False
    faults: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"ok": not self.faults} | self.__dict__


def visit(fetch: Fetch, folder: Path) -> Testimony:
    """Look once: key, checkpoint, growth since the last visit, public rows. What is sound is kept for the next visit.

    Raises UnreadableNote when the site shows no checkpoint, outside.Unreachable when it can not be read.
    """
    said = Testimony(first=not (folder / KEY).exists())
    line = fetch("/nhat-ky/khoa.txt").strip()
    office, key = read_verifier(line)
    kept = line if said.first else (folder / KEY).read_text("utf-8").strip()
    if kept != line:
        said.faults.append("Khóa công khai khác khóa đã giữ: hỏi cơ quan vì sao, bằng một đường khác ngoài trang này.")
        office, key = read_verifier(kept)
    note = _newest(fetch("/nhat-ky/moc.txt"))
    said.office, said.size, said.root, said.time = office, note.size, note.root, note.time
    if note.office != office or not note.signed_by(key):
        said.faults.append("Mốc đối chiếu không có chữ ký của khóa đã giữ.")
        return said
    (folder / CHECKPOINTS).mkdir(parents=True, exist_ok=True)
    said.faults += _growth(fetch, folder, note, said)
    said.faults += _rows(fetch, folder, said)
    if not said.faults:
        (folder / KEY).write_text(line + "\n", "utf-8")
        _keep(folder / CHECKPOINTS / f"{note.size}.txt", fetch(f"/nhat-ky/moc/{note.size}.txt"))
    return said


def _newest(text: str) -> Note:
    notes = read(text)
    if not notes:
        raise UnreadableNote("Trang này chưa có mốc đối chiếu nào.")
    return notes[0]


def _growth(fetch: Fetch, folder: Path, note: Note, said: Testimony) -> list[str]:
    sizes = sorted(int(path.stem) for path in (folder / CHECKPOINTS).glob("*.txt") if path.stem.isdigit())
    if not sizes:
        return []
    old = _newest((folder / CHECKPOINTS / f"{sizes[-1]}.txt").read_text("utf-8"))
    said.size_before = old.size
    if note.size < old.size:
        return [f"Nhật ký {ROLLED_BACK}: mốc đã giữ có {old.size} dòng, nay còn {note.size}."]
    if note.size == old.size:
        return [] if note.root == old.root else [f"Nhật ký {REWRITTEN}: cùng {note.size} dòng mà mã gốc khác."]
    try:
        told = json.loads(fetch(f"/nhat-ky/tang/{old.size}/{note.size}.json"))
        proof = [bytes.fromhex(step) for step in told["proof"]]
    except (ValueError, KeyError, TypeError):
        return ["Bằng chứng tăng trưởng không đọc được."]
    if not consistent(old.size, note.size, proof, bytes.fromhex(old.root), bytes.fromhex(note.root)):
        return [f"Nhật ký {REWRITTEN}: mốc {note.size} dòng không nối tiếp mốc {old.size} dòng đã giữ."]
    return []


def _rows(fetch: Fetch, folder: Path, said: Testimony) -> list[str]:
    """No public row that was seen once may be gone, nor carry another commitment."""
    (folder / ROWS).mkdir(parents=True, exist_ok=True)
    shown = [line.split()[0] for line in fetch("/nhat-ky/hang.txt").splitlines() if line.strip()]
    kept = {path.stem for path in (folder / ROWS).glob("*.txt")}
    faults: list[str] = []
    for month in sorted({*shown, *kept}):
        file = folder / ROWS / f"{month}.txt"
        now = _lines(fetch(f"/nhat-ky/hang/{month}.txt")) if month in shown else {}
        before = _lines(file.read_text("utf-8")) if file.exists() else {}
        said.rows += len(now)
        faults += [f"Số hồ sơ {number} (tháng {month}) đã biến mất." for number in before if number not in now]
        faults += [
            f"Số hồ sơ {number} (tháng {month}) mang ngày hoặc mã cam kết khác trước."
            for number, rest in before.items()
            if now.get(number, rest) != rest
        ]
        # What was seen stays kept, also when it is gone from the site.
        _keep(file, "".join(f"{number} {rest}\n" for number, rest in sorted((now | before).items())))
    return faults[:TOLD] + ([f"… và {len(faults) - TOLD} chỗ nữa."] if len(faults) > TOLD else [])


def _lines(text: str) -> dict[str, str]:
    return {number: rest for number, _, rest in (line.strip().partition(" ") for line in text.splitlines()) if number}


def _keep(file: Path, text: str) -> None:
    """Written beside and moved into place: a visit that is broken off leaves the old copy whole."""
    beside = file.with_suffix(".part")
    beside.write_text(text, "utf-8")
    beside.replace(file)
