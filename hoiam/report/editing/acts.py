"""The system's sentences in the office's own words, and which of them no longer say what their figures say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError

from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import JSON
from hoiam.office.access import require
from hoiam.office.models import Office, Person
from hoiam.report.access import reads_inside
from hoiam.report.content.content import Face
from hoiam.report.counting.added_words import edits_of, own_sentences, told_of
from hoiam.report.counting.counting import count
from hoiam.report.figures.table import INSIDE_FIGURES, RESTRICTED_FIGURES
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.models import SentenceEdit
from hoiam.report.sentences.sentence import Piece, Sentence, Told, words
from hoiam.report.sentences.tying import Edit, Tied, applied, tie
from hoiam.report.versions.report import must_be_open, report_of, report_subject
from hoiam.viettext.fold import nfc
from hoiam.workdays.periods import Period

LONGEST_SENTENCE = 1500
FIGURES_SET_APART = INSIDE_FIGURES | set(RESTRICTED_FIGURES)


@dataclass(frozen=True)
class Astray:
    """A sentence that does not say what its figures say: numbers typed over, numbers of nothing, what is not in it."""

    key: str
    words: str
    typed: tuple[Piece, ...]
    loose: tuple[str, ...]
    missing: tuple[str, ...]


def disagreeing(faces: Iterable[Face]) -> list[Astray]:
    """Each sentence that does not agree, once, as the first side that tells of it has it."""
    astray: dict[str, Astray] = {}
    for face in faces:
        for one in face.sentences:
            if not one.agrees and one.key not in astray:
                typed = tuple(piece for piece in one.pieces if piece.source)
                astray[one.key] = Astray(one.key, words(one), typed, one.loose, one.missing)
    return list(astray.values())


def astray_in(office: Office, kind: ReportKind, period: Period, at: datetime) -> list[Astray]:
    """What would not agree if the report were frozen now. Only what was edited can."""
    return disagreeing(count(office, kind, period, at)) if edits_of(office, kind, period) else []


@dataclass(frozen=True)
class Shown:
    """A sentence as it stands for this person, and what the system would say."""

    own: Sentence
    now: Sentence


def sentences_for(person: Person, kind: ReportKind, period: Period, at: datetime) -> list[Shown]:
    """Every sentence of the report, those left out among them, on the side that this person reads."""
    inside = reads_inside(person)
    face = count(person.office, kind, period, at)[inside]
    now = {one.key: one for one in face.sentences}
    return [Shown(own, now[key]) for key, own in own_sentences(face).items()]


@act
def edit_sentence(kind: ReportKind, period: Period, key: str, text: str, *, by: Person, at: datetime) -> SentenceEdit:
    """Word a sentence anew; its numbers stay tied to their figures. Empty: it is left out."""
    require(by, "edit_sentences")
    office = by.office
    must_be_open(office, kind, period, at)
    text = " ".join(nfc(text).split())
    if len(text) > LONGEST_SENTENCE:
        raise ValidationError(f"Viết không quá {LONGEST_SENTENCE} chữ.")
    inside = reads_inside(by)
    face = count(office, kind, period, at)[inside]
    own = own_sentences(face).get(key)
    if own is None:
        raise ValidationError("Báo cáo không có câu này.")
    if text == words(own):
        return _keep(kind, period, key, None, own, by=by, at=at)
    told = told_of(face, period, inside=inside)
    pieces = tie(_standing(own, edits_of(office, kind, period).get(key), face), text)
    edit = Edit(tuple(_agreed(piece, told) for piece in pieces), _held(own))
    now = applied(own, edit, told)
    if now.loose and any(piece.figure in FIGURES_SET_APART for piece in own.pieces):
        raise ValidationError(
            f"Câu này có số đơn khiếu nại, tố cáo, bản công khai cũng dùng: không gõ thêm số ({', '.join(now.loose)})."
        )
    return _keep(kind, period, key, edit, own, by=by, at=at)


@act
def restore_sentence(kind: ReportKind, period: Period, key: str, *, by: Person, at: datetime) -> SentenceEdit:
    """The system's own sentence stands again."""
    require(by, "edit_sentences")
    must_be_open(by.office, kind, period, at)
    if key not in edits_of(by.office, kind, period):
        raise ValidationError("Câu này đang là câu của máy.")
    return _keep(kind, period, key, None, None, by=by, at=at)


def _standing(own: Sentence, edit: Edit | None, face: Face) -> tuple[Tied, ...]:
    """What the new words are held against: the sentence as it stands now, else the system's."""
    if edit is None or not edit.pieces:
        return tuple(Tied(piece.text, piece.figure, piece.form) for piece in own.pieces)
    now = next(one for one in face.sentences if one.key == own.key)
    return tuple(kept._replace(text=piece.text) for kept, piece in zip(edit.pieces, now.pieces, strict=True))


def _agreed(piece: Tied, told: Told) -> Tied:
    """What is typed just as the figure says it is not typed over."""
    same = piece.typed and piece.text.strip() == told.worded(piece.figure, piece.form).strip()
    return piece._replace(typed=False) if same else piece


def _held(own: Sentence) -> frozenset[tuple[str, str]]:
    return frozenset((piece.figure, piece.form) for piece in own.pieces if piece.figure)


def _keep(
    kind: ReportKind, period: Period, key: str, edit: Edit | None, own: Sentence | None, *, by: Person, at: datetime
) -> SentenceEdit:
    report = report_of(by.office, kind, period)
    pieces = None if edit is None else [list(piece) for piece in edit.pieces]
    known = sorted(map(list, _held(own))) if own else []
    row = SentenceEdit.objects.create(report=report, sentence=key, pieces=pieces, known=known, by=by, at=at)
    payload: dict[str, JSON] = {"kind": report.kind, "period": report.period, "sentence": key}
    if edit is not None:
        payload["left_out"] = not edit.pieces
    entry = "report.sentence_restored" if edit is None else "report.sentence_edited"
    append(report.office, entry, report_subject(report), by=by, at=at, payload=payload)
    return row
