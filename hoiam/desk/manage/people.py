"""The administrator's screens about people: who works here, in what post, with which roles."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages as flash
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from hoiam.desk.manage.forms import AdministrationForm
from hoiam.desk.manage.forms_people import (
    ClearSecondFactorForm,
    CloseForm,
    EndRoleForm,
    GrantForm,
    OpenAccountForm,
    PasswordForm,
    PersonForm,
    ReopenForm,
)
from hoiam.desk.manage.office import administrator, done, for_administrators
from hoiam.office.models import Person, Role, RoleGrant
from hoiam.viettext.fold import fold

HELD = Prefetch(
    "grants", RoleGrant.objects.filter(ended_at__isnull=True).select_related("granted_by"), to_attr="held_now"
)


@for_administrators
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account: those who work here, then the closed ones."""
    everybody = sorted(administrator(request).office.people.prefetch_related(HELD), key=_by_name)
    context = {
        "people": [person for person in everybody if person.is_active],
        "closed": [person for person in everybody if not person.is_active],
    }
    return render(request, "desk/manage/people.html", context)


def _by_name(person: Person) -> tuple[str, str]:
    """Vietnamese names are looked up by their last word."""
    folded = fold(person.full_name)
    return folded.rpartition(" ")[2], folded


@for_administrators
def new_person(request: HttpRequest) -> HttpResponse:
    form = OpenAccountForm(administrator(request).office, None, request.POST or None)
    if done(request, form):
        assert form.opened is not None
        return _shown_once(request, form.opened, form.made) or redirect("manage_person", pk=form.opened.pk)
    words = "Mở tài khoản"
    context = {"form": form, "title": words, "button": words, "back": "manage_people", "back_words": "Cán bộ"}
    return render(request, "desk/manage/form.html", context, status=400 if form.errors else 200)


@for_administrators
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One account, and what can be done about it."""
    row = _person(request, pk)
    return _page(request, row, _offered(request, row))


@for_administrators
@require_POST
def do(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One act about an account; what was typed stays in the form when it is refused."""
    row = _person(request, pk)
    offered = _offered(request, row, request.POST, verb)
    form = offered.get(verb)
    if form is None:
        flash.error(request, "Việc này không còn làm được với tài khoản này: hãy xem lại.")
        return redirect("manage_person", pk=pk)
    if not done(request, form):
        # What a refused form has put into the row is not what the table holds.
        return _page(request, _person(request, pk), offered, status=400)
    return _shown_once(request, row, getattr(form, "made", "")) or redirect("manage_person", pk=pk)


def _person(request: HttpRequest, pk: int) -> Person:
    found = administrator(request).office.people.prefetch_related(HELD)
    return get_object_or_404(found, pk=pk)


def _offered(request: HttpRequest, row: Person, data: Any = None, verb: str = "") -> dict[str, AdministrationForm]:
    """The forms of what can be done about this account; nobody does it to their own."""

    def given(name: str) -> dict[str, Any]:
        return {"data": data if name == verb else None, "prefix": name}

    if not row.is_active:
        return {"mo-lai": ReopenForm(row, **given("mo-lai"))}
    offered: dict[str, AdministrationForm] = {
        "sua": PersonForm(row.office, row, **given("sua")),
        "thoi-quyen": EndRoleForm(row, **given("thoi-quyen")),
    }
    if row != administrator(request):
        offered["giao-quyen"] = GrantForm(row, **given("giao-quyen"))
        offered["mat-khau"] = PasswordForm(row, **given("mat-khau"))
        if Authenticator.objects.filter(user=row).exists():
            offered["bo-xac-thuc"] = ClearSecondFactorForm(row, **given("bo-xac-thuc"))
        offered["dong"] = CloseForm(row, **given("dong"))
    return offered


def _page(request: HttpRequest, row: Person, offered: dict[str, AdministrationForm], status: int = 200) -> HttpResponse:
    context = {
        "person": row,
        "ended": row.grants.filter(ended_at__isnull=False).select_related("ended_by").order_by("-ended_at"),
        "forms": {verb.replace("-", "_"): form for verb, form in offered.items()},
        "failed": next((form for form in offered.values() if form.errors), None),
        "needs_unit": row.unit_id is None and {Role.HEAD_OF_UNIT, Role.HANDLER} & row.roles,
    }
    return render(request, "desk/manage/person.html", context, status=status)


def _shown_once(request: HttpRequest, row: Person, made: str) -> HttpResponse | None:
    """The password that the machine made: on this page, in no store, and never again."""
    if not made:
        return None
    return render(request, "desk/manage/password.html", {"person": row, "password": made})
