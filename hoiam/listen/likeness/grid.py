"""The grid by which messages near a place are found: cells of about 300 metres."""

from __future__ import annotations

from math import asin, cos, floor, radians, sin, sqrt
from typing import Any

# Vietnam lies between 8° and 24° north: a degree of longitude is 102 to 110 km there.
_LAT_DEGREES, _LON_DEGREES = 0.0027, 0.0028
_EARTH_METRES = 6_371_000


def cell(lat: float, lon: float) -> tuple[int, int]:
    """The cell a point lies in."""
    return floor(lat / _LAT_DEGREES), floor(lon / _LON_DEGREES)


def position(lat: float | None, lon: float | None) -> dict[str, Any]:
    """The columns of a message for where it is: the point and its cell, or nothing."""
    if lat is None or lon is None:
        return {}
    cell_lat, cell_lon = cell(lat, lon)
    return {"lat": lat, "lon": lon, "cell_lat": cell_lat, "cell_lon": cell_lon}


def metres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """How far two places are apart."""
    lat_1, lat_2 = radians(lat), radians(other_lat)
    half = sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_METRES * asin(sqrt(half))
