"""Counting a report from the ledger: both faces of a period at once, from one reading of the entries."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import TextChoices

from hoiam.answer.models import CallResult, LetterResult, OpeningReason, RefusalGround
from hoiam.ledger.models import Entry, Head
from hoiam.listen.models import Channel, Ground, Kind, Restriction, ReviewOutcome
from hoiam.listen.restricted.acts import Release
from hoiam.office.models import Area, Office, Topic, Unit
from hoiam.report.content import small_counts
from hoiam.report.content.content import Balance, Face, Figure, FigurePart
from hoiam.report.content.hiding import hide, sayable
from hoiam.report.counting.added_words import with_words
from hoiam.report.figures.account import Account, Track, accounts
from hoiam.report.figures.definitions import FIGURES, NONE_CHOSEN, Counted
from hoiam.report.figures.table import INSIDE_FIGURES, RESTRICTED_FIGURES, count_all
from hoiam.report.kinds.kinds import LAST_YEAR, PREVIOUS, ReportKind
from hoiam.report.models import Frozen
from hoiam.report.rollup.rollup import roll_up
from hoiam.report.sentences import numbers
from hoiam.report.sentences.numbers import Number
from hoiam.report.sentences.sentence import Told
from hoiam.report.sentences.wording import tell
from hoiam.report.typed import definitions as typed_definitions
from hoiam.report.typed.targets import may_be_planned, planned_targets, since_new_year, typed_to_date
from hoiam.report.versions.report import frozen_of
from hoiam.workdays.calendar import Calendar
from hoiam.workdays.models import calendar_of
from hoiam.workdays.periods import Period

Counts = dict[str, Counted]
Values = dict[str, Number | None]

TOTALS = frozenset(
    {
        *("messages_carried", "messages_received", "messages_reopened", "messages_total", "messages_closed"),
        *("messages_open", "vault_openings", "calls_made"),
        *(id for id in FIGURES if id.startswith("reception_")),
    }
)
WHY_UNRESTRICTED = {
    "sender": "Người gửi bỏ giữ kín",
    "lapsed": "Không ai xác nhận trong hạn",
    **{f"staff_{one.value}": str(one.label) for one in Release},
}
# What is carried over, and what was left when the period before was frozen.
CARRIED = {"messages_carried": "messages_open", "letters_carried": "letters_left"}
WITHOUT_RESTRICTED = "Bản công khai không kể hồ sơ hạn chế tiếp cận (đơn khiếu nại, tố cáo)."

# The last few countings. The office's newest entry is part of the key: one more entry, and it is counted anew.
_counted: dict[tuple[object, ...], tuple[Face, Face]] = {}
_KEPT = 16
_one_at_a_time = threading.Lock()


def count(office: Office, kind: ReportKind, period: Period, at: datetime) -> tuple[Face, Face]:
    """The public and the inside face of a report, counted up to ``at``; what people wrote as it stands. A province's
    holds the reports of the offices below it."""
    if office.level != Office.Level.PROVINCE or kind.thematic:
        faces = _own(office, kind, period, at)
    else:
        faces = roll_up(office, kind, period, at, lambda one: _own(office, kind, one, at), Names(office))
    return with_words(faces, office, kind, period)


def _own(office: Office, kind: ReportKind, period: Period, at: datetime) -> tuple[Face, Face]:
    head = Head.objects.filter(office=office).values_list("hash", flat=True).first()
    moment = period.end if period.ended(at) else at.replace(second=0, microsecond=0)
    last_year = period.last_year() if LAST_YEAR in kind.compare else None
    # What a province froze is the sum of all: it says nothing of what its own office had.
    alone = office.level != Office.Level.PROVINCE
    kept = {one: frozen_of(office, kind, one) if alone else None for one in (period.previous(), last_year) if one}
    key = (office.pk, head, kind.id, period, moment, *(one and one.pk for one in kept.values()))
    # The others wait for what the first one finds: the same week counted by four threads takes four times the memory.
    with _one_at_a_time:
        if key not in _counted:
            while len(_counted) >= _KEPT:
                _counted.pop(next(iter(_counted)))
            _counted[key] = _count(office, kind, period, at, kept)
        return _counted[key]


def _count(
    office: Office,
    kind: ReportKind,
    period: Period,
    at: datetime,
    kept: dict[Period, Frozen | None],
) -> tuple[Face, Face]:
    running, calendar, names = not period.ended(at), calendar_of(office), Names(office)
    counted_to = at if running else period.end
    before: dict[Period, list[Values]] = {}
    broken = letters_broken = dict[Track, tuple[int, ...]]()
    sides: tuple[Counts, Counts] = ({}, {})
    # A year ago and today are read each by itself: what lies between would be read for nothing.
    last_year = next((one for one in kept if one != period.previous()), None)
    for run in ([last_year] if last_year else [], [period.previous(), period]):
        for account in accounts(office, run, at) if run else ():
            narrowed = account.only(kind.only) if kind.only else account
            sides = _both(narrowed, calendar, running=running and account.period == period)
            if account.period != period:
                counted = [_values(counts) for counts in sides]
                before[account.period] = _frozen_values(kept[account.period], counted)
            else:
                broken, letters_broken = narrowed.out_of_balance(), narrowed.letters_out_of_balance()
    # A running period is not compared; nor is any with one on whose first day the office did not keep this book yet.
    begun = Entry.objects.filter(office=office).order_by("number").values_list("at", flat=True).first()

    def comparable(one: Period) -> bool:
        return not running and begun is not None and begun < one.start and one.kind == period.kind

    by_hand = _typed(office, kind, period, kept, running=running)
    targets = planned_targets(office, kind, period)
    to_date = _to_date(office, kind, period, at, targets, calendar)
    frozen = kept[period.previous()]
    otherwise = _otherwise(frozen.public) if frozen else set()
    made = []
    for inside, counts in enumerate(sides):
        then = {one: values[inside] for one, values in before.items()}
        previous = then[period.previous()]
        last = previous if PREVIOUS in kind.compare and comparable(period.previous()) else {}
        year = then[last_year] if last_year and comparable(last_year) else {}
        figures = tuple(
            _noted(
                _figure(id, found, last.get(id), year.get(id), names),
                previous,
                frozen,
                otherwise,
                inside=bool(inside),
                running=running,
                thematic=kind.thematic,
            )
            for id, found in counts.items()
        )
        figures = _planned(
            (*figures, *(_without_file(one, inside=bool(inside)) for one in by_hand)), targets, to_date[inside]
        )
        told = Told({figure.id: figure for figure in figures}, period, compared=not running, inside=bool(inside))
        balance = _balance(broken, letters_broken, inside=bool(inside))
        sentences, figures = tuple(tell(told)), tuple(one for one in figures if kind.holds(one.id))
        if kind.only:
            figures, balance = hide(figures), Balance(balance.closes)
        if kind.thematic:
            sentences = sayable(sentences, figures)
        made.append(Face(counted_to.isoformat(), figures, sentences, balance))
    return made[0], made[1]


def _typed(
    office: Office, kind: ReportKind, period: Period, kept: dict[Period, Frozen | None], *, running: bool
) -> list[Figure]:
    """The figures typed by hand, beside what stood in the other periods."""
    stood: dict[Period, Values] = {
        one: typed_definitions.values(office, kind, one, version) for one, version in kept.items()
    }
    previous = stood[period.previous()] if PREVIOUS in kind.compare and not running else {}
    last_year = next((values for one, values in stood.items() if one != period.previous()), {}) if not running else {}
    return typed_definitions.typed_on_face(office, kind, period, previous, last_year)


def _without_file(figure: Figure, *, inside: bool) -> Figure:
    """The attachment is for the staff alone."""
    if inside or figure.typed is None:
        return figure
    return replace(figure, typed=replace(figure.typed, file=None))


def _to_date(
    office: Office, kind: ReportKind, period: Period, at: datetime, targets: Mapping[str, Number], calendar: Calendar
) -> tuple[Values, Values]:
    """What the year has come to, of each figure with a plan that is a count; for both sides."""
    plannable, whole = may_be_planned(), since_new_year(period)
    wanted = [id for id in targets if not plannable[id].is_share] if whole else []
    by_hand = {id: typed_to_date(office, kind, period, id) for id in wanted if id not in FIGURES}
    if whole is None or not (counted := [id for id in wanted if id in FIGURES]):
        return by_hand, by_hand
    account = next(accounts(office, [whole], at))
    public, inside = _both(account, calendar, running=not whole.ended(at))
    told = [by_hand | {id: counts[id].value for id in counted} for counts in (public, inside)]
    return told[0], told[1]


def _planned(figures: tuple[Figure, ...], targets: Mapping[str, Number], to_date: Values) -> tuple[Figure, ...]:
    return tuple(_beside_plan(one, targets[one.id], to_date) if one.id in targets else one for one in figures)


def _beside_plan(figure: Figure, target: Number, to_date: Values) -> Figure:
    if figure.id in to_date and to_date[figure.id] is None:
        # A month without a number: what the year has come to is not known, and one month is no year.
        unknown = f"Kế hoạch năm {figure.worded(target)}; chưa đủ số từ đầu năm để so sánh."
        return replace(figure, note=" ".join(filter(None, (figure.note, unknown))))
    return replace(figure, target=target, to_date=to_date.get(figure.id))


def _both(account: Account, calendar: Calendar, *, running: bool) -> tuple[Counts, Counts]:
    """Public and inside counts. In public, restricted figures below five have no number, and never entries.

    No public total holds restricted files: beside the complete public list it would tell how many there are. While the
    week runs they have no number at all: who looked each hour would see on which one came in.
    """
    inside = count_all(account, calendar)
    public = count_all(account.for_the_public(), calendar)
    letters = {id: int(inside[id].value or 0) for id in RESTRICTED_FIGURES}
    shown = small_counts.told(letters, total=False).cells
    for id in RESTRICTED_FIGURES:
        public[id] = Counted(None if running else shown[id])
    for id in INSIDE_FIGURES:
        public[id] = Counted(None)
    return public, inside


def _values(counts: Counts) -> Values:
    return {id: found.value for id, found in counts.items()}


def _frozen_values(kept: Frozen | None, counted: list[Values]) -> list[Values]:
    """Of a period that was frozen: what stood then; nothing of a figure that was counted by another definition."""
    if kept is None:
        return counted
    return [_same_definition(kept.public, counted[0]), _same_definition(kept.inside, counted[1])]


def _same_definition(data: dict[str, Any], counted: Values) -> Values:
    stood = {one["id"]: one["value"] for one in data["figures"] if one["id"] in FIGURES}
    return counted | stood | dict.fromkeys(_otherwise(data))


def _otherwise(data: dict[str, Any]) -> set[str]:
    """The figures of a frozen report that were counted by another definition than today's."""
    versions = {one["id"]: one.get("version", 1) for one in data["figures"]}
    return {id for id, version in versions.items() if id in FIGURES and version != FIGURES[id].version}


