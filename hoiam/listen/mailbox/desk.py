"""The office's mail box as the desk sees it: how the last look went, and what waits there for a person."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoiam.listen.intake.desk import WAYS, taker
from hoiam.listen.models import MailRound


@login_required
@require_safe
def mail_box(request: HttpRequest) -> HttpResponse:
    """How the last look into the office's mail box went, and what waits there for a person."""
    person = taker(request)
    found = MailRound.objects.filter(office=person.office_id).first()
    return render(request, "listen/mailbox/box.html", {"found": found, "ways": WAYS})
