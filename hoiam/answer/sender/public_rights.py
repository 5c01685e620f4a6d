"""The sender's own data, by key: the copy, the correction, the erasure."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hoiam.answer.sender.opening import looks
from hoiam.answer.sender.rights import ERASE_WITHIN_DAYS, ask_erasure, correct_contact, forget_contact, give_copy
from hoiam.files.serving import download
from hoiam.listen.key.keyholder import holds
from hoiam.listen.message import contact_line
from hoiam.listen.message.parts import origin_of
from hoiam.listen.models import Message
from hoiam.vault import contacts


class ReachForm(forms.Form):
    """Another way to be reached."""

    use_required_attribute = False
    reach = forms.CharField(
        label="Số điện thoại hoặc thư điện tử mới",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Thay cho điều đã để lại; cái cũ được xóa ngay.",
    )


def _holders(request: HttpRequest, number: str) -> Message | None:
    """The message, when this device showed its key; None: ask for it. Never given, or kept from view: 404."""
    message = (
        Message.objects.filter(office=request.office, number=number)  # type: ignore[attr-defined]
        .select_related("office", "restriction", "erasure")
        .first()
    )
    if message is None:
        raise Http404
    if holds(request, message):
        return message
    if message.is_restricted:
        raise Http404
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def rights(request: HttpRequest, number: str) -> HttpResponse:
    """/tra-loi/<number>/cua-toi: what is known of the sender, and what they may do with it."""
    message = _holders(request, number)
    if message is None:
        return redirect("follow")
    form, at = ReachForm(request.POST or None), timezone.now()
    doing = request.POST.get("lam", "")
    try:
        if doing == "sua" and form.is_valid():
            correct_contact(message, contact_line.read_contact(form.cleaned_data["reach"]), at=at)
            return redirect("rights", number=number)
        if doing == "xoa-lien-he":
            forget_contact(message, at=at)
            return redirect("rights", number=number)
        if doing == "xoa-loi":
            ask_erasure(message, at=at)
            return redirect("rights", number=number)
    except ValidationError as problem:
        form.add_error("reach" if doing == "sua" else None, problem)
    if doing != "sua" and not form.non_field_errors():
        form = ReachForm()
    context = {
        "message": message,
        "form": form,
        "has_contact": contacts.exists(origin_of(message).number),
        "looks": looks(message),
        "erasure": getattr(message, "erasure", None),
        "within": ERASE_WITHIN_DAYS,
        "may_erase": not message.is_restricted,
    }
    response = render(request, "answer/sender/rights.html", context, status=400 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def copy(request: HttpRequest, number: str) -> HttpResponse:
    """Everything of this message as a ZIP."""
    message = _holders(request, number)
    if message is None:
        return redirect("follow")
    return download(give_copy(message, at=timezone.now()), f"ban-sao-{number}.zip")
