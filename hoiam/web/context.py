"""What every template may ask for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hoiam.listen.withholding.appealing import may_review
from hoiam.office.access import may
from hoiam.office.models import Person

# The cookie's value -> the class on <html>. Without a cookie the browser's own size stands.
TEXT_SIZES = {"nho": "text-small", "vua": "", "lon": "text-large"}
TEXT_SIZE_COOKIE = "co-chu"


def house(request: HttpRequest) -> dict[str, Any]:
    """The office, its public address, whether this is a demonstration, and the text size the reader chose."""
    chosen = request.COOKIES.get(TEXT_SIZE_COOKIE, "vua")
    office = getattr(request, "office", None)
    # At the desk a person works for their own office, whatever address they came in by. Elsewhere nobody is asked for
    # who is signed in: reading reads no session.
    at_desk: dict[str, bool] = {}
    if request.path.startswith("/ban") and isinstance(request.user, Person):
        office = request.user.office
        at_desk = {
            "reads_inbox": may(request.user, "read_inbox"),
            "approves": may(request.user, "approve"),
            "takes_in": may(request.user, "take_in"),
            "calls": may(request.user, "call"),
            "reviews": may_review(request.user),
            "receives": may(request.user, "hold_reception"),
            "keeps_books": may(request.user, "print_books"),
            "administers": may(request.user, "administer"),
        }
    return {
        **at_desk,
        "office": office,
        "PUBLIC_URL": settings.PUBLIC_URL,
        "DEMO": settings.DEMO,
        "DEMO_WEEKS": settings.DEMO_WEEKS,
        "text_size": chosen if chosen in TEXT_SIZES else "vua",
        "text_size_class": TEXT_SIZES.get(chosen, ""),
    }
