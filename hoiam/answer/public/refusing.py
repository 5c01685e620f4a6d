"""The page that tells a resident why an act was refused, and leads back to the message."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hoiam.listen.models import Message


def refused(request: HttpRequest, message: Message, problem: ValidationError) -> HttpResponse:
    """Whatever the sender did by the key or the button, refused: in words, with 400."""
    shown = {"message": message, "problems": problem.messages}
    return render(request, "answer/public/refused.html", shown, status=400)
