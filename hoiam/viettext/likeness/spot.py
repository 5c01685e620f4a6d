"""What a message says about where, once it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from hoiam.viettext.likeness.spoken import Token


@dataclass(frozen=True)
class Address:
    """A number: of an alley (with the numbers within it), of a house. ``street``: the one it was said with."""

    sort: str
    path: tuple[str, ...]
    street: str
    said: str


@dataclass(frozen=True)
class Spot:
    """Everything a message says about where. The values are the words as typed, to be shown."""

    addresses: tuple[Address, ...] = ()
    streets: dict[str, str] = field(default_factory=dict)
    areas: dict[tuple[str, str], str] = field(default_factory=dict)
    landmarks: dict[tuple[str, str], str] = field(default_factory=dict)
    running: str = ""
    rest: tuple[str, ...] = ()  # the words that say nothing about where
    telling: tuple[Token, ...] = ()  # of the text, what is no address: a thing is looked for here
    naming: frozenset[int] = frozenset()  # which of these only say where: «gần nhà văn hóa», «khu tái định cư Tân Phú»
    ends: frozenset[str] = frozenset()  # of a road: its beginning, its end
    initials: frozenset[str] = frozenset()
