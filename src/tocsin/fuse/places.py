"""Where an incident was: the most precise place that agrees with most reports."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tocsin.codebook import table
from tocsin.fuse.order import account_ids, age, original
from tocsin.records.account import Place
from tocsin.records.collected import Collected
from tocsin.records.incident import Reason, Site

NEAR_KM = 25.0  # two points as near as this may be one place (UCDP: precision 2 is within about 25 km)
POINTS = (1, 2)  # precisions that mean a point
LEVELS = tuple(table("levels"))


@dataclass(frozen=True, slots=True)
class _Named:
    """A place that one account names."""

    place: Place
    by: Collected


def where_of(accounts: Sequence[Collected]) -> tuple[tuple[Site, ...], Reason]:
    """The places of an incident, most precise first, and why."""
    finest = [_Named(c.account.where[0], c) for c in accounts if c.account.where]
    if not finest:
        return (), Reason("where", "place_most_precise", (), "no account gives a place")

    def support(one: _Named) -> int:
        return len({original(n.by) for n in finest if agree(one.place, n.place)})

    best = min(finest, key=lambda n: (-support(n), rank(n.place), _doubt(n.place), age(n.by)))
    named = [_Named(p, c) for c in accounts for p in c.account.where if agree(best.place, p)]
    groups: dict[tuple[str, str], list[_Named]] = {}
    for one in named:
        groups.setdefault(_same(one.place), []).append(one)
    chosen = [min(g, key=lambda n: (rank(n.place), _doubt(n.place), age(n.by))) for g in groups.values()]
    sites = tuple(
        _site(one.place, groups[_same(one.place)])
        for one in sorted(
            chosen, key=lambda n: (_same(n.place) != _same(best.place), rank(n.place), age(n.by))
        )
    )
    away = [n for n in finest if not agree(best.place, n.place)]
    note = "; ".join(f"{n.by.account.id} says {n.place.name}" for n in away) or None
    return sites, Reason("where", "place_most_precise", account_ids(n.by for n in named), note)


def rank(place: Place) -> tuple[int, int, int]:
    """The finer the smaller: precision, whether it has coordinates, level."""
    return (place.precision, 0 if place.lat is not None else 1, LEVELS.index(place.level))


def agree(one: Place, other: Place) -> bool:
    """Whether two places can be the same spot: neither contradicts the other."""
    if one.country and other.country and one.country != other.country:
        return False
    if fold(one.name) == fold(other.name):
        return True
    if one.precision in POINTS and other.precision in POINTS:
        away = distance(one, other)
        if away is not None:
            return away <= NEAR_KM + (one.radius_km or 0) + (other.radius_km or 0)
        return False
    wide = max((one, other), key=lambda p: p.precision)
    if wide.level == "country":
        return bool(one.country and one.country == other.country)
    if one.admin1 and other.admin1:
        return fold(one.admin1) == fold(other.admin1)
    away = distance(one, other)
    return away is not None and away <= max(one.radius_km or 100.0, other.radius_km or 100.0)


def distance(one: Place, other: Place) -> float | None:
    """Kilometres between two places (great circle, radius 6371 km); None where either has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return great_circle(one.lat, one.lon, other.lat, other.lon)


def great_circle(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points in degrees."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """A name without case, accents and signs."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum())


def _same(place: Place) -> tuple[str, str]:
    return (place.gazetteer_id or fold(place.name), place.country or "")


def _doubt(place: Place) -> tuple[int, float]:
    return (0 if place.gazetteer_id else 1, place.radius_km or 0.0)


def _site(place: Place, named: Sequence[_Named]) -> Site:
    return Site(
        place.name,
        place.lat,
        place.lon,
        place.radius_km,
        place.country,
        place.admin1,
        place.level,
        place.precision,
        place.gazetteer_id,
        account_ids(n.by for n in named),
    )
