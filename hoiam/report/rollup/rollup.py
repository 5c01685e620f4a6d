"""A province's report: what its own office counted, and the reports that the offices below have submitted, summed.

Only what was submitted and not given back is summed, from its columns (FrozenFigure). Who is missing is named. With
another set of offices than before nothing is compared: the difference would be who reported, not what happened.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Model, TextField
from django.db.models.functions import Cast

from hoiam.office.models import Office, Topic
from hoiam.report.content.content import Balance, Face, Figure, Source
from hoiam.report.figures.table import INSIDE_FIGURES, RESTRICTED_FIGURES
from hoiam.report.kinds.kinds import LAST_YEAR, PREVIOUS, ReportKind
from hoiam.report.models import DutyExtension, Frozen, FrozenFigure, Relief, Submission, TakenBack, Verdict
from hoiam.report.rollup.adding import BY_OFFICE, NameOf, OfficeCell, summed, summed_in_public
from hoiam.report.rollup.sources import from_whom, sources
from hoiam.report.sentences import numbers
from hoiam.report.sentences.numbers import Number
from hoiam.report.sentences.sentence import Told
from hoiam.report.sentences.wording import tell
from hoiam.report.typed.definitions import not_typed, typed_figures
from hoiam.viettext.fold import fold
from hoiam.workdays.periods import Period

Faces = tuple[Face, Face]
# By the figure and the version of its definition.
OfficeValues = dict[tuple[str, int], Number | None]
TOPICS = "received_by_topic"
NOT_IN_IT = "không có trong báo cáo"

# The last few sums, each with what the province's own office had counted then.
_rolled_up: dict[tuple[object, ...], tuple[Faces, Faces]] = {}
_KEPT = 8


@dataclass(frozen=True)
class RolledUp:
    """The figures of both sides, and from whose reports they are."""

    figures: tuple[tuple[Figure, ...], tuple[Figure, ...]]
    sources: tuple[Source, ...]
    balances: tuple[Balance, Balance]

    @property
    def offices(self) -> frozenset[str]:
        return frozenset(source.code for source in self.sources if source.version)


def roll_up(
    province: Office, kind: ReportKind, period: Period, at: datetime, own: Callable[[Period], Faces], names: NameOf
) -> Faces:
    """Both faces of a province's report. ``own``: what its own office counted in a period."""
    # Why somebody is missing changes when the time is over; everything else by a new row.
    hour = at.replace(minute=0, second=0, microsecond=0)
    key = (province.pk, kind.id, period, hour, period.ended(at), *_newest_rows())
    here = own(period)
    kept = _rolled_up.get(key)
    if kept is None or kept[0] is not here:
        while len(_rolled_up) >= _KEPT:
            _rolled_up.pop(next(iter(_rolled_up)), None)
        kept = _rolled_up[key] = here, _roll_up(province, kind, period, at, own, names)
    return kept[1]


def _newest_rows() -> list[int | None]:
    """Another one of these, and the sums may be others."""
    tables: tuple[type[Model], ...] = (Frozen, Submission, Verdict, TakenBack, Relief, DutyExtension)
    return [table._default_manager.order_by("-pk").values_list("pk", flat=True).first() for table in tables]


def _roll_up(
    province: Office, kind: ReportKind, period: Period, at: datetime, own: Callable[[Period], Faces], names: NameOf
) -> Faces:
    found = _sum(province, kind, period, at, own(period), names)
    compared = period.ended(at)
    before = _earlier(province, kind, period.previous(), at, own, names) if compared else None
    year = period.last_year() if compared and LAST_YEAR in kind.compare else None
    year_ago = _earlier(province, kind, year, at, own, names) if year else None
    others = before is not None and bool(before.offices) and before.offices != found.offices
    made = []
    for inside, face in enumerate(own(period)):
        previous = before.values[inside] if before and before.offices == found.offices else {}
        last_year = year_ago.values[inside] if year_ago and year_ago.offices == found.offices else {}
        if PREVIOUS not in kind.compare:
            previous = {}
        figures = tuple(_beside(one, previous, last_year) for one in found.figures[inside])
        told = Told({one.id: one for one in figures}, period, compared=compared, inside=bool(inside))
        sentences = (from_whom(found.sources, others=others and PREVIOUS in kind.compare), *tell(told))
        balance = found.balances[inside]
        made.append(replace(face, figures=figures, sentences=sentences, balance=balance, sources=found.sources))
    return made[0], made[1]


def _sum(province: Office, kind: ReportKind, period: Period, at: datetime, own: Faces, names: NameOf) -> RolledUp:
    # Each database has an order of its own for Vietnamese names.
    offices = sorted(Office.objects.filter(parent=province), key=lambda office: fold(office.name))
    found, codes = sources(offices, kind, period, at)
    whole = period.ended(at) and all(source.version for source in found)
    public, inside = (_Side(codes, own[side], inside=bool(side)) for side in (0, 1))
    named = _namer(province, offices, names, inside.topics())
    exact = tuple(summed(one, province.code, inside.cells_of(one), named) for one in inside.figures)
    told = tuple(
        _in_public(one, known, province.code, public.cells_of(one), named, whole=whole)
        for one, known in zip(public.figures, exact, strict=True)
    )
    return RolledUp(
        (told, exact), tuple(found), _balances(own, codes, {office.code: office.name for office in offices})
    )