def _balance(broken: dict[Track, tuple[int, ...]], letters: dict[Track, tuple[int, ...]], *, inside: bool) -> Balance:
    seen = [track for track in broken if inside or not track.restricted]
    named = tuple(track.number for track in seen if not track.restricted)
    of_letters = letters.values() if inside else ()
    return Balance(
        not seen and not of_letters,
        named,
        len(seen) - len(named),
        tuple(sorted(entry for track in seen for entry in broken[track])),
        tuple(sorted(entry for entries in of_letters for entry in entries)),
    )


def _figure(id: str, found: Counted, previous: Number | None, last_year: Number | None, names: Names) -> Figure:
    definition = FIGURES[id]
    return Figure(
        id,
        definition.name,
        definition.unit,
        definition.words,
        found.value,
        found.entries,
        found.numerator,
        found.denominator,
        _parts(id, found, names),
        previous,
        last_year,
        version=definition.version,
        clause=definition.clause,
        section=definition.section,
        histogram=found.histogram,
    )


def _noted(
    figure: Figure,
    before: dict[str, Number | None],
    kept: Frozen | None,
    otherwise: set[str],
    *,
    inside: bool,
    running: bool,
    thematic: bool,
) -> Figure:
    """What must be read beside a number. A report on a theme is for any days: of two that differ by one, the numbers of
    letters would tell what came in on it."""
    if not inside and (figure.id in INSIDE_FIGURES or (thematic and figure.id in RESTRICTED_FIGURES)):
        return replace(figure, value=None, note=numbers.FOR_THE_SUPERIOR, previous=None, last_year=None)
    if figure.id in RESTRICTED_FIGURES and not inside and figure.value is None:
        # Not compared either: the difference would tell the number.
        return replace(figure, note=numbers.LATER if running else numbers.FEW, previous=None, last_year=None)
    if figure.id in TOTALS and not inside:
        figure = replace(figure, definition=f"{figure.definition} {WITHOUT_RESTRICTED}")
    if figure.id in otherwise:
        return replace(figure, note=numbers.OTHERWISE)
    then = before.get(CARRIED.get(figure.id, ""))
    if kept and then is not None and figure.value != then:
        note = f"Khi chốt kỳ trước còn {then}; sau đó có dòng nhật ký của kỳ trước được ghi thêm"
        more = ", hoặc đơn được phân loại lại" if figure.id == "letters_carried" else ""
        return replace(figure, note=f"{note}{more}.")
    return figure


