"""Is a bundle true? Signed by the key that was exchanged, whole, from a ledger that only grew. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from hoiam.ledger.canonical import dump
from hoiam.ledger.merkle import consistent, included, leaf_hash
from hoiam.ledger.outside.notes import Note, UnreadableNote, read, read_verifier
from hoiam.ledger.verifying import REWRITTEN, ROLLED_BACK
from hoiam.report.bundle import format as form
from hoiam.report.bundle import signing
from hoiam.report.bundle.format import Bundle, Content, Proof, Refused
from hoiam.report.content.content import CONTENT_FORMAT as FACES
from hoiam.report.content.content import Face, Figure, Planned, Resulted
from hoiam.report.figures.definitions import FIGURES
from hoiam.report.kinds.kinds import ANY, kind_of
from hoiam.report.typed.definitions import typed_figures
from hoiam.report.versions.proof import digest_of
from hoiam.workdays.periods import MONTHS, RANGE, SESSION, WEEK, NoSuchPeriod, Schedule, sort_of

LONGEST_WEEK = 13  # days: where an office changed the first day of its week, two can be told as one


class LedgerBroken(Refused):
    """The ledger behind the bundle does not go on from what was kept of it."""

    def __init__(self, what: str, kept: int, shown: int, words: str) -> None:
        super().__init__(words)
        self.what, self.kept, self.shown = what, kept, shown


class Kept(NamedTuple):
    """What is remembered of the sender's last checkpoint."""

    size: int
    root: str


@dataclass(frozen=True)
class Checked:
    """What a true bundle says. ``differing``: figures that are counted otherwise there than here."""

    content: Content
    note: Note
    faces: tuple[Face, Face]
    differing: tuple[str, ...]


def check_signature(bundle: Bundle, sender: str) -> None:
    """Raise Refused unless it is, to the last byte, what the holder of this key signed."""
    if not signing.is_signed(signing.BUNDLE, bundle.members[form.MANIFEST], bundle.members[form.SIGNATURE], sender):
        raise Refused("Chữ ký của gói không đúng với khóa đã trao: gói bị sửa, hoặc không phải do cơ quan này ký.")
    bundle.check_files()


def check(bundle: Bundle, sender: str, kept: Kept | None) -> Checked:
    """Everything that can be asked of a bundle from the holder of this key. Raises Refused, with the reason."""
    check_signature(bundle, sender)
    content, proof = form.read_content(bundle), form.proof_of(bundle)
    if content.office != read_verifier(sender)[0]:
        raise Refused("Cơ quan ghi trong báo cáo không phải là cơ quan đã ký gói.")
    _check_period(content)
    if digest_of(content.public, content.inside_commitment) != content.digest:
        raise Refused("Số liệu công khai trong gói không phải là số liệu đã chốt: mã băm không khớp.")
    faces = _face(content.public), _face(content.inside)
    if not bundle.members[form.PDF].startswith(b"%PDF-"):
        raise Refused("Tệp báo cáo trong gói không phải là PDF.")
    note = _note(bundle.members[form.CHECKPOINT], sender)
    _check_entry(content, proof, note)
    if kept is not None:
        _check_growth(proof, note, kept)
    return Checked(content, note, faces, _differing((*faces[0].figures, *faces[1].figures)))


def _check_period(content: Content) -> None:
    """The days must be those that the code says, as far as it says them: weeks begin where their office decided."""
    first, last, code = content.first, content.last, content.period
    try:
        kind = kind_of(content.kind).period
        kind = sort_of(code) if kind == ANY else kind
        if kind in MONTHS or kind == RANGE:
            told = Schedule().parse(kind, code)
            right = (told.first, told.last) == (first, last)
        elif kind == WEEK:
            year, week, _ = last.isocalendar()
            right = code == f"{year}-W{week:02d}" and (last - first).days < LONGEST_WEEK
        else:
            right = kind == SESSION and code == f"KH-{first:%Y%m%d}"
    except NoSuchPeriod as error:
        raise Refused(f"Kỳ của báo cáo không đúng: {error}") from error
    if not right:
        raise Refused(f"Kỳ «{code}» không phải là từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}.")


