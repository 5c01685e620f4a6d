"""The page of signing in: allauth's view, and in a demonstration the made-up accounts beside it."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings

from hoiam.office.models import Person

_LOOPBACK = ("127.0.0.1", "localhost")


class Login(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | self._demo() | {"office_login": settings.OFFICE_LOGIN}

    def _demo(self) -> dict[str, Any]:
        """The made-up accounts of a demonstration, shown on this machine only."""
        marker = settings.HOME / "demo"
        if not settings.DEMO or self.request.get_host().partition(":")[0] not in _LOOPBACK:
            return {}
        people = Person.objects.filter(is_active=True, office=self.request.office)  # type: ignore[attr-defined]
        return {"demo_people": people, "demo_password": marker.read_text(encoding="utf-8").partition("\n")[0]}
