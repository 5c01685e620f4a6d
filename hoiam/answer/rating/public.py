"""What the sender does by the key: rates the answer, or says that it is not solved."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from hoiam.answer.models import Satisfaction
from hoiam.answer.public.public import message_of
from hoiam.answer.public.refusing import refused
from hoiam.answer.rating import acts as rating_acts


@require_POST
def rate(request: HttpRequest, number: str) -> HttpResponse:
    """«Việc đã xong chưa?» and how the answer was. «Chưa xong» opens the matter again."""
    message, holder = message_of(request, number)
    if not holder:
        return redirect("follow")
    solved = {"xong": True, "chua": False}.get(request.POST.get("xong", ""))
    given = request.POST.get("hai-long", "")
    satisfaction = int(given) if given in {str(value) for value in Satisfaction.values} else None
    at = timezone.now()
    try:
        if solved is None and satisfaction is None:
            raise ValidationError("Hãy chọn «Đã xong» hoặc «Chưa xong», hoặc một mức hài lòng.")
        rating_acts.rate(message, satisfaction=satisfaction, solved=solved, at=at)
        if solved is False:
            rating_acts.reopen(message, at=at)
    except ValidationError as problem:
        return refused(request, message, problem)
    return redirect("answer", number=number)
