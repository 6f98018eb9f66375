"""Makes the value of one resolved name: level, precision, point, radius, role and container."""

from __future__ import annotations

import math

from tocsin.gazetteer import Entry, Gazetteer
from tocsin.records.toponym import PlaceValue, Toponym

_LEVEL = {"country": "country", "admin1": "admin1", "admin2": "district", "region": "region", "water": "region",
          "city": "city", "neighbourhood": "neighbourhood", "site": "site"}  # fmt: skip
PRECISION = {"site": 1, "neighbourhood": 1, "city": 1, "district": 3, "admin1": 4, "region": 5, "country": 6}
_NAMES = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_EARTH_KM = 6371.0


def place_value(
    t: Toponym, i: int, toponyms: tuple[Toponym, ...], chosen: list[Entry | None], gazetteer: Gazetteer,
    main: str | None,
) -> PlaceValue:  # fmt: skip
    """The value of toponym ``i`` whose entry is ``chosen[i]``; ``main`` is the report's own country."""
    role = _role(t)
    e = chosen[i]
    if e is None:
        outer = chosen[t.container] if t.container is not None else None
        country = outer.country if outer else main
        basis = "container" if outer else "vote" if country else "none"
        level = t.level or "city"
        precision = 2 if t.near and PRECISION[level] < 3 else PRECISION[level]
        return PlaceValue(
            t.first, t.last, t.span, t.text, t.text, None, None, None, country, outer.admin1 if outer else None,
            level, precision, None, None, role, t.near, t.container, basis,
        )  # fmt: skip
    level, lat, lon = _LEVEL[e.kind], e.lat, e.lon
    radius: float | None = e.radius_km or None
    name, basis = e.name, "consonants" if e.fuzzy else "gazetteer"
    precision = 7 if e.kind == "water" else PRECISION[level]
    near = t.near and level in ("site", "neighbourhood", "city")
    if t.part is not None and level in ("country", "admin1", "region"):
        level, precision = "region", 5
        if lat is not None and lon is not None and t.part >= 0 and radius:
            lat, lon = shift(lat, lon, t.part, radius * 0.5)
            radius *= 0.6
    elif t.part is not None and t.part >= 0 and level == "city" and t.level != "city":
        level = "neighbourhood"
    if near:
        precision, radius = 2, 25.0
        if t.distance_km is not None and lat is not None and lon is not None:
            if t.distance_km > 60:
                precision = 5
            if t.bearing is not None:
                lat, lon = shift(lat, lon, t.bearing, t.distance_km)
                radius, basis = max(2.0, t.distance_km * 0.3), "offset"
            else:
                radius = max(2.0, t.distance_km * 1.2)
    return PlaceValue(
        t.first, t.last, t.span, t.text, name, _round(lat), _round(lon), round(radius, 1) if radius else None,
        e.country, e.admin1, level, precision, e.id, e.timezone, role, t.near, t.container, basis,
    )  # fmt: skip


def _role(t: Toponym) -> str:
    if t.kind == "demonym":
        return "demonym"
    if t.kind == "part":
        return "name_part"
    if t.dateline:
        return "dateline"
    return "metonym" if t.metonym else "literal"


def shift(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point ``km`` away from ``lat``, ``lon`` in the direction ``bearing`` (degrees from north)."""
    d, b = km / _EARTH_KM, math.radians(bearing)
    a, o = math.radians(lat), math.radians(lon)
    a2 = math.asin(math.sin(a) * math.cos(d) + math.cos(a) * math.sin(d) * math.cos(b))
    o2 = o + math.atan2(math.sin(b) * math.sin(d) * math.cos(a), math.cos(d) - math.sin(a) * math.sin(a2))
    return math.degrees(a2), (math.degrees(o2) + 540) % 360 - 180


def _round(x: float | None) -> float | None:
    return None if x is None else round(x, 5)
