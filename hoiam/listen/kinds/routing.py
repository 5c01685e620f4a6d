"""Which topic and area a message is about, by its words: things, services and place names, never who wrote it or how.

The words are data: topics.toml for every office, and what an office adds to its own topics (``Topic.routing_words``).
The clerk sees the words that led to a proposal, and decides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from hoiam.listen.kinds.kinds import Said, said
from hoiam.listen.models import Message
from hoiam.office.models import Area, Office, Topic, Unit
from hoiam.viettext.fold import nfc
from hoiam.viettext.phrases import Found, Phrases
from hoiam.viettext.syllables import syllables

STAFF = "ho-so-thai-do"  # about how staff worked: never given to those it is about
_ONE_WORD, _SEVERAL_WORDS, _OFFICES_OWN = 2, 3, 4
_NAMED_FIRST = 2
_LABELS = {
    "tổ dân phố": ("tổ dân phố", "tổ", "tổ số", "tổ dân phố số"),
    "khu phố": ("khu phố", "khu phố số", "khu"),
    "thôn": ("thôn", "xóm", "thôn số"),
    "ấp": ("ấp", "ấp số"),
}
Key = TypeVar("Key")


@dataclass(frozen=True)
class TopicGuess:
    topic: Topic
    weight: int
    words: tuple[Said, ...]


@dataclass(frozen=True)
class AreaGuess:
    area: Area
    words: tuple[Said, ...]


@dataclass(frozen=True)
class Guess:
    """One of the things looked for: its key, how much speaks for it, and the words."""

    key: str
    weight: int
    words: tuple[Said, ...]


Looked = tuple[tuple[str, str, int], ...]  # key, phrase, weight


def guesses(text: str, looked: Looked) -> list[Guess]:
    """What of all that is looked for the text names, the weightiest first. A longer phrase hides those inside it."""
    text = nfc(text)
    row = syllables(text)
    found = _phrases(looked).find(row)
    whole, reach = list[Found](), (0, 0)
    for one in found:
        # By their place, the longer before the shorter: what an earlier one reaches over is inside it.
        if one.last > reach[1] or (one.first, one.last) == reach:
            whole.append(one)
            reach = one.first, one.last
    by_key: dict[str, dict[str, Found]] = {}
    weights: dict[str, int] = {}
    for one in whole:
        key, phrase, weight = looked[one.phrase]
        if phrase.lstrip("!") not in by_key.setdefault(key, {}):
            by_key[key][phrase.lstrip("!")] = one
            weights[key] = weights.get(key, 0) + weight
    if whole:
        # What a message names first is mostly what it is about.
        weights[looked[whole[0].phrase][0]] += _NAMED_FIRST
    ordered = sorted(by_key, key=lambda key: (-weights[key], min(one.first for one in by_key[key].values())))
    return [Guess(key, weights[key], said(text, row, list(by_key[key].values()))) for key in ordered]


@lru_cache(maxsize=64)
def _phrases(looked: Looked) -> Phrases:
    return Phrases([phrase for _, phrase, _ in looked], _data()[0])


@cache
def _data() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    data = tomllib.loads(Path(__file__).with_name("topics.toml").read_text(encoding="utf-8"))
    return data["lists"], data["topics"]


def default_words(slug: str) -> Sequence[str]:
    """The words every office starts with for a topic of the shipped list."""
    return _data()[1].get(slug, ())


def _words_of(topic: Topic) -> Iterator[tuple[str, str, int]]:
    for phrase in default_words(topic.slug):
        yield topic.slug, phrase, _SEVERAL_WORDS if " " in phrase or "<" in phrase else _ONE_WORD
    for added in topic.routing_words:
        yield topic.slug, str(added["words"]), _OFFICES_OWN


def propose_topic(text: str, place: str, office: Office) -> list[TopicGuess]:
    """The office's topics the words name, the likeliest first, each with those words. One query."""
    topics = {topic.slug: topic for topic in office.topics.select_related("lead")}
    looked = tuple(line for topic in topics.values() for line in _words_of(topic))
    # The place says where, not what: «đối diện chợ» is no message about the market.
    found = guesses(text, looked) or guesses(place, looked)
    return [TopicGuess(topics[one.key], one.weight, one.words) for one in found]


def propose_area(text: str, place: str, office: Office) -> AreaGuess | None:
    """The area that the place, or else the text, names by its name or an old one; None where it names none or two."""
    areas = {str(area.pk): area for area in office.areas.all()}
    looked = tuple((key, name, 1) for key, area in areas.items() for name in _names_of(area))
    for where in (place, text):
        found = guesses(where, looked)
        if len(found) == 1:
            return AreaGuess(areas[found[0].key], found[0].words)
        if found:
            return None
    return None


def _names_of(area: Area) -> Iterable[str]:
    """«tổ dân phố 3», «tổ 3», «tổ 03»; a name in words also without its label; old names as they are."""
    names = dict[str, None]()
    numbers = [area.name, f"0{area.name}"] if area.name.isdigit() and len(area.name) == 1 else [area.name]
    for label in _LABELS.get(area.label, (area.label,)):
        names |= dict.fromkeys(f"{label} {number}" for number in numbers)
    for name in (area.name, *area.aliases):
        if len(name.split()) > 1:
            names[name] = None
    return [name for name in names if not set(name) & set("<>…!")]


def propose_lead(message: Message) -> Unit | None:
    """The unit a message's topic proposes; never the one that the message is about."""
    topic = message.topic
    if topic is None or topic.lead is None:
        return None
    return None if topic.lead_id in units_concerned(message) else topic.lead


def units_concerned(message: Message) -> set[int]:
    """The units a message is about, or where the persons it is about work."""
    rows = message.concerned.values_list("unit_id", "person__unit_id")
    return {unit for row in rows for unit in row if unit is not None}
