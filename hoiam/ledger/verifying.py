"""Is the ledger still what was written? Against itself, and against checkpoints that were kept outside."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError

from hoiam.ledger.acts import columns, frontier_of, latest_checkpoint
from hoiam.ledger.canonical import NOTHING, moment, sha256
from hoiam.ledger.keys import public_key
from hoiam.ledger.merkle import Frontier, leaf_hash
from hoiam.ledger.models import Checkpoint, Entry, Head, Leaf
from hoiam.ledger.outside.notes import Note, UnreadableNote, read

if TYPE_CHECKING:
    from hoiam.office.models import Office

REWRITTEN = "đã bị viết lại"
ROLLED_BACK = "đã bị lùi lại"


@dataclass(frozen=True)
class Fault:
    """What is wrong, in Vietnamese; with the number of the first bad entry where it is an entry."""

    what: str
    number: int | None = None


@dataclass
class Account:
    """What was found about one office's ledger."""

    office: str
    entries: int = 0
    sealed: int = 0
    compared: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def unsealed(self) -> int:
        return self.entries - self.sealed

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"unsealed": self.unsealed, "ok": not self.faults}


def verify(office: Office, outside: Sequence[Note] = ()) -> Account:
    """Read the whole ledger of an office once, in the order of its numbers, and say everything that does not fit."""
    account = Account(office.code)
    head = _head(office)
    checkpoints = list(Checkpoint.objects.filter(office=office).order_by("size"))
    chain = _Chain(office, account, {point.size for point in checkpoints} | {note.size for note in outside})
    for entry in _entries(office, chain):
        chain.follow(entry)
    chain.end(head, _head(office))
    account.entries, account.sealed = chain.count, chain.tree.size
    if chain.unreadable:
        return account  # the tree could not be laid again: nothing about seals can be said
    _check_checkpoints(office, checkpoints, chain)
    for note in outside:
        _compare(note, chain)
    return account


class _Chain:
    """The walk along an office's entries; only the first bad one is named, since all after it follow from it."""

    def __init__(self, office: Office, account: Account, sizes: set[int]) -> None:
        self.office, self.account, self.sizes = office, account, sizes
        self.number, self.hash, self.count, self.unsealed = 0, NOTHING, 0, 0
        self.unreadable = False
        self.tree = Frontier()
        self.roots: dict[int, str] = {}

    def follow(self, entry: Entry) -> None:
        if entry.number != self.number + 1:
            self.fault(self.number + 1, "không còn dòng này" if entry.number > self.number + 1 else "số dòng lặp lại")
        leaf: Leaf | None = getattr(entry, "leaf", None)
        what = self._difference(entry) or self._difference_of_leaf(entry, leaf)
        if what:
            self.fault(entry.number, what)
        self.number, self.hash, self.count = entry.number, entry.hash, self.count + 1
        if leaf is None:
            self.unsealed += 1
            return
        self.tree.add(leaf_hash(entry.canonical.encode()))
        if self.tree.size in self.sizes:
            self.roots[self.tree.size] = self.tree.root().hex()

    def fault(self, number: int | None, what: str) -> None:
        if not self.account.faults:
            self.account.faults.append(Fault(what, number))

    def _difference(self, entry: Entry) -> str:
        if sha256(entry.canonical.encode()) != entry.hash:
            return "mã băm không khớp với dạng chuẩn đã lưu"
        differing = _differing_columns(entry, self.office.code)
        if differing:
            return f"khác với dạng chuẩn đã lưu ở: {', '.join(differing)}"
        if entry.previous != self.hash:
            return "mã băm của dòng trước không khớp"
        return ""

    def _difference_of_leaf(self, entry: Entry, leaf: Leaf | None) -> str:
        if leaf is None:
            return ""
        if self.unsealed:
            return "đã niêm phong trong khi một dòng trước nó thì chưa"
        if leaf.office_id != entry.office_id or leaf.index != self.tree.size:
            return "không ở đúng chỗ trong cây niêm phong"
        if leaf.hash != leaf_hash(entry.canonical.encode()).hex():
            return "khác với lúc niêm phong"
        return ""

    def end(self, before: Head, after: Head) -> None:
        """The head was read before and after the walk: entries may have come in meanwhile."""
        if after.number > self.number and before.number > self.number:
            self.fault(self.number + 1, "không còn dòng này")
        elif self.number > after.number:
            self.fault(self.number, f"đầu nhật ký chỉ ghi đến dòng {after.number}")
        elif self.hash != {before.number: before.hash, after.number: after.hash}.get(self.number, self.hash):
            self.fault(self.number, "mã băm không khớp với đầu nhật ký")


