"""With number and key: the page that asks for them, and how a device forgets them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from hoiam.listen.form.forms import FollowForm
from hoiam.listen.key import keyholder, numbers, rate_limit
from hoiam.listen.publicity.privacy import public_rows
from hoiam.office.models import Office


# The key itself is the proof; a forged POST would need it. Without the check the page sets no cookie before it is used.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """/theo-doi: number and key become a cookie of half an hour; a number alone leads to the public page."""
    if request.method != "POST":
        return _by_number(request)
    at, form = timezone.now(), FollowForm(request.POST)
    wait = rate_limit.slow_down(rate_limit.device_of(request), "key", at)
    if wait:
        form.add_error(None, f"Đã thử sai nhiều lần. Xin chờ {_in_words(wait)} rồi nhập lại.")
        return render(request, "listen/key/follow.html", {"form": form}, status=429)
    if not form.is_valid():
        return render(request, "listen/key/follow.html", {"form": form})
    office: Office = request.office  # type: ignore[attr-defined]
    message = keyholder.holder_of(form.cleaned_data["number"], form.cleaned_data["key"])
    # What is about the leadership is booked with the province; its sender comes back to where they wrote.
    if message is None or message.office_id not in (office.pk, office.parent_id):
        rate_limit.wrong_guess(rate_limit.device_of(request), "key", at)
        # One sentence whichever is wrong: it does not tell whether the number exists.
        form.add_error(None, "Số hồ sơ và mã bí mật không khớp. Xin xem lại từng nhóm số trên giấy hoặc ảnh đã chụp.")
        return render(request, "listen/key/follow.html", {"form": form})
    response = redirect("answer", number=message.number)
    keyholder.admit(response, message)
    return response


def _by_number(request: HttpRequest) -> HttpResponse:
    context: dict[str, Any] = {"form": FollowForm(), "typed": request.GET.get("so", "").strip()[:60]}
    if context["typed"]:
        number = numbers.digits(context["typed"])
        if public_rows().filter(office=request.office, number=number).exists():  # type: ignore[attr-defined]
            return redirect("answer", number=number)
        context["unknown"] = True
    return render(request, "listen/key/follow.html", context)


def _in_words(seconds: int) -> str:
    return f"{seconds} giây" if seconds < 120 else f"{-(-seconds // 60)} phút"


@require_POST
def forget(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """For people who share a phone: this device forgets the key at once."""
    response = redirect("follow")
    keyholder.dismiss(response)
    return response
