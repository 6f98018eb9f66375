"""Makes the value of one resolved name: level, precision, point, radius, role and container."""

from __future__ import annotations

import math
from typing import NamedTuple

from tocsin.gazetteer import Entry
from tocsin.records.toponym import PlaceValue, Toponym

_LEVEL = {
    "country": "country", "admin1": "admin1", "admin2": "district", "region": "region", "water": "region",
    "city": "city", "neighbourhood": "neighbourhood", "site": "site",
}  # fmt: skip
PRECISION = {"site": 1, "neighbourhood": 1, "city": 1, "district": 3, "admin1": 4, "region": 5, "country": 6}
_POINTS = frozenset(("site", "neighbourhood", "city"))
_EARTH_KM = 6371.0
_NEAR_KM = 25.0  # "near": the codebook's own reading of UCDP's precision 2


class Resolved(NamedTuple):
    """The names of a report with the entry of each, and the report's main country."""

    toponyms: tuple[Toponym, ...]
    chosen: tuple[Entry | None, ...]
    main: str | None


def place_value(i: int, resolved: Resolved) -> PlaceValue:
    """The value of toponym ``i``."""
    t, e = resolved.toponyms[i], resolved.chosen[i]
    t = t._replace(container=_holder(t, e, resolved))
    if e is None or (e.lat is None and e.kind != "country"):
        return _unplaced(t, e, resolved)
    level, lat, lon = _LEVEL[e.kind], e.lat, e.lon
    radius: float | None = e.radius_km or None
    basis = "consonants" if e.fuzzy else "gazetteer"
    name = e.name
    precision = 7 if e.kind == "water" else PRECISION[level]
    if t.level == "site" and level != "site":
        # A named site of a known town: the town's point stands for it.
        level, name = "site", t.text
        precision, radius = (
            (2, 25.0) if e.kind in ("city", "neighbourhood") else (PRECISION[_LEVEL[e.kind]], radius)
        )
    if t.part is not None and t.part >= 0 and lat is not None and lon is not None and radius:
        if level == "admin1":
            lat, lon = shift(lat, lon, t.part, radius * 0.3)
        elif level == "country":
            lat, lon = shift(lat, lon, t.part, radius * 0.5)
            radius *= 0.6
    if t.part is not None and level == "country":
        level, precision = "region", 5
    elif t.part is not None and t.part >= 0 and level == "city" and t.level != "city":
        level = "neighbourhood"
    if t.near and level in _POINTS and lat is not None and lon is not None:
        precision, radius = 2, _NEAR_KM
        if t.distance_km is not None:
            precision = 5 if t.distance_km > 60 else 2
            radius = max(2.0, t.distance_km * 1.2)
            if t.bearing is not None:
                lat, lon = shift(lat, lon, t.bearing, t.distance_km)
                radius, basis = max(2.0, t.distance_km * 0.3), "offset"
    return PlaceValue(
        t.first, t.last, t.span, t.text, name, _round(lat), _round(lon), round(radius, 1) if radius else None,
        e.country, e.admin1, level, precision, e.id, e.timezone, role(t), t.near, t.container, basis,
        t.beside,
    )  # fmt: skip


def holds(outer: Entry, inner: Entry) -> bool:
    """Whether ``inner`` lies in ``outer`` as far as the gazetteer can tell."""
    if outer.country != inner.country or outer.row == inner.row:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "admin1":
        return outer.name == inner.admin1 and inner.kind != "admin1"
    return outer.admin1 == inner.admin1 and inner.kind not in ("admin1", "country")


def _holder(t: Toponym, e: Entry | None, resolved: Resolved) -> int | None:
    """The container that the words give, unless the map says otherwise (a list, not a containment)."""
    if t.container is None or (outer := resolved.chosen[t.container]) is None:
        return None
    if e is None:
        told = t.cue != "" or t.level != ""
        return t.container if outer.kind in ("country", "admin1", "admin2", "region") or told else None
    return t.container if holds(outer, e) or outer.kind == "region" else None


def _neighbour(t: Toponym, level: str, resolved: Resolved) -> PlaceValue | None:
    """The known place that an unlisted one lies near, or for a site the one town of its sentence."""
    near: int | None
    if t.beside is not None:
        near, basis = t.beside, "beside"
    else:
        near = _only_town(t, resolved) if level in ("site", "neighbourhood") else None
        basis = "sentence"
    if near is None or (e := resolved.chosen[near]) is None or _LEVEL[e.kind] not in _POINTS:
        return None
    found = place_value(near, resolved)
    return found._replace(basis=basis) if found.lat is not None else None


def _only_town(t: Toponym, resolved: Resolved) -> int | None:
    towns = [
        i
        for i, (other, e) in enumerate(zip(resolved.toponyms, resolved.chosen, strict=True))
        if other.sentence == t.sentence and e is not None and e.kind == "city" and other.kind == "name"
        and not other.metonym
    ]  # fmt: skip
    return towns[0] if len({resolved.toponyms[i].key for i in towns}) == 1 else None


def _unplaced(t: Toponym, e: Entry | None, resolved: Resolved) -> PlaceValue:
    """A name without a point of its own: inside a known town or district it gets that point and its
    uncertainty; else no point, and the country of its container or, failing that, of the report."""
    outer = resolved.chosen[t.container] if t.container is not None else None
    country = e.country if e else outer.country if outer else resolved.main
    basis = "gazetteer" if e else "container" if outer else "vote" if country else "none"
    level = _LEVEL[e.kind] if e else t.level or "city"
    precision = 2 if t.near and level in _POINTS else PRECISION[level]
    lat = lon = radius = None
    close = (*_POINTS, "district")
    if level in close:
        if outer and outer.lat is not None and _LEVEL[outer.kind] in close:
            lat, lon, basis = outer.lat, outer.lon, "container"
            precision = 2 if _LEVEL[outer.kind] in _POINTS else 3
            radius = max(_NEAR_KM, outer.radius_km)
        elif (other := _neighbour(t, level, resolved)) is not None:
            lat, lon, country, basis = other.lat, other.lon, other.country, other.basis
            precision, radius = 2, max(_NEAR_KM, other.radius_km or 0.0)
    admin1 = e.admin1 if e else outer.admin1 if outer else None
    return PlaceValue(
        t.first, t.last, t.span, t.text, e.name if e else t.text, _round(lat), _round(lon), radius, country,
        admin1, level, precision, e.id if e else None,
        e.timezone if e else outer.timezone if outer else None, role(t), t.near, t.container, basis, t.beside,
    )  # fmt: skip


def role(t: Toponym) -> str:
    """What the name does in its sentence; only literal places and datelines may be an event's place."""
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
