"""Who holds the key of a message: the key itself is typed into a POST form once, and becomes a 30-minute cookie."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from hoiam.listen.key import numbers
from hoiam.listen.message.parts import origin_of
from hoiam.listen.models import Message

COOKIE = "theo-doi"
HELD_SECONDS = 30 * 60


def holder_of(number: str, key: str) -> Message | None:
    """The message, when number and key belong together. Both are read as people type them."""
    number, key = numbers.digits(number), numbers.digits(key)
    message = Message.objects.filter(number=number).first() if numbers.check(number) and numbers.check(key) else None
    # The key of a letter opens what was split from it.
    origin = origin_of(message) if message else None
    return message if origin and numbers.key_matches(origin.number, key, origin.key_hash) else None


def admit(response: HttpResponse, message: Message) -> None:
    """Remember for half an hour, on this device, that its holder showed the key."""
    origin = origin_of(message)
    response.set_cookie(
        COOKIE,
        # The hash of the key is signed in, so that a new key ends every old cookie; nobody can read it back to the key.
        signing.dumps([origin.number, origin.key_hash[:16]], salt=COOKIE),
        max_age=HELD_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def holds(request: HttpRequest, message: Message) -> bool:
    """Whether this device showed the key of this message within the last half hour."""
    cookie = request.COOKIES.get(COOKIE, "")
    try:
        number, mark = signing.loads(cookie, salt=COOKIE, max_age=HELD_SECONDS)
    except signing.BadSignature:
        return False
    origin = origin_of(message)
    return bool(number == origin.number and mark == origin.key_hash[:16])


def dismiss(response: HttpResponse) -> None:
    """Forget it: for people who share a phone."""
    response.delete_cookie(COOKIE, samesite="Strict")
