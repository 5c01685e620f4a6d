"""The clerk enters what came by another way than the site, and hands the sender number and key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hoiam.files.serving import download
from hoiam.files.store import Upload
from hoiam.listen.access import is_concerned
from hoiam.listen.intake import receipt as intake_receipt
from hoiam.listen.intake.acts import keep_files, take_in
from hoiam.listen.intake.forms import FORMS, TakeInForm
from hoiam.listen.intake.receiving import AlreadyReceived, Receipt
from hoiam.listen.key import numbers
from hoiam.listen.models import Message
from hoiam.listen.reception import minutes
from hoiam.listen.restricted.read_log import read_restricted
from hoiam.office.access import may, require
from hoiam.office.models import Person


@dataclass(frozen=True)
class Way:
    """One way in, as the tabs above every screen of taking in name it."""

    address: str
    words: str
    head: str


WAYS = (
    Way("/ban/tiep-nhan/quay", "Tại quầy", "Nhận tại quầy"),
    Way("/ban/tiep-nhan/dien-thoai", "Điện thoại", "Nhận qua điện thoại"),
    Way("/ban/tiep-nhan/don-thu", "Đơn, thư", "Nhận đơn, thư"),
    Way("/ban/tiep-nhan/dan", "Dán nội dung", "Dán nội dung"),
    Way("/ban/tiep-nhan/tep", "Tệp Excel, CSV", "Nhận từ tệp"),
    Way("/ban/tiep-nhan/hop-thu", "Hộp thư", "Hộp thư điện tử"),
)


@login_required
def enter(request: HttpRequest, way: str = "quay") -> HttpResponse:
    """One screen: what was said, where, by whom; saved with one press. The answer alone has the key."""
    person = taker(request)
    if way not in FORMS:
        raise Http404("Không có cách tiếp nhận này.")
    channel, form_class = FORMS[way]
    form = form_class(person.office, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (answer := entered(request, person, form, channel)):
        return answer
    head = next(one.head for one in WAYS if one.address.endswith(f"/{way}"))
    context = {"form": form, "head": head, "ways": WAYS}
    return render(request, "listen/intake/enter.html", context, status=400 if form.errors else 200)


def taker(request: HttpRequest) -> Person:
    """Who is signed in, when they may take in."""
    person = request.user
    assert isinstance(person, Person)
    require(person, "take_in")
    return person


def entered(request: HttpRequest, person: Person, form: TakeInForm, channel: str) -> HttpResponse | None:
    """Enter what the form holds and show number and key; None when the act refuses, with its reason on the form."""
    try:
        taken = form.taken(channel)
        scans, photos = (cast("list[Upload]", request.FILES.getlist(name)) for name in ("scans", "photos"))
        kept, refused = keep_files(scans, photos)
        receipt = take_in(
            person.office, replace(taken, kept=kept), once=form.cleaned_data["once"], by=person, at=timezone.now()
        )
    except AlreadyReceived as earlier:
        return shown(request, None, earlier.number, [])
    except ValidationError as wrong:
        form.add_error(None, wrong)
        return None
    return shown(request, receipt, receipt.number, refused)


def shown(request: HttpRequest, receipt: Receipt | None, number: str, refused: list[str]) -> HttpResponse:
    """The page that hands over number and key, this once; without a receipt: it was entered before."""
    message = receipt.message if receipt else Message.objects.get(number=number)
    context = {
        "message": message,
        "key": receipt.key if receipt else "",
        "refused": refused,
        "restricted": message.is_restricted,
        "to_sign": minutes.needs_minutes(message),
        "ways": WAYS,
    }
    response = render(request, "listen/intake/taken_in.html", context)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def paper(request: HttpRequest) -> HttpResponse:
    """The receipt with the key on the sender's copy, made from the key that the page just shown still holds."""
    person, message, key = _handed_over(request)
    made = intake_receipt.receipt(message, key=key, receiver=person.full_name)
    return download(made.pdf(), f"bien-nhan-{message.number}.pdf", inline=True)


def _handed_over(request: HttpRequest) -> tuple[Person, Message, str]:
    """Who took in, the message and its key, which the page still holds while the sender stands there."""
    person = request.user
    assert isinstance(person, Person)
    require(person, "hold_reception" if may(person, "hold_reception") else "take_in")
    number, key = numbers.digits(request.POST.get("number", "")), numbers.digits(request.POST.get("key", ""))
    message = Message.objects.filter(number=number).select_related("office").first()
    if message is None or not numbers.key_matches(number, key, message.key_hash):
        raise Http404("Số hồ sơ và mã không khớp.")
    return person, message, key


@login_required
@require_POST
def written_down(request: HttpRequest) -> HttpResponse:
    """The minutes of what was said, to be signed before the sender leaves; opening the words again is an act."""
    person, message, _ = _handed_over(request)
    if not minutes.needs_minutes(message) or is_concerned(person, message):
        raise Http404("Nội dung này không cần biên bản.")
    read_restricted(message, by=person, at=timezone.now())
    form = "docx" if request.POST.get("form") == "docx" else "pdf"
    made = minutes.minutes(message, to=person)
    return download(made.docx() if form == "docx" else made.pdf(), f"bien-ban-{message.number}.{form}")
