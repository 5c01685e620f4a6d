"""Who holds which power in the office, since when and by whose hand: by post, for everybody. Never a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hoiam.office.access import SEASONED_AFTER_DAYS
from hoiam.office.models import Office, Person, Role, RoleGrant

ENDED_SHOWN_DAYS = 365


@dataclass(frozen=True)
class Grant:
    """One role given: to which post, when, by which post; and when it ended, by which post."""

    role: str
    post: str
    given_on: date
    given_by: str
    ended_on: date | None = None
    ended_by: str = ""


@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """/co-quan/giao-quyen: the roles held now, and those that ended within the last year."""
    office: Office = request.office  # type: ignore[attr-defined]
    rows = granted(office, timezone.now())
    context = {
        "held": [row for row in rows if row.ended_on is None],
        "ended": [row for row in rows if row.ended_on is not None],
        "seasoned_after": SEASONED_AFTER_DAYS,
    }
    return render(request, "web/roles.html", context)


def granted(office: Office, at: datetime) -> list[Grant]:
    """The grants of an office by post, the newest first."""
    shown = Q(ended_at__isnull=True) | Q(ended_at__gte=at - timedelta(days=ENDED_SHOWN_DAYS))
    rows = RoleGrant.objects.filter(shown, person__office=office).select_related(
        "person__unit", "granted_by__unit", "granted_by__office", "ended_by__unit", "ended_by__office"
    )
    return [
        Grant(
            role=f"{Role(row.role).label[:1].upper()}{Role(row.role).label[1:]}",
            post=_post(row.person),
            given_on=timezone.localdate(row.granted_at),
            given_by=_post(row.granted_by) if row.granted_by else "lập tại máy chủ",
            ended_on=timezone.localdate(row.ended_at) if row.ended_at else None,
            ended_by=_post(row.ended_by) if row.ended_by else "",
        )
        for row in rows.order_by("-granted_at", "-id")
    ]


def _post(person: Person) -> str:
    """«Trưởng phòng, Phòng Kinh tế»; somebody without a post is said to have none."""
    post = person.post or "chưa ghi chức vụ"
    unit = person.unit.name if person.unit else ""
    return f"{post}, {unit}" if unit and unit.partition(" ")[2] not in post else post
