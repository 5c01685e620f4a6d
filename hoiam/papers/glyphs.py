"""Which letters a font can draw: PDF/A refuses a whole document for one letter without a glyph."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# Stands for a letter that the font of official documents lacks; the DOCX keeps the letter itself.
MISSING = "\u25a1"


@cache
def drawn(font: Path) -> frozenset[str]:
    """The letters in the font's Unicode table (OpenType cmap, subtable format 4, the one for the basic plane)."""
    data = font.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    cmap = next(
        offset
        for tag, _, offset, _ in (struct.unpack_from(">4sLLL", data, 12 + 16 * row) for row in range(tables))
        if tag == b"cmap"
    )
    (subtables,) = struct.unpack_from(">H", data, cmap + 2)
    for row in range(subtables):
        platform, _, offset = struct.unpack_from(">HHL", data, cmap + 4 + 8 * row)
        start = cmap + offset
        if platform in (0, 3) and struct.unpack_from(">H", data, start) == (4,):
            return frozenset(map(chr, _format_4(data, start)))
    raise ValueError(f"{font.name}: không có bảng chữ Unicode")


def _format_4(data: bytes, start: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", data, start + 6)
    ends, starts = start + 14, start + 16 + doubled
    deltas, ranges = starts + doubled, starts + 2 * doubled
    for segment in range(0, doubled, 2):
        (last,) = struct.unpack_from(">H", data, ends + segment)
        (first,) = struct.unpack_from(">H", data, starts + segment)
        (delta,) = struct.unpack_from(">H", data, deltas + segment)
        (jump,) = struct.unpack_from(">H", data, ranges + segment)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if jump:
                (glyph,) = struct.unpack_from(">H", data, ranges + segment + jump + 2 * (code - first))
            # A glyph of 0 from the array means "missing" and takes no delta.
            if (glyph + delta) % 0x10000 if not jump or glyph else 0:
                yield code
