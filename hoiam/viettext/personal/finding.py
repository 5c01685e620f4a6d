"""What looks like personal data in a text, and the text without it.

A masked text carries a marker such as ⟦phone⟧ for each part; it is what is stored, shown and indexed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hoiam.viettext.legible import legible
from hoiam.viettext.personal import names, numbers

SORTS = {
    "phone": "số điện thoại",
    "cccd": "số căn cước",
    "email": "địa chỉ thư điện tử",
    "bank": "số tài khoản",
    "plate": "biển số xe",
    "bhyt": "số thẻ bảo hiểm y tế",
    "name": "tên người",
    "other": "thông tin riêng",  # what a person chose to mask by hand
}
_MARKER = re.compile(rf"⟦({'|'.join(SORTS)})⟧")


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    sort: str


@dataclass(frozen=True)
class Piece:
    text: str  # for a masked part: what was there, in words
    sort: str | None = None


def find(text: str) -> list[Span]:
    """In the order of the text, never overlapping; offsets are those of the text given."""
    view = legible(text)
    taken: list[tuple[int, int, str]] = []
    covered = bytearray(len(view.text))
    for start, end, sort in (*numbers.find(view), *names.find(view)):
        if not any(covered[start:end]):
            taken.append((start, end, sort))
            covered[start:end] = b"\1" * (end - start)
    return [Span(*view.place(start, end), sort) for start, end, sort in sorted(taken)]


def mask(text: str, spans: Iterable[Span]) -> str:
    parts, at = [], 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end <= at:
            continue
        parts += [text[at : max(at, span.start)], f"⟦{span.sort}⟧"]
        at = span.end
    return "".join((*parts, text[at:]))


def pieces(masked: str) -> list[Piece]:
    parts = _MARKER.split(masked)
    return [Piece(part, None) if at % 2 == 0 else Piece(SORTS[part], part) for at, part in enumerate(parts) if part]


def plain(masked: str) -> str:
    return "".join(shown(piece) for piece in pieces(masked))


def shown(piece: Piece) -> str:
    return piece.text if piece.sort is None else f"[đã che {piece.text}]"
