"""The public waiting list: every open matter that is not restricted, longest wait first, with its due date.

Beside it two figures of the last twelve months: the share answered on time, by unit and only where there are enough to
be fair, and how long words wait to be published.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from statistics import median_low

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hoiam.answer.clock.outcome import in_time
from hoiam.answer.models import Extension, Outcome, Reply
from hoiam.answer.public.public import resident_state
from hoiam.listen.message import deadlines
from hoiam.listen.models import OPEN, Kind, Message
from hoiam.listen.publicity.privacy import PublicFace, public_faces, public_rows
from hoiam.office.models import Office
from hoiam.workdays.models import calendar_of

WAITING_A_PAGE = 50
# Fewer answers say more about chance than about a unit (ANCHORS-messages.md, B7).
FEWEST = 20
A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Waiting:
    """One line of the list."""

    face: PublicFace
    kind: str
    waited: int
    days_left: int
    unit: str
    state: str


@dataclass(frozen=True)
class Share:
    """A unit's answers of a year, and how many were on time; no share below twenty."""

    unit: str
    on_time: int
    answered: int

    @property
    def percent(self) -> float | None:
        return self.on_time * 100 / self.answered if self.answered >= FEWEST else None


@dataclass(frozen=True)
class Figures:
    shares: tuple[Share, ...]
    published: int
    days_to_publication: int | None


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """/cho-tra-loi"""
    office: Office = request.office  # type: ignore[attr-defined]
    at = timezone.now()
    still = public_rows(Message.objects.filter(office=office, ended_on=OPEN))
    # The cursor is a public number, as on the list of answers.
    after = still.filter(number=request.GET.get("sau", "")).values_list("received_at", "pk").first()
    page = still.order_by("received_at", "pk")
    if after:
        page = page.filter(Q(received_at__gt=after[0]) | Q(received_at=after[0], pk__gt=after[1]))
    found = list(
        page.select_related("area", "office", "public_copy", "restriction", "matter__unit").prefetch_related(
            "files", Prefetch("matter__extensions", queryset=Extension.objects.order_by("at"))
        )[: WAITING_A_PAGE + 1]
    )
    context = {
        "rows": waiting_lines(office, found[:WAITING_A_PAGE], at),
        "more": found[WAITING_A_PAGE - 1].number if len(found) > WAITING_A_PAGE else "",
        "first_page": after is None,
        "soon": office.due_soon_days,
        "figures": figures_of(office, at),
        "FEWEST": FEWEST,
    }
    return render(request, "answer/public/waiting.html", context)


def waiting_lines(office: Office, messages: list[Message], at: datetime) -> list[Waiting]:
    """The public lines of a page; what has no public face is left out."""
    faces, calendar, today = public_faces(messages, at=at), calendar_of(office), timezone.localdate(at)
    return [
        Waiting(
            face,
            str(Kind(face.kind).label) if face.kind else "chưa phân loại",
            max(0, calendar.between(face.received_on, today)),
            deadlines.working_days_left(office, face.due_on, today),
            message.matter.unit.name if hasattr(message, "matter") and message.matter.unit else "",
            resident_state(message, with_unit=False),
        )
        for message in messages
        if (face := faces.get(message.pk))
    ]


def figures_of(office: Office, at: datetime) -> Figures:
    """The figures of the last twelve months, counted anew each hour."""
    return _counted(office.pk, at.replace(minute=0, second=0, microsecond=0))


@lru_cache(maxsize=8)
def _counted(office_pk: int, hour: datetime) -> Figures:
    office, since = Office.objects.get(pk=office_pk), hour - A_YEAR
    answered: Counter[str] = Counter()
    on_time: Counter[str] = Counter()
    sent = Reply.objects.filter(
        matter__office=office, matter__message__restriction__isnull=True, sent_at__gte=since, round=0
    ).filter(interim=False, corrects__isnull=True)
    # What was passed on is never on time for us by leaving.
    rows = sent.exclude(outcome=Outcome.PASSED_ON).order_by().values_list("unit__name", "sent_at", "due_on")
    for unit, sent_at, due_on in rows.iterator():
        answered[unit] += 1
        assert sent_at is not None
        on_time[unit] += in_time(sent_at, due_on)
    days = _days_to_publication(office, since)
    shares = tuple(Share(unit, on_time[unit], count) for unit, count in sorted(answered.items()))
    return Figures(shares, len(days), median_low(days) if days else None)


def _days_to_publication(office: Office, since: datetime) -> list[int]:
    """Working days from receipt until a person had checked the words, of each message that was published."""
    rows = public_rows(Message.objects.filter(office=office, received_at__gte=since, public_copy__isnull=False))
    pairs: Counter[tuple[date, date]] = Counter(
        (timezone.localdate(received), timezone.localdate(confirmed))
        for received, confirmed in rows.order_by().values_list("received_at", "public_copy__confirmed_at").iterator()
    )
    calendar = calendar_of(office)
    return [max(0, calendar.between(*pair)) for pair, count in pairs.items() for _ in range(count)]


def forget_figures() -> None:
    """Count anew at once."""
    _counted.cache_clear()
