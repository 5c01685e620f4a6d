"""Signing in: locked after wrong guesses, a second factor on one's own phone, log-ins listed, OpenID Connect."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from hoiam.desk.accounts import NO_ADDRESS
from hoiam.ledger.models import Entry
from hoiam.office.acts import clear_second_factor, grant
from hoiam.office.chores import end_roles
from hoiam.office.models import Role, RoleGrant
from hoiam.testing import PASSWORD, Ward, at, ward

pytestmark = pytest.mark.django_db

MONDAY = at("2026-11-16 08:00")  # thứ Hai


@pytest.fixture
def w() -> Ward:
    return ward()


def sign_in(client: Client, password: str = PASSWORD, name: str = "nam"):
    return client.post("/ban/dang-nhap", {"login": name, "password": password})


def text(response) -> str:
    return response.content.decode()


def test_five_wrong_guesses_and_the_name_waits_whoever_asks(w):
    for _ in range(5):
        assert "Tên đăng nhập hoặc mật khẩu không đúng" in text(sign_in(Client(), "sai"))
    right = sign_in(Client())
    assert right.status_code == 200
    assert "Sai quá nhiều lần" in text(right)
    assert sign_in(Client(), name="lan").status_code == 302


def code_of(secret: str) -> str:
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def with_app(client: Client) -> str:
    """Nam sets up an authenticator app on his own phone; gives the secret."""
    sign_in(client)
    assert client.get("/ban/an-toan/ung-dung")["Location"].startswith("/ban/xac-nhan")
    page = client.post("/ban/xac-nhan", {"password": PASSWORD, "next": "/ban/an-toan/ung-dung"}, follow=True)
    assert "data:image/svg+xml" in text(page)
    secret = re.search(r"Khóa: <code[^>]*>([A-Z2-7]+)<", text(page))[1]
    done = client.post("/ban/an-toan/ung-dung", {"code": code_of(secret)})
    assert done.status_code == 302
    return secret


def test_nam_sets_up_his_phone_and_from_then_on_the_password_is_not_enough(w):
    secret = with_app(Client())
    cache.clear()  # the code just used counts once; the next half minute has another
    nam = Client()
    assert sign_in(nam)["Location"].startswith("/ban/dang-nhap/ma")
    assert nam.get("/ban").status_code == 302
    assert "Mã không đúng" in text(nam.post("/ban/dang-nhap/ma", {"code": "000000"}))
    assert nam.post("/ban/dang-nhap/ma", {"code": code_of(secret)}).status_code == 302
    assert nam.get("/ban").status_code == 200


def test_the_secret_of_the_phone_lies_encrypted_and_a_recovery_code_opens_once(w):
    browser = Client()
    secret = with_app(browser)
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)
    codes = re.findall(r"<li><code>([^<]+)</code></li>", text(browser.get("/ban/an-toan/du-phong")))
    assert len(codes) == 10
    for code, opened in ((codes[0], 302), (codes[0], 200)):
        nam = Client()
        sign_in(nam)
        assert nam.post("/ban/dang-nhap/ma", {"code": code}).status_code == opened


def test_an_administrator_clears_the_second_factor_of_who_lost_the_phone_and_it_is_on_record(w):
    with_app(Client())
    with pytest.raises(ValidationError):
        clear_second_factor(w.admin, by=w.admin, at=MONDAY)
    clear_second_factor(w.nam, by=w.admin, at=MONDAY)
    assert Entry.objects.order_by("id").last().payload == {"fields": ["second_factor"]}
    assert sign_in(Client())["Location"] == "/ban"
    with pytest.raises(ValidationError, match="chưa có lớp xác thực"):
        clear_second_factor(w.nam, by=w.admin, at=MONDAY)


def test_log_ins_are_listed_without_an_address_and_the_others_are_ended(w):
    office, home = (
        Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140", REMOTE_ADDR="203.0.113.9"),
        Client(HTTP_USER_AGENT="Mozilla/5.0 (Android 14) AppleWebKit Chrome/140", REMOTE_ADDR="203.0.113.10"),
    )
    sign_in(office)
    sign_in(home)
    page = text(office.get("/ban/an-toan/phien"))
    assert "Chrome trên Windows" in page
    assert "Chrome trên Android" in page
    assert set(UserSession.objects.values_list("ip", flat=True)) == {NO_ADDRESS}
    office.post("/ban/an-toan/phien")
    assert home.get("/ban").status_code == 302
    assert office.get("/ban").status_code == 200


def test_a_closed_account_does_not_sign_in_and_nobody_signs_up(w):
    w.nam.is_active = False
    w.nam.save()
    refused = sign_in(Client())
    assert "không đúng" in text(refused) or refused["Location"] == "/ban/dang-nhap/dong"
    assert Client().get("/ban/dang-ky").status_code == 404


def test_a_role_for_a_period_ends_with_its_last_day_and_the_ledger_says_so(w):
    given = grant(w.lan, Role.RECEPTION_OFFICER, by=w.admin, at=MONDAY, until=at("2026-11-20 00:00").date())  # thứ Sáu
    end_roles(at("2026-11-20 23:59"))
    given.refresh_from_db()
    assert given.ended_at is None
    end_roles(at("2026-11-21 00:05"))  # thứ Bảy
    given.refresh_from_db()
    assert given.ended_at == at("2026-11-21 00:05")
    entry = Entry.objects.order_by("id").last()
    assert (entry.kind, entry.payload, entry.by) == ("role.ended", {"role": "reception_officer"}, None)


def test_a_role_that_is_over_is_no_role_even_before_the_clock_wrote_it(w):
    RoleGrant.objects.create(
        person=w.hung,
        role=Role.CLERK,
        granted_at=MONDAY,
        until=timezone.localdate() - timedelta(days=1),
    )
    w.hung.__dict__.pop("roles", None)
    assert Role.CLERK not in w.hung.roles
    assert Role.HANDLER in w.hung.roles


def test_no_role_is_granted_for_days_gone_and_none_of_administration_for_a_period(w):
    with pytest.raises(ValidationError):
        grant(w.lan, Role.CLERK, by=w.admin, at=MONDAY, until=at("2026-11-15 00:00").date())  # Chủ nhật
    with pytest.raises(ValidationError):
        grant(w.lan, Role.ADMINISTRATOR, by=w.admin, at=MONDAY, until=at("2026-12-15 00:00").date())  # thứ Ba


# --- the office's own provider: a real one, on this machine, over HTTP ---


class Stay(HTTPRedirectHandler):
    """Gives the address that a page sends on to, instead of going there."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        self.to = newurl
        return None


