"""The line to another server: one question over HTTPS, one answer, nothing followed."""

from __future__ import annotations

import json
import ssl
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

SECONDS = 60
LARGEST_ANSWER = 1024 * 1024


class LineDown(OSError):
    """The other server was not reached, or did not answer as one of ours: try again later."""


class OurKeyUnknown(LineDown):
    """It does not know our key (any more)."""


class BundleBroken(LineDown):
    """What arrived there is not what we signed."""


class ThereBusy(LineDown):
    """It takes nothing more from us in this hour."""


# The status of an answer that nobody signed -> what is the matter. Later it may be different: all of it is tried again.
UNSIGNED = {403: OurKeyUnknown, 400: BundleBroken, 413: BundleBroken, 429: ThereBusy}
SIGNED = (200, 409)


def ask(address: str, body: bytes, authority: str) -> object:
    """Send a body and give the JSON that is answered, taken in or refused. Raises LineDown."""
    status, told = _exchange(address, body, authority)
    if status not in SIGNED:
        raise UNSIGNED.get(status, LineDown)(f"answered with {status}")
    try:
        return json.loads(told)
    except (ValueError, RecursionError) as error:
        raise LineDown("no answer of ours") from error


def _exchange(address: str, body: bytes, authority: str) -> tuple[int, bytes]:
    request = Request(address, data=body, method="POST", headers={"Content-Type": "application/octet-stream"})  # noqa: S310  (the address was checked when it was entered)
    try:
        with _opener(authority).open(request, timeout=SECONDS) as answer:
            return answer.status, bytes(answer.read(LARGEST_ANSWER))
    except HTTPError as refused:
        with refused:  # a refusal is an answer too
            return refused.code, bytes(refused.read(LARGEST_ANSWER))
    except (OSError, HTTPException, ValueError) as error:
        raise LineDown(str(error)) from error


def trusts(authority: str) -> bool:
    """Whether this text is a certificate that an answer can be checked by."""
    try:
        ssl.create_default_context(cadata=authority)
    except (ssl.SSLError, TypeError, ValueError):  # a letter that is not ASCII is a TypeError
        return False
    return True


def _opener(authority: str) -> OpenerDirector:
    # urlopen's own opener would also follow redirects, and read file: and ftp:.
    opener = OpenerDirector()
    context = ssl.create_default_context(cadata=authority or None)
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler(context=context)):
        opener.add_handler(handler)
    opener.add_handler(HTTPErrorProcessor())
    opener.add_handler(HTTPDefaultErrorHandler())
    return opener
