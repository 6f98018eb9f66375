"""What a map may claim of a place: a point, a circle of its uncertainty, or a whole area; never more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from tocsin.export.outlines import Outline, outlines
from tocsin.gazetteer.places import open_gazetteer

_RADIUS = {2: 25.0, 3: 40.0, 5: 100.0}  # km, of places whose own size is unknown, by precision
_WIDE = {"country": 6, "admin1": 4}  # never a point, whatever the precision says


class Located(Protocol):
    """A place of an account or a site of an incident."""

    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...
    @property
    def radius_km(self) -> float | None: ...
    @property
    def country(self) -> str | None: ...
    @property
    def admin1(self) -> str | None: ...
    @property
    def level(self) -> str: ...
    @property
    def precision(self) -> int: ...
    @property
    def gazetteer_id(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Extent:
    """``form``: point, circle or area; ``precision``: what is known after all; ``assumed``: no known size."""

    form: str
    precision: int
    lat: float = 0.0
    lon: float = 0.0
    radius_km: float = 0.0
    assumed: bool = False
    area: Outline | None = None


def extent_of(place: Located) -> Extent | None:
    """How a place may be drawn; None where nothing says where it lies."""
    known = max(place.precision, _WIDE.get(place.level, 1)) if place.precision == 1 else place.precision
    if known == 6 and (area := outlines().countries.get(place.country or "")):
        return Extent("area", known, area=area)
    if known == 4 and (area := _province(place)):
        return Extent("area", known, area=area)
    if place.lat is None or place.lon is None:
        return None
    if known == 1 or (known == 7 and not place.radius_km):
        return Extent("point", known, place.lat, place.lon)
    radius = place.radius_km or _RADIUS.get(known, 100.0)
    return Extent("circle", known, place.lat, place.lon, radius, not place.radius_km)


def _province(place: Located) -> Outline | None:
    """The outline of the province a place is, or of the one it is only known to lie in."""
    known = outlines().provinces
    if area := known.get(place.gazetteer_id or ""):
        return area
    entries = open_gazetteer().lookup(place.admin1, place.country) if place.admin1 and place.country else []
    return next((known[e.id] for e in entries if e.kind == "admin1" and e.id in known), None)
