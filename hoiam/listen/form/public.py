"""The resident's way in: the form from the first choice to the receipt.

Three POSTs make a message: the words, the way to answer, the last look. Every page but the last has an address of its
own only up to the words; after that the draft's token goes from page to page in the body, never in an address.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from hoiam.files import store as files_store
from hoiam.files.store import FileRefused, Stored, Upload
from hoiam.listen.files import adding
from hoiam.listen.form import acts as form_acts
from hoiam.listen.form import drafts, pages
from hoiam.listen.form.acts import DraftGone, Filled
from hoiam.listen.form.forms import BY_NAME, CHOICES, GUIDES, Choice, ConfidentialForm, ContactForm, LookForm, WordsForm
from hoiam.listen.key import rate_limit
from hoiam.listen.kinds import kinds
from hoiam.listen.message.acts import MAX_TEXT
from hoiam.listen.models import RESTRICTED_KINDS, Attachment, Message
from hoiam.office.models import Office

# A mobile network puts many people behind one address: the question comes late, the stop later still.
ASK_AFTER = 10
STOP_AFTER = 100
WORDS_AN_HOUR = 200
LISTS = (("choices", CHOICES), ("guides", GUIDES))
_PIECE = 1024 * 1024
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_LAID_OPEN = re.compile(r"(text|place):\d{1,5}")


def _office(request: HttpRequest) -> Office:
    office: Office = request.office  # type: ignore[attr-defined]
    return office


def send(request: HttpRequest) -> HttpResponse:
    """/gui: the choice, the words, the way to answer, the last look, the receipt; called by answer.joining.public."""
    return STEPS.get(step_of(request), _words)(request)


def step_of(request: HttpRequest) -> str:
    """Which page of the form was sent: «begin» when none was yet, «heavy» when its body is too large to be read."""
    if request.method != "POST":
        return "begin"
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        return "heavy"
    try:
        return request.POST.get("step", "words")
    except (RequestDataTooBig, SuspiciousOperation):
        return "heavy"


def _too_heavy(request: HttpRequest) -> HttpResponse:
    # A browser that is still sending shows the answer only once it has been heard out.
    for _ in range(4 * settings.FILE_UPLOAD_MAX_MEMORY_SIZE // _PIECE):
        if not request.read(_PIECE):
            break
    return render(request, "listen/form/heavy.html", status=413)


def _begin(request: HttpRequest) -> HttpResponse:
    choice = BY_NAME.get(request.GET.get("viec", ""))
    if choice is None:
        said = {name: [one.said_by(_office(request)) for one in some] for name, some in LISTS}
        return render(request, "listen/form/kinds.html", said)
    if choice in GUIDES:
        return pages.guide(request, choice)
    return pages.words_page(request, choice, WordsForm(_office(request), choice), drafts.new_token(), Filled(0))


@dataclass(frozen=True)
class Begun:
    """Words that are sound and kept in the draft of this token; what comes next is free to be chosen."""

    token: str
    filled: Filled
    at: datetime


def _words(request: HttpRequest) -> HttpResponse:
    taken = take_words(request)
    return taken if isinstance(taken, HttpResponse) else go_on(request, taken)


def take_words(request: HttpRequest) -> Begun | HttpResponse:
    """First POST: keep the words, or the voice made anew, whatever else is wrong.

    Gives the page that must come first (a mistake, a guide, the receipt of a page sent twice), or what was taken: then
    a view above this verb may show a page of its own, with ``token`` in its body, and come back by ``taken_before``.
    """
    office, at, posted = _office(request), timezone.now(), request.POST
    choice = BY_NAME.get(posted.get("viec", ""), BY_NAME["unsure"])
    if choice in GUIDES:
        return pages.guide(request, choice)
    form = WordsForm(office, choice, posted, request.FILES)
    token, before = _draft_to_write(request, office, at)
    if before.number and form_acts.mark_of(_typed(form, "text")) == before.words:
        return pages.receipt_page(request, token, before)
    if before.number:
        token, before = drafts.new_token(), Filled(office.pk)
    form.is_valid()
    if rate_limit.hit(rate_limit.device_of(request), "words", WORDS_AN_HOUR, at):
        form.add_error(None, _come_back(at))
        return pages.words_page(request, choice, form, token, before)
    # A voice spoken anew takes the place of the one before.
    kept = _voice(request, form) or [file for file in before.files if file.name in posted.getlist("kept")]
    filled = _with_words(before, choice, form, kept)
    if not (filled.text or kept or form.errors):
        form.add_error("text", "Hãy viết vài dòng về điều bạn muốn gửi, hoặc gửi lời nói.")
    # A field that people do not see was filled in: a machine, or a browser that fills in everything.
    if posted.get("website") and not filled.answered:
        filled = _asked(filled)
    form_acts.keep(token, filled, at)
    files_store.throw_away(file for file in before.files if file not in kept)
    if form.errors:
        return pages.words_page(request, choice, form, token, filled)
    # Words that read like a denunciation are asked about before anything else looks at them.
    return pages.confidential_page(request, token, filled) if _unasked(filled) else Begun(token, filled, at)


def _unasked(filled: Filled) -> bool:
    return filled.confidential is None and kinds.propose(filled.text).kind in RESTRICTED_KINDS


def go_on(request: HttpRequest, taken: Begun) -> HttpResponse:
    """The page after the words: the way to answer, or the last look when that was answered before."""
    first = _unready(request, taken.token, taken.filled)
    return first or pages.look_page(request, taken.token, taken.filled, taken.at)


def taken_before(request: HttpRequest) -> Begun | HttpResponse:
    """What the draft of this page's token holds; or the receipt when it was sent, or the page that it is over."""
    token, at = request.POST.get("token", ""), timezone.now()
    try:
        filled = form_acts.load(_office(request), token, at)
    except DraftGone:
        return _gone(request)
    return pages.receipt_page(request, token, filled) if filled.number else Begun(token, filled, at)


