"""Checkpoints kept elsewhere, read from a file or an address: the ledger's memory outside itself."""

from __future__ import annotations

import socket
from http.client import HTTPException
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
)

SECONDS = 20
LARGEST = 1024 * 1024


class Unreachable(OSError):
    """What was to be compared with could not be read, said in Vietnamese."""


def read(source: str) -> str:
    """The text of a file or of an http(s) address, at most 1 MB."""
    data = _from_address(source) if "://" in source else _from_file(source)
    if len(data) > LARGEST:
        raise Unreachable(f"«{source}» lớn hơn 1 MB: không phải mốc đối chiếu.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Unreachable(f"«{source}» không phải là tệp văn bản.") from error


def is_this_machine(address: str) -> bool:
    """Whether an address leads to the machine that asks: a witness there is in the hands of the office itself."""
    host = urlsplit(address).hostname or ""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return any(_is_ours(one) for one in found)


def _is_ours(address: str) -> bool:
    if ip_address(address.partition("%")[0]).is_loopback:
        return True
    # Only an address of this machine can be bound; port 0 takes any free one and nothing is sent.
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True


def _from_file(source: str) -> bytes:
    try:
        with Path(source).open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise Unreachable(f"Không đọc được tệp «{source}»: {error.strerror}.") from error


def _from_address(source: str) -> bytes:
    if not source.startswith(("http://", "https://")):
        raise Unreachable(f"Chỉ đọc được địa chỉ http:// hoặc https://, không phải «{source}».")
    try:
        with _opener().open(source, timeout=SECONDS) as answer:
            return bytes(answer.read(LARGEST + 1))
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(f"Không tải được «{source}»: {error}.") from error


def _opener() -> OpenerDirector:
    # urlopen's own opener would also follow a redirect to ftp: and read file:.
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPRedirectHandler):
        opener.add_handler(handler())
    opener.add_handler(HTTPErrorProcessor())
    opener.add_handler(HTTPDefaultErrorHandler())
    return opener
