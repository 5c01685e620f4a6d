"""What stands around every page: quiet headers, and the office whose page it is."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db.models import Case, Exists, OuterRef, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from hoiam.office.models import Office
from hoiam.report.models import Peer

Handler = Callable[[HttpRequest], HttpResponseBase]

_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "microphone",
    "midi",
    "payment",
    "usb",
)
_PERMISSIONS = ", ".join(f"{feature}=()" for feature in _FEATURES)
_PRIVATE_PATHS = ("/ban", "/theo-doi")
# Cookies that say nothing about a person: the form's own token and the chosen text size.
_PLAIN_COOKIES = frozenset({settings.CSRF_COOKIE_NAME, "co-chu"})


def quiet_headers(get_response: Handler) -> Handler:
    """Give no page a referrer to pass on, no device feature, and keep personal pages out of every cache."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Referrer-Policy", _referrer_policy(response))
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = _cache_control(request, response)
        if not response.headers["Cache-Control"].startswith("public"):
            patch_vary_headers(response, ["Cookie"])
        return response

    return respond


def _referrer_policy(response: HttpResponseBase) -> str:
    """No referrer at all; on a page with a form, none outside this site.

    Under no-referrer a browser posts the form with "Origin: null", which the protection against forged forms refuses.
    """
    return "same-origin" if settings.CSRF_COOKIE_NAME in response.cookies else "no-referrer"


def _cache_control(request: HttpRequest, response: HttpResponseBase) -> str:
    # A form that is being filled in is not "no-store": going back must find the typed text again.
    personal = request.path.startswith(_PRIVATE_PATHS) or set(request.COOKIES) - _PLAIN_COOKIES
    if personal or request.method not in ("GET", "HEAD"):
        return "private, no-store"
    return "private, no-cache" if response.cookies else "no-cache"


def office_of_the_host(get_response: Handler) -> Handler:
    """Set ``request.office``: the office with this host name, else the installation's own."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        host = request.get_host().partition(":")[0]
        office = _office(host)
        if office is None:
            page = render_to_string("web/not_ready.html", {"office": None, "title": "Chưa khởi tạo"})
            return HttpResponse(page, status=503)
        if host != office.hostname and host not in (*settings.OWN_HOSTS, *settings.ALLOWED_HOSTS):
            raise DisallowedHost("Không có trang nào ở địa chỉ này.")
        request.office = office  # type: ignore[attr-defined]
        return get_response(request)

    return respond


def _office(hostname: str) -> Office | None:
    own_first = Case(
        When(hostname=hostname, then=Value(0)),
        When(level=Office.Level.PROVINCE, then=Value(2)),
        default=Value(1),
    )
    # An office with a server of its own has its site there; here are only its reports.
    elsewhere = Exists(Peer.objects.filter(other=OuterRef("pk")))
    return Office.objects.exclude(elsewhere).order_by(own_first, "id").first()
