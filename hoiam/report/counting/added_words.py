"""What people add to the counted figures of a report: units' words, plans and their results, edited sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import QuerySet

from hoiam.office.models import Office
from hoiam.report.content.content import Face, Planned, Resulted, Written
from hoiam.report.kinds.kinds import ReportKind
from hoiam.report.models import PlannedTask, Section, SentenceEdit, SentSection
from hoiam.report.sentences.sentence import Sentence, Told
from hoiam.report.sentences.tying import Edit, Tied, applied
from hoiam.workdays.periods import Period

NOTHING_HAPPENED = "Không phát sinh."


def with_words(faces: tuple[Face, Face], office: Office, kind: ReportKind, period: Period) -> tuple[Face, Face]:
    """Both sides with what people wrote, as it stands."""
    words, edits = narratives(office, kind, period), edits_of(office, kind, period)
    plan = tuple(Planned(task.unit.name, task.text, task.times) for task in planned_tasks(office, kind, period))
    results = tuple(map(_result, last_planned(office, kind, period)))
    public, inside = (
        replace(
            face, sentences=_edited(face, edits, period, inside=inside), narratives=words, plan=plan, results=results
        )
        for face, inside in zip(faces, (False, True), strict=True)
    )
    return public, inside


def told_of(face: Face, period: Period, *, inside: bool) -> Told:
    """A side's figures as its sentences read them."""
    whole = datetime.fromisoformat(face.counted_to) >= period.end
    return Told({figure.id: figure for figure in face.figures}, period, compared=whole, inside=inside)


def _edited(face: Face, edits: dict[str, Edit], period: Period, *, inside: bool) -> tuple[Sentence, ...]:
    if not edits:
        return face.sentences
    told = told_of(face, period, inside=inside)
    return tuple(applied(one, edits[one.key], told) if one.key in edits else one for one in face.sentences)


def edits_of(office: Office, kind: ReportKind, period: Period) -> dict[str, Edit]:
    """The sentences that are not the system's now, by their keys."""
    rows = SentenceEdit.objects.filter(
        report__office=office, report__kind=kind.id, report__period=period.code
    ).order_by("at", "id")
    newest = {row.sentence: row for row in rows}
    return {
        key: Edit(tuple(Tied(*piece) for piece in row.pieces), frozenset((one[0], one[1]) for one in row.known))
        for key, row in newest.items()
        if row.pieces is not None
    }


def own_sentences(face: Face) -> dict[str, Sentence]:
    """What the system says by itself, by the keys; a sentence without a figure has nothing to be tied to."""
    own = (Sentence(one.key, one.own) if one.edited else one for one in face.sentences)
    return {one.key: one for one in own if any(piece.figure for piece in one.pieces)}


def narratives(office: Office, kind: ReportKind, period: Period) -> tuple[Written, ...]:
    """What each unit sent last for each section, in the order of the document; drafts are not in it."""
    sent = SentSection.objects.filter(
        report__office=office, report__kind=kind.id, report__period=period.code
    ).select_related("unit", "narrative")
    newest = {(row.section, row.unit.name): row for row in sent}
    order = {section: place for place, section in enumerate(Section.values)}
    told = (
        Written(row.unit.name, row.section, NOTHING_HAPPENED if row.nothing else _text(row))
        for row in sorted(newest.values(), key=lambda row: (order[row.section], row.unit.name))
    )
    return tuple(words for words in told if words.text)


def _text(row: SentSection) -> str:
    return row.narrative.text if row.narrative else ""


def planned_tasks(office: Office, kind: ReportKind, period: Period) -> QuerySet[PlannedTask]:
    """The tasks ahead that stand in the report of a period, unit by unit."""
    tasks = PlannedTask.objects.filter(report__office=office, report__kind=kind.id, report__period=period.code)
    return tasks.filter(removed_at__isnull=True).select_related("unit").order_by("unit__name", "at", "id")


def last_planned(office: Office, kind: ReportKind, period: Period) -> QuerySet[PlannedTask]:
    """The tasks that the report before planned for this period: here they are results."""
    before = period.previous()
    if before.last + timedelta(days=1) != period.first:  # nine months follow no other nine
        return PlannedTask.objects.none()
    return planned_tasks(office, kind, before).prefetch_related("results")


def _result(task: PlannedTask) -> Resulted:
    told = list(task.results.all())
    last = told[-1] if told else None
    return Resulted(
        task.unit.name,
        task.text,
        task.times,
        str(last.get_state_display()) if last else "",
        last.words if last else "",
    )
