"""Polygons as RFC 7946 asks for them: closed, outer rings counterclockwise, none across the date line.

The shipped outlines are simplified, and a simplified border crosses itself here and there; such rings are
cut at the crossing, so that every tool takes the polygons for valid ones.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.export.outlines import outlines

_EARTH_KM = 6371.0088
_CORNERS = 48
_SLIVER = 1e-3  # square degrees (some 12 km2): what a crossing cuts off below this is no land

_ISLETS = 0.02  # of an area: less than this is left out where a simplified coast runs into it
_STRIP = 64  # sides that are compared with all others at once: bounds the memory of a long coast

Ring = list[list[float]]
Points = NDArray[np.float64]


@lru_cache(maxsize=512)
def area(ident: str) -> dict[str, Any]:
    """The outline of a country (ISO3) or a province (id of its gazetteer entry).

    A GeometryCollection where it is made of parts that share a border, which no MultiPolygon may hold.
    """
    known = outlines()
    outline = known.countries.get(ident) or known.provinces[ident]
    drawn = [[spot(x, -y) for x, y in points.tolist()] for points in outline.points]  # y counts southward
    rings: list[Ring] = []
    for ring in drawn:
        loops = sorted(_loops(ring), key=_area, reverse=True)
        rings += [loop for n, loop in enumerate(loops) if n == 0 or _area(loop) > _SLIVER]
    layers: list[list[Ring]] = []
    for ring in sorted(rings, key=_area, reverse=True):
        at = next((n for n, layer in enumerate(layers) if not any(_overlap(r, ring) for r in layer)), None)
        if at is None:
            layers.append([])
        layers[-1 if at is None else at].append(ring)
    total = sum(map(_area, rings))
    told = [layer for n, layer in enumerate(layers) if n == 0 or sum(map(_area, layer)) > _ISLETS * total]
    shapes = [_polygons([_turned(ring) for ring in layer]) for layer in told]
    return shapes[0] if len(shapes) == 1 else {"type": "GeometryCollection", "geometries": shapes}


def _loops(ring: Ring) -> list[Ring]:
    """The ring cut where it touches or crosses itself."""
    todo, done = [_closed(ring)], []
    while todo:
        one = todo.pop()
        if len(one) < 4:
            continue
        found = _repeated(one) or _crossing(one)
        if found is None:
            done.append(one)
            continue
        first, last, at = found
        todo.append(_closed(_distinct([*one[: first + 1], at, *one[last + 1 : -1]])))
        todo.append(_closed(_distinct([at, *one[first + 1 : last + 1]])))
    return done


def _repeated(ring: Ring) -> tuple[int, int, list[float]] | None:
    """Where a corner comes a second time: the loop between is cut off."""
    seen: dict[tuple[float, float], int] = {}
    for number, (x, y) in enumerate(ring[:-1]):
        if (x, y) in seen:
            return seen[x, y], number, [x, y]
        seen[x, y] = number
    return None


def _crossing(ring: Ring) -> tuple[int, int, list[float]] | None:
    """The first two sides that cross: their numbers and the point."""
    points = np.array(ring)
    sides = len(points) - 1
    for first in range(0, sides, _STRIP):
        i, j, t = _meet(points[first : first + _STRIP + 1], points)
        apart = j - (i + first)
        for n in np.flatnonzero((apart > 1) & (apart < sides - 1)):
            side = first + int(i[n])
            at = points[side] + t[n] * (points[side + 1] - points[side])
            return side, int(j[n]), spot(float(at[0]), float(at[1]))
    return None


def _meet(one: Points, other: Points) -> tuple[NDArray[np.int_], NDArray[np.int_], Points]:
    """Which sides of two lines meet, as numbers in each, and how far along the first one's side."""
    low, high = np.minimum(other[:-1], other[1:]), np.maximum(other[:-1], other[1:])
    near = np.flatnonzero(((high >= one.min(0)) & (low <= one.max(0))).all(1))
    d, e = np.diff(one, axis=0)[:, None, :], (other[near + 1] - other[near])[None, :, :]
    offset = other[None, near, :] - one[:-1, None, :]
    cross = d[..., 0] * e[..., 1] - d[..., 1] * e[..., 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (offset[..., 0] * e[..., 1] - offset[..., 1] * e[..., 0]) / cross
        u = (offset[..., 0] * d[..., 1] - offset[..., 1] * d[..., 0]) / cross
    i, j = np.nonzero((t >= 0) & (t <= 1) & (u >= 0) & (u <= 1))
    return i, near[j], t[i, j]


def _overlap(one: Ring, other: Ring) -> bool:
    """Whether two rings share ground or a border: one lies in the other, or their lines meet."""
    a, b = np.array(one), np.array(other)
    if (a.max(0) < b.min(0)).any() or (b.max(0) < a.min(0)).any():
        return False
    if _holds(one, other[0]) or _holds(other, one[0]):
        return True
    return any(len(_meet(a[n : n + _STRIP + 1], b)[0]) for n in range(0, len(a) - 1, _STRIP))


def _distinct(ring: Ring) -> Ring:
    """The ring without the same corner twice in a row."""
    return [corner for n, corner in enumerate(ring) if n == 0 or corner != ring[n - 1]]


def _area(ring: Ring) -> float:
    return abs(_signed(ring))


def _signed(ring: Ring) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)) / 2


