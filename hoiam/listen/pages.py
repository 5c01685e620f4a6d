"""The pages of the form, drawn from what is filled in so far."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hoiam.listen import deadlines, masking
from hoiam.listen.forms import BY_NAME, NAME_OF_KIND, Choice, ContactForm, LookForm, WordsForm
from hoiam.listen.models import Message
from hoiam.listen.privacy import CHECK_WITHIN_WORKING_DAYS, stand_in_title
from hoiam.listen.receipts import public_address
from hoiam.listen.sending import Filled
from hoiam.office.models import Area, Office
from hoiam.viettext.personal import SORTS


def _page(request: HttpRequest, template: str, token: str, filled: Filled, **context: Any) -> HttpResponse:
    choice = BY_NAME[NAME_OF_KIND.get(filled.kind, "unsure")]
    carried = {
        "token": token,
        "viec": choice.name,
        "text": filled.text,
        "place": filled.place,
        "area": filled.area or "",
        "topic": filled.topic or "",
    }
    return render(request, template, {"choice": choice, "filled": filled, "carried": carried, **context})


def words_page(
    request: HttpRequest, choice: Choice, form: WordsForm, token: str, filled: Filled, *, gone: bool = False
) -> HttpResponse:
    context = {"choice": choice, "form": form, "token": token, "filled": filled, "gone": gone}
    return render(request, "listen/words.html", context)


def words_again(request: HttpRequest, token: str, filled: Filled) -> HttpResponse:
    choice = BY_NAME[NAME_OF_KIND.get(filled.kind, "unsure")]
    office: Office = request.office  # type: ignore[attr-defined]
    form = WordsForm(office, choice, initial=asdict(filled))
    return words_page(request, choice, form, token, filled)


def contact_page(request: HttpRequest, token: str, filled: Filled, form: ContactForm | None = None) -> HttpResponse:
    form = form or ContactForm(initial=contact_values(filled))
    return _page(request, "listen/contact.html", token, filled, form=form)


def contact_values(filled: Filled) -> dict[str, str]:
    """The second page as it was filled in."""
    return {"public": {True: "co", False: "khong", None: ""}[filled.public], "reach": filled.reach}


def look_page(
    request: HttpRequest, token: str, filled: Filled, at: datetime, form: LookForm | None = None
) -> HttpResponse:
    """What the public will see, and when the answer is due."""
    office: Office = request.office  # type: ignore[attr-defined]
    area = Area.objects.filter(office=office, pk=filled.area or 0).first()
    masks = filled.masks()
    text, place = masks.over(filled.text, filled.place)
    context = {
        "form": form or LookForm(initial={"cover": filled.cover}, asked=filled.asked),
        "title": stand_in_title(Message(office=office, kind=filled.kind, area=area, received_at=at)),
        "area": area,
        "masked_text": text,
        "masked_place": place,
        "personal": _personal(filled),
        "promise": deadlines.promise(office, filled.kind, at),
        "check_days": CHECK_WITHIN_WORKING_DAYS,
    }
    return _page(request, "listen/look.html", token, filled, **context)


def _personal(filled: Filled) -> list[dict[str, Any]]:
    """Each part that looks like personal data: its words, its sort, whether its sender lays it open."""
    machine = masking.proposed(filled.text, filled.place)
    parts = [("text", filled.text, span) for span in machine.text]
    parts += [("place", filled.place, span) for span in machine.place]
    return [
        {
            "mark": f"{part}:{span.start}",
            "words": words[span.start : span.end],
            "sort": SORTS[span.sort],
            "open": f"{part}:{span.start}" in filled.laid_open,
        }
        for part, words, span in parts
    ]


def receipt_page(request: HttpRequest, token: str, filled: Filled) -> HttpResponse:
    """Number and key, large; the same page as long as the draft lasts."""
    message = Message.objects.get(number=filled.number)
    context = {
        "message": message,
        "key": filled.key,
        "address": public_address(message),
        "check_days": CHECK_WITHIN_WORKING_DAYS,
        "told": filled.told,
    }
    response = _page(request, "listen/receipt.html", token, filled, **context)
    response["Cache-Control"] = "private, no-store"
    return response
