"""Reports on a theme: each theme of an office is a kind of report of its own, for any period.

What a theme leaves is a small table, so no cell of it below five is told, nor what one could be worked out from
(report/content/hiding.py), to the public and inside alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.answer.models import Outcome
from hoiam.ledger.acts import act, append
from hoiam.listen.models import Kind
from hoiam.office.access import require
from hoiam.office.models import Area, Office, Person, Topic, Unit
from hoiam.report.figures.history import Filter
from hoiam.report.figures.table import FIGURES
from hoiam.report.kinds.kinds import ANY, Heading, ReportKind, kind_of, shipped, thematic
from hoiam.report.models import LONGEST_TITLE, Section, Theme
from hoiam.viettext.fold import nfc
from hoiam.workdays.periods import NoSuchPeriod

THEME = "chuyen-de-"
# What is counted from no message is in no theme.
_OF_THE_OFFICE = frozenset({"chair_days_held", "chair_days_required"})
_HEADINGS = (
    Heading("I. KẾT QUẢ THỰC HIỆN", (Section.LETTERS,)),
    Heading("II. ĐÁNH GIÁ CHUNG", (Section.STRENGTHS, Section.LIMITS, Section.CAUSES)),
    Heading("III. KIẾN NGHỊ, ĐỀ XUẤT", (Section.PROPOSALS,)),
)


def kinds_of(office: Office) -> list[ReportKind]:
    """Every kind of report an office has: those that are due, those on a theme, its own themes last."""
    own = Theme.objects.filter(office=office, ended_at__isnull=True).select_related("unit", "topic")
    return [*shipped().values(), *thematic().values(), *map(kind_of_theme, own)]


def themes_of(office: Office) -> list[ReportKind]:
    """The kinds on a theme, also those that have ended: their reports stay."""
    own = Theme.objects.filter(office=office).select_related("unit", "topic")
    return [*thematic().values(), *map(kind_of_theme, own)]


def kind_for(office: Office, id: str) -> ReportKind:
    """The kind with this name, of the product or a theme of this office, also one that has ended; raises
    NoSuchPeriod in words."""
    pk = id.removeprefix(THEME)
    if not id.startswith(THEME) or not pk.isdecimal() or len(pk) > 9:
        return kind_of(id)
    theme = Theme.objects.filter(office=office, pk=int(pk)).select_related("area", "unit", "topic").first()
    if theme is None:
        raise NoSuchPeriod("Cơ quan không có chuyên đề này.")
    return kind_of_theme(theme)


def kind_of_theme(theme: Theme) -> ReportKind:
    """The report on a theme. It is compared with no other period: a difference would tell what is hidden."""
    title = theme.title.replace("{", "{{").replace("}", "}}")
    return ReportKind(
        id=f"{THEME}{theme.pk}",
        order=100 + theme.pk,
        name=theme.title,
        period=ANY,
        subject=(f"{title},", "{period_with_dates}"),
        about=f"{title[:1].lower()}{title[1:]}, {{period_full}}",
        compare=(),
        charts=(),
        headings=_HEADINGS,
        owners={section: ("VP",) for heading in _HEADINGS for section in heading.sections},
        sections_due=(1, time(16, 30)),
        due=kind_of("messages").due,
        figures=tuple(id for id in FIGURES if id not in _OF_THE_OFFICE),
        thematic=True,
        only=filter_of(theme),
    )


def filter_of(theme: Theme) -> Filter:
    """As the ledger names them."""
    return Filter(
        tuple(theme.kinds),
        str(theme.area_id or ""),
        theme.unit.code if theme.unit else "",
        theme.topic.slug if theme.topic else "",
        theme.outcome,
    )


def in_words(theme: Theme) -> str:
    """«Phản ánh, Kiến nghị; tổ dân phố 3; Rác»: what a theme is narrowed to."""
    kinds = ", ".join(str(Kind(kind).label) for kind in theme.kinds)
    rest = [str(one) for one in (theme.area, theme.unit, theme.topic) if one is not None]
    outcome = [str(Outcome(theme.outcome).label)] if theme.outcome else []
    return "; ".join([one for one in (kinds, *rest, *outcome) if one])


@act
def begin_theme(
    office: Office,
    title: str,
    *,
    kinds: Iterable[str] = (),
    area: Area | None = None,
    unit: Unit | None = None,
    topic: Topic | None = None,
    outcome: str = "",
    by: Person,
    at: datetime,
) -> Theme:
    """Enter a theme that reports can be made about; it has to narrow something."""
    _may_arrange(by, office)
    title, chosen = " ".join(nfc(title).split()), sorted(set(kinds))
    if not title or len(title) > LONGEST_TITLE:
        raise ValidationError(f"Ghi tên chuyên đề, không quá {LONGEST_TITLE} chữ.")
    if not set(chosen) <= set(Kind.values) or (outcome and outcome not in Outcome.values):
        raise ValidationError("Chọn trong danh mục.")
    if any(one is not None and one.office_id != office.pk for one in (area, unit, topic)):
        raise ValidationError("Chọn thôn, đơn vị, lĩnh vực của cơ quan mình.")
    if not (chosen or area or unit or topic or outcome):
        raise ValidationError("Chọn ít nhất một điều để lọc: loại, thôn, đơn vị, lĩnh vực hoặc kết quả.")
    theme = Theme.objects.create(
        office=office, title=title, kinds=chosen, area=area, unit=unit, topic=topic, outcome=outcome, by=by, at=at
    )
    found = filter_of(theme)
    append(
        office,
        "report.theme_begun",
        "office",
        by=by,
        at=at,
        payload={
            "theme": theme.pk,
            "kinds": list(found.kinds),
            "area": found.area,
            "unit": found.unit,
            "topic": found.topic,
            "outcome": found.outcome,
        },
    )
    return theme


@act
def end_theme(theme: Theme, *, by: Person, at: datetime) -> None:
    """No more reports on it; those that were made stay."""
    _may_arrange(by, theme.office)
    if theme.ended_at is not None:
        raise ValidationError("Chuyên đề này đã thôi.")
    theme.ended_by, theme.ended_at = by, at
    theme.save(update_fields=["ended_by", "ended_at"])
    append(theme.office, "report.theme_ended", "office", by=by, at=at, payload={"theme": theme.pk})


def _may_arrange(by: Person, office: Office) -> None:
    require(by, "arrange_report")
    if by.office_id != office.pk:
        raise PermissionDenied("Chuyên đề này của cơ quan khác.")
