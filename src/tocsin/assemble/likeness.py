"""Likeness of places and dates: whether two of them may be those of one incident."""

from __future__ import annotations

import datetime as dt
from math import asin, cos, radians, sin, sqrt

from tocsin.records import Parse
from tocsin.records.time import TimeValue
from tocsin.records.toponym import PlaceValue

FAR_KM = 40.0  # two towns further apart than this are two places
_EARTH_DIAMETER_KM = 12742.0
_SPOTS = frozenset({"site", "neighbourhood", "city"})
_FINE = frozenset({"site", "neighbourhood", "city", "district", "admin1"})


def is_fine(p: PlaceValue) -> bool:
    """Whether a place is narrower than a country or a region."""
    return p.level in _FINE


def is_spot(p: PlaceValue) -> bool:
    """Whether a place is a town or narrower, and on the map."""
    return p.level in _SPOTS and p.lat is not None


def same_place(p: PlaceValue, q: PlaceValue) -> bool:
    """Whether two named places may be one spot: same name, near, or one inside the other."""
    if p.name == q.name or (p.gazetteer_id and p.gazetteer_id == q.gazetteer_id):
        return True
    if p.country and q.country and p.country != q.country:
        return False
    levels = {p.level, q.level}
    if levels & {"country", "region"}:
        return True
    if "admin1" in levels or "district" in levels:
        if p.level == q.level == "admin1":
            return p.admin1 == q.admin1
        return p.admin1 is None or q.admin1 is None or p.admin1 == q.admin1
    if p.lat is None or q.lat is None or p.lon is None or q.lon is None:
        return True  # a name that no gazetteer lists contradicts nothing
    return kilometres(p.lat, p.lon, q.lat, q.lon) <= FAR_KM


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km between two points in degrees."""
    north, east = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    a = sin(north) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(east) ** 2
    return _EARTH_DIAMETER_KM * asin(sqrt(min(1.0, a)))


def places_differ(a: list[PlaceValue], b: list[PlaceValue]) -> bool:
    """Whether no place of ``a`` may be one of ``b``; places that are silent contradict nothing."""
    fine_a, fine_b = [p for p in a if is_fine(p)], [p for p in b if is_fine(p)]
    spots_a, spots_b = [p for p in fine_a if is_spot(p)], [p for p in fine_b if is_spot(p)]
    if spots_a and spots_b:
        fine_a, fine_b = spots_a, spots_b  # two towns of one province are two places
    if fine_a and fine_b:
        return not any(same_place(p, q) for p in fine_a for q in fine_b)
    countries_a, countries_b = {p.country for p in a if p.country}, {p.country for p in b if p.country}
    return bool(countries_a and countries_b and not countries_a & countries_b)


def dates_differ(a: list[TimeValue], b: list[TimeValue], slack: int) -> bool:
    """Whether no date of ``a`` comes within ``slack`` days of one of ``b``."""
    return bool(a and b) and not any(_meet(x, y, slack) for x in a for y in b)


def _meet(x: TimeValue, y: TimeValue, slack: int) -> bool:
    xs, xe = _window(x)
    ys, ye = _window(y)
    return xs <= ye + slack and ys <= xe + slack


def _window(v: TimeValue) -> tuple[int, int]:
    start = v.start or dt.date.min
    return start.toordinal(), (v.end or start).toordinal()


def is_event_date(parse: Parse, value: TimeValue) -> bool:
    """Whether a time value can be the day of an incident: placed, no boundary, not "as of Friday"."""
    if value.relation is not None or value.type not in ("DATE", "TIME") or value.start is None:
        return False
    return not is_as_of(parse, value)


def is_as_of(parse: Parse, value: TimeValue) -> bool:
    """The day of a count ("as of Friday") and not of the incident."""
    return [t.lower for t in parse.tokens[max(0, value.first - 2) : value.first]] == ["as", "of"]


def stands_in(parse: Parse, p: PlaceValue) -> bool:
    """Whether a country is where something is: "in Syria", "in neighbouring Iraq"."""
    return any(t.lower in ("in", "inside", "across") for t in parse.tokens[max(0, p.first - 2) : p.first])
