"""The home page and the text size: what belongs to no verb of the loop."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from hoiam.answer.public.public import latest
from hoiam.office.models import Office
from hoiam.report.reading.shelf import home_week
from hoiam.web.context import TEXT_SIZE_COOKIE, TEXT_SIZES

LATEST = 5
_A_YEAR = 365 * 24 * 60 * 60


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    office: Office = request.office  # type: ignore[attr-defined]
    at = timezone.now()
    return render(request, "web/home.html", {"answers": latest(office, at, LATEST), "week": home_week(office, at)})


@require_http_methods(["GET", "HEAD", "POST"])
def text_size(request: HttpRequest) -> HttpResponse:
    """Choose a text size. Reading sets no cookie; this choice does, and only a size other than the ordinary one."""
    if request.method != "POST":
        return render(request, "web/text_size.html", {"back": _local(request, request.GET.get("tu", "/"))})
    response = redirect(_local(request, request.POST.get("tu", "/")))
    chosen = request.POST.get("co", "vua")
    if chosen in TEXT_SIZES and chosen != "vua":
        response.set_cookie(
            TEXT_SIZE_COOKIE, chosen, max_age=_A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(TEXT_SIZE_COOKIE, samesite="Lax")
    return response


def _local(request: HttpRequest, address: str) -> str:
    """The page to return to, when it is one of ours; else the home page."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if ours else "/"
