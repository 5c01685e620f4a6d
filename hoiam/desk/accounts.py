"""What the office decides about signing in: who may, what is kept of it, and what is said. allauth does the rest.

No address of a device is stored or counted. Nobody makes an account for themselves: an administrator opens it.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect

from hoiam.office.models import Office, Person
from hoiam.vault.keys import text_key
from hoiam.vault.text import open_bytes, seal_bytes

# What stands where allauth would keep the address of a device.
NO_ADDRESS = "0.0.0.0"  # noqa: S104  (no address that is listened on)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return NO_ADDRESS

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        raise NotImplementedError("mails of the house go through the outbox")

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Signing in sends no mail: what happened to an account stands on its own page."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes lie encrypted, as the words of residents do."""

    def encrypt(self, text: str) -> str:
        return seal_bytes(text.encode(), key=text_key(), bound_to=b"second factor").hex()

    def decrypt(self, encrypted_text: str) -> str:
        return open_bytes(bytes.fromhex(encrypted_text), key=text_key(), bound_to=b"second factor").decode()

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def get_totp_issuer(self) -> str:
        office = Office.objects.exclude(level=Office.Level.PROVINCE).first() or Office.objects.first()
        return f"Hồi Âm, {office}" if office else "Hồi Âm"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return "Khóa đăng nhập"


class OfficeLoginAdapter(DefaultSocialAccountAdapter):
    """Signing in through the office's own OpenID Connect provider: only into an account that is open already."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        person = _person_of(sociallogin.account.extra_data)
        if person is None:
            messages.error(
                request,
                "Tài khoản của cơ quan này chưa gắn với tài khoản nào ở bàn làm việc: "
                "nhờ quản trị hệ thống mở tài khoản với đúng thư công vụ.",
            )
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, person)


def _person_of(told: dict[str, Any]) -> Person | None:
    """The one active account with the mail address that the provider vouches for."""
    claims = told.get("userinfo") or told.get("id_token") or told
    address = str(claims.get("email") or "")
    if not address or claims.get("email_verified") is not True:
        return None
    found = list(Person.objects.filter(is_active=True, email__iexact=address)[:2])
    return found[0] if len(found) == 1 else None
