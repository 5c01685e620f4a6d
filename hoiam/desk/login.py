"""Signing in and out of the desk: Django's own views in our templates."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpResponse

from hoiam.office.models import Person

_LOOPBACK = ("127.0.0.1", "localhost")


class LoginForm(AuthenticationForm):
    def clean_username(self) -> str:
        # Names are kept in small letters; a phone likes to begin with a capital.
        return str(self.cleaned_data["username"]).lower()


class Login(LoginView):
    authentication_form = LoginForm
    template_name = "desk/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | self._demo()

    def _demo(self) -> dict[str, Any]:
        """The made-up accounts of a demonstration, shown on this machine only."""
        marker = settings.HOME / "demo"
        if not settings.DEMO or self.request.get_host().partition(":")[0] not in _LOOPBACK:
            return {}
        people = Person.objects.filter(is_active=True, office=self.request.office)  # type: ignore[attr-defined]
        return {"demo_people": people, "demo_password": marker.read_text(encoding="utf-8").strip()}


class ChangePassword(PasswordChangeView):
    template_name = "desk/password.html"
    success_url = "/ban"

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        messages.success(
            self.request, "Đã đổi mật khẩu. Các máy khác đang đăng nhập bằng tài khoản này đã bị đăng xuất."
        )
        return super().form_valid(form)
