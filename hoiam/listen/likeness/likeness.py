"""What is like this message? At most five candidates, each with how like it is and why, in words.

Weighed are thing, place and time of one message at a time, from masked text alone; never contact, device or style. A
restricted message is never a candidate. Nothing is joined here: a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from threading import Lock
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from hoiam.listen.likeness.grid import cell, metres
from hoiam.listen.models import Message
from hoiam.office.models import Area, Office
from hoiam.viettext.likeness.likeness import ENOUGH, Alike, Said, Weights, alike, fits
from hoiam.viettext.likeness.readings import parted
from hoiam.viettext.models import SearchText
from hoiam.viettext.search import vocabulary
from hoiam.viettext.search.engines.chosen import engine
from hoiam.viettext.search.engines.terms import Term
from hoiam.viettext.search.search import folded_words

MOST = 5
HELPFUL_AT_MOST = 3
BY_PLACE = timedelta(days=60)
BY_AREA = timedelta(days=21)
BY_TEXT = timedelta(days=365)
_CAP = 1500
_TEXT_CAP = 200
_WEIGHED = 40
_ASKED = 14
_RAREST = 6
_SAMPLE = 2000
_SAMPLED_AGAIN_AFTER = 500


@dataclass(frozen=True)
class Asked:
    """What candidates are looked for: a message that is there, or one that is about to be sent."""

    office: Office
    at: datetime
    said: Said
    lat: float | None = None
    lon: float | None = None
    area: Area | None = None
    topic_id: int | None = None
    number: str = ""


@dataclass(frozen=True)
class Candidate:
    """A message that may be about the same thing. ``later``: it came after, so it can be joined to, never lead."""

    message: Message
    likeness: float
    reason: str
    later: bool = False


def candidates(message: Message) -> list[Candidate]:
    """What is like a message that is there; nothing for a restricted one."""
    row = SearchText.objects.filter(ref=message.pk).values_list("body", "reading").first()
    if row is None or message.is_restricted:
        return []
    asked = Asked(
        message.office,
        message.received_at,
        _said(*row),
        message.lat,
        message.lon,
        message.area,
        message.topic_id,
        message.number,
    )
    return like(asked)


def like(asked: Asked, among: QuerySet[Message] | None = None) -> list[Candidate]:
    """The most alike first. ``among``: only these may be offered (the published ones, to the public)."""
    weights = _sample.weights(asked.office)
    words = folded_words(f"{asked.said.text}\n{asked.said.place}").split()
    rarest = sorted(set(words), key=lambda word: -weights.of(word))[:_ASKED]
    pool = Message.objects.filter(office=asked.office, restriction__isnull=True) if among is None else among
    pool = pool.filter(received_at__gte=asked.at - BY_TEXT, received_at__lte=asked.at + BY_PLACE)
    refs = _promising(asked, pool, words, rarest, weights)
    if not refs:
        return []
    found = pool.filter(pk__in=refs).exclude(number=asked.number).order_by().values_list(*_Compared._fields)
    said = _texts(refs)
    weighed = [_weigh(asked, _Compared(*row), said[row[0]], weights) for row in found if row[0] in said]
    likely = sorted((one for one in weighed if one.likeness >= ENOUGH), key=lambda one: -one.likeness)
    # What came before comes first into the five: only that can be the one to join.
    chosen = sorted(likely, key=lambda one: one.later)[:MOST]
    messages = pool.order_by().select_related("area", "topic", "office").in_bulk([one.pk for one in chosen])
    ordered = sorted(chosen, key=lambda one: (-one.likeness, one.later))
    return [Candidate(messages[one.pk], one.likeness, one.reason, one.later) for one in ordered if one.pk in messages]


def helpful(asked: Asked, answered: QuerySet[Message]) -> list[Candidate]:
    """Published answers to questions of the same kind of thing: where it was asked matters nothing here."""
    weights = _sample.weights(asked.office)
    words = folded_words(asked.said.text).split()
    texts = _by_text(asked.office, words, weights, published_only=True)
    if not texts:
        return []
    found = answered.filter(pk__in=texts).values_list("pk", flat=True)
    said = _texts(found)
    weighed = [(fits(asked.said, one, weights), pk) for pk, one in said.items()]
    best = sorted((pair for pair in weighed if pair[0] >= ENOUGH), reverse=True)[:HELPFUL_AT_MOST]
    messages = answered.select_related("area", "topic", "office").in_bulk([pk for _, pk in best])
    why = "đã có câu trả lời về điều gần giống"
    return [Candidate(messages[pk], round(score, 3), why) for score, pk in best if pk in messages]


def _texts(refs: Iterable[int]) -> dict[int, Said]:
    rows = SearchText.objects.filter(ref__in=refs).values_list("ref", "body", "reading")
    return {ref: _said(body, reading) for ref, body, reading in rows}


def _promising(
    asked: Asked, pool: QuerySet[Message], words: Sequence[str], rarest: Sequence[str], weights: Weights
) -> list[int]:
    """By place, by area, by text; of all these the ones that share the rarest words."""
    near = Q()
    if asked.lat is not None and asked.lon is not None:
        row, column = cell(asked.lat, asked.lon)
        near = Q(
            cell_lat__range=(row - 1, row + 1),
            cell_lon__range=(column - 1, column + 1),
            received_at__gte=asked.at - BY_PLACE,
        )
    recent = Q(received_at__gte=asked.at - BY_AREA, received_at__lte=asked.at + BY_AREA)
    rows: dict[int, str] = {}
    for leg in ([near] if near else []) + [recent]:
        newest = pool.filter(leg).order_by("-received_at", "-id").values("pk")[:_CAP]
        rows |= dict(SearchText.objects.filter(ref__in=newest).values_list("ref", "body_words"))
    rows |= _by_text(asked.office, words, weights)
    wanted = {word: weights.of(word) for word in rarest}
    worth = {ref: sum(map(wanted.__getitem__, wanted.keys() & running.split())) for ref, running in rows.items()}
    return sorted(rows, key=lambda ref: (-worth[ref], -ref))[:_WEIGHED]


def _by_text(office: Office, words: Iterable[str], weights: Weights, *, published_only: bool = False) -> dict[int, str]:
    """Those that share two of the rarest words that any other text has."""
    known = vocabulary.frequencies(set(words))
    rare = sorted((word for word in known if len(word) > 1), key=lambda word: -weights.of(word))[:_RAREST]
    pairs = [[[Term(first)], [Term(second)]] for first, second in combinations(rare, 2)]
    if not pairs:
        return {}
    found = engine().candidates(pairs, office_id=office.pk, published_only=published_only, cap=_TEXT_CAP)
    return {one.ref: one.body_words for one in found}


class _Compared(NamedTuple):
    """Of a message, what is compared beside its words."""

    pk: int
    received_at: datetime
    lat: float | None
    lon: float | None
    area_id: int | None
    topic_id: int | None


class _Weighed(NamedTuple):
    pk: int
    likeness: float
    reason: str
    later: bool


def _weigh(asked: Asked, message: _Compared, said: Said, weights: Weights) -> _Weighed:
    apart = None
    if asked.lat is not None and asked.lon is not None and message.lat is not None and message.lon is not None:
        apart = metres(asked.lat, asked.lon, message.lat, message.lon)
    same_area = None if asked.area is None or message.area_id is None else asked.area.pk == message.area_id
    same_topic = None if not asked.topic_id or not message.topic_id else asked.topic_id == message.topic_id
    found = alike(asked.said, said, weights, metres=apart, same_area=same_area, same_topic=same_topic)
    days = abs(timezone.localdate(asked.at) - timezone.localdate(message.received_at)).days
    later = message.received_at > asked.at
    likeness = found.likeness * (1 - 0.1 * min(1.0, days / 60))
    if days > BY_PLACE.days:
        likeness *= 1 - 0.3 * min(1.0, (days - 60) / 305)
    return _Weighed(message.pk, round(likeness, 3), _reason(found, days, later=later), later)


def _reason(found: Alike, days: int, *, later: bool) -> str:
    """«cùng chỗ: hẻm 45 Trần Hưng Đạo; cùng việc: ống nước vỡ; 2 ngày trước»"""
    parts = []
    if found.place:
        parts.append(f"cùng chỗ: {found.place}")
    if found.thing:
        parts.append(f"cùng việc: {found.thing}")
    if found.words:
        parts.append(f"cùng chữ: {', '.join(found.words)}")
    parts.append("cùng ngày" if not days else f"nhận sau {days} ngày" if later else f"{days} ngày trước")
    return "; ".join(parts)


def _said(body: str, reading: list[Any] | None) -> Said:
    return Said(*parted(body), reading)


class _Sample:
    """How rare words are in each office, from its newest texts; kept in memory until many more have come."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[tuple[object, int], tuple[int, Weights]] = {}

    def weights(self, office: Office) -> Weights:
        texts = SearchText.objects.filter(office_id=office.pk)
        newest = texts.order_by("-ref").values_list("ref", flat=True).first() or 0
        key = (connection.settings_dict["NAME"], office.pk)
        with self._lock:
            since, weights = self._kept.get(key, (-1, Weights()))
            few = newest < since or weights.texts < _SAMPLE
            if since < 0 or newest - since > (
                min(_SAMPLED_AGAIN_AFTER, weights.texts // 5) if few else _SAMPLED_AGAIN_AFTER
            ):
                sample = texts.order_by("-ref").values_list("body_words", flat=True)[:_SAMPLE]
                weights = Weights.counted(words.split() for words in sample)
                self._kept[key] = (newest, weights)
            return weights


_sample = _Sample()
