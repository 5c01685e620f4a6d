"""The administrator's screen about who approves: routes by kind and topic, fields, powers lent for some days."""

from __future__ import annotations

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hoiam.answer.models import Delegation
from hoiam.desk.manage.forms_approval import (
    AboutOffice,
    DelegationForm,
    DropRouteForm,
    EndDelegationForm,
    EndFieldForm,
    FieldForm,
    RoutesForm,
    TopicRouteForm,
)
from hoiam.desk.manage.office import administrator, done, for_administrators
from hoiam.office.models import Oversight

# What can be added, and what can be ended: the verb of its address -> its form.
ADDING: dict[str, type[AboutOffice]] = {
    "linh-vuc": TopicRouteForm,
    "phu-trach": FieldForm,
    "uy-quyen": DelegationForm,
}
ENDING: dict[str, type[AboutOffice]] = {
    "bo-linh-vuc": DropRouteForm,
    "thoi-phu-trach": EndFieldForm,
    "thoi-uy-quyen": EndDelegationForm,
}


@for_administrators
def approval(request: HttpRequest) -> HttpResponse:
    """Who approves what, and a form for each thing that can be changed about it."""
    form = RoutesForm(administrator(request).office, request.POST or None)
    if done(request, form):
        return redirect("manage_routes")
    return _page(request, form)


@for_administrators
@require_POST
def do(request: HttpRequest, verb: str) -> HttpResponse:
    """Add or end one route, field or delegation; what was typed stays in the form when it is refused."""
    office = administrator(request).office
    kind = (ADDING | ENDING).get(verb)
    if kind is None:
        return redirect("manage_routes")
    form = kind(office, request.POST, prefix=verb)
    if done(request, form):
        return redirect("manage_routes")
    if verb in ENDING:
        flash.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("manage_routes")
    return _page(request, RoutesForm(office), failed=form)


def _page(request: HttpRequest, form: RoutesForm, failed: AboutOffice | None = None) -> HttpResponse:
    office = administrator(request).office
    adding = {verb: kind(office, prefix=verb) for verb, kind in ADDING.items()}
    if failed is not None:
        adding[str(failed.prefix)] = failed
    lent = Delegation.objects.filter(
        giver__office=office, ended_at__isnull=True, until_day__gte=timezone.localdate()
    ).select_related("giver", "taker")
    context = {
        "form": form,
        "failed": failed or form,
        "adding": {verb.replace("-", "_"): one for verb, one in adding.items()},
        "of_topics": office.routes.filter(topic__isnull=False).select_related("topic").order_by("topic", "kind"),
        "fields": Oversight.objects.filter(unit__office=office, ended_at__isnull=True).select_related("person", "unit"),
        "lent": lent,
    }
    return render(request, "desk/manage/approval.html", context, status=400 if form.errors or failed else 200)
