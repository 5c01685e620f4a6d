"""The administrator's screens about rules: topics, the calendar, the periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages as flash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hoiam.desk.manage.forms import DayForm, PeriodForm, TopicForm
from hoiam.desk.manage.office import administrator, done, for_administrators, form_page
from hoiam.law.models import Rule, tracks_of, tracks_on
from hoiam.law.tracks import Track
from hoiam.law.words import SaidStep, steps_in_words
from hoiam.listen.models import Channel, Kind
from hoiam.office.models import Office, Topic
from hoiam.office.topics import is_used, remove_topic
from hoiam.workdays.calendar import Day, shipped
from hoiam.workdays.models import DayRule, calendar_of

YEARS_BACK, YEARS_AHEAD = 1, 2
FOR_ALL = "lịch nghỉ lễ, Tết chung của cả nước"


@for_administrators
def topics(request: HttpRequest) -> HttpResponse:
    office = administrator(request).office
    form = TopicForm(office, None, request.POST or None)
    if done(request, form):
        return redirect("manage_topics")
    context = {"topics": office.topics.select_related("lead"), "form": form}
    return render(request, "desk/manage/topics.html", context, status=400 if form.errors else 200)


@for_administrators
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    office = administrator(request).office
    row = get_object_or_404(Topic, office=office, pk=pk)
    form = TopicForm(office, row, request.POST or None)
    context = {"title": row.words, "back_words": "Lĩnh vực", "removable": None if is_used(row) else row}
    return form_page(request, form, "manage_topics", **context)


@for_administrators
@require_POST
def drop_topic(request: HttpRequest, pk: int) -> HttpResponse:
    person = administrator(request)
    row = get_object_or_404(Topic, office=person.office, pk=pk)
    try:
        remove_topic(row, by=person, at=timezone.now())
    except ValidationError as refused:
        flash.error(request, " ".join(refused.messages))
        return redirect("manage_topic", pk=pk)
    flash.success(request, f"Đã bỏ lĩnh vực «{row.words}».")
    return redirect("manage_topics")


@for_administrators
def calendar(request: HttpRequest) -> HttpResponse:
    """The days that differ from the week, as the office counts them now, and a form for one more."""
    office, this_year = administrator(request).office, timezone.localdate().year
    form = DayForm(office, request.POST or None)
    if done(request, form):
        return redirect(f"{request.path}?nam={form.cleaned_data['day'].year}")
    years = range(this_year - YEARS_BACK, this_year + YEARS_AHEAD + 1)
    year = next((one for one in years if str(one) == request.GET.get("nam")), this_year)
    own = dict(DayRule.objects.filter(office=office, day__year=year).values_list("day", "source"))
    context = {
        "year": year,
        "years": years,
        "days": [_told(day, own) for day in calendar_of(office).differing(year)],
        "proposed": [day for day in shipped().proposed if day.day.year == year],
        "form": form,
    }
    return render(request, "desk/manage/calendar.html", context, status=400 if form.errors else 200)


def _told(day: Day, own: dict[date, str]) -> dict[str, object]:
    return {"day": day, "own": day.day in own, "source": day.source or FOR_ALL}


@dataclass(frozen=True)
class Told:
    """A track in words: its kind, its steps, and the channels and days it is for."""

    track: Track
    kind: str
    steps: list[SaidStep]
    channels: list[str]


@for_administrators
def periods(request: HttpRequest) -> HttpResponse:
    """Every period that holds today or is to come, with what it rests on; the office's own can be set anew."""
    office, today = administrator(request).office, timezone.localdate()
    form = PeriodForm(office, today, request.POST or None)
    if done(request, form):
        return redirect("manage_periods")
    context = {
        "now": [_told_track(track, office) for kind in Kind for track in tracks_on(office, kind, today)],
        "coming": [_told_track(track, office) for track in _coming(office, today)],
        "form": form,
    }
    return render(request, "desk/manage/periods.html", context, status=400 if form.errors else 200)


def _coming(office: Office, today: date) -> list[Track]:
    return tracks_of(Rule.objects.filter(office=office, valid_from__gt=today))


def _told_track(track: Track, office: Office) -> Told:
    channels = [str(Channel(channel).label) for channel in track.channels]
    return Told(track, str(Kind(track.kind).label), steps_in_words(track, office.committee), channels)
