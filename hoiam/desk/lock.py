"""After ten minutes without use the desk asks again who is there; what was typed about a message is kept, sealed.

The server decides, by the session: a page that was left open shows nothing new, and sends nothing, until its owner has
confirmed who they are. The confirmation is that of the accounts (password, code of the phone, passkey).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages as flash
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from hoiam.answer.page.unsent import keep
from hoiam.listen.access import visible_to
from hoiam.office.models import Person

LOCK_AFTER_SECONDS = 10 * 60
# How exactly use is written down: a write of the session at most this often.
_EVERY = 15
SEEN, LOCKED = "ban-dung-luc", "ban-khoa-luc"
# Where one goes in and out, and says again who one is.
_DOORS = ("/ban/dang-nhap", "/ban/dang-xuat", "/ban/xac-nhan")


class LockAfterIdle:
    """Placed after the protection against forged forms: what a forged form says is never kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        at_desk = request.path == "/ban" or request.path.startswith("/ban/")
        if not at_desk and not request.path.startswith("/tep/"):
            return None
        # A resident has no session, and none is looked for.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not isinstance(request.user, Person):
            return None
        if not _is_locked(request):
            return None
        if not at_desk:
            request.user = AnonymousUser()
            return None
        if request.path.startswith(_DOORS):
            return None
        return _ask_who(request, kwargs)


def _is_locked(request: HttpRequest) -> bool:
    """Whether it was left alone for too long and nobody has confirmed since; else this very moment is use."""
    now, session = time.time(), request.session
    if LOCKED in session:
        confirmed = max((float(one["at"]) for one in get_authentication_records(request, _person(request))), default=0)
        if confirmed <= session[LOCKED]:
            return True
        del session[LOCKED]
        session[SEEN] = now
        return False
    seen = session.get(SEEN)
    if seen is not None and now - seen > LOCK_AFTER_SECONDS:
        session[LOCKED] = now
        return True
    if seen is None or now - seen > _EVERY:
        session[SEEN] = now
    return False


def _ask_who(request: HttpRequest, kwargs: dict[str, Any]) -> HttpResponse:
    kept = request.method == "POST" and _kept(request, kwargs)
    minutes = LOCK_AFTER_SECONDS // 60
    words = f"Bàn làm việc đã khóa sau {minutes} phút không dùng."
    flash.warning(request, f"{words} Chữ bạn vừa gõ được giữ lại." if kept else words)
    back = request.get_full_path() if request.method in ("GET", "HEAD") else _page_of(kwargs)
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}")


def _kept(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    person = _person(request)
    message = visible_to(person).filter(number=kwargs.get("number", "")).first()
    if message is None or "verb" not in kwargs:
        return False
    keep(person, message, kwargs["verb"], request.POST, timezone.now())
    return True


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def _page_of(kwargs: dict[str, Any]) -> str:
    return reverse("matter", kwargs={"number": kwargs["number"]}) if "number" in kwargs else "/ban"
