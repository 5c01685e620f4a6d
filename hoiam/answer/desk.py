"""The answering desk: the inbox, one message with all that can be done about it, and the drafts that wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from hoiam.answer import acts, inbox, letters
from hoiam.answer.access import approving_role, may_approve, message_for, visible_to, works_on
from hoiam.answer.forms import (
    AcceptForm,
    AssignForm,
    DraftForm,
    ExtendForm,
    ReceiverNumberForm,
    ReturnForm,
    WithholdForm,
)
from hoiam.answer.models import Outcome, Reply, outcome_words
from hoiam.answer.timeline import timeline
from hoiam.listen import acts as listening
from hoiam.listen import deadlines
from hoiam.listen.models import OPEN, RESTRICTED_KINDS, Attachment, Kind, Message, Stage, Withholding
from hoiam.listen.privacy import public_face
from hoiam.office.access import may
from hoiam.office.models import Person, Role
from hoiam.viettext import personal
from hoiam.viettext.fold import nfc

TOP_COUNTS = ("qua-han", "hom-nay", "moi", "cho-duyet")


@login_required
@require_GET
def inbox_page(request: HttpRequest) -> HttpResponse:
    """The list of messages and matters together, by the next date due."""
    person, today = _person(request), timezone.localdate()
    query = nfc(request.GET.get("q", "")).strip()[:200]
    if query:
        page = inbox.find(person, query, today)
    else:
        page = inbox.page(person, request.GET.get("loc", "mo"), today, request.GET.get("sau", ""))
    context = {
        "page": page,
        "counts": inbox.counts(person, today, TOP_COUNTS),
        "filters": inbox.FILTERS.values(),
        "soon": person.office.due_soon_days,
        "may_accept": may(person, "accept"),
    }
    return render(request, "answer/inbox.html", context)


@login_required
@require_GET
def next_one(request: HttpRequest) -> HttpResponse:
    """«Nhận việc tiếp theo»: the message due soonest that nobody has sorted."""
    waiting = visible_to(_person(request)).filter(stage=Stage.RECEIVED, restriction__isnull=True)
    first = waiting.order_by("due_on", "id").first()
    if first is None:
        flash.success(request, "Không còn nội dung nào chờ phân loại.")
        return redirect("inbox")
    return redirect("matter", number=first.number)


@login_required
@require_GET
def matter_page(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one message, and what this person may do now."""
    person = _person(request)
    message = message_for(person, number)
    return _show(request, message, _offered(person, message))


Act = Callable[[Person, Message, Any, datetime], str]