class _Side:
    """One side of the reports that are summed: each figure with what they have for it, all from one question.

    Most figures of most offices are nought. These rows are only counted, not kept: they are nine tenths of all.
    """

    def __init__(self, codes: dict[int, str], own: Face, *, inside: bool) -> None:
        self.codes = codes
        self.cells: defaultdict[str, list[OfficeCell]] = defaultdict(list)
        self.present: defaultdict[str, set[int]] = defaultdict(set)
        versions = {one.id: one.version for one in own.figures if one.id not in RESTRICTED_FIGURES}
        # As text, so that what is empty is not even read as JSON.
        as_text = {f"{name}_text": Cast(name, TextField()) for name in ("histogram", "parts")}
        rows = FrozenFigure.objects.filter(frozen__in=list(codes), inside=inside).order_by().annotate(**as_text)
        columns = ("frozen", "definition", "value", "numerator", "denominator", "unknown", *as_text)
        zeros = set()
        for id, frozen, version, value, over, under, unknown, days, parts in rows.values_list("figure", *columns):
            self.present[id].add(frozen)
            if not (value or under or unknown) and days == "[]" and version == versions.get(id):
                zeros |= {id} if value is not None else set()
                continue
            laid = tuple((day, times) for day, times in json.loads(days)) if days != "[]" else ()
            groups = json.loads(parts) if parts != "{}" else {}
            self.cells[id].append(OfficeCell(codes[frozen], version, _plain(value), over, under, laid, groups, unknown))
        for id in zeros:
            self.cells[id].append(OfficeCell("", versions[id], 0))
        self.figures = self._figures(own)

    def _figures(self, own: Face) -> list[Figure]:
        """Those the province counts, and each that somebody typed, here or below."""
        typed = {one.id: one for one in own.figures if one.typed}
        here = {*typed, *self.present}
        by_hand = [typed.get(id) or not_typed(one) for id, one in typed_figures().items() if id in here]
        return [*(one for one in own.figures if not one.typed), *by_hand]

    def cells_of(self, figure: Figure) -> list[OfficeCell]:
        """In one order on both databases: neither says in which it gives rows."""
        absent = self.codes.keys() - self.present[figure.id]
        lacking = (OfficeCell(self.codes[one], figure.version, None, unknown=NOT_IN_IT) for one in absent)
        return sorted((*self.cells[figure.id], *lacking), key=lambda cell: cell.office)

    def topics(self) -> set[str]:
        return {slug for cell in self.cells[TOPICS] for slug in cell.parts}


def _plain(value: float | None) -> Number | None:
    return int(value) if value is not None and value.is_integer() else value


def _in_public(
    own: Figure, exact: Figure, province: str, cells: Iterable[OfficeCell], names: NameOf, *, whole: bool
) -> Figure:
    if own.id in INSIDE_FIGURES:
        return replace(own, value=None, note=numbers.FOR_THE_SUPERIOR)
    if own.id in RESTRICTED_FIGURES:
        return summed_in_public(own, exact, province, cells, whole=whole)
    return summed(own, province, cells, names)


def _namer(province: Office, offices: list[Office], names: NameOf, topics: set[str]) -> NameOf:
    """The words for the groups of a figure: the province's own, the offices' names, the topics that only they have."""
    codes = {province.code: province.committee} | {office.code: office.name for office in offices}
    slugs = {slug for slug in topics if names(TOPICS, slug) == slug}
    theirs = Topic.objects.filter(office__parent=province, slug__in=slugs) if slugs else Topic.objects.none()
    words = dict(theirs.order_by("-office").values_list("slug", "words"))

    def named(figure: str, key: str) -> str:
        if figure in BY_OFFICE:
            return codes.get(key, key)
        return words.get(key) or names(figure, key)

    return named


def _balances(own: Faces, codes: dict[int, str], names: dict[str, str]) -> tuple[Balance, Balance]:
    """The sum closes when every report does; else the offices whose report does not, which names its own records."""
    open_ends: tuple[list[str], list[str]] = ([], [])
    kept = Frozen.objects.filter(pk__in=list(codes)).values_list(
        "pk", "public__balance__closes", "inside__balance__closes"
    )
    for pk, *closes in sorted(kept, key=lambda row: names[codes[row[0]]]):
        for named, closed in zip(open_ends, closes, strict=True):
            named += () if closed else (names[codes[pk]],)
    made = []
    for face, named in zip(own, open_ends, strict=True):
        made.append(replace(face.balance, closes=face.balance.closes and not named, offices=tuple(named)))
    return made[0], made[1]


@dataclass(frozen=True)
class Earlier:
    """Another period: whose reports were summed then, and the values of both sides."""

    offices: frozenset[str]
    values: tuple[OfficeValues, OfficeValues]


def _earlier(
    province: Office, kind: ReportKind, before: Period, at: datetime, own: Callable[[Period], Faces], names: NameOf
) -> Earlier:
    """As it was frozen, else summed now; of each figure with the version of its definition."""
    frozen = Frozen.objects.filter(report__office=province, report__kind=kind.id, report__period=before.code)
    stood = frozen.order_by("-version").first()
    if stood is None:
        then = _sum(province, kind, before, at, own(before), names)
        offices, sides = then.offices, then.figures
    else:
        faces = Face.from_data(stood.public), Face.from_data(stood.inside)
        offices = frozenset(source.code for source in faces[0].reported)
        sides = faces[0].figures, faces[1].figures
    public, inside = ({(one.id, one.version): one.value for one in side} for side in sides)
    return Earlier(offices, (public, inside))


def _beside(figure: Figure, previous: OfficeValues, last_year: OfficeValues) -> Figure:
    """With what it is compared with; a small number that is not told is not: the difference would tell it."""
    if figure.value is None and figure.id in RESTRICTED_FIGURES:
        previous = last_year = {}
    key = figure.id, figure.version
    return replace(figure, previous=previous.get(key), last_year=last_year.get(key))
