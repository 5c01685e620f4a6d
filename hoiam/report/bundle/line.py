"""The line to another server: one question over HTTPS, one answer, nothing followed."""

from __future__ import annotations

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


def ask(address: str, body: bytes, authority: str) -> bytes:
    """Send a body and give what is answered, whatever the answer says. Raises LineDown."""
    request = Request(address, data=body, method="POST", headers={"Content-Type": "application/octet-stream"})  # noqa: S310  (the address was checked when it was entered)
    try:
        with _opener(authority).open(request, timeout=SECONDS) as answer:
            return bytes(answer.read(LARGEST_ANSWER))
    except HTTPError as refused:
        # Refusals are answers too; what is no answer of ours is found out by who reads it.
        with refused:
            return bytes(refused.read(LARGEST_ANSWER))
    except (OSError, HTTPException, ValueError) as error:
        raise LineDown(str(error)) from error


def trusts(authority: str) -> bool:
    """Whether this text is a certificate that an answer can be checked by."""
    try:
        ssl.create_default_context(cadata=authority)
    except (ssl.SSLError, ValueError):
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
