"""The administrator's screens: the office as a whole, its facts, units and areas. No message is seen from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hoiam.answer.approval.routes import routes_of
from hoiam.desk.manage.forms import AdministrationForm, AreaForm, OfficeForm, UnitForm
from hoiam.office.access import require
from hoiam.office.models import Area, Office, Person, Role, Unit, holders

# How `hoiam init` calls an office until somebody says its name.
UNNAMED = "chưa đặt tên"
View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    """Behind the login, and only for who holds the role; the office is always the administrator's own."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(administrator(request), "administer")
        return view(request, *args, **kwargs)

    return guarded


def administrator(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def done(request: HttpRequest, form: AdministrationForm) -> bool:
    """Carry out what was sent, if anything was and it holds; what is refused stays in the form, with the reason."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        flash.success(request, form.carry_out(administrator(request), timezone.now()))
    except ValidationError as refused:
        form.refuse(refused)
        return False
    return True


def form_page(request: HttpRequest, form: AdministrationForm, back: str, **context: Any) -> HttpResponse:
    """One form on a page of its own; when it is done, back to the list it belongs to."""
    if done(request, form):
        return redirect(back)
    context |= {"form": form, "back": back}
    return render(request, "desk/manage/form.html", context, status=400 if form.errors else 200)


@for_administrators
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What the office is called, what it has, and what it still lacks before it can answer anybody."""
    office = administrator(request).office
    counts = {
        "people": office.people.filter(is_active=True).count(),
        "units": office.units.count(),
        "areas": office.areas.count(),
        "topics": office.topics.count(),
    }
    return render(request, "desk/manage/office.html", {"counts": counts, "gaps": list(gaps(office))})


def gaps(office: Office) -> Iterator[tuple[str, str]]:
    """What is missing: in words, and the screen where it is mended."""
    if UNNAMED in office.name:
        yield "Cơ quan chưa có tên.", "manage_office"
    if not office.address or not office.phone:
        yield "Chưa có địa chỉ hoặc điện thoại của cơ quan.", "manage_office"
    if not holders(office, Role.CLERK).exists():
        yield "Chưa ai giữ quyền công chức tiếp nhận: nội dung gửi đến không có người phân loại.", "manage_people"
    if not holders(office, Role.APPROVER).exists():
        yield "Chưa có người duyệt: giao quyền cho Chủ tịch.", "manage_people"
    routes = [role for role, _check in routes_of(office).values()]
    aimless = holders(office, Role.VICE_CHAIRMAN).exclude(oversees__ended_at__isnull=True, oversees__isnull=False)
    if aimless.exists():
        yield "Có Phó Chủ tịch chưa được giao phụ trách đơn vị nào.", "manage_routes"
    headed = set(holders(office, Role.HEAD_OF_UNIT).values_list("unit_id", flat=True))
    headless = [str(unit) for unit in office.units.all() if unit.pk not in headed]
    if headless and Role.HEAD_OF_UNIT in routes:
        yield f"Đơn vị chưa có người giữ quyền Trưởng, Phó: {'; '.join(headless)}.", "manage_people"
    astray = holders(office, Role.HEAD_OF_UNIT) | holders(office, Role.HANDLER)
    lost = [person.full_name for person in astray.filter(unit__isnull=True).distinct()]
    if lost:
        yield f"Chưa thuộc đơn vị nào nên không nhận được việc: {', '.join(lost)}.", "manage_people"
    if not office.areas.exists():
        yield "Chưa có thôn, tổ dân phố: người gửi chỉ ghi được nơi bằng lời.", "manage_areas"
    without_lead = office.topics.filter(lead__isnull=True).count()
    if without_lead:
        yield f"{without_lead} lĩnh vực chưa có đơn vị chủ trì.", "manage_topics"


@for_administrators
def office_facts(request: HttpRequest) -> HttpResponse:
    form = OfficeForm(administrator(request).office, request.POST or None)
    return form_page(request, form, "manage", title="Thông tin cơ quan", back_words="Quản trị")


@for_administrators
def units(request: HttpRequest) -> HttpResponse:
    office = administrator(request).office
    form = UnitForm(office, None, request.POST or None)
    if done(request, form):
        return redirect("manage_units")
    listed = office.units.annotate(staff=Count("people", filter=Q(people__is_active=True)))
    context = {"units": listed, "form": form}
    return render(request, "desk/manage/units.html", context, status=400 if form.errors else 200)


@for_administrators
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    office = administrator(request).office
    row = get_object_or_404(Unit, office=office, pk=pk)
    form = UnitForm(office, row, request.POST or None)
    return form_page(request, form, "manage_units", title=row.name, back_words="Đơn vị")


@for_administrators
def areas(request: HttpRequest) -> HttpResponse:
    office = administrator(request).office
    form = AreaForm(office, None, request.POST or None)
    if done(request, form):
        return redirect("manage_areas")
    context = {"areas": office.areas.all(), "form": form}
    return render(request, "desk/manage/areas.html", context, status=400 if form.errors else 200)


@for_administrators
def area(request: HttpRequest, pk: int) -> HttpResponse:
    office = administrator(request).office
    row = get_object_or_404(Area, office=office, pk=pk)
    form = AreaForm(office, row, request.POST or None)
    return form_page(request, form, "manage_areas", title=str(row), back_words="Thôn, tổ dân phố")
