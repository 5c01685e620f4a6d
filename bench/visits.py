"""Requests through the real WSGI application, in this process; the database statements they make are counted."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from hoiam.office.models import Person
from hoiam.wsgi import application


@dataclass(frozen=True)
class Page:
    status: int
    body: bytes


@dataclass
class Visitor:
    """A browser without scripts. ``address`` is its own: floods are counted by it."""

    cookies: dict[str, str] = field(default_factory=dict)
    address: str = "127.0.0.1"

    def get(self, path: str) -> Page:
        return self._ask("GET", path, b"")

    def post(self, path: str, **form: str) -> Page:
        return self._ask("POST", path, urlencode(form).encode())

    def signed_in(self, person: Person) -> Visitor:
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        self.cookies["ban-lam-viec"] = str(session.session_key)
        return self

    def _ask(self, method: str, path: str, body: bytes) -> Page:
        path, _, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": self.address,
            "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_ACCEPT_LANGUAGE": "vi",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "CONTENT_TYPE": "application/x-www-form-urlencoded" if method == "POST" else "",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        began: list[tuple[str, list[tuple[str, str]]]] = []
        answer = application(environ, lambda status, headers, _error=None: began.append((status, headers)))
        try:
            page = b"".join(answer)
        finally:
            answer.close()  # type: ignore[attr-defined]
        status, headers = began[0]
        for name, value in headers:
            if name == "Set-Cookie":
                self.cookies |= {one.key: one.value for one in SimpleCookie(value).values()}
        return Page(int(status.split()[0]), page)


def statements(work: Callable[[], object]) -> int:
    """How many SQL statements it makes, those that open a transaction or a savepoint included."""
    counted = 0

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal counted
        counted += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        work()
    return counted
