"""The pages of the form, drawn from what is filled in so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from hoiam.files.serving import download
from hoiam.law.tracks import UNITS
from hoiam.listen.files import adding
from hoiam.listen.form.acts import LEADERSHIP, Filled
from hoiam.listen.form.forms import BY_NAME, NAME_OF_KIND, Choice, ConfidentialForm, ContactForm, LookForm, WordsForm
from hoiam.listen.intake import receipt
from hoiam.listen.kinds import kinds
from hoiam.listen.message import deadlines
from hoiam.listen.message.acts import words_as_sent
from hoiam.listen.message.promise import PromisedStep
from hoiam.listen.models import Message
from hoiam.listen.publicity import masking
from hoiam.listen.publicity.privacy import CHECK_WITHIN_WORKING_DAYS, stand_in_title
from hoiam.office.models import Area, Office
from hoiam.viettext.fold import fold
from hoiam.viettext.personal.finding import SORTS

WHOM = {"113": "Công an", "114": "Cứu hỏa", "115": "Cấp cứu", "112": "Cứu nạn", "111": "Trẻ em"}
FROM = {"receipt": "khi nhận đơn", "acceptance": "khi thụ lý", "decision": "khi có quyết định, kết luận"}


def page(request: HttpRequest, template: str, token: str, filled: Filled, **context: Any) -> HttpResponse:
    choice = BY_NAME[NAME_OF_KIND.get(filled.kind, "unsure")]
    carried = {
        "token": token,
        "viec": choice.name,
        "text": filled.text,
        "place": filled.place,
        "area": filled.area or "",
        "topic": filled.topic or "",
    }
    given = {"choice": choice, "filled": filled, "carried": carried, "dangers": dangers(filled.text)}
    return render(request, template, given | context)


def dangers(text: str) -> list[dict[str, str]]:
    """The numbers to call first, with whom they call and the words that say so; it never holds a message back."""
    return [
        {"number": one.number, "whom": WHOM[one.number], "words": "», «".join(said.text for said in one.words)}
        for one in kinds.danger(text)
    ]


def words_page(
    request: HttpRequest, choice: Choice, form: WordsForm, token: str, filled: Filled, *, gone: bool = False
) -> HttpResponse:
    context = {"choice": choice, "form": form, "token": token, "filled": filled, "gone": gone}
    context |= {"dangers": dangers(filled.text)}
    return render(request, "listen/form/words.html", context)


def words_again(request: HttpRequest, token: str, filled: Filled) -> HttpResponse:
    choice = BY_NAME[NAME_OF_KIND.get(filled.kind, "unsure")]
    office: Office = request.office  # type: ignore[attr-defined]
    form = WordsForm(office, choice, initial=asdict(filled))
    return words_page(request, choice, form, token, filled)


def confidential_page(
    request: HttpRequest, token: str, filled: Filled, form: ConfidentialForm | None = None
) -> HttpResponse:
    """«Giữ kín, hay đây là phản ánh?»: asked before sending; whoever it is about, the province's way comes first."""
    office: Office = request.office  # type: ignore[attr-defined]
    values = {"keep": {True: "kin", False: "dang", None: ""}[filled.confidential], "about": filled.about}
    context = {
        "form": form or ConfidentialForm(office, initial=values),
        "words": [said.text for said in kinds.propose(filled.text).words],
        "parent": office.parent,
        "about_the_chairman": LEADERSHIP in filled.about or "chu tich" in fold(filled.text),
    }
    return page(request, "listen/form/confidential.html", token, filled, **context)


def contact_page(request: HttpRequest, token: str, filled: Filled, form: ContactForm | None = None) -> HttpResponse:
    form = form or ContactForm(initial=contact_values(filled), answered=filled.confidential is not None)
    return page(request, "listen/form/contact.html", token, filled, form=form)


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
        "dispute": _dispute(filled.text),
        "parent": office.parent,
        "about_the_chairman": LEADERSHIP in filled.about,
    }
    return page(request, "listen/form/look.html", token, filled, **context)


def _dispute(text: str) -> str:
    """The words that look like a quarrel of neighbours, for whom others can do more; none when they do not."""
    proposal = kinds.propose(text)
    return "», «".join(said.text for said in proposal.words) if proposal.kind == kinds.MEDIATION else ""


def _personal(filled: Filled) -> list[dict[str, Any]]:
    """Each part that looks like personal data: its words, its sort, whether its sender lays it open."""
    machine = masking.proposed_masks(filled.text, filled.place)
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


def receipt_page(request: HttpRequest, token: str, filled: Filled, refused: Sequence[str] = ()) -> HttpResponse:
    """Number and key, large; below it the place for photos, one by one. The same page as long as the draft lasts."""
    message = Message.objects.get(number=filled.number)
    context = {
        "message": message,
        "key": filled.key,
        "address": receipt.public_address(message),
        "check_days": CHECK_WITHIN_WORKING_DAYS,
        "told": filled.told,
        "added": [file.get_sort_display() for file in message.files.all()],
        "room": adding.room(message),
        "takes_a_voice": adding.takes_a_voice(message),
        "refused": refused,
        "dangers": dangers(words_as_sent(message)[0]),
    }
    response = page(request, "listen/form/receipt.html", token, filled, **context)
    response["Cache-Control"] = "private, no-store"
    return response


def receipt_file(filled: Filled) -> HttpResponse:
    """The receipt as a PDF with the key on the sender's copy; asked for with the token, in a POST."""
    message = Message.objects.get(number=filled.number)
    return download(receipt.receipt(message, key=filled.key).pdf(), f"bien-nhan-{message.number}.pdf")


def guide(request: HttpRequest, choice: Choice) -> HttpResponse:
    """Where a signed letter or a quarrel goes: it is not taken in here."""
    office: Office = request.office  # type: ignore[attr-defined]
    if choice.kind and request.GET.get("mau"):
        return render(request, "listen/form/letter.html", {"choice": choice, "blank": "…" * 60})
    context: dict[str, Any] = {"choice": choice, "parent": office.parent}
    if choice.kind:
        promise = deadlines.promise(office, choice.kind, timezone.now())
        steps = [{"label": step.label, "words": _length(step)} for step in promise.steps]
        context |= {"steps": steps, "caveats": promise.caveats, "law": promise.law}
    return render(request, "listen/form/guide.html", context)


def _length(step: PromisedStep) -> str:
    """«trong 10 ngày kể từ khi nhận đơn (Điều 27)»"""
    return f"Trong {step.length} {UNITS[step.unit]} kể từ {FROM[step.start]} ({step.clause})"
