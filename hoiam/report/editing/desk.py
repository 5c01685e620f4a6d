"""Before approval: the sentences in the office's own words, and the text for a chat."""

from __future__ import annotations

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoiam.office.access import require
from hoiam.report.counting.compile import compile
from hoiam.report.editing.acts import Shown, astray_in, edit_sentence, restore_sentence, sentences_for
from hoiam.report.editing.forms import SentenceForm
from hoiam.report.files import formats
from hoiam.report.reading.address import Asked, asked_in, person_of
from hoiam.report.sentences.sentence import words
from hoiam.report.versions.report import is_open


@login_required
@require_safe
def sentences(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """Every sentence, the office's or the system's, and which no longer agree."""
    person, asked, at = person_of(request), _begun(request, kind, period), timezone.now()
    require(person, "edit_sentences")
    context = {
        "kind": asked.kind,
        "period": asked.period,
        "open": is_open(person.office, *asked, at),
        "sentences": sentences_for(person, *asked, at),
        "astray": astray_in(person.office, *asked, at),
    }
    return render(request, "report/editing/sentences.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sentence(request: HttpRequest, kind: str, period: str, key: str) -> HttpResponse:
    """One sentence as text, beside what the system says and what does not agree."""
    person, asked, at = person_of(request), _begun(request, kind, period), timezone.now()
    require(person, "edit_sentences")
    shown = _shown(request, asked, key)
    form = SentenceForm(request.POST or None, initial={"text": words(shown.now)})
    if request.method == "POST" and form.is_valid():
        try:
            edit_sentence(*asked, key, form.cleaned_data["text"], by=person, at=at)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _after(request, asked, key)
    context = {"kind": asked.kind, "period": asked.period, "key": key, "shown": shown, "form": form}
    context["open"] = is_open(person.office, *asked, at)
    return render(request, "report/editing/sentence.html", context, status=400 if form.errors else 200)


def _after(request: HttpRequest, asked: Asked, key: str) -> HttpResponse:
    """On to the list; back to the sentence when something in it does not agree, to see at once what."""
    now = _shown(request, asked, key).now
    if now.agrees:
        flash.success(request, "Đã ghi câu này." if now.pieces else "Đã bỏ câu này khỏi báo cáo.")
        return redirect("report_sentences", kind=asked.kind.id, period=asked.period.code)
    flash.warning(request, "Đã ghi, nhưng câu này không còn khớp với số liệu: xem bên dưới.")
    return redirect("report_sentence", kind=asked.kind.id, period=asked.period.code, key=key)


@login_required
@require_POST
def restore(request: HttpRequest, kind: str, period: str, key: str) -> HttpResponse:
    """«Trở lại câu của máy»"""
    asked = asked_in(request, kind, period)
    try:
        restore_sentence(*asked, key, by=person_of(request), at=timezone.now())
        flash.success(request, "Câu này lại là câu của máy.")
    except ValidationError as refused:
        flash.error(request, " ".join(refused.messages))
    return redirect("report_sentences", kind=kind, period=period)


@login_required
@require_safe
def chat(request: HttpRequest, kind: str, period: str) -> HttpResponse:
    """The short text, to be marked and copied as it is. What goes into a chat is what anybody may read."""
    asked, office = _begun(request, kind, period), person_of(request).office
    compiled = compile(office, *asked, timezone.now(), drafts=True)
    context = {"kind": asked.kind, "period": asked.period, "text": formats.chat_text(compiled).decode()}
    return render(request, "report/editing/chat.html", context)


def _shown(request: HttpRequest, asked: Asked, key: str) -> Shown:
    found = sentences_for(person_of(request), *asked, timezone.now())
    shown = next((one for one in found if one.own.key == key), None)
    if shown is None:
        raise Http404("Báo cáo không có câu này.")
    return shown


def _begun(request: HttpRequest, kind: str, period: str) -> Asked:
    asked = asked_in(request, kind, period)
    if asked.period.start > timezone.now():
        raise Http404("Kỳ này chưa bắt đầu.")
    return asked