def _face(data: Mapping[str, Any]) -> Face:
    if isinstance(data.get("version"), int) and data["version"] > FACES:
        raise Refused("Báo cáo được lập bằng bản phần mềm mới hơn: hãy nâng cấp máy chủ nhận rồi nhận lại.")
    try:
        face = Face.from_data(data)
        datetime.fromisoformat(face.counted_to)
        # What an earlier version of ours wrote lacks what came later; from this one nothing may be missing or too much.
        whole = face.version < FACES or dump(face.data()) == dump(data)  # type: ignore[arg-type]
        ids = [figure.id for figure in face.figures]
        sound = all(_is_sound(figure) for figure in face.figures) and len(set(ids)) == len(ids) and _is_worded(face)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise Refused("Số liệu trong gói không đúng mẫu.") from error
    if not whole or not sound:
        raise Refused("Số liệu trong gói không đúng mẫu.")
    return face


def _is_sound(figure: Figure) -> bool:
    numbers = (figure.value, figure.previous, figure.last_year, figure.target)
    return (
        all(one is None or _is_number(one) for one in numbers)
        and all(one is None or _is_count(one) for one in (figure.numerator, figure.denominator))
        and all(_is_count(number) for pair in figure.histogram for number in pair)
        and all(_is_count(part.value) and isinstance(part.key, str) and len(part.key) <= 60 for part in figure.parts)
        and all(isinstance(one, str) for one in (figure.id, figure.name, figure.unit, figure.note, figure.unknown))
        and _is_count(figure.version)
        and figure.version < 2**15
        and len(figure.id) <= 60
        and len(figure.unknown) <= 300
    )


def _is_worded(face: Face) -> bool:
    tasks: tuple[Planned | Resulted, ...] = (*face.plan, *face.results)
    told = [word for sentence in face.sentences for piece in (*sentence.pieces, *sentence.own) for word in piece]
    told += [word for one in face.sentences for word in (one.key, *one.loose, *one.missing)]
    told += [word for words in face.narratives for word in vars(words).values()]
    told += [word for task in tasks for word in vars(task).values() if word is not task.times]
    marked = all(_is_count(task.times) for task in tasks) and all(type(one.edited) is bool for one in face.sentences)
    return marked and all(isinstance(one, str) for one in (*told, *face.balance.broken))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def _differing(figures: Iterable[Figure]) -> tuple[str, ...]:
    here = {id: definition.version for id, definition in (FIGURES | typed_figures()).items()}
    return tuple(sorted({figure.id for figure in figures if here.get(figure.id) != figure.version}))


def _note(data: bytes, sender: str) -> Note:
    office, key = read_verifier(sender)
    try:
        (note,) = read(data.decode())
    except (UnicodeDecodeError, UnreadableNote, ValueError) as error:
        raise Refused("Mốc đối chiếu trong gói không đọc được.") from error
    if note.office != office or not note.signed_by(key):
        raise Refused("Mốc đối chiếu trong gói không có chữ ký của khóa đã trao.")
    return note


def _check_entry(content: Content, proof: Proof, note: Note) -> None:
    """The ledger of the sender must hold the freezing of exactly this version."""
    try:
        entry = json.loads(proof.entry)
        # Entries of before the versions tell none: they are of the first.
        says = (entry["office"], entry["kind"], entry["subject"], {"version": 1} | entry["payload"])
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("Dòng nhật ký trong gói không đọc được.") from error
    frozen = {"kind": content.kind, "period": content.period, "version": content.version, "digest": content.digest}
    if says != (content.office, "report.frozen", f"report:{content.kind}:{content.period}", frozen):
        raise Refused("Dòng nhật ký trong gói không phải là dòng chốt của bản báo cáo này.")
    if not included(leaf_hash(proof.entry.encode()), proof.index, note.size, proof.path, bytes.fromhex(note.root)):
        raise Refused("Dòng chốt báo cáo không nằm dưới mốc đối chiếu trong gói.")


def _check_growth(proof: Proof, note: Note, kept: Kept) -> None:
    if note.size < kept.size:
        words = f"Nhật ký của nơi gửi {ROLLED_BACK}: mốc đã giữ có {kept.size} dòng, mốc trong gói chỉ có {note.size}."
        raise LedgerBroken("rolled_back", kept.size, note.size, words)
    steps = () if note.size == kept.size else proof.growth.get(kept.size)
    if steps is None:
        words = f"Gói không chứng minh được nhật ký của nơi gửi nối tiếp mốc {kept.size} dòng đã giữ."
        raise LedgerBroken("not_shown", kept.size, note.size, f"{words} Có thể nhật ký {REWRITTEN} hoặc {ROLLED_BACK}.")
    if not consistent(kept.size, note.size, steps, bytes.fromhex(kept.root), bytes.fromhex(note.root)):
        words = f"Nhật ký của nơi gửi {REWRITTEN}: mốc {note.size} dòng không nối tiếp mốc {kept.size} dòng đã giữ."
        raise LedgerBroken("rewritten", kept.size, note.size, words)
