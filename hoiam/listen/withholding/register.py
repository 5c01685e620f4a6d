"""Sổ các nội dung không đăng công khai: every withholding with its ground, its clause and how it was looked at again.

What stands here is public, so it is read through this file alone: never a note, never who proposed or agreed. What a
clause keeps confidential (ground 3, restricted files) is given as a yearly number, and below five not even that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from hoiam.listen.models import Appeal, Ground, HowEnded, Message, Restriction, ReviewOutcome, Withholding
from hoiam.listen.publicity.privacy import public_rows
from hoiam.listen.withholding.appealing import can_be_asked
from hoiam.office.models import Office

PAGE = 50
_CURSOR = "%Y%m%dT%H%M%S%f"
FEW = 5
SHOWN = [ground for ground in Ground if ground != Ground.CONFIDENTIAL]
STATES = {"dang": "đang không đăng", "xem-xet": "đang xem xét lại", "da-dang": "đã đăng trở lại"}


@dataclass(frozen=True)
class Review:
    """One appeal as everybody may read it: by whose post it was decided, never by whom."""

    asked_on: date
    due_on: date
    outcome: str = ""
    decided_on: date | None = None
    reason: str = ""
    decided_by: str = ""
    late: bool = False

    @property
    def words(self) -> str:
        if self.outcome:
            return self.outcome
        return "Quá hạn, chưa ai quyết định" if self.late else "Đang xem xét lại"


@dataclass(frozen=True)
class RegisterRow:
    """One line of the register."""

    number: str
    kept_on: date
    ground: str
    clause: str
    until: date | None
    ended_on: date | None
    how_ended: str
    reviews: list[Review] = field(default_factory=list)

    @property
    def state(self) -> str:
        if self.ended_on is None:
            return "Đang không đăng"
        return f"Đã đăng trở lại ngày {self.ended_on:%d/%m/%Y}: {self.how_ended}"


@dataclass(frozen=True)
class Page:
    rows: list[RegisterRow]
    after: str


def page(office: Office, today: date, *, ground: str = "", state: str = "", after: str = "") -> Page:
    """Fifty lines, the newest first, from the cursor on; an unreadable cursor begins at the start."""
    rows = _which(office, ground, state)
    when, _, number = after.rpartition("_")
    if cursor := _moment(when):
        rows = rows.filter(Q(kept_at__lt=cursor) | Q(kept_at=cursor, message__number__lt=number))
    found = list(_with_reviews(rows.order_by("-kept_at", "-message__number"))[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    cursor_on = f"{last.kept_at.astimezone(UTC):{_CURSOR}}_{last.message.number}" if last and last.kept_at else ""
    return Page([_row(one, today) for one in found[:PAGE]], cursor_on)


def everything(office: Office, today: date, *, ground: str = "", state: str = "") -> list[RegisterRow]:
    """The same without pages, for the file."""
    rows = _with_reviews(_which(office, ground, state).order_by("-kept_at", "-message__number"))
    return [_row(one, today) for one in rows]


def register_rows(message: Message, today: date) -> list[RegisterRow]:
    """What is withheld of one message now, for its own page."""
    kept = message.withholdings.filter(kept_at__isnull=False, ended_at__isnull=True)
    return [_row(one, today) for one in _with_reviews(kept)]


def may_be_asked(message: Message, today: date, *, by_sender: bool) -> bool:
    """Whether this visitor may ask that the message be looked at again."""
    return bool(can_be_asked(message, today, by_sender=by_sender))


def kept_confidential(office: Office, year: int) -> str:
    """The yearly number of what a clause keeps confidential: «không phát sinh», «dưới 05», «12»."""
    restricted = Restriction.objects.filter(message__office=office, at__year=year).count()
    third = Withholding.objects.filter(
        message__office=office, ground=Ground.CONFIDENTIAL, kept_at__year=year, message__restriction__isnull=True
    ).count()
    count = restricted + third
    return "không phát sinh" if count == 0 else f"dưới {FEW:02d}" if count < FEW else str(count)


def _which(office: Office, ground: str, state: str) -> QuerySet[Withholding]:
    # The office by its id first: public_rows leaves out restricted files, whatever else is withheld about them.
    rows = Withholding.objects.filter(
        kept_at__isnull=False, message__in=public_rows(Message.objects.filter(office=office))
    ).exclude(ground=Ground.CONFIDENTIAL)
    if ground in SHOWN:
        rows = rows.filter(ground=ground)
    match state:
        case "dang":
            rows = rows.filter(ended_at__isnull=True)
        case "xem-xet":
            rows = rows.filter(appeals__isnull=False, appeals__decided_at__isnull=True).distinct()
        case "da-dang":
            rows = rows.filter(ended_at__isnull=False)
    return rows


def _with_reviews(rows: QuerySet[Withholding]) -> QuerySet[Withholding]:
    appeals = Appeal.objects.select_related("decided_by__office").order_by("asked_at", "id")
    return rows.select_related("message").prefetch_related(Prefetch("appeals", queryset=appeals))


def _row(row: Withholding, today: date) -> RegisterRow:
    assert row.kept_at is not None
    clause = row.clause
    if row.ground == Ground.ORDER:
        clause = f"Văn bản số {row.order_number} ngày {row.order_on:%d/%m/%Y} của {row.authority}; {row.clause}"
    return RegisterRow(
        number=row.message.number,
        kept_on=timezone.localdate(row.kept_at),
        ground=str(Ground(row.ground).label),
        clause=clause,
        until=row.until,
        ended_on=timezone.localdate(row.ended_at) if row.ended_at else None,
        how_ended=str(HowEnded(row.how_ended).label) if row.how_ended else "",
        reviews=[_review(one, today) for one in row.appeals.all()],
    )


def _review(row: Appeal, today: date) -> Review:
    by = row.decided_by
    return Review(
        asked_on=timezone.localdate(row.asked_at),
        due_on=row.due_on,
        outcome=str(ReviewOutcome(row.outcome).label) if row.outcome else "",
        decided_on=timezone.localdate(row.decided_at) if row.decided_at else None,
        reason=row.decision,
        decided_by=f"{by.post or 'người giám sát'}, {by.office}" if by else "",
        late=not row.outcome and today > row.due_on,
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _CURSOR).replace(tzinfo=UTC)
    except ValueError:
        return None