def _draft_to_write(request: HttpRequest, office: Office, at: datetime) -> tuple[str, Filled]:
    token = request.POST.get("token", "")
    if not _TOKEN.fullmatch(token):
        token = drafts.new_token()
    try:
        return token, form_acts.load(office, token, at)
    except DraftGone:
        return token, Filled(office.pk)


def _voice(request: HttpRequest, form: WordsForm) -> list[Stored]:
    """The voice made anew and kept; what cannot be taken is told beside its field."""
    upload = request.FILES.get("voice")
    if upload is None:
        return []
    name = upload.name or ""
    try:
        made = files_store.remake(upload.read(), name)
        if made.kind != Attachment.Sort.VOICE:
            raise FileRefused("not_a_voice", name)
    except FileRefused as refused:
        form.add_error("voice", str(refused))
        return []
    return [files_store.keep(made)]


def _typed(form: WordsForm, name: str) -> str:
    """A field as typed, also when it is refused: what was written is never lost."""
    return str(form.fields[name].to_python(form.data.get(name, "")))


def _with_words(before: Filled, choice: Choice, form: WordsForm, stored: list[Stored]) -> Filled:
    text, place = _typed(form, "text"), form.cleaned_data.get("place", _typed(form, "place"))
    area, topic = form.cleaned_data.get("area"), form.cleaned_data.get("topic")
    same = (text, place) == (before.text, before.place)
    return replace(
        before,
        kind=choice.kind,
        text=text,
        place=place,
        area=area.pk if area else None,
        topic=topic.pk if topic else None,
        files=stored,
        laid_open=before.laid_open if same else [],
        confidential=before.confidential if same else None,
        # «Giữ kín» was said of other words.
        public=before.public if same or before.confidential is None else None,
    )


def _asked(filled: Filled) -> Filled:
    return replace(filled, asked=filled.asked or [2 + secrets.randbelow(7), 1 + secrets.randbelow(8)])


def _come_back(at: datetime) -> str:
    hour = timezone.localtime(at + timedelta(hours=1))
    return (
        "Từ mạng bạn đang dùng đã gửi rất nhiều nội dung trong giờ này. Chữ bạn viết còn nguyên trên trang; "
        f"xin bấm lại sau {hour:%H} giờ, hoặc gọi điện, đến quầy."
    )


def _confidential(request: HttpRequest) -> HttpResponse:
    """Asked where the words read like a denunciation or a complaint: what their sender says governs."""
    taken = taken_before(request)
    if isinstance(taken, HttpResponse):
        return taken
    form = ConfidentialForm(_office(request), request.POST)
    sound = form.is_valid()
    answer = {"kin": True, "dang": False}.get(request.POST.get("keep", ""), taken.filled.confidential)
    filled = replace(taken.filled, confidential=answer, about=form.cleaned_data.get("about", taken.filled.about))
    if answer is not None and filled.public is not None:
        filled = replace(filled, public=not answer)
    form_acts.keep(taken.token, filled, taken.at)
    if request.POST.get("do") == "words":
        return pages.words_again(request, taken.token, filled)
    if not sound:
        return pages.confidential_page(request, taken.token, filled, form)
    return go_on(request, Begun(taken.token, filled, taken.at))


def _contact(request: HttpRequest) -> HttpResponse:
    """Second POST: may it be published, and how to tell the result."""
    taken = taken_before(request)
    if isinstance(taken, HttpResponse):
        return taken
    token, filled, at, posted = taken.token, taken.filled, taken.at, request.POST
    answered = filled.confidential is not None
    form = ContactForm(posted, answered=answered)
    public = not filled.confidential if answered else _yes_or_no(posted.get("public", ""), filled.public)
    filled = replace(filled, public=public, reach=posted.get("reach", ""))
    if posted.get("do") == "words":
        form_acts.keep(token, filled, at)
        return pages.words_again(request, token, filled)
    if not form.is_valid():
        return pages.contact_page(request, token, filled, form)
    form_acts.keep(token, filled, at)
    return pages.look_page(request, token, filled, at)


