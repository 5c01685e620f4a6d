"""One message at the desk: everything about it, what this person may do now, its papers as files."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hoiam.answer.approval.rules import approvers_of, on_the_table
from hoiam.answer.matter.timeline import timeline
from hoiam.answer.models import Matter, Reply, reply_words
from hoiam.answer.page import unsent
from hoiam.answer.page.offers import FOLDED, NOW, in_order, offered
from hoiam.answer.page.panels import panels
from hoiam.answer.reply import letter
from hoiam.answer.reply.forms import DraftForm
from hoiam.files import store as files_store
from hoiam.files.serving import TYPES, download
from hoiam.listen.access import message_for, person_at_desk, visible_to
from hoiam.listen.intake import receipt
from hoiam.listen.message import deadlines
from hoiam.listen.message.forms import ActForm
from hoiam.listen.message.words import files_shown, words_shown
from hoiam.listen.models import OPEN, Attachment, Kind, Message, Stage
from hoiam.listen.publicity.privacy import public_face, waiting_withholding
from hoiam.listen.reception import minutes
from hoiam.office.access import may
from hoiam.office.models import Person
from hoiam.office.request_cache import asked_once
from hoiam.viettext.personal import finding


@login_required
@require_safe
def next_one(request: HttpRequest) -> HttpResponse:
    """«Nhận việc tiếp theo»: the message due soonest that nobody has sorted."""
    waiting = visible_to(person_at_desk(request)).filter(stage=Stage.RECEIVED, restriction__isnull=True)
    first = waiting.order_by("due_on", "id").first()
    if first is None:
        flash.success(request, "Không còn nội dung nào chờ phân loại.")
        return redirect("inbox")
    return redirect("matter", number=first.number)


@login_required
@require_safe
def matter_page(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one message, and what this person may do now."""
    person = person_at_desk(request)
    message = message_for(person, number)
    with asked_once():
        return _show(request, message, offered(person, message))


@login_required
@require_POST
def do(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """One act about one message; what was typed stays in the form when it is refused."""
    person = person_at_desk(request)
    message = message_for(person, number)
    with asked_once():  # only what is offered; the act asks anew
        choices = offered(person, message, request.POST, verb)
    form = choices.get(verb)
    if isinstance(form, DraftForm):
        form.files = request.FILES
        if "dien-mau" in request.POST:
            return _show(request, message, choices | {verb: form.with_template(timezone.now())})
    if form is None:
        flash.error(request, "Việc này đã sang bước khác: hãy xem lại trước khi làm tiếp.")
        return redirect("matter", number=number)
    if not form.is_valid():
        return _show(request, message, choices, status=400)
    try:
        done = form.carry_out(person, message, timezone.now())
    except ValidationError as refused:
        form.add_error(None, refused)
        return _show(request, message_for(person, number), choices, status=400)
    unsent.forget(person, message, verb)
    flash.success(request, done)
    if not visible_to(person).filter(pk=message.pk).exists():  # the act itself closed it to this person
        return redirect("inbox")
    return redirect("approvals") if request.POST.get("ve") == "duyet" else redirect("matter", number=number)


@login_required
@require_POST
def keep_typed(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """The script of the page puts away what is being typed; nothing is done about the message."""
    person = person_at_desk(request)
    message = message_for(person, number)
    if verb in offered(person, message):
        unsent.keep(person, message, verb, request.POST, timezone.now())
    return HttpResponse(status=204)


def _show(request: HttpRequest, message: Message, choices: dict[str, ActForm], status: int = 200) -> HttpResponse:
    at = timezone.now()
    text, place = words_shown(person_at_desk(request), message)
    matter = getattr(message, "matter", None)
    replies = (
        list(matter.replies.select_related("drafted_by", "returned_by", "approved_by", "unit", "issued"))
        if matter
        else []
    )
    may_issue = may(person_at_desk(request), "issue")
    context = {
        "message": message,
        "matter": matter,
        "text": text,
        "place": place,
        "kind": Kind(message.kind).label if message.kind else "Chưa chọn loại",
        "face": public_face(message, at=at),
        "files": [(file, _reach(file)) for file in files_shown(person_at_desk(request), message)],
        "replies": [(reply, reply_words(reply, message.kind)) for reply in replies],
        "looks_personal": finding.find(replies[-1].text) if replies and not replies[-1].sent_at else [],
        "steps": timeline(message),
        "withholdings": message.withholdings.select_related("proposed_by", "confirmed_by"),
        "waiting": waiting_withholding(message),
        "forms": {verb.replace("-", "_"): form for verb, form in choices.items()},
        "turn": ", ".join(_post(one) for one in _turn(matter, at)),
        "days_left": deadlines.working_days_left(message.office, message.due_on, timezone.localdate(at)),
        "soon": message.office.due_soon_days,
        "is_open": message.ended_on == OPEN,
        "may_issue": may_issue,
        "to_sign": minutes.needs_minutes(message),
        "to_issue": may_issue and any(one.approved_at and not hasattr(one, "issued") for one in replies),
    } | panels(person_at_desk(request), message, at)
    context["kept_at"] = unsent.refill(person_at_desk(request), message, choices)
    context |= {"acts_now": in_order(choices, NOW), "acts_folded": in_order(choices, FOLDED)}
    response = render(request, "answer/page/matter.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _reach(file: Attachment) -> str:
    """Who gets to see a file, in words; nothing about one that nobody has looked at."""
    if file.sort == Attachment.Sort.VOICE:
        return "lời nói, chỉ cán bộ nghe"
    if file.scan:
        return "bản chụp đơn, chỉ cán bộ xem"
    if file.published_at:
        return "đã cho đăng, bản đã che" if file.public_name else "đã cho đăng"
    return "đã che, chưa cho đăng" if file.public_name else ""


def _turn(matter: Matter | None, at: datetime) -> list[Person]:
    """Whose decision a draft waits for."""
    if matter is None:
        return []
    waiting = on_the_table(matter.replies.all()).last()
    return approvers_of(waiting, timezone.localdate(at)) if waiting else []


def _post(person: Person) -> str:
    return person.post or person.full_name


@login_required
@require_safe
def letter_file(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The approved reply as a letter: PDF to read, DOCX to take to the signature."""
    message = message_for(person_at_desk(request), number)
    _known(form)
    reply = Reply.objects.filter(matter__message=message, approved_at__isnull=False).last()
    if reply is None:
        raise Http404("Chưa có trả lời được duyệt.")
    if form == "pdf" and hasattr(reply, "issued"):
        return download(files_store.read(reply.issued.file), f"tra-loi-{number}.pdf")
    paper = letter.letter(reply)
    return download(paper.pdf() if form == "pdf" else paper.docx(), f"tra-loi-{number}.{form}")


@login_required
@require_safe
def receipt_file(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The receipt for the counter; the key is not on it, because only the sender ever has it."""
    person = person_at_desk(request)
    _known(form)
    paper = receipt.receipt(message_for(person, number), receiver=person.full_name)
    return download(paper.pdf() if form == "pdf" else paper.docx(), f"bien-nhan-{number}.{form}")


@login_required
@require_safe
def minutes_file(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The minutes of what was said in person, to be signed."""
    person = person_at_desk(request)
    message = message_for(person, number)
    _known(form)
    if not minutes.needs_minutes(message):
        raise Http404("Hồ sơ này không có biên bản.")
    paper = minutes.minutes(message, to=person)
    return download(paper.pdf() if form == "pdf" else paper.docx(), f"bien-ban-{number}.{form}")


def _known(form: str) -> None:
    if form not in TYPES:
        raise Http404("Không có tệp này.")
