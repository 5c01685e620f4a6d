"""How often one device has sent or guessed within the hour, without keeping who it is.

A device is known by a keyed hash of its network address; the key lives in memory and is new each hour, and so is the
count. Nothing is stored or logged, and a text is never lost: past the limit the page keeps it and asks one question.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import threading
from collections import OrderedDict
from datetime import datetime
from hashlib import sha256

from django.http import HttpRequest

FREE_GUESSES = 5
FIRST_WAIT = 15
LONGEST_WAIT = 15 * 60
_ROOM = 20_000


class Hour:
    """The counts of one hour of one process, in bounded memory."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._hour = -1
        self._key = b""
        # Keyed hash -> how often, and when it may be tried again. The longest unseen goes first when room is short.
        self._seen: OrderedDict[bytes, tuple[int, float]] = OrderedDict()

    def hit(self, address: str, what: str, limit: int, now: datetime | float) -> bool:
        """Count one more; True when this one is past the limit of the hour."""
        with self._lock:
            mark = self._mark(address, what, _seconds(now))
            count, until = self._seen.pop(mark, (0, 0.0))
            self._keep(mark, count + 1, until)
            return count + 1 > limit

    def wrong_guess(self, address: str, what: str, now: datetime | float) -> None:
        """A key that did not match: after the free ones every further one doubles the wait."""
        with self._lock:
            moment = _seconds(now)
            mark = self._mark(address, what, moment)
            count = self._seen.pop(mark, (0, 0.0))[0] + 1
            past = count - FREE_GUESSES
            wait = min(FIRST_WAIT * 2 ** min(past, 16), LONGEST_WAIT) if past >= 0 else 0
            self._keep(mark, count, moment + wait)

    def slow_down(self, address: str, what: str, now: datetime | float) -> int:
        """How many seconds this device must wait before its next guess; 0: go on."""
        with self._lock:
            moment = _seconds(now)
            until = self._seen.get(self._mark(address, what, moment), (0, 0.0))[1]
            return max(0, round(until - moment))

    def _mark(self, address: str, what: str, moment: float) -> bytes:
        hour = int(moment // 3600)
        if hour != self._hour:
            self._hour, self._key = hour, secrets.token_bytes(32)
            self._seen.clear()
        return hmac.digest(self._key, f"{what}|{_network(address)}".encode(), sha256)[:16]

    def _keep(self, mark: bytes, count: int, until: float) -> None:
        self._seen[mark] = (count, until)
        while len(self._seen) > self._room:
            self._seen.popitem(last=False)


def _seconds(now: datetime | float) -> float:
    return now.timestamp() if isinstance(now, datetime) else now


def _network(address: str) -> str:
    """One household has a whole /64 of IPv6: it counts as one device."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((int(found), 64), strict=False))
    return str(found)


_hour = Hour()
hit = _hour.hit
wrong_guess = _hour.wrong_guess
slow_down = _hour.slow_down


def device_of(request: HttpRequest) -> str:
    """Whence a request comes, for the counts of this hour in memory; it is kept nowhere else."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    # We listen on this machine only: what comes from it with this header came through its own proxy, which writes the
    # device last. Without this, everybody behind the proxy would share one limit.
    passed_on = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return passed_on if passed_on and address in ("127.0.0.1", "::1") else address