def _holds(ring: Ring, corner: list[float]) -> bool:
    x, y = corner
    inside = False
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            inside = not inside
    return inside


_LEAST_KM = 0.1  # below that the corners would fall on one rounded point


def circle(lat: float, lon: float, radius_km: float) -> dict[str, Any]:
    """A circle on the sphere as a polygon of 48 corners; cut in two where it crosses the date line.

    One that holds a pole is the box of its latitudes around the world.
    """
    arc = min(max(radius_km, _LEAST_KM) / _EARTH_KM, math.pi)
    north, south = lat + math.degrees(arc), lat - math.degrees(arc)
    if north >= 90 or south <= -90:
        top, bottom = min(north, 90.0), max(south, -90.0)
        box = [[-180.0, bottom], [180.0, bottom], [180.0, top], [-180.0, top], [-180.0, bottom]]
        return _polygons([[spot(x, y) for x, y in box]])
    ring: Ring = []
    phi = math.radians(lat)
    for corner in range(_CORNERS):  # counterclockwise: from the east to the north
        course = math.pi / 2 - 2 * math.pi * corner / _CORNERS
        at = math.asin(math.sin(phi) * math.cos(arc) + math.cos(phi) * math.sin(arc) * math.cos(course))
        east = math.atan2(
            math.sin(course) * math.sin(arc) * math.cos(phi), math.cos(arc) - math.sin(phi) * math.sin(at)
        )
        ring.append([lon + math.degrees(east), math.degrees(at)])
    ring = _closed(ring)
    parts = [ring]
    if any(x > 180 for x, _ in ring):
        parts = [_cut(ring, 180.0, west=True), [[x - 360, y] for x, y in _cut(ring, 180.0, west=False)]]
    elif any(x < -180 for x, _ in ring):
        parts = [_cut(ring, -180.0, west=False), [[x + 360, y] for x, y in _cut(ring, -180.0, west=True)]]
    return _polygons([_closed([spot(x, y) for x, y in part]) for part in parts])


def _cut(ring: Ring, at: float, west: bool) -> Ring:
    """The part of a convex ring on one side of a meridian."""
    out: Ring = []
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (x0 <= at) == west or x0 == at:
            out.append([x0, y0])
        if (x0 - at) * (x1 - at) < 0:
            out.append([at, y0 + (y1 - y0) * (at - x0) / (x1 - x0)])
    return _closed(out)


def _polygons(rings: list[Ring]) -> dict[str, Any]:
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings}
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}


def _closed(ring: Ring) -> Ring:
    return ring if ring and ring[0] == ring[-1] else [*ring, *ring[:1]]


def _turned(ring: Ring) -> Ring:
    """Counterclockwise, as the format asks of outer rings."""
    return ring if _signed(ring) > 0 else ring[::-1]


def spot(lon: float, lat: float) -> list[float]:
    """Five decimals: a metre, finer than anything that is known."""
    return [round(lon, 5), round(lat, 5)]
