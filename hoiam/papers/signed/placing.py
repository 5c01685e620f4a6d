"""The words of a PDF with their places: what a signature goes under.

Runs as its own short process like reading.py (`paper.lines` starts it), and apart from it: who asks for places only
does not wait for all that signatures need. It imports nothing of ours and reads and writes only its pipes.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

import pypdfium2

CPU_SECONDS = 20
MEMORY = 1024**3
MAX_PAGES = 200
BROKEN = (pypdfium2.PdfiumError, ValueError, OSError, KeyError, TypeError, IndexError, AttributeError, RecursionError)


def lines(data: bytes) -> dict[str, Any]:
    """Each run of words with its place: page from 0, text, left, bottom, right, top in points from the lower left."""
    found: list[tuple[int, str, list[float]]] = []
    try:
        document = pypdfium2.PdfDocument(data)
        for number, page in zip(range(MAX_PAGES), document, strict=False):
            words = page.get_textpage()
            for place in range(words.count_rects()):
                box = words.get_rect(place)
                found.append((number, words.get_text_bounded(*box).strip(), list(box)))
    except BROKEN:
        return {"refused": "broken"}
    return {"lines": found}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.stdout.write(json.dumps(lines(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
