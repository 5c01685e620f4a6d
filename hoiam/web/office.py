"""Who does what in the office, and by when: the page for residents. Posts only, never a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hoiam.answer.approval.routes import in_words, routes_of
from hoiam.law.models import track_for
from hoiam.law.words import SaidStep, steps_in_words
from hoiam.listen.models import Kind
from hoiam.office.models import Office, Person, Role

# The roles a resident meets the work of. Who runs the machine answers nobody.
SHOWN = [role for role in Role if role != Role.ADMINISTRATOR]


class KindRow(NamedTuple):
    label: str
    steps: list[SaidStep]
    approver: str


@require_safe
def who_does_what(request: HttpRequest) -> HttpResponse:
    """Units and their topics, periods with their clause, and the posts that hold each role."""
    office: Office = request.office  # type: ignore[attr-defined]
    context = {
        "units": office.units.all(),
        "topics": office.topics.select_related("lead"),
        "kinds": list(_kinds(office)),
        "roles": list(_posts(office)),
    }
    return render(request, "web/office.html", context)


def _kinds(office: Office) -> Iterator[KindRow]:
    approvers, today = routes_of(office), timezone.localdate()
    for kind in Kind:
        track = track_for(office, kind, received=today)
        role, form_check = approvers[kind]
        approver = in_words(role, form_check=form_check)
        yield KindRow(str(kind.label), steps_in_words(track, office.committee), approver)


def _posts(office: Office) -> Iterator[tuple[str, list[str]]]:
    """Each role with the posts that hold it, once each."""
    held = Person.objects.filter(office=office, is_active=True, grants__ended_at__isnull=True).order_by("post")
    rows = list(held.exclude(post="").values_list("grants__role", "post", "unit__name"))
    for role in SHOWN:
        posts = dict.fromkeys(_post(post, unit) for name, post, unit in rows if name == role)
        if posts:
            yield f"{role.label[:1].upper()}{role.label[1:]}", list(posts)


def _post(post: str, unit: str | None) -> str:
    """«Trưởng phòng, Phòng Kinh tế»; «Trưởng phòng Kinh tế» says its unit already."""
    return f"{post}, {unit}" if unit and unit.partition(" ")[2] not in post else post
