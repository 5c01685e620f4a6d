"""«Kính gửi UBND phường», «em chào p.», «xin chân thành cảm ơn»: they say neither what nor where, and weigh nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hoiam.viettext.likeness import place_words
from hoiam.viettext.likeness.spoken import Token


def without_courtesies(tokens: list[Token]) -> Iterator[Token]:
    """The other tokens; the first after what is left out stands after a break."""
    at, left_out = 0, False
    while at < len(tokens):
        end = _courtesy_end(tokens, at)
        if end > at:
            at, left_out = end, True
            continue
        yield replace(tokens[at], after_break=True) if left_out else tokens[at]
        at, left_out = at + 1, False


def _courtesy_end(tokens: list[Token], at: int) -> int:
    if tokens[at].word not in place_words.FIRST_OF_COURTESIES:
        return at
    for size in range(4, 0, -1):
        words = [token.word for token in tokens[at : at + size]]
        if len(words) == size and " ".join(words) in place_words.COURTESIES:
            end = at + size
            while end < len(tokens) and tokens[end].word in place_words.ADDRESSED:
                if tokens[end].after_break and tokens[end - 1].word not in place_words.ADDRESSED:
                    break
                end += 1
            return end
    return at
