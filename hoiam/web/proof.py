"""The ledger seen from outside: its checkpoints, its growth, the rows it promises never to lose, and proofs of them.

Everything here is public, holds nothing personal and needs no trust in us: ``hoiam witness`` and any other program
reads these texts, keeps them elsewhere and checks them. Restricted messages stand in no list; their proof is the
sender's, by the key.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hoiam.ledger.acts import latest_checkpoint
from hoiam.ledger.commitments import check
from hoiam.ledger.keys import public_key
from hoiam.ledger.models import Checkpoint, Entry
from hoiam.ledger.outside.notes import verifier
from hoiam.ledger.proofs import prove, prove_growth
from hoiam.listen.key.keyholder import holds
from hoiam.listen.models import Message
from hoiam.listen.publicity.privacy import public_rows
from hoiam.office.models import Office
from hoiam.report.exchange.cosigned import note_of
from hoiam.web.forms import ReceiptForm

SHOWN = 30


def _office(request: HttpRequest) -> Office:
    office: Office = request.office  # type: ignore[attr-defined]
    return office


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """What the ledger is, its newest checkpoints, and how anybody can hold us to it."""
    office = _office(request)
    newest = Checkpoint.objects.filter(office=office).order_by("-size")
    checkpoints = newest.prefetch_related("cosignatures__peer__other")[:SHOWN]
    return render(request, "web/ledger.html", {"checkpoints": checkpoints, "key": verifier(office.code, public_key())})


@require_safe
def checkpoint(request: HttpRequest, size: int | None = None) -> HttpResponse:
    """A checkpoint as a C2SP signed note: the newest, or the one of a size."""
    office = _office(request)
    found = latest_checkpoint(office) if size is None else Checkpoint.objects.filter(office=office, size=size).first()
    if found is None:
        raise Http404("Chưa có mốc đối chiếu này.")
    return _text(note_of(found))


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The public key that checks the signatures, as other tools of signed notes read it."""
    return _text(verifier(_office(request).code, public_key()) + "\n")


