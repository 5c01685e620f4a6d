"""Two doors: the residents' has no lock, the staff's has one, and nobody is led through it by a forged form."""

from __future__ import annotations

import ast
import re

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from hoiam.testing import ward
from tests.sources import HOIAM, trees

TEMPLATES = {str(path.relative_to(HOIAM)): path.read_text("utf-8") for path in HOIAM.rglob("*.html")}

SAMPLES = {
    "number": "261148375",
    "name": "a" * 32,
    "kind": "weekly",
    "period": "2026-W46",
    "figure": "messages_received",
    "form": "pdf",
    "verb": "nhan",
    "pk": "1",
    "size": "1",
    "old": "1",
    "month": "2026-11",
}


def addresses() -> list[tuple[str, str]]:
    """Every address of the product: its route, and an example of it."""
    found = []
    for pattern in get_resolver().url_patterns:
        assert isinstance(pattern, URLPattern), "every address stands in one table"
        route = str(pattern.pattern)
        example = re.sub(r"<(?:\w+:)?(\w+)>", lambda name: SAMPLES.get(name[1], "x"), route)
        found.append((route, f"/{example}"))
    return found


def view_module(route: str) -> str:
    (pattern,) = [pattern for pattern in get_resolver().url_patterns if str(pattern.pattern) == route]
    return pattern.callback.__module__


def behind_login(route: str) -> bool:
    return (route == "ban" or route.startswith("ban/")) and not route.startswith("ban/dang-nhap")


def test_desk_views_stand_under_ban_and_public_ones_do_not():
    for route, _ in addresses():
        name = view_module(route).rpartition(".")[2].partition("_")[0]
        assert (name == "desk") <= behind_login(route), route
        assert (name == "public") <= (not route.startswith("ban")), route


@pytest.mark.django_db
def test_at_the_desk_nobody_gets_past_the_door_without_signing_in():
    ward()
    nobody = Client()
    for route, address in addresses():
        for ask in (nobody.get, nobody.post) if behind_login(route) else ():
            answer = ask(address)
            # Where only the other way of asking exists, that is said before anybody looks who asks.
            assert answer.status_code in (302, 405), address
            assert answer.status_code == 405 or answer["Location"].startswith("/ban/dang-nhap"), address


@pytest.mark.django_db
def test_only_the_administrator_manages_and_manages_no_message():
    w = ward()
    managing = [address for route, address in addresses() if route.startswith("ban/quan-tri")]
    for person in (w.nam, w.lan, w.hung, w.thu, w.mai, w.binh):
        client = Client()
        client.force_login(person)
        asked = {address: (client.get(address).status_code, client.post(address).status_code) for address in managing}
        assert {address: got for address, got in asked.items() if not set(got) <= {403, 404, 405}} == {}
    administrator = Client()
    administrator.force_login(w.admin)
    assert administrator.get("/ban/quan-tri").status_code == 200
    assert administrator.get("/ban").status_code != 200


@pytest.mark.django_db
def test_residents_are_never_asked_to_sign_in():
    ward()
    resident = Client()
    for route, address in addresses():
        if not route.startswith("ban"):
            answer = resident.get(address)
            assert answer.status_code in (200, 302, 404, 405), address
            assert not answer.headers.get("Location", "").startswith("/ban"), address


@pytest.mark.django_db
def test_a_forged_form_does_nothing_at_the_desk():
    w = ward()
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(w.nam)
    for route, address in addresses():
        if route.startswith("ban"):
            assert forged.post(address).status_code in (403, 405), address


# The resident's own two pages: no account stands behind them; what they do is bound to the draft's token or the key.
# Nothing these do needs a session, so reading them sets no cookie: address -> view.
WITHOUT_TOKEN = {
    "send": "answer/joining/public.py: send",
    "me_too": "answer/joining/public.py: press",
    "follow": "listen/key/public.py: follow",
    "ledger_verify": "web/proof.py: verify",
}


# Another server has no session: what it brings counts by the signature under it.
MACHINES = {"report/exchange/public.py: bring", "report/exchange/public.py: ask"}


def test_every_form_that_changes_something_carries_its_token():
    forms = [
        (path, form)
        for path, text in TEMPLATES.items()
        for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, re.DOTALL | re.IGNORECASE)
    ]
    assert forms
    free = [f'action="{{% url "{name}" ' for name in WITHOUT_TOKEN]
    bare = [path for path, form in forms if "csrf_token" not in form and not any(action in form for action in free)]
    assert bare == []


def test_only_a_resident_without_an_account_and_a_server_that_signs_need_no_token():
    free = {
        f"{path}: {node.name}"
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and any("csrf_exempt" in ast.unparse(decorator) for decorator in node.decorator_list)
    }
    assert free == set(WITHOUT_TOKEN.values()) | MACHINES


@pytest.mark.django_db
def test_reading_sets_no_cookie():
    ward()
    reader = Client()
    for address in ("/", "/gui", "/gui?viec=feedback", "/theo-doi", "/tra-loi", "/bao-cao"):
        assert reader.get(address).status_code == 200, address
    assert not reader.cookies
