"""What changed between two versions of a report, and what counting again today would give against a frozen one.

Readers get the differences of the side they may read; the records behind them are shown as the public list shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from hoiam.ledger.models import Entry
from hoiam.report.content.content import Face, Figure
from hoiam.report.counting.compile import Compiled, of_version
from hoiam.report.counting.counting import count
from hoiam.report.figures.account import OF_THE_OFFICE, STEPS
from hoiam.report.models import Frozen, Section
from hoiam.report.reading.evidence import Evidence, behind
from hoiam.report.versions.report import report_subject

KEPT, GONE, NEW = "kept", "gone", "new"


@dataclass(frozen=True)
class FigureChange:
    """A figure that is not what it was; the entries that came, and those that went."""

    name: str
    was: str
    now: str
    came: tuple[int, ...] = ()
    went: tuple[int, ...] = ()


@dataclass(frozen=True)
class WordChange:
    """A section whose words a unit changed: pieces kept, gone or new, in order."""

    heading: str
    unit: str
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Difference:
    figures: tuple[FigureChange, ...]
    words: tuple[WordChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.words)

    @property
    def entries(self) -> tuple[int, ...]:
        return tuple(sorted({number for one in self.figures for number in (*one.came, *one.went)}))


@dataclass(frozen=True)
class Drift:
    """What came after a version was frozen. ``records``: what the late entries are about, as anybody may see them."""

    since: datetime
    difference: Difference
    records: Evidence
    late: int


def between(was: Face, now: Face, *, worded: bool = True) -> Difference:
    """Figure by figure and section by section, in the order of the newer one."""
    before = {figure.id: figure for figure in was.figures}
    changed = [_figure(before.pop(figure.id, None), figure) for figure in now.figures]
    left = [FigureChange(one.name, one.shown, "không còn trong báo cáo", (), one.entries) for one in before.values()]
    return Difference(
        (*(one for one in changed if one), *left),
        tuple(_words(was, now)) if worded else (),
    )


def earlier(frozen: Frozen, *, published: bool) -> Frozen | None:
    """The version a reader had before this one; the public had those that were published."""
    versions = Frozen.objects.filter(report=frozen.report_id, version__lt=frozen.version)
    if published:
        versions = versions.filter(published__isnull=False)
    return versions.select_related("report__office").order_by("-version").first()


def from_the_version_before(compiled: Compiled, *, published: bool) -> tuple[Frozen, Difference] | None:
    """A corrected report against what it replaces, for the same reader."""
    if compiled.frozen is None:
        return None
    before = earlier(compiled.frozen, published=published)
    if before is None:
        return None
    old = of_version(before, compiled.kind, compiled.period, compiled.at, inside=compiled.inside, drafts=not published)
    return before, between(old.face, compiled.face, worded=compiled.worded)


def drift(compiled: Compiled) -> Drift | None:
    """What entries written after the freezing would change: their legal time lies in the period or before it. None when
    there are none. The report stays as it is; a correction is the office's decision."""
    frozen = compiled.frozen
    if frozen is None:
        return None
    late = tuple(_late(compiled, frozen))
    if not late:
        return None
    now = count(compiled.office, compiled.kind, compiled.period, compiled.at)[compiled.inside]
    found = between(compiled.face, now, worded=False)
    records = behind(compiled.office, late, compiled.at)
    # Without those who may not know of restricted files nothing is said, not even how many entries there were.
    if not found and not records.count and not compiled.inside:
        return None
    return Drift(frozen.at, found, records, len(late) if compiled.inside else records.count)


def _late(compiled: Compiled, frozen: Frozen) -> list[int]:
    """By number, which is the order of writing: a clock set wrong hides nothing."""
    entries = Entry.objects.filter(office=compiled.office).order_by()
    told = entries.filter(kind="report.frozen", subject=report_subject(frozen.report), payload__digest=frozen.digest)
    number = told.values_list("number", flat=True).first()
    if number is None:
        return []
    counted = entries.filter(kind__in=(*STEPS, *OF_THE_OFFICE), number__gt=number, at__lt=compiled.period.end)
    return list(counted.values_list("number", flat=True))


def _figure(was: Figure | None, now: Figure) -> FigureChange | None:
    if was is None:
        return FigureChange(now.name, "chưa có trong báo cáo", now.shown, now.entries) if now.value else None
    had, has = set(was.entries), set(now.entries)
    if was.shown == now.shown and was.value == now.value and had == has:
        return None
    return FigureChange(now.name, was.shown, now.shown, tuple(sorted(has - had)), tuple(sorted(had - has)))


def _words(was: Face, now: Face) -> list[WordChange]:
    before = {(one.section, one.unit): one.text for one in was.narratives}
    after = {(one.section, one.unit): one.text for one in now.narratives}
    order = {section: place for place, section in enumerate(Section.values)}
    keys = sorted(before.keys() | after.keys(), key=lambda key: (order.get(key[0], len(order)), key[1]))
    return [
        WordChange(str(Section(section).label), unit, words_told_apart(before.get((section, unit), ""), text))
        for section, unit in keys
        if (text := after.get((section, unit), "")) != before.get((section, unit), "")
    ]


def words_told_apart(was: str, now: str) -> tuple[tuple[str, str], ...]:
    """Word by word: what was kept, what is gone, what is new."""
    old, new = was.split(), now.split()
    pieces: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append((KEPT, " ".join(old[i1:i2])))
            continue
        if i1 < i2:
            pieces.append((GONE, " ".join(old[i1:i2])))
        if j1 < j2:
            pieces.append((NEW, " ".join(new[j1:j2])))
    return tuple(pieces)
