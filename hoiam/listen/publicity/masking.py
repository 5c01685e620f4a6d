"""Covering personal data: the machine proposes, the sender and then an officer decide; words are never rewritten.

A covered part is chosen by its place in the text as sent, so a public copy is always the sender's own words less the
covered ones. What the sender covered by hand stays covered; only what the machine proposed can be laid open again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hoiam.viettext.personal import finding
from hoiam.viettext.personal.finding import Span

BY_HAND = "other"


@dataclass(frozen=True)
class Masks:
    """The covered spans of the text and of the place, each sorted and without overlaps."""

    text: tuple[Span, ...] = ()
    place: tuple[Span, ...] = ()

    def __or__(self, other: Masks) -> Masks:
        return Masks(_joined([*self.text, *other.text]), _joined([*self.place, *other.place]))

    def by_hand(self) -> Masks:
        """Only what a person covered."""
        return Masks(
            tuple(span for span in self.text if span.sort == BY_HAND),
            tuple(span for span in self.place if span.sort == BY_HAND),
        )

    def over(self, text: str, place: str) -> tuple[str, str]:
        """The masked copies of text and place."""
        return finding.mask(text, list(self.text)), finding.mask(place, list(self.place))

    def frozen(self) -> dict[str, list[list[int | str]]]:
        """As JSON; it tells where something is covered, never what."""
        return {"text": _plain(self.text), "place": _plain(self.place)}


def thawed(frozen: dict[str, list[list[int | str]]]) -> Masks:
    """The reverse of ``Masks.frozen``."""
    text, place = (
        tuple(Span(int(start), int(end), str(sort)) for start, end, sort in frozen[part]) for part in ("text", "place")
    )
    return Masks(text, place)


def proposed_masks(text: str, place: str) -> Masks:
    """What looks like personal data to the machine."""
    return Masks(tuple(finding.find(text)), tuple(finding.find(place)))


def chosen(text: str, place: str, laid_open: Collection[str], phrases: str) -> Masks:
    """What a person decided: the machine's spans but those laid open («text:12»: by start), and the phrases typed."""
    machine = proposed_masks(text, place)
    kept = Masks(
        tuple(span for span in machine.text if f"text:{span.start}" not in laid_open),
        tuple(span for span in machine.place if f"place:{span.start}" not in laid_open),
    )
    return kept | Masks(tuple(_found(text, phrases)), tuple(_found(place, phrases)))


def _plain(spans: tuple[Span, ...]) -> list[list[int | str]]:
    return [[span.start, span.end, span.sort] for span in spans]


def _found(text: str, phrases: str) -> Iterable[Span]:
    for phrase in phrases.splitlines():
        if phrase.strip():
            for match in re.finditer(re.escape(phrase.strip()), text, re.IGNORECASE):
                yield Span(match.start(), match.end(), BY_HAND)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if joined and span.start < joined[-1].end:
            last = joined[-1]
            sort = BY_HAND if BY_HAND in (span.sort, last.sort) else last.sort
            joined[-1] = Span(last.start, max(last.end, span.end), sort)
        else:
            joined.append(span)
    return tuple(joined)
