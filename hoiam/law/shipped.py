"""The rules that come with the product: read from TOML, and brought into the table after every migrate."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from hoiam.law.tracks import RECEPTION, Extension, Step, Track, checked

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def tracks() -> tuple[Track, ...]:
    """Every track shipped, kind by kind."""
    return tuple(track for path in sorted(DATA.glob("*.toml")) for track in read(path))


def read(path: Path) -> list[Track]:
    """The tracks of one file; its name is the kind."""
    data = tomllib.loads(path.read_text("utf-8"))
    return [_track(path.stem, data["label"], dict(row)) for row in data["track"]]


def labels() -> dict[str, str]:
    """The kinds that have a rule, with the office's word for each."""
    return {track.kind: track.label for track in tracks() if track.kind != RECEPTION}


def _track(kind: str, label: str, row: dict[str, Any]) -> Track:
    steps = tuple(_step(dict(step)) for step in row.pop("step"))
    channels = tuple(row.pop("channels", ()))
    return checked(Track(kind=kind, label=label, steps=steps, channels=channels, **row))


def _step(row: dict[str, Any]) -> Step:
    extension = Extension(**row.pop("extension", {}))
    return Step(extension=extension, **row)
