"""The sender, by key, undoes the restriction of their own message."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from hoiam.answer.public.public import message_of
from hoiam.answer.public.refusing import refused
from hoiam.listen.key import numbers
from hoiam.listen.restricted import acts as restricted


@require_POST
def open_up(request: HttpRequest, number: str) -> HttpResponse:
    """«Bỏ giữ kín, xử lý công khai»: it holds at once, and nobody may refuse it."""
    message, holder = message_of(request, number)
    if not holder:
        return redirect("follow")
    try:
        restricted.ask_open(message, at=timezone.now(), key=numbers.digits(request.POST.get("key", "")))
    except ValidationError as problem:
        return refused(request, message, problem)
    return redirect("answer", number=number)
