"""What waits for this person's decision: drafts to approve, one or several at once, forms to check, powers to lend."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hoiam.answer.approval import acts as approval_acts
from hoiam.answer.approval.delegating import delegate, end_delegation, givers
from hoiam.answer.approval.forms import LendForm
from hoiam.answer.approval.rules import approval_of, facts, tray_of
from hoiam.answer.models import Delegation, Reply, reply_words
from hoiam.answer.reply.forms import ReturnForm
from hoiam.listen.access import person_at_desk, visible_to
from hoiam.listen.key.numbers import spaced
from hoiam.listen.message import deadlines
from hoiam.listen.message.words import words_shown
from hoiam.listen.restricted.acts import unconfirmed
from hoiam.listen.restricted.read_log import read_restricted
from hoiam.office.models import Person
from hoiam.office.request_cache import asked_once
from hoiam.viettext.personal import finding

SHOWN = 100


@login_required
@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """The drafts that wait for this person: read, approve or send back, one after the other on a phone."""
    with asked_once():
        return _page(request, person_at_desk(request))


def _page(request: HttpRequest, person: Person, lending: LendForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    tray = tray_of(person, today)
    drafts = _drafts(person, tray.own)
    approval = approval_of(person.office, today)
    known = {one.pk: one for one in facts(Reply.objects.filter(pk__in=[reply.pk for reply in drafts]))}
    lends = givers(person.office).filter(pk=person.pk).exists()
    context = {
        "rows": [_row(person, reply, approval.may_check(person, known[reply.pk]), today) for reply in drafts],
        "unconfirmed": unconfirmed(person),
        "more": max(0, len(tray.own) - SHOWN),
        "in_place": _drafts(person, tray.in_place),
        "soon": person.office.due_soon_days,
        "lent": person.delegations.filter(ended_at__isnull=True, until_day__gte=today).select_related("taker"),
        "lending": lending or (LendForm(person, prefix="uy-quyen") if lends else None),
        "standing_in": person.stands_in.filter(
            ended_at__isnull=True, from_day__lte=today, until_day__gte=today
        ).select_related("giver"),
    }
    status = 400 if lending is not None and lending.errors else 200
    response = render(request, "answer/approval/approvals.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _drafts(person: Person, replies: list[int]) -> list[Reply]:
    # A restricted message only to who is on its list: the tray says so, and the door says it again.
    about = Reply.objects.filter(pk__in=replies).values("matter__message")
    seen = visible_to(person).filter(pk__in=about).values_list("pk", flat=True)
    found = Reply.objects.filter(pk__in=replies, matter__message__in=list(seen)).select_related(
        "matter__message__office",
        "matter__message__public_copy",
        "matter__message__area",
        "matter__message__restriction",
        "matter__message__part__origin",
        "unit",
        "drafted_by",
    )
    return list(
        found.prefetch_related("files", "matter__message__parts__message__restriction").order_by(
            "matter__due_on", "pk"
        )[:SHOWN]
    )


def _row(person: Person, reply: Reply, to_check: bool, today: date) -> dict[str, Any]:
    message = reply.matter.message
    if message.is_restricted:
        read_restricted(message, by=person, at=timezone.now())
    return {
        "reply": reply,
        "message": message,
        "text": words_shown(person, message)[0],
        "outcome": reply_words(reply, message.kind),
        "days_left": deadlines.working_days_left(person.office, reply.matter.due_on, today),
        "looks_personal": finding.find(reply.text),
        "to_check": to_check,
        "form": ReturnForm(prefix="tra-lai", auto_id=f"tra-lai-{reply.pk}-%s"),
    }


@login_required
@require_POST
def approve_chosen(request: HttpRequest) -> HttpResponse:
    """Approve the drafts that were ticked: each by an act of its own, and what was refused is named with its reason."""
    person, at = person_at_desk(request), timezone.now()
    chosen = [int(pk) for pk in request.POST.getlist("chon") if pk.isdecimal()][:SHOWN]
    if not chosen:
        flash.error(request, "Chưa chọn dự thảo nào: đánh dấu ở từng dự thảo đã đọc rồi bấm duyệt.")
        return redirect("approvals")
    approved: list[str] = []
    for reply in _drafts(person, chosen):
        number = spaced(reply.matter.message.number)
        try:
            approval_acts.approve(reply, by=person, at=at)
        except ValidationError as refused:
            flash.error(request, f"{number}: {' '.join(refused.messages)}")
        except PermissionDenied as refused:
            flash.error(request, f"{number}: {refused}")
        else:
            approved.append(number)
    if approved:
        flash.success(request, f"Đã duyệt {len(approved)} dự thảo: {', '.join(approved)}.")
    return redirect("approvals")


@login_required
@require_POST
def lend(request: HttpRequest) -> HttpResponse:
    """Lend one's own power to approve for some days."""
    person = person_at_desk(request)
    form = LendForm(person, request.POST, prefix="uy-quyen")
    if form.is_valid():
        try:
            row = delegate(person, **form.cleaned_data, by=person, at=timezone.now())
        except ValidationError as refused:
            for name, told in getattr(refused, "error_dict", {None: refused}).items():
                form.add_error(name if name in form.fields else None, told)
        else:
            days = f"từ {row.from_day:%d/%m/%Y} đến hết {row.until_day:%d/%m/%Y}"
            flash.success(request, f"{row.taker} duyệt thay bạn {days}.")
            return redirect("approvals")
    return _page(request, person, form)


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """End a power one has lent."""
    person = person_at_desk(request)
    row = Delegation.objects.filter(pk=pk, giver=person).first()
    if row is None:
        flash.error(request, "Không có ủy quyền này.")
        return redirect("approvals")
    try:
        end_delegation(row, by=person, at=timezone.now())
    except ValidationError as refused:
        flash.error(request, " ".join(refused.messages))
    else:
        flash.success(request, "Đã thôi ủy quyền.")
    return redirect("approvals")
