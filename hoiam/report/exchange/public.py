"""The door for other servers: a bundle is brought, a question asked. Who knocks is known by a signature."""

from __future__ import annotations

import logging

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hoiam.listen.key import rate_limit
from hoiam.report.bundle.format import LARGEST, MEGABYTE, Refused
from hoiam.report.exchange import answers, receiving

# In an hour from one address: a province's communes may all come through one proxy.
MOST_BUNDLES, MOST_QUESTIONS = 400, 2000

log = logging.getLogger(__name__)


# No session and no form of ours stands behind these two: what counts is the signature under what is brought.
@csrf_exempt
@require_POST
def bring(request: HttpRequest) -> JsonResponse:
    """A bundle: taken in, or refused with the reason; both signed, once it is known whose it is."""
    body = _body(request, "bundle", MOST_BUNDLES, LARGEST)
    if isinstance(body, JsonResponse):
        return body
    try:
        row = receiving.receive(body, at=timezone.now())
    except receiving.RefusedBundle as refused:
        log.warning("Một gói báo cáo bị từ chối.")
        return JsonResponse(refused.answer, status=409)
    except Refused as refused:
        return _no(str(refused), 403 if isinstance(refused, receiving.TheirKeyUnknown) else 400)
    return JsonResponse(receiving.answer_to(row))


@csrf_exempt
@require_POST
def ask(request: HttpRequest) -> JsonResponse:
    """What became of bundles that were brought: a signed answer for each that is the asker's."""
    body = _body(request, "question", MOST_QUESTIONS, answers.LARGEST_QUESTION)
    if isinstance(body, JsonResponse):
        return body
    try:
        return JsonResponse({"answers": receiving.answers_to(body)})
    except answers.NotAnAnswer as refused:
        return _no(str(refused), 400)


def _body(request: HttpRequest, what: str, most: int, largest: int) -> bytes | JsonResponse:
    if rate_limit.hit(rate_limit.device_of(request), what, most, timezone.now()):
        return _no("Máy chủ đang nhận quá nhiều: thử lại sau một giờ.", 429)
    # The stream itself: Django's own ceiling for a body is that of a form.
    body = request.read(largest + 1)
    if len(body) > largest:
        return _no(f"Lớn hơn {max(1, largest // MEGABYTE)} MB, không nhận được.", 413)
    return body


def _no(reason: str, status: int) -> JsonResponse:
    return JsonResponse({"reason": reason}, status=status, json_dumps_params={"ensure_ascii": False})