def _yes_or_no(value: str, before: bool | None) -> bool | None:
    return {"co": True, "khong": False}.get(value, before)


def _look(request: HttpRequest) -> HttpResponse:
    """Third POST: cover more, go back, or send; afterwards the receipt, as often as it is asked for."""
    office, at, posted = _office(request), timezone.now(), request.POST
    token, do = posted.get("token", ""), posted.get("do", "send")
    try:
        filled = form_acts.load(office, token, at)
    except DraftGone:
        return _gone(request)
    if filled.number:
        return pages.receipt_file(filled) if do == "paper" else pages.receipt_page(request, token, filled)
    form = LookForm(posted, words=f"{filled.text}\n{filled.place}", asked=filled.asked)
    sound = form.is_valid()
    laid_open = [mark for mark in posted.getlist("laid_open") if _LAID_OPEN.fullmatch(mark)]
    looked = replace(filled, laid_open=laid_open, cover=form.cleaned_data.get("cover", posted.get("cover", "")))
    if looked != filled:
        form_acts.keep(token, looked, at)
    if do == "confidential":
        return pages.confidential_page(request, token, looked)
    if do == "contact":
        return pages.contact_page(request, token, looked)
    if do == "words":
        return pages.words_again(request, token, looked)
    if do == "look" and "cover" not in form.errors:
        return pages.look_page(request, token, looked, at)
    if not sound:
        return pages.look_page(request, token, looked, at, form)
    return _unready(request, token, looked) or _send(request, token, looked, form, at)


def _unready(request: HttpRequest, token: str, filled: Filled) -> HttpResponse | None:
    """A page that was jumped over, or left with a mistake on it, comes first."""
    if not (filled.text or filled.files) or len(filled.text) > MAX_TEXT:
        return pages.words_again(request, token, filled)
    if _unasked(filled):
        return pages.confidential_page(request, token, filled)
    if filled.public is None:
        return pages.contact_page(request, token, filled)
    form = ContactForm(pages.contact_values(filled), answered=filled.confidential is not None)
    return None if form.is_valid() else pages.contact_page(request, token, filled, form)


def _file(request: HttpRequest) -> HttpResponse:
    """After the receipt: one file more, as long as the draft lasts; later the same is done with the key."""
    office, at, token = _office(request), timezone.now(), request.POST.get("token", "")
    try:
        filled = form_acts.load(office, token, at)
    except DraftGone:
        return render(request, "listen/form/gone.html", status=410)
    if not filled.number:
        return pages.words_again(request, token, filled)
    refused = [_come_back(at)] if rate_limit.hit(rate_limit.device_of(request), "words", WORDS_AN_HOUR, at) else []
    if not refused:
        try:
            upload = cast("Upload | None", request.FILES.get("file"))
            adding.add(Message.objects.get(number=filled.number), upload, at=at)
        except ValidationError as error:
            refused = error.messages
    return pages.receipt_page(request, token, filled, refused)


def _send(request: HttpRequest, token: str, filled: Filled, form: LookForm, at: datetime) -> HttpResponse:
    if filled.asked:
        filled = replace(filled, asked=[], answered=True)
        form_acts.keep(token, filled, at)
    elif not filled.answered and rate_limit.hit(rate_limit.device_of(request), "send", ASK_AFTER, at):
        filled = _asked(filled)
        form_acts.keep(token, filled, at)
        return pages.look_page(request, token, filled, at)
    if rate_limit.hit(rate_limit.device_of(request), "stop", STOP_AFTER, at):
        form.add_error(None, _come_back(at))
        return pages.look_page(request, token, filled, at, form)
    return pages.receipt_page(request, token, form_acts.finish(_office(request), token, at=at))


STEPS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "begin": _begin,
    "heavy": _too_heavy,
    "words": _words,
    "confidential": _confidential,
    "contact": _contact,
    "look": _look,
    "file": _file,
}


def _gone(request: HttpRequest) -> HttpResponse:
    """The two hours are over: what was written came along in the page and comes again."""
    choice = BY_NAME.get(request.POST.get("viec", ""), BY_NAME["unsure"])
    text = request.POST.get("text", "")
    if not text or choice in GUIDES:
        return render(request, "listen/form/gone.html", status=410)
    given = {name: request.POST.get(name, "") for name in ("text", "place", "area", "topic")}
    form = WordsForm(_office(request), choice, initial=given)
    return pages.words_page(request, choice, form, drafts.new_token(), Filled(0), gone=True)