def _differing_columns(entry: Entry, office_code: str) -> list[str]:
    """The columns that say something else than the canonical text."""
    unreadable = [name for name in ("at", "recorded_at") if getattr(entry, name) is None]
    if unreadable:
        return unreadable
    now = columns(entry, office_code)
    # For what the catalogue allows (no fractions) this is the canonical form, several times as quick to make.
    if json.dumps(now, ensure_ascii=False, sort_keys=True, separators=(",", ":")) == entry.canonical:
        return []
    try:
        kept = json.loads(entry.canonical)
    except ValueError:
        return ["canonical"]
    if not isinstance(kept, dict):
        return ["canonical"]
    return [name for name in now if _text(now[name]) != _text(kept.get(name))] or ["canonical"]


def _text(value: object) -> str:
    # As text, because in Python True equals 1.
    return json.dumps(value, sort_keys=True)


def _entries(office: Office, chain: _Chain) -> Iterator[Entry]:
    rows = Entry.objects.filter(office=office).order_by("number").select_related("leaf").iterator(chunk_size=1000)
    while True:
        try:
            entry = next(rows, None)
        except (ValueError, DatabaseError):
            # A value the database or Django can not even read. The rows fetched with it are lost to this walk.
            chain.unreadable = True
            chain.fault(_first_unreadable(office, chain.number), "không đọc được")
            return
        if entry is None:
            return
        yield entry


def _first_unreadable(office: Office, after: int) -> int:
    numbers = Entry.objects.filter(office=office, number__gt=after).order_by("number").values_list("number", flat=True)
    for number in numbers.iterator():
        try:
            Entry.objects.get(office=office, number=number)
        except (ValueError, DatabaseError):
            return number
    return after + 1


def _head(office: Office) -> Head:
    return Head.objects.filter(office=office).first() or Head(office=office)


def _check_checkpoints(office: Office, checkpoints: list[Checkpoint], chain: _Chain) -> None:
    for checkpoint in checkpoints:
        what = _difference_of_checkpoint(checkpoint, office, chain)
        if what:
            chain.account.faults.append(Fault(f"mốc ở dòng {checkpoint.size}: {what}"))
            return
    if chain.tree.size and (checkpoints[-1].size if checkpoints else 0) < chain.tree.size:
        # A seal may have been made during the walk.
        latest = latest_checkpoint(office)
        if latest is None or latest.size < chain.tree.size:
            chain.account.faults.append(Fault("có dòng đã niêm phong mà không còn mốc đối chiếu nào ghi nhận"))


def _difference_of_checkpoint(checkpoint: Checkpoint, office: Office, chain: _Chain) -> str:
    if checkpoint.size > chain.tree.size:
        return f"nhật ký chỉ còn {chain.tree.size} dòng đã niêm phong"
    if chain.roots.get(checkpoint.size) != checkpoint.root or frontier_of(checkpoint).root().hex() != checkpoint.root:
        return "gốc cây niêm phong không khớp"
    try:
        notes = read(checkpoint.note)
    except UnreadableNote:
        return "bản ghi có chữ ký không đọc được"
    if (
        len(notes) != 1
        or notes[0].body != Note(office.code, checkpoint.size, checkpoint.root, moment(checkpoint.at)).body
    ):
        return "bản ghi có chữ ký nói khác"
    return "" if notes[0].signed_by(public_key()) else "chữ ký không đúng"


def _compare(note: Note, chain: _Chain) -> None:
    where = f"mốc bên ngoài ({note.size} dòng, {note.time})"
    if not note.signed_by(public_key()):
        chain.account.faults.append(Fault(f"{where} không được ký bằng khóa của cơ sở cài đặt này"))
        return
    chain.account.compared += 1
    if note.size > chain.tree.size:
        words = f"nhật ký {ROLLED_BACK}: {where}, nay chỉ còn {chain.tree.size} dòng đã niêm phong"
        chain.account.faults.append(Fault(words))
    elif note.size and chain.roots.get(note.size) != note.root:
        chain.account.faults.append(Fault(f"nhật ký {REWRITTEN}: gốc cây khác với {where}"))