@pytest.fixture
def provider(settings):
    import oidc_provider_mock as oidc  # noqa: PLC0415  (half a second, for two tests)

    people = [
        oidc.User(sub="n1", claims={"email": "nam@hoabinh.invalid", "email_verified": True}),
        oidc.User(sub="la", claims={"email": "la@noikhac.invalid", "email_verified": True}),
        oidc.User(sub="gia", claims={"email": "nam@hoabinh.invalid", "email_verified": False}),
    ]
    with oidc.run_server_in_thread(user_claims=people) as server:
        app = {
            "provider_id": "co-quan",
            "name": "Tài khoản của cơ quan",
            "client_id": "hoiam",
            "secret": "bi-mat",
            "settings": {"server_url": f"http://localhost:{server.server_port}"},
        }
        settings.OFFICE_LOGIN = True
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield server


def through_the_provider(browser: Client, sub: str):
    """The way of a browser: our button, the provider's page, and back."""
    to = browser.post("/ban/dang-nhap/chung/co-quan")["Location"]
    assert dict(parse_qsl(urlsplit(to).query))["code_challenge_method"] == "S256"
    stay = Stay()
    with suppress(OSError):
        build_opener(stay).open(Request(to, data=f"sub={sub}".encode()))
    back = urlsplit(stay.to)
    return browser.get(f"{back.path}?{back.query}")


def test_nam_signs_in_with_the_offices_own_account_and_comes_to_his_desk(w, provider):
    browser = Client()
    assert "Đăng nhập bằng tài khoản của cơ quan" in text(browser.get("/ban/dang-nhap"))
    assert through_the_provider(browser, "n1")["Location"] == "/ban"
    assert browser.get("/ban").wsgi_request.user == w.nam
    assert through_the_provider(Client(), "n1")["Location"] == "/ban"
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize("sub", ["la", "gia"])
def test_a_stranger_or_an_address_nobody_vouches_for_comes_in_nowhere(w, provider, sub):
    browser = Client()
    refused = through_the_provider(browser, sub)
    assert refused["Location"] == "/ban/dang-nhap"
    assert browser.get("/ban").status_code == 302
    assert not SocialAccount.objects.exists()
