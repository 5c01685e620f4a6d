"""The inbox as a page: the list, its filters, giving several matters to a unit at once, the keys of the keyboard."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hoiam.answer.inbox import inbox
from hoiam.answer.inbox.filters import FILTERS, NARROWING, Asked
from hoiam.answer.matter import acts as matter_acts
from hoiam.listen.access import person_at_desk, visible_to
from hoiam.listen.key.numbers import spaced
from hoiam.listen.models import Channel, Kind, Message
from hoiam.listen.restricted.acts import unconfirmed
from hoiam.office.access import may, require
from hoiam.office.models import Person, Unit
from hoiam.viettext.fold import nfc

TOP_COUNTS = ("cho-toi", "qua-han", "hom-nay", "moi")
BY_TOPIC = "theo-linh-vuc"
# Where the letters that wait to be confirmed are counted: one statement more than the other lists.
REMINDED = frozenset({"cho-toi", "han-che"})


@login_required
@require_safe
def inbox_page(request: HttpRequest) -> HttpResponse:
    """The list of messages and matters together, by the next date due. Who only administers sees no message."""
    if isinstance(request.user, Person) and not may(request.user, "read_inbox") and may(request.user, "administer"):
        return redirect("manage")
    person, today = person_at_desk(request), timezone.localdate()
    query = nfc(request.GET.get("q", "")).strip()[:200]
    asked = Asked.read(request.GET, person)
    page = inbox.find(person, query, today) if query else inbox.page(person, asked, today, request.GET.get("sau", ""))
    assigning = may(person, "assign") and any(row.is_assignable for row in page.rows) and asked.filter.key != "han-che"
    context = {
        "page": page,
        "asked": asked,
        "unconfirmed": unconfirmed(person) if asked.filter.key in REMINDED else 0,
        "counts": inbox.counts(person, today, _counted(person)),
        "tabs": [(one, asked.with_filter(one.key)) for one in FILTERS.values()],
        "soon": person.office.due_soon_days,
        "may_accept": may(person, "accept"),
        "units": Unit.objects.filter(office=person.office_id).values_list("code", "name") if assigning else (),
        "BY_TOPIC": BY_TOPIC,
    }
    return render(request, "answer/inbox/inbox.html", context)


def _counted(person: Person) -> tuple[str, ...]:
    """What is counted above the list; what waits to be sorted only for who sorts."""
    return tuple(key for key in TOP_COUNTS if key != "moi" or may(person, "accept"))


class NarrowForm(forms.Form):
    """What the inbox can be narrowed by. Never words together with a person: who sent it is not known here."""

    use_required_attribute = False

    def __init__(self, person: Person, asked: Asked) -> None:
        super().__init__(initial=asked.parameters())
        office = person.office
        every = [("", "Tất cả")]
        choices = {
            "loc": ("Xem", [(one.key, one.words) for one in FILTERS.values()]),
            "loai": ("Loại nội dung", every + [(kind.value, str(kind.label)) for kind in Kind]),
            "linh-vuc": ("Lĩnh vực", every + list(office.topics.values_list("slug", "words"))),
            "dia-ban": ("Thôn, tổ dân phố", every + [(str(area.pk), str(area)) for area in office.areas.all()]),
            "don-vi": ("Đơn vị chủ trì", every + list(office.units.values_list("code", "name"))),
            "nguon": ("Nguồn tiếp nhận", every + [(one.value, str(one.label)) for one in Channel]),
        }
        for name, (label, known) in choices.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=known, required=False)


@login_required
@require_safe
def narrow(request: HttpRequest) -> HttpResponse:
    """«Đổi bộ lọc»: a form of its own, so that the list stays quick; it leads back to the list by its address."""
    person = person_at_desk(request)
    asked = Asked.read(request.GET, person)
    return render(request, "answer/inbox/narrow.html", {"form": NarrowForm(person, asked), "asked": asked})


@login_required
@require_POST
def assign_chosen(request: HttpRequest) -> HttpResponse:
    """Give the ticked matters to one unit, or each to its topic's: an act for each, and what failed is named."""
    person, at = person_at_desk(request), timezone.now()
    require(person, "assign")
    back = f"/ban?{_back(request.POST.get('ve', ''))}"
    chosen = request.POST.getlist("chon")[: inbox.ROWS_A_PAGE]
    code = request.POST.get("don-vi", "")
    unit = Unit.objects.filter(office=person.office_id, code=code).first()
    if not chosen or (unit is None and code != BY_TOPIC):
        flash.error(request, "Đánh dấu các việc cần giao và chọn đơn vị, rồi bấm «Giao».")
        return redirect(back)
    given: dict[str, int] = {}
    found = (
        visible_to(person).filter(number__in=chosen).select_related("office", "topic__lead", "matter", "restriction")
    )
    for message in found:
        to = unit or (message.topic.lead if message.topic else None)
        if refused := _refused(message, to, person, at):
            flash.error(request, f"{spaced(message.number)}: {refused}")
        else:
            given[str(to)] = given.get(str(to), 0) + 1
    for name, count in given.items():
        flash.success(request, f"Đã giao {count} việc cho {name}.")
    return redirect(back)


def _refused(message: Message, unit: Unit | None, person: Person, at: datetime) -> str:
    """Why it could not be given; empty when it was."""
    if not hasattr(message, "matter"):
        return "chưa phân loại nên chưa giao được."
    if unit is None:
        return "lĩnh vực chưa có đơn vị chủ trì: hãy chọn đơn vị."
    try:
        matter_acts.assign(message.matter, unit, by=person, at=at)
    except ValidationError as refused:
        return " ".join(refused.messages)
    except PermissionDenied as refused:
        return str(refused)
    return ""


def _back(query: str) -> str:
    """The list one came from: known parameters only."""
    given, kept = QueryDict(query), QueryDict(mutable=True)
    for name in ("loc", "sau", "q", *NARROWING):
        if name in given:
            kept[name] = given[name]
    return kept.urlencode()


@login_required
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Which keys do what, and how to turn them off."""
    return render(request, "answer/inbox/keys.html", {"person": person_at_desk(request)})