@login_required
@require_POST
def do(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """One act about one message; what was typed stays in the form when it is refused."""
    person = _person(request)
    message = message_for(person, number)
    if verb not in ACTS:
        raise Http404
    offered = _offered(person, message, request.POST, verb)
    form = offered.get(verb)
    if form is None:
        flash.error(request, "Việc này đã sang bước khác: hãy xem lại trước khi làm tiếp.")
        return redirect("matter", number=number)
    if not form.is_valid():
        return _show(request, message, offered, status=400)
    try:
        done = ACTS[verb](person, message, form, timezone.now())
    except ValidationError as refused:
        form.add_error(None, refused)
        return _show(request, message_for(person, number), offered, status=400)
    flash.success(request, done)
    return redirect("approvals") if request.POST.get("ve") == "duyet" else redirect("matter", number=number)


def _offered(person: Person, message: Message, data: Any = None, verb: str = "") -> dict[str, forms.Form]:
    """The forms of what this person may do with this message now; the one being sent is bound to what was typed."""

    def bound(name: str) -> Any:
        return data if name == verb else None

    offered: dict[str, forms.Form] = {}
    matter = getattr(message, "matter", None)
    if matter is None:
        if may(person, "accept"):
            text, place = listening.words_as_sent(message)
            initial = {
                "kind": message.kind,
                "topic": message.topic_id,
                "area": message.area_id,
            }
            offered["nhan"] = AcceptForm(message, text, place, bound("nhan"), initial=initial, prefix="nhan")
        return offered | _about_withholding(person, message, bound)
    stage, working = matter.stage, works_on(person, matter)
    if may(person, "assign") and stage in (Stage.ACCEPTED, Stage.ASSIGNED, Stage.RETURNED, Stage.REOPENED):
        proposed = matter.unit_id or (message.topic.lead_id if message.topic else None)
        offered["giao"] = AssignForm(message.office, bound("giao"), initial={"unit": proposed}, prefix="giao")
    if matter.unit and working and may(person, "draft") and stage in (Stage.ASSIGNED, Stage.RETURNED, Stage.REOPENED):
        last = matter.replies.filter(returned_at__isnull=False).last()
        initial = (
            {"outcome": last.outcome, "text": last.text, "clause": last.clause, "receiver": last.receiver}
            if last
            else {}
        )
        offered["du-thao"] = DraftForm(bound("du-thao"), initial=initial, prefix="du-thao")
    if stage == Stage.DRAFTED and may_approve(person, matter.replies.last()):
        offered["duyet"] = forms.Form(bound("duyet"), prefix="duyet")
        offered["tra-lai"] = ReturnForm(bound("tra-lai"), prefix="tra-lai")
    if stage == Stage.APPROVED and may(person, "send_reply"):
        offered["gui"] = forms.Form(bound("gui"), prefix="gui")
    if stage == Stage.PASSED_ON and may(person, "pass_on"):
        offered["so-nhan"] = ReceiverNumberForm(bound("so-nhan"), prefix="so-nhan")
    open_still = matter.ended_on == OPEN and stage != Stage.PASSED_ON
    if open_still and may(person, "extend") and _may_extend(message):
        offered["gia-han"] = ExtendForm(bound("gia-han"), prefix="gia-han")
    return offered | _about_withholding(person, message, bound)


def _may_extend(message: Message) -> bool:
    matter = message.matter
    used = matter.extensions.filter(round=matter.reopenings.count()).count()
    return used < message.promise["extension_times"] and timezone.localdate() <= matter.due_on


def _about_withholding(person: Person, message: Message, bound: Callable[[str], Any]) -> dict[str, forms.Form]:
    if hasattr(message, "restriction"):
        return {}
    offered: dict[str, forms.Form] = {}
    waiting = _waiting(message)
    if waiting is None and may(person, "withhold"):
        offered["khong-dang"] = WithholdForm(bound("khong-dang"), prefix="khong-dang")
    if waiting and may(person, "confirm_withholding") and waiting.proposed_by_id != person.pk:
        offered["dong-y-khong-dang"] = forms.Form(bound("dong-y-khong-dang"), prefix="dong-y")
        offered["khong-dong-y"] = forms.Form(bound("khong-dong-y"), prefix="khong-dong-y")
    return offered


def _waiting(message: Message) -> Withholding | None:
    return message.withholdings.filter(
        confirmed_at__isnull=True, ended_at__isnull=True, proposed_by__isnull=False
    ).first()


def _show(request: HttpRequest, message: Message, offered: dict[str, forms.Form], status: int = 200) -> HttpResponse:
    at = timezone.now()
    text, place = listening.words_as_sent(message)
    matter = getattr(message, "matter", None)
    replies = list(matter.replies.select_related("drafted_by", "returned_by", "approved_by", "unit")) if matter else []
    context = {
        "message": message,
        "matter": matter,
        "text": text,
        "place": place,
        "kind": Kind(message.kind).label if message.kind else "Chưa chọn loại",
        "face": public_face(message, at=at),
        "files": message.files.all(),
        "replies": [(reply, outcome_words(reply.outcome, message.kind)) for reply in replies],
        "looks_personal": personal.find(replies[-1].text) if replies and not replies[-1].sent_at else [],
        "steps": timeline(message),
        "withholdings": message.withholdings.select_related("proposed_by", "confirmed_by"),
        "waiting": _waiting(message),
        "forms": {verb.replace("-", "_"): form for verb, form in offered.items()},
        "route": Role(approving_role(matter)).label if matter else "",
        "days_left": deadlines.working_days_left(message.office, message.due_on, timezone.localdate(at)),
        "soon": message.office.due_soon_days,
        "is_open": message.ended_on == OPEN,
        "is_restricted_kind": message.kind in RESTRICTED_KINDS,
    }
    response = render(request, "answer/matter.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_GET
def approvals(request: HttpRequest) -> HttpResponse:
    """The drafts this person approves: read, approve or send back, one after the other on a phone."""
    person = _person(request)
    drafts = (
        Reply.objects.filter(
            matter__message__in=visible_to(person),
            matter__stage=Stage.DRAFTED,
            approved_at__isnull=True,
            returned_at__isnull=True,
        )
        .select_related(
            "matter__message__office", "matter__message__public_copy", "matter__message__area", "unit", "drafted_by"
        )
        .order_by("matter__due_on", "id")
    )
    mine = [reply for reply in drafts[:100] if may_approve(person, reply)]
    rows = [
        {
            "reply": reply,
            "message": reply.matter.message,
            "text": listening.words_as_sent(reply.matter.message)[0],
            "outcome": outcome_words(reply.outcome, reply.matter.message.kind),
            "days_left": deadlines.working_days_left(person.office, reply.matter.due_on, timezone.localdate()),
            "looks_personal": personal.find(reply.text),
            "form": ReturnForm(prefix="tra-lai", auto_id=f"tra-lai-{reply.pk}-%s"),
        }
        for reply in mine
    ]
    return render(request, "answer/approvals.html", {"rows": rows, "soon": person.office.due_soon_days})


def _person(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)
    if not may(person, "read_inbox"):
        raise PermissionDenied("Tài khoản của bạn chưa được giao việc ở bàn tiếp nhận.")
    return person


def _accept(person: Person, message: Message, form: AcceptForm, at: datetime) -> str:
    given = form.cleaned_data
    photos = Attachment.objects.filter(message=message, pk__in=given.get("photos", ()))
    acts.accept(
        message,
        kind=given["kind"],
        topic=given["topic"],
        area=given["area"],
        title=given.get("title", ""),
        masks=form.masks(),
        photos=photos,
        reason=given["reason"],
        by=person,
        at=at,
    )
    return f"Đã phân loại. Hạn trả lời: {message.due_on:%d/%m/%Y}."


def _assign(person: Person, message: Message, form: forms.Form, at: datetime) -> str:
    unit = form.cleaned_data["unit"]
    acts.assign(message.matter, unit, by=person, at=at)
    return f"Đã giao {unit}."


def _draft(person: Person, message: Message, form: forms.Form, at: datetime) -> str:
    acts.draft(message.matter, **form.cleaned_data, by=person, at=at)
    return "Đã trình dự thảo, chờ duyệt."


def _last(message: Message) -> Reply:
    reply = message.matter.replies.last()
    if reply is None:
        raise ValidationError("Chưa có dự thảo.")
    return reply


def _approve(person: Person, message: Message, _form: forms.Form, at: datetime) -> str:
    acts.approve(_last(message), by=person, at=at)
    return "Đã duyệt. Việc chờ gửi trả lời."


def _return(person: Person, message: Message, form: forms.Form, at: datetime) -> str:
    acts.return_draft(_last(message), form.cleaned_data["why"], by=person, at=at)
    return "Đã trả lại để sửa."


def _send(person: Person, message: Message, _form: forms.Form, at: datetime) -> str:
    reply = _last(message)
    acts.send_reply(reply, by=person, at=at)
    if reply.outcome == Outcome.PASSED_ON:
        return "Đã chuyển. Việc còn mở đến khi có số vào sổ của cơ quan nhận."
    return "Đã gửi trả lời."


def _receiver_number(person: Person, message: Message, form: forms.Form, at: datetime) -> str:
    acts.enter_receiver_number(_last(message), form.cleaned_data["receiver_number"], by=person, at=at)
    return "Đã ghi số vào sổ của cơ quan nhận; việc kết thúc ở cơ quan ta."


def _extend(person: Person, message: Message, form: forms.Form, at: datetime) -> str:
    row = acts.extend(message.matter, form.cleaned_data["reason"], by=person, at=at)
    return f"Đã gia hạn đến {row.due_on:%d/%m/%Y}; người gửi sẽ đọc lý do."


def _propose_withholding(person: Person, message: Message, form: forms.Form, at: datetime) -> str:
    listening.propose_withholding(message, **form.cleaned_data, by=person, at=at)
    return "Đã đề nghị không đăng. Chưa có gì bị ẩn: cần một người thứ hai đồng ý."


def _withhold(person: Person, message: Message, _form: forms.Form, at: datetime) -> str:
    row = get_object_or_404(Withholding, pk=getattr(_waiting(message), "pk", None))
    listening.withhold(row, by=person, at=at)
    return "Đã đồng ý không đăng; người gửi được báo, lý do hiện trên trang công khai."


def _refuse_withholding(person: Person, message: Message, _form: forms.Form, at: datetime) -> str:
    row = get_object_or_404(Withholding, pk=getattr(_waiting(message), "pk", None))
    listening.release(row, by=person, at=at)
    return "Không đồng ý: nội dung vẫn đăng công khai."


# The verb in the address -> the act.
ACTS: dict[str, Act] = {
    "nhan": _accept,
    "giao": _assign,
    "du-thao": _draft,
    "duyet": _approve,
    "tra-lai": _return,
    "gui": _send,
    "so-nhan": _receiver_number,
    "gia-han": _extend,
    "khong-dang": _propose_withholding,
    "dong-y-khong-dang": _withhold,
    "khong-dong-y": _refuse_withholding,
}


@login_required
@require_GET
def letter_file(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The approved reply as a letter: PDF to read, DOCX to take to the signature."""
    message = message_for(_person(request), number)
    reply = Reply.objects.filter(matter__message=message, approved_at__isnull=False).last()
    if reply is None:
        raise Http404("Chưa có trả lời được duyệt.")
    paper = letters.letter(reply)
    return _download(paper.pdf() if form == "pdf" else paper.docx(), f"tra-loi-{number}.{form}")


@login_required
@require_GET
def receipt_file(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The receipt for the counter; the key is not on it, because only the sender ever has it."""
    person = _person(request)
    paper = letters.receipt(message_for(person, number), receiver=person.full_name)
    return _download(paper.pdf() if form == "pdf" else paper.docx(), f"bien-nhan-{number}.{form}")


TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _download(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
