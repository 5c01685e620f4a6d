"""The public side of answers: the list, one message with its reply, and what its sender may do with the key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hoiam.answer.access import by_name, file_for
from hoiam.answer.clock.panel import asked_of, clock
from hoiam.answer.clock.stepping import answered_on
from hoiam.answer.joining import acts as joining
from hoiam.answer.joining.forms_splitting import parts_for
from hoiam.answer.matter.timeline import timeline
from hoiam.answer.models import Extension, IssuedPaper, Matter, Reply, ReplyFile, Satisfaction, outcome_words
from hoiam.answer.public.refusing import refused
from hoiam.answer.rating import acts as rating_acts
from hoiam.answer.reply.public import reply_file, shown_replies
from hoiam.files import store as files_store
from hoiam.files.serving import download, hand_out
from hoiam.files.store import Upload
from hoiam.listen.files import adding
from hoiam.listen.key.keyholder import holds
from hoiam.listen.message.acts import words_as_sent
from hoiam.listen.models import OPEN, Attachment, Kind, Message, Stage
from hoiam.listen.publicity.privacy import PublicFace, public_face, public_faces, public_rows, published
from hoiam.listen.restricted.read_log import readings
from hoiam.listen.withholding import register
from hoiam.listen.withholding.acts import choose_publicity
from hoiam.office.models import Office, Person
from hoiam.viettext.search import search
from hoiam.workdays.models import calendar_of

PAGE = 20


@dataclass(frozen=True)
class PublicAnswer:
    """A line of the list: a published message with its newest reply."""

    face: PublicFace
    state: str
    unit: str
    took: str
    snippet: str = ""


def resident_state(message: Message, *, with_unit: bool = True) -> str:
    """The state as the resident reads it; a list names the unit beside it."""
    unit = message.matter.unit if with_unit and hasattr(message, "matter") else None
    match message.stage:
        case Stage.RECEIVED:
            return "Đã tiếp nhận"
        case Stage.ANSWERED | Stage.CLOSED:
            return "Đã trả lời" if message.stage == Stage.ANSWERED else "Đã kết thúc"
        case Stage.REOPENED:
            return "Đang xử lý lại"
        case Stage.WAITING_SENDER:
            return "Chờ người gửi bổ sung"
        case Stage.TWIN:
            return "Đang xử lý cùng hồ sơ khác"
        case Stage.PASSED_ON:
            return "Đã chuyển, chờ nơi nhận vào sổ"
        case _ if hasattr(message, "matter") and message.matter.extensions.all():
            return f"Đã gia hạn đến {message.due_on:%d/%m/%Y}"
        case _:
            return f"Đang xử lý (đơn vị: {unit.name})" if unit else "Đang xử lý"


def for_list(messages: QuerySet[Message]) -> QuerySet[Message]:
    sent = Reply.objects.answers().select_related("unit").reverse()
    return messages.select_related("area", "office", "public_copy", "restriction", "matter__unit").prefetch_related(
        "files",
        Prefetch("matter__replies", queryset=sent, to_attr="sent_replies"),
        Prefetch("matter__extensions", queryset=Extension.objects.order_by("at")),
        "matter__reopenings",
        "due_changes",
    )


def lines(messages: Collection[Message], at: datetime, snippets: Mapping[int, str] | None = None) -> list[PublicAnswer]:
    """The public lines of a page of messages, in its order; what has no public face is left out."""
    faces, snippets = public_faces(messages, at=at), snippets or {}
    return [
        _line(message, faces[message.pk], snippets.get(message.pk, "")) for message in messages if message.pk in faces
    ]


def _line(message: Message, face: PublicFace, snippet: str) -> PublicAnswer:
    replies: list[Reply] = getattr(getattr(message, "matter", None), "sent_replies", [])
    if not replies or message.stage not in (Stage.ANSWERED, Stage.CLOSED):
        unit = message.matter.unit.name if hasattr(message, "matter") and message.matter.unit else ""
        return PublicAnswer(face, resident_state(message, with_unit=False), unit, "", snippet)
    reply = replies[0]
    state = outcome_words(reply.outcome, message.kind)
    return PublicAnswer(face, state, reply.unit.name, took(message, reply), snippet)


def took(message: Message, reply: Reply) -> str:
    """«trong ngày», «sau 1 ngày làm việc»: from receipt, or from the last reopening, to the reply."""
    assert reply.sent_at is not None
    before = [row.at for row in message.matter.reopenings.all() if row.at < reply.sent_at]
    began = max(before, default=message.received_at)
    days = calendar_of(message.office).between(timezone.localdate(began), timezone.localdate(reply.sent_at))
    waited = sum(row.days for row in message.due_changes.all() if row.round == reply.round)
    with_sender = f", trong đó chờ người gửi {waited}" if waited else ""
    return "trả lời trong ngày" if days <= 0 else f"trả lời sau {days} ngày làm việc{with_sender}"


def latest(office: Office, at: datetime, count: int) -> list[PublicAnswer]:
    """The newest answers that the public can read, for the home page."""
    ended = published(Message.objects.filter(office=office), timezone.localdate(at)).filter(
        stage__in=(Stage.ANSWERED, Stage.CLOSED)
    )
    return lines(list(for_list(ended.order_by("-ended_on", "-id"))[:count]), at)


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """All that is public, newest first; or what matches the words searched for."""
    at, query = timezone.now(), request.GET.get("q", "").strip()[:200]
    office: Office = request.office  # type: ignore[attr-defined]
    readable = published(Message.objects.filter(office=office), timezone.localdate(at))
    # The cursor is a public number: a sequential id would tell how many messages there are, restricted ones too.
    before = Message.objects.filter(office=office, number=request.GET.get("truoc", "")).first()
    if query:
        hits = search.search(query, office_id=office.pk, published_only=True, limit=50)
        by_ref = {message.pk: message for message in for_list(readable.filter(pk__in=[hit.ref for hit in hits]))}
        found = [by_ref[hit.ref] for hit in hits if hit.ref in by_ref]
        shown = lines(found, at, {hit.ref: hit.snippet for hit in hits})
        return render(request, "answer/public/answers.html", {"lines": shown, "query": query})
    page = readable.order_by("-id")
    if before:
        page = page.filter(pk__lt=before.pk)
    messages = list(for_list(page)[: PAGE + 1])
    more = messages[PAGE - 1].number if len(messages) > PAGE else None
    shown = lines(messages[:PAGE], at)
    return render(request, "answer/public/answers.html", {"lines": shown, "query": "", "more": more})


def message_of(request: HttpRequest, number: str) -> tuple[Message, bool]:
    """The message of a public address, and whether the visitor showed its key. Restricted ones only with the key."""
    messages = Message.objects.select_related("office", "area", "topic", "restriction", "public_copy", "matter__unit")
    message = get_object_or_404(messages, number=number)
    holder = holds(request, message)
    # Its sender finds it also where the province took it over.
    here = public_rows(Message.objects.filter(pk=message.pk, office=request.office))  # type: ignore[attr-defined]
    if not holder and not here.exists():
        raise Http404
    return message, holder


@require_safe
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """One message: what was said, what the office answered, the way it went."""
    message, holder = message_of(request, number)
    at = timezone.now()
    face = public_face(message, at=at)
    readable = holder or (face is not None and face.text is not None)
    replies = shown_replies(message)
    ending = [one for one in replies if one.ends]
    text, place = words_as_sent(message) if holder else ("", "")
    context = {
        "message": message,
        "address": f"{settings.PUBLIC_URL}{request.path}",
        "face": face,
        "shown_to": _shown_to(face, request.office),  # type: ignore[attr-defined]
        "withheld_rows": register.register_rows(message, timezone.localdate(at)) if face else [],
        "may_appeal": face is not None and register.may_be_asked(message, timezone.localdate(at), by_sender=holder),
        "holder": holder,
        "text": text,
        "place": place,
        "kind": Kind(message.kind).label if message.kind else "Chưa phân loại",
        "state": ending[-1].outcome
        if ending and message.stage in (Stage.ANSWERED, Stage.CLOSED)
        else resident_state(message),
        "replies": [(one, took(message, one.first)) for one in replies] if readable else [],
        "answered": bool(ending) and readable,
        "restriction": getattr(message, "restriction", None) if holder else None,
        "readings": readings(message) if holder else [],
        "steps": timeline(message, with_reasons=readable),
        "clock": clock(message, at),
        "other_parts": parts_for(message, holder=holder, at=at),
        **asked_of(message, holder=holder),
        "files": message.files.all() if holder else [],
        "room": adding.room(message) if holder else 0,
        "takes_a_voice": holder and adding.takes_a_voice(message),
        "satisfactions": Satisfaction.choices,
        **twins_shown(message, face, at),
        "may_reopen": holder and message.stage == Stage.ANSWERED and may_still_reopen(message, at),
        "reopen_until": reopen_until(message) if message.stage == Stage.ANSWERED else None,
    }
    response = render(request, "answer/public/answer.html", context)
    if holder:
        response["Cache-Control"] = "no-store"
    return response


def _shown_to(face: PublicFace | None, office: Office) -> str:
    """Who else reads the words, for their sender."""
    if face is None:
        return "Việc này chỉ những người được giao xử lý mới xem được."
    if face.withheld:
        return f"Không đăng công khai: {face.withheld.lower()}."
    if face.text is None:
        return f"Bản công khai đang chờ người của {office.short} kiểm tra."
    return "Công khai: bản đã che thông tin cá nhân."


def twins_shown(message: Message, face: PublicFace | None, at: datetime) -> dict[str, Any]:
    """What stands beside it in public: the lead it is joined to, its own twins, how many meet it too."""
    matter: Matter | None = getattr(message, "matter", None)
    joined = joining.current_twin(matter) if matter else None
    own = [row.matter.message for row in matter.twins.filter(parted_at__isnull=True)] if matter else []
    return {
        "joined_to": joined.lead.message if joined and not joined.lead.message.is_restricted else None,
        "own_twins": lines(list(for_list(Message.objects.filter(pk__in=[one.pk for one in own]))), at),
        "me_too": message.me_toos.count(),
        "takes_me_too": face is not None and face.text is not None and message.ended_on == OPEN,
    }


def reopen_until(message: Message) -> date:
    return answered_on(message.matter) + timedelta(days=rating_acts.REOPEN_WITHIN_DAYS)


def may_still_reopen(message: Message, at: datetime) -> bool:
    return timezone.localdate(at) <= reopen_until(message)


@require_POST
def own_way(request: HttpRequest, number: str) -> HttpResponse:
    """«Việc của tôi khác»: the sender, by key, parts the message from the one it was joined to, at once."""
    message, holder = message_of(request, number)
    if not holder:
        return redirect("follow")
    try:
        joining.part(message.matter, by=None, at=timezone.now())
    except ValidationError as problem:
        return refused(request, message, problem)
    return redirect("answer", number=number)


@require_POST
def publicity(request: HttpRequest, number: str) -> HttpResponse:
    """The sender, by key, chooses anew whether the words may be published."""
    message, holder = message_of(request, number)
    if not holder:
        return redirect("follow")
    if request.POST.get("dang") in ("co", "khong"):
        choose_publicity(message, public=request.POST["dang"] == "co", at=timezone.now())
    return redirect("answer", number=number)


@require_POST
def add_file(request: HttpRequest, number: str) -> HttpResponse:
    """The sender, by key, sends one photo more; each by itself, so that a slow line loses one at most."""
    message, holder = message_of(request, number)
    if not holder:
        return redirect("follow")
    try:
        adding.add(message, cast("Upload | None", request.FILES.get("file")), at=timezone.now())
    except ValidationError as problem:
        return refused(request, message, problem)
    return redirect("answer", number=number)


@require_safe
def issued_file(request: HttpRequest, number: str) -> HttpResponse:
    """The signed document of the newest reply, byte for byte: for everybody where it is public, else by the key."""
    message, holder = message_of(request, number)
    row = IssuedPaper.objects.filter(reply__matter__message=message, reply__sent_at__isnull=False).last()
    face = public_face(message, at=timezone.now())
    if row is None or not (holder or (row.public and face is not None and face.text is not None)):
        raise Http404
    # It is passed on as it came, because a byte changed would break its signature: saved, never run in our page.
    return download(files_store.read(row.file), f"tra-loi-{message.number}.pdf")


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:
    """The one address of files: staff by `visible_to`, everybody else by the public face, the sender by the key."""
    shown = _file_of_staff(request.user, name) if isinstance(request.user, Person) else _file_of_public(request, name)
    if shown is None:
        raise Http404
    return hand_out(request, shown, name)


def _file_of_staff(person: Person, name: str) -> Attachment | ReplyFile | None:
    try:
        return file_for(person, name)
    except Http404:
        return None


def _file_of_public(request: HttpRequest, name: str) -> Attachment | ReplyFile | None:
    found = Attachment.objects.filter(by_name(name)).select_related("message").first()
    if found is None:
        return reply_file(request, name, timezone.now())
    face = public_face(found.message, at=timezone.now())
    shown = {one for photo in face.photos for one in (photo.name, photo.thumbnail)} if face else set()
    return found if holds(request, found.message) or name in shown else None
