"""The ten minutes: what the sender left, for the one who asked, on a page that is kept nowhere."""

from __future__ import annotations

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hoiam.answer.sender.opening import OPEN_FOR, contact_shown
from hoiam.listen.access import message_for, person_at_desk


@login_required
@require_safe
def contact(request: HttpRequest, number: str) -> HttpResponse:
    """/ban/viec/<number>/nguoi-gui."""
    person, at = person_at_desk(request), timezone.now()
    message = message_for(person, number)
    row = message.openings.filter(asked_by=person, opened_at__isnull=False).order_by("opened_at").last()
    try:
        left = contact_shown(row, to=person, at=at) if row else {}
    except PermissionDenied:
        left = {}
    if row is None or row.opened_at is None or not left:
        flash.warning(request, "Thông tin người gửi chỉ hiện trong mười phút sau khi mở.")
        return redirect("matter", number=number)
    context = {"message": message, "row": row, "left": left, "until": row.opened_at + OPEN_FOR}
    response = render(request, "answer/sender/contact.html", context)
    response["Cache-Control"] = "no-store"
    return response
