"""Before sending: what is already known of the same thing, and answers that may be enough. And «tôi cũng gặp việc này».

The page stands after the words of the form. Nothing on it is decided for the sender: «việc của tôi khác» goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from hoiam.answer.joining import acts as joining
from hoiam.answer.joining import me_too
from hoiam.answer.models import Reply
from hoiam.answer.public.public import PublicAnswer, for_list, lines
from hoiam.answer.public.refusing import refused
from hoiam.listen.form import pages
from hoiam.listen.form import public as listening
from hoiam.listen.form.public import Begun
from hoiam.listen.key import rate_limit
from hoiam.listen.likeness import likeness
from hoiam.listen.models import OPEN, Kind, Message, Stage
from hoiam.listen.publicity.privacy import published
from hoiam.office.models import Area, Office
from hoiam.viettext.likeness.likeness import Said

PRESSED_AN_HOUR = 20
_ASKS = frozenset({Kind.QUESTION, Kind.INFORMATION, Kind.PROCEDURE, ""})


@dataclass(frozen=True)
class Card:
    """A public message as one judges whether it is the same: place, words, photo, state, answer."""

    line: PublicAnswer
    reason: str
    answer: str
    me_too: int
    is_open: bool


# No account and no session stand behind this form, so a forged POST could do nothing that its forger could not do
# alone; what is filled in is bound to the draft's own token. Without the check no cookie is set and no text is lost.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """/gui: the form, and between its words and the way to answer the page of what is known, when there is anything."""
    match listening.step_of(request):
        case "words":
            taken = listening.take_words(request)
            if isinstance(taken, HttpResponse):
                return taken
            return _known(request, taken) or listening.go_on(request, taken)
        case "known":
            taken = listening.taken_before(request)
            return taken if isinstance(taken, HttpResponse) else _chosen(request, taken)
        case _:
            return listening.send(request)


def _known(request: HttpRequest, taken: Begun) -> HttpResponse | None:
    """The page, or None when nothing public is like it."""
    office: Office = request.office  # type: ignore[attr-defined]
    filled = taken.filled
    if not filled.text:
        return None
    text, place = filled.masks().over(filled.text, filled.place)
    area = Area.objects.filter(office=office, pk=filled.area).first() if filled.area else None
    asked = likeness.Asked(office, taken.at, Said(text, place), area=area, topic_id=filled.topic)
    readable = published(Message.objects.filter(office=office), timezone.localdate(taken.at))
    answers: list[likeness.Candidate] = []
    if filled.kind in _ASKS:
        answered = readable.filter(stage__in=(Stage.ANSWERED, Stage.CLOSED), kind__in=_ASKS)
        answers = likeness.helpful(asked, answered)
    alike = likeness.like(asked, readable.exclude(pk__in=[one.message.pk for one in answers]))
    if not alike and not answers:
        return None
    same, helpful = _cards(alike, taken.at), _cards(answers, taken.at)
    if not same and not helpful:
        return None
    return pages.page(request, "answer/joining/known.html", taken.token, filled, same=same, helpful=helpful)


def _cards(alike: list[likeness.Candidate], at: datetime) -> list[Card]:
    reasons: dict[int, str] = {}
    for one in alike:
        # Who meets the same thing follows the one matter that its twins are answered with.
        reasons.setdefault(_lead_of(one.message, at).pk, one.reason)
    messages = {message.pk: message for message in for_list(Message.objects.filter(pk__in=reasons))}
    ordered = [messages[pk] for pk in reasons if pk in messages]
    shown = {line.face.number: line for line in lines(ordered, at)}
    return [
        Card(
            shown[message.number],
            reasons[message.pk],
            _answer(message),
            message.me_toos.count(),
            message.ended_on == OPEN,
        )
        for message in ordered
        if message.number in shown
    ]


def _lead_of(message: Message, at: datetime) -> Message:
    joined = joining.current_twin(message.matter) if message.stage == Stage.TWIN else None
    return joined.lead.message if joined and joining.is_public(joined.lead.message, at) else message


def _answer(message: Message) -> str:
    replies: list[Reply] = getattr(getattr(message, "matter", None), "sent_replies", [])
    return replies[0].text if replies else ""


def _chosen(request: HttpRequest, taken: Begun) -> HttpResponse:
    """What the sender chose on the page: «tôi cũng gặp», «đủ rồi», back to the words, or on with the form."""
    do, _, number = request.POST.get("do", "").partition(":")
    if do == "words":
        return pages.words_again(request, taken.token, taken.filled)
    act = {"too": me_too.me_too, "enough": me_too.deflect}.get(do)
    office: Office = request.office  # type: ignore[attr-defined]
    message = Message.objects.filter(office=office, number=number).first()
    if act is None or message is None:
        return listening.go_on(request, taken)
    try:
        act(message, at=taken.at, token=taken.token)
    except ValidationError:
        # It was answered or left the public page meanwhile: the form goes on, nothing is lost.
        return listening.go_on(request, taken)
    return _thanks(request, message, enough=do == "enough")


def _thanks(request: HttpRequest, message: Message, *, enough: bool) -> HttpResponse:
    address = f"{settings.PUBLIC_URL}/tra-loi/{message.number}"
    context: dict[str, Any] = {"message": message, "enough": enough, "address": address}
    return render(request, "answer/joining/thanks.html", context)


@csrf_exempt
@require_POST
def press(request: HttpRequest, number: str) -> HttpResponse:
    """The button on the page of an open matter: one more «lượt», from a device so many an hour."""
    readable = published(Message.objects.filter(office=request.office), timezone.localdate())  # type: ignore[attr-defined]
    message, at = get_object_or_404(readable, number=number), timezone.now()
    if rate_limit.hit(rate_limit.device_of(request), "me_too", PRESSED_AN_HOUR, at):
        return render(request, "answer/public/refused.html", {"message": message, "problems": [_TOO_OFTEN]}, status=429)
    if rate_limit.hit(rate_limit.device_of(request), f"me_too {number}", 1, at):
        return redirect("answer", number=number)
    try:
        me_too.me_too(message, at=at)
    except ValidationError as problem:
        return refused(request, message, problem)
    return _thanks(request, message, enough=False)


_TOO_OFTEN = "Từ mạng bạn đang dùng đã bấm nhiều lần trong giờ này; xin để giờ sau."
