"""What a number of a province opens to: each office below with what it brings, who brings nothing, who is missing."""

from __future__ import annotations

from dataclasses import dataclass

from hoiam.papers.words import number
from hoiam.report.content.content import Addend, Figure, Source
from hoiam.report.counting.compile import Compiled
from hoiam.report.figures.definitions import PERCENT
from hoiam.report.models import FrozenFigure
from hoiam.report.rollup.adding import BY_OFFICE
from hoiam.report.sentences import numbers
from hoiam.viettext.fold import fold

# The others of 168 are folded: on a telephone they are ten screens.
OFFICES_SHOWN = 30


@dataclass(frozen=True)
class OpenedLine:
    """One office: its number in words, of how many it is taken, how long its bar is of a hundred."""

    code: str
    name: str
    shown: str
    of: str = ""
    bar: int = 0
    days: str = ""


@dataclass(frozen=True)
class Opened:
    """``bringing``: the largest first; ``left``: known but not in the sum, with the reason for ``shown``. ``figure``:
    what to look at in the report of each office."""

    figure: str
    bringing: list[OpenedLine]
    left: list[OpenedLine]
    nothing: list[Source]
    missing: list[Source]
    of: int

    @property
    def first(self) -> list[OpenedLine]:
        return self.bringing[:OFFICES_SHOWN]

    @property
    def further(self) -> list[OpenedLine]:
        return self.bringing[OFFICES_SHOWN:]


def opened(compiled: Compiled, figure: Figure) -> Opened | None:
    """The offices behind a figure, or behind one group of it; None where the report is of one office alone."""
    sources = compiled.face.sources
    if not sources:
        return None
    whole, _, key = figure.id.partition(".")
    addends = _of_a_group(compiled, whole, key) if key else figure.offices
    known = {one.code: one for one in sources} | {
        compiled.office.code: Source(compiled.office.code, compiled.office.committee, 1)
    }
    told = [one for one in addends if one.office in known]
    # Hidden numbers stand at the end, not where their size would put them.
    inside = sorted(
        (one for one in told if not one.why), key=lambda one: (-(one.value or 0), fold(known[one.office].name))
    )
    hidden = sorted((one for one in told if one.why), key=lambda one: fold(known[one.office].name))
    longest = max((one.value or 0 for one in inside), default=0)
    named = {one.office for one in told}
    return Opened(
        whole if whole in BY_OFFICE else figure.id,
        [_line(figure, one, known[one.office], longest) for one in inside],
        [_line(figure, one, known[one.office], 0) for one in hidden],
        [one for one in sources if one.version and one.code not in named],
        [one for one in sources if not one.version],
        len(sources),
    )


def _line(figure: Figure, addend: Addend, source: Source, longest: float) -> OpenedLine:
    bar = round(100 * (addend.value or 0) / longest) if longest else 0
    shown = addend.why or figure.worded(addend.value)
    return OpenedLine(source.code, source.name, shown, _of(figure, addend), bar, source.days)


def _of(figure: Figure, addend: Addend) -> str:
    """«38/41» of a share; of a median, from how many."""
    if addend.denominator is None or addend.why:
        return ""
    if figure.unit == PERCENT:
        return f"{number(addend.numerator or 0)}/{number(addend.denominator)}"
    return f"từ {numbers.counted(addend.denominator)} lượt"


def _of_a_group(compiled: Compiled, figure: str, key: str) -> tuple[Addend, ...]:
    """What the summed versions have for one group of a figure: a report keeps only the sum of each group."""
    if figure in BY_OFFICE:
        part = next((one for one in compiled.figures[figure].parts if one.key == key), None)
        return (Addend(key, part.value),) if part else ()
    versions = {(one.code, one.version) for one in compiled.face.sources if one.version}
    rows = FrozenFigure.objects.filter(
        figure=figure,
        inside=compiled.inside,
        definition=compiled.figures[figure].version,
        frozen__report__office__parent=compiled.office,
        frozen__report__kind=compiled.kind.id,
        frozen__report__period=compiled.period.code,
    )
    columns = rows.values_list("frozen__report__office__code", "frozen__version", "parts")
    return tuple(
        Addend(code, parts[key]) for code, version, parts in columns if (code, version) in versions and parts.get(key)
    )