def _parts(id: str, found: Counted, names: Names) -> tuple[FigurePart, ...]:
    """The largest group first, equal ones by their name: the key of an area is only the number of its row."""
    parts = (FigurePart(key, names(id, key), len(entries), entries) for key, entries in found.parts)
    return tuple(sorted(parts, key=lambda part: (-part.value, part.name)))


class Names:
    """The words for the keys that figures are told apart by, as they are on the day of counting."""

    def __init__(self, office: Office) -> None:
        # «trang này» is what the site calls itself; in a document it would be the page of the document.
        channels = {one.value: numbers.capital(str(one.label)) for one in Channel} | {
            Channel.WEB.value: "Trang gửi trực tuyến"
        }
        topics = dict(Topic.objects.filter(office=office).values_list("slug", "words"))
        areas = {str(area.pk): str(area) for area in Area.objects.filter(office=office)}
        self.of: dict[str, dict[str, str]] = {
            "received_by_kind": _labels(Kind) | {NONE_CHOSEN: "Chưa phân loại"},
            "received_by_channel": channels,
            "received_by_topic": topics | {NONE_CHOSEN: "Chưa rõ lĩnh vực"},
            "received_by_area": areas | {NONE_CHOSEN: "Chưa rõ địa bàn"},
            "closed_by_unit": dict(Unit.objects.filter(office=office).values_list("code", "name")),
            "withheld_by_ground": _labels(Ground),
            "appeals_received": _labels(Ground),
            "appeals_decided": _labels(ReviewOutcome),
            "complaints_resolved": _labels(LetterResult),
            "denunciations_resolved": _labels(LetterResult),
            "restrictions_held": {one.value: numbers.capital(str(one.label)) for one in Restriction.Source},
            "restrictions_ended": WHY_UNRESTRICTED,
            "info_refused_by_clause": {one.value: f"Khoản {one.value}: {one.label}" for one in RefusalGround}
            | {NONE_CHOSEN: "Theo luật cũ"},
            "vault_openings": _labels(OpeningReason),
            "calls_made": _labels(CallResult),
        }

    def __call__(self, figure: str, key: str) -> str:
        return self.of[figure].get(key, key)


def _labels(choices: type[TextChoices]) -> dict[str, str]:
    return {one.value: str(one.label) for one in choices}
