"""What the office asked the sender, and the sender's answer by the key."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from hoiam.answer.clock.pausing import supply
from hoiam.answer.public.public import message_of
from hoiam.answer.public.refusing import refused


@require_POST
def supply_more(request: HttpRequest, number: str) -> HttpResponse:
    """The sender, by key, answers what the office asked."""
    message, holder = message_of(request, number)
    if not holder:
        return redirect("follow")
    try:
        supply(message, request.POST.get("bo-sung", ""), at=timezone.now())
    except ValidationError as problem:
        return refused(request, message, problem)
    return redirect("answer", number=number)
