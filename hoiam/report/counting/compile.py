"""A report compiled: its figures, sentences, balance and narratives, counted now or as they were frozen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from django.utils import timezone

from hoiam.office.models import Office
from hoiam.report.content.chapters import Chapter, chapters
from hoiam.report.content.content import Face, Figure, Planned, Resulted, Written
from hoiam.report.counting.counting import count
from hoiam.report.kinds.kinds import PREVIOUS, ReportKind
from hoiam.report.models import Frozen
from hoiam.report.sentences import numbers
from hoiam.report.sentences.sentence import Sentence
from hoiam.report.versions.report import frozen_of
from hoiam.workdays.periods import Period

# Always told, zero or not: the balance and what people ask for first.
ALWAYS = frozenset(
    {
        "messages_carried",
        "messages_received",
        "messages_reopened",
        "messages_closed",
        "answered_on_time",
        "answered_late",
        "on_time_share",
        "open_in_time",
        "open_overdue",
        "median_working_days",
        "published_public",
        "withheld_by_ground",
        "held_without_ground",
        "letters_complaint",
        "letters_denunciation",
        "vault_openings",
        "vault_openings_restricted",
    }
)

State = Literal["running", "open", "frozen", "published"]
STATES: dict[str, str] = {
    "running": "đang trong kỳ",
    "open": "chưa chốt",
    "frozen": "đã chốt",
    "published": "đã công bố",
}


@dataclass(frozen=True)
class Compiled:
    """What every page, document and file of a report is made from. ``of_another``: looked at on the site of the office
    above, which shows the reports of those below it."""

    office: Office
    kind: ReportKind
    period: Period
    state: State
    face: Face
    inside: bool
    worded: bool
    at: datetime
    frozen: Frozen | None = None
    of_another: bool = False
    figures: dict[str, Figure] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "figures", {figure.id: figure for figure in self.face.figures})

    @property
    def from_elsewhere(self) -> bool:
        """Whether an office with a server of its own sent this: its records are there, only the figures are here."""
        return self.frozen is not None and self.frozen.by_id is None

    @property
    def kind_path(self) -> str:
        """Where this kind of report is listed, on the site that shows it."""
        return f"/bao-cao/cua/{self.office.code}/{self.kind.id}" if self.of_another else f"/bao-cao/{self.kind.id}"

    @property
    def path(self) -> str:
        """The page of the report; its figures and files stand below it."""
        return f"{self.kind_path}/{self.period.code}"

    @property
    def told(self) -> list[Figure]:
        """The figures worth a line: those always told, and those that are or were not zero."""
        return [
            one
            for one in self.face.figures
            if one.id in ALWAYS or one.value or one.previous or one.last_year or one.target or one.unknown
        ]

    @property
    def chapters(self) -> list[Chapter]:
        return chapters(self.told)

    @property
    def untold(self) -> list[Figure]:
        """The others: nothing of the kind happened, now or then. What is not for here is not here."""
        told = {figure.id for figure in self.told}
        return [one for one in self.face.figures if one.id not in told and one.note != numbers.FOR_THE_SUPERIOR]

    @property
    def beside_previous(self) -> bool:
        return PREVIOUS in self.kind.compare

    @property
    def beside_last_year(self) -> bool:
        """Whether a year ago there was something to compare with."""
        return any(one.last_year is not None for one in self.face.figures)

    @property
    def beside_plan(self) -> bool:
        return any(one.target is not None for one in self.face.figures)

    @property
    def headed(self) -> str:
        return self.kind.headed(self.period)

    @property
    def state_words(self) -> str:
        return STATES[self.state]

    @property
    def words(self) -> tuple[Written, ...]:
        """The units' words; before the report is published they are drafts, for the desk only."""
        return self.face.narratives if self.worded else ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """As the office words them; before the report is published the public reads the system's own."""
        if not self.worded:
            return tuple(Sentence(one.key, one.own) if one.edited else one for one in self.face.sentences)
        return tuple(one for one in self.face.sentences if one.pieces)

    @property
    def plan(self) -> tuple[Planned, ...]:
        """The tasks ahead; drafts like the words."""
        return self.face.plan if self.worded else ()

    @property
    def results(self) -> tuple[Resulted, ...]:
        """What came of the tasks that the report before planned."""
        return self.face.results if self.worded else ()

    @property
    def counted_to(self) -> datetime:
        return datetime.fromisoformat(self.face.counted_to)

    @property
    def notice(self) -> str:
        """What a reader must know about a report that is not frozen."""
        if self.state == "running":
            return f"Số liệu tính đến {timezone.localtime(self.counted_to):%H:%M ngày %d/%m/%Y}, kỳ chưa kết thúc."
        if self.state == "open":
            return "Kỳ đã kết thúc, số liệu chưa chốt."
        return ""

    def named(self, id: str) -> Figure | None:
        """A figure, or with a dot one group of it: «received_by_kind.feedback»."""
        name, _, key = id.partition(".")
        figure = self.figures.get(name)
        if figure is None or not key:
            return figure
        part = next((part for part in figure.parts if part.key == key), None)
        if part is None:
            return None
        return Figure(id, f"{figure.name}: {part.name}", figure.unit, figure.definition, part.value, part.entries)


def compile(
    office: Office, kind: ReportKind, period: Period, at: datetime, *, inside: bool = False, drafts: bool = False
) -> Compiled:
    """The report of a period as it stands: its newest frozen version, else counted from the ledger up to ``at``.
    The public has the newest that was published; a correction replaces it when it is published too.

    ``inside``: with restricted files, for those who may know of them and for the superior; else what anybody may read.
    ``drafts``: with the units' words although the report is not published.
    """
    frozen = frozen_of(office, kind, period, published=not drafts) or frozen_of(office, kind, period)
    if frozen is None:
        face = count(office, kind, period, at)[inside]
        return Compiled(office, kind, period, "open" if period.ended(at) else "running", face, inside, drafts, at)
    return of_version(frozen, kind, period, at, inside=inside, drafts=drafts)


def of_version(
    frozen: Frozen, kind: ReportKind, period: Period, at: datetime, *, inside: bool = False, drafts: bool = False
) -> Compiled:
    """A version of a report as it was frozen, with the days that it covers: an office with a server of its own may
    begin its weeks on another day, which is not known here."""
    period = replace(period, first=frozen.report.first, last=frozen.report.last)
    published = hasattr(frozen, "published")
    face = Face.from_data(frozen.inside if inside else frozen.public)
    if frozen.by_id is None:
        face = _without_files(face)
    state: State = "published" if published else "frozen"
    return Compiled(frozen.report.office, kind, period, state, face, inside, drafts or published, at, frozen)


def _without_files(face: Face) -> Face:
    """Of a report from another server: its attachments stayed there; here their numbers are those of other files."""
    typed = (replace(one, typed=replace(one.typed, file=None)) if one.typed else one for one in face.figures)
    return replace(face, figures=tuple(typed))