@require_safe
def growth(request: HttpRequest, old: int, size: int) -> HttpResponse:
    """The consistency proof (RFC 9162, 2.1.4) between two checkpoints that we signed."""
    office = _office(request)
    signed = Checkpoint.objects.filter(office=office, size__in={old, size}).count()
    # Only sizes that were signed: any other pair would let a stranger keep the machine counting.
    if not 0 < old <= size or signed != len({old, size}):
        raise Http404("Không có mốc đối chiếu nào cỡ này.")
    return JsonResponse({"old_size": old, "size": size, "proof": prove_growth(office, old, size)})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The checkpoints as a feed, so that any reader keeps them."""
    office = _office(request)
    atom = Atom1Feed(
        title=f"Mốc đối chiếu nhật ký xử lý, {office}",
        link=f"{settings.PUBLIC_URL}/nhat-ky",
        description="Mỗi mốc ký tên cho mọi dòng nhật ký đến lúc ấy.",
        language="vi",
        feed_url=f"{settings.PUBLIC_URL}/nhat-ky/moc.atom",
    )
    for point in Checkpoint.objects.filter(office=office).order_by("-size")[:SHOWN]:
        address = f"{settings.PUBLIC_URL}/nhat-ky/moc/{point.size}.txt"
        title = f"Mốc {point.size} dòng, {timezone.localtime(point.at):%d/%m/%Y %H:%M}"
        atom.add_item(title=title, link=address, description=point.note, unique_id=address, updateddate=point.at)
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _rows(office: Office) -> QuerySet[Message]:
    return public_rows(Message.objects.filter(office=office))


@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """The months of receipt with the number of public rows in each: «2026-11 44»."""
    counted = _rows(_office(request)).annotate(month=TruncMonth("received_at")).values("month")
    lines = [f"{row['month']:%Y-%m} {row['n']}" for row in counted.annotate(n=Count("pk")).order_by("month")]
    return _text("".join(f"{line}\n" for line in lines))


@require_safe
def month(request: HttpRequest, month: str) -> HttpResponse:
    """Every public row of a month: number, day of receipt, commitment. A line that stood here never goes again."""
    try:
        first = timezone.make_aware(datetime.strptime(month, "%Y-%m"))  # noqa: DTZ007  (made aware here)
    except ValueError:
        raise Http404("Ghi tháng như 2026-11.") from None
    after = (first + timedelta(days=31)).replace(day=1)
    office = _office(request)
    numbers = set(_rows(office).filter(received_at__gte=first, received_at__lt=after).values_list("number", flat=True))
    # From the entry of receipt: what a voice said is typed later and commits anew, the first commitment stays.
    # In whichever ledger: what was sealed for the province may have come home.
    entries = Entry.objects.filter(kind="message.received", at__gte=first, at__lt=after)
    lines = {
        f"{number} {timezone.localdate(at):%Y-%m-%d} {payload['commitment']}\n"
        for subject, at, payload in entries.values_list("subject", "at", "payload")
        if (number := subject.removeprefix("message:")) in numbers
    }
    return _text("".join(sorted(lines)))


def _text(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def proof(request: HttpRequest, number: str) -> HttpResponse:
    """That the receipt of a message stands under the newest checkpoint; the salt only for who holds the key."""
    message = get_object_or_404(Message.objects.select_related("office"), office=_office(request), number=number)
    holder = holds(request, message)
    if not holder and not public_rows(Message.objects.filter(pk=message.pk)).exists():
        raise Http404
    bundle = proof_of(message)
    if holder:
        bundle["salt"] = bytes(message.salt).hex()
    response = JsonResponse(bundle, json_dumps_params={"ensure_ascii": False, "indent": 1})
    if holder:
        response["Cache-Control"] = "private, no-store"
    return response


def proof_of(message: Message) -> dict[str, Any]:
    """Entry, commitment and path to the checkpoint; ``sealed`` false and no path until the next seal."""
    received = Entry.objects.filter(subject=message.subject, kind="message.received")
    entry = received.select_related("office").order_by("id").first()
    assert entry is not None
    found = prove(entry)
    return {
        "number": message.number,
        "entry": entry.number,
        "commitment": entry.payload["commitment"],
        "sealed": found is not None,
        "holds": found.holds() if found else None,
        "key": verifier(entry.office.code, public_key()),
    } | (found.as_json() if found else {"canonical": entry.canonical, "index": None, "path": None, "note": None})


# Nothing is changed and no session stands behind it: without the check, asking sets no cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """What stands on a receipt, checked against the ledger. Nothing that is typed here is kept."""
    if request.method != "POST":
        return render(request, "web/verify.html", {"form": ReceiptForm()})
    form, findings = ReceiptForm(request.POST), None
    if form.is_valid():
        try:
            findings = _findings(_office(request), form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
    context = {"form": form, "findings": findings}
    return render(request, "web/verify.html", context, status=200 if findings else 400)


def _findings(office: Office, given: dict[str, Any]) -> list[tuple[bool | None, str]]:
    """Each question with its answer: True, False, or None where it can not be said yet."""
    entry = (
        Entry.objects.select_related("office")
        .filter(office=office, kind="message.received", number=given["entry"] or 0)
        .first()
    )
    if entry is None or entry.payload["commitment"] != given["commitment"]:
        # The same words for a number that was never given and for one that is restricted.
        raise ValidationError(
            "Nhật ký không có dòng tiếp nhận nào mang số dòng và mã cam kết này: đối chiếu lại với giấy biên nhận."
        )
    found = prove(entry)
    said: list[tuple[bool | None, str]] = [(True, f"Dòng nhật ký số {entry.number} mang đúng mã cam kết này.")]
    if found is None:
        said.append((None, "Dòng này chưa niêm phong: mỗi ngày niêm phong một lần, hãy xem lại vào ngày mai."))
    elif found.holds():
        said.append((True, "Dòng này nằm dưới mốc đối chiếu mới nhất; đường băm dẫn đúng đến mốc."))
    else:
        said.append((False, "Đường băm không dẫn đến mốc đối chiếu: nhật ký không còn nguyên vẹn."))
    if given["text"]:
        content = {"text": given["text"].strip(), "place": given["place"].strip()}
        if check("message", content, given["salt"], given["commitment"]):
            said.append((True, "Chữ và nơi xảy ra đúng là nội dung đã vào sổ, từng dấu một."))
        else:
            said.append((False, "Lời, nơi xảy ra hoặc số ngẫu nhiên không khớp mã cam kết: phải giống từng dấu."))
    if given["checkpoint"]:
        size, root = given["checkpoint"]
        known = Checkpoint.objects.filter(office=office, size=size).first()
        same = known is not None and known.root == root
        told = "đúng là mốc đã ký." if same else "khác nhật ký bây giờ: hãy giữ giấy này."
        said.append((same, f"Mốc {size} dòng trên giấy {told}"))
    return said
