"""What is read from a text for likeness, kept beside its search row: an ask then only compares.

Reading takes a hundred times as long as comparing. What was read by other rules than these is read again: at once when
it is asked for, and each night for all rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q

from hoiam.viettext.likeness.spot import Address, Spot
from hoiam.viettext.likeness.spots import spot_of
from hoiam.viettext.likeness.things import faults_of, things_of
from hoiam.viettext.models import SearchText

_AT_ONCE = 200
_A_NIGHT = 200_000


# All that a reading depends on: when one of these files changes, texts are read again.
READ_BY = (
    "../abbreviations.py", "../fold.py", "../personal/names.toml", "../personal/words.py",
    "courtesies.py", "faults.toml", "place_words.py", "places.toml", "readings.py", "spoken.py", "spot.py", "spots.py",
    "things.py", "things.toml",
)  # fmt: skip


def _rules() -> str:
    here = Path(__file__).parent
    return sha256(b"".join((here / name).read_bytes() for name in READ_BY)).hexdigest()[:12]


RULES = _rules()


@dataclass(frozen=True)
class Reading:
    """Where, what, and what is wrong with it."""

    spot: Spot
    things: dict[str, float]
    faults: frozenset[str]


def reading_of(text: str, place: str) -> Reading:
    """The one reading of a message: everything that comparing needs, and nothing that depends on another message."""
    spot = spot_of(place, text)
    return Reading(spot, things_of(spot.telling, spot.naming), faults_of(spot.telling, spot.naming))


def parted(body: str) -> tuple[str, str]:
    """Text and place of an indexed text: its last line is the place (see listen.intake.receiving.reindex)."""
    text, sign, place = body.rpartition("\n")
    return (text, place) if sign else (body, "")


def put_down(body: str) -> list[Any]:
    """The reading of an indexed text as plain lists (PostgreSQL would order the keys of an object anew)."""
    read = reading_of(*parted(body))
    spot = read.spot
    return [
        RULES,
        [[one.sort, one.path, one.street, one.said] for one in spot.addresses],
        list(spot.streets.items()),
        [[*area, said] for area, said in spot.areas.items()],
        [[*landmark, said] for landmark, said in spot.landmarks.items()],
        spot.running,
        " ".join(spot.rest),
        sorted(spot.ends),
        sorted(spot.initials),
        list(read.things.items()),
        sorted(read.faults),
    ]


def taken_up(kept: list[Any] | None) -> Reading | None:
    """What was put down; None when nothing was, or by other rules."""
    if not kept or kept[0] != RULES:
        return None
    _, addresses, streets, areas, landmarks, running, rest, ends, initials, things, faults = kept
    spot = Spot(
        tuple(Address(sort, tuple(path), street, said) for sort, path, street, said in addresses),
        dict(streets),
        {(kind, name): said for kind, name, said in areas},
        {(kind, name): said for kind, name, said in landmarks},
        running,
        tuple(rest.split()),
        ends=frozenset(ends),
        initials=frozenset(initials),
    )
    return Reading(spot, dict(things), frozenset(faults))


def read_again() -> int:
    """Rows that were never read, or by other rules: the newest first, so many a night. How many were read."""
    stale = SearchText.objects.filter(Q(reading__isnull=True) | ~Q(reading__0=RULES))
    refs = list(stale.order_by("-ref").values_list("ref", flat=True)[:_A_NIGHT])
    for some in _batches(refs):
        rows = SearchText.objects.filter(ref__in=some).values_list("ref", "body")
        read = [(ref, body, put_down(body)) for ref, body in rows]
        with transaction.atomic():
            for ref, body, reading in read:
                # A text that was changed meanwhile was read when it was.
                SearchText.objects.filter(ref=ref, body=body).update(reading=reading)
    return len(refs)


def _batches(refs: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(refs), _AT_ONCE):
        yield refs[start : start + _AT_ONCE]
