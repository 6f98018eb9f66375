"""Values compared: spans, days, numbers and places of one side with those of the other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from tocsin.bench.reports.names import fold
from tocsin.bench.reports.sides import RANKS, Bounds, Figure, Side, Spot, Window
from tocsin.codebook import codebook
from tocsin.records import Span

NEAR_KM, FAR_KM = 50, 150
_EARTH_DIAMETER_KM = 12742
_AREA_WORDS = frozenset(
    ("province", "governorate", "state", "district", "region", "county", "the", "of", "city", "department")
)


@lru_cache(maxsize=64)
def family(kind: str | None) -> str | None:
    """The family of a kind (ground, explosives, remote); a kind without one is its own."""
    for name, kinds in codebook()["kind_families"].items():
        if kind in kinds:
            return str(name)
    return kind


def meet(one: Span | None, other: Span | None) -> bool:
    """Whether both are there and share a character."""
    return one is not None and other is not None and one.meets(other)


def assign(weights: Any) -> list[tuple[int, int]]:
    """One-to-one pairs (row, column) of greatest total weight; pairs of weight 0 are none."""
    matrix = np.asarray(weights, dtype=float)
    if matrix.size == 0:
        return []
    rows, columns = linear_sum_assignment(-matrix)
    return [(i, j) for i, j in zip(rows.tolist(), columns.tolist(), strict=True) if matrix[i, j] > 0]


# ------------------------------------------------------------------------------------- days


def date_fits(gold: Window | None, ours: Window | None) -> bool:
    """Whether the windows meet and ours is no longer than 31 days or twice the gold's."""
    if not gold or not ours:
        return False
    long, ours_long = gold[1] - gold[0] + 1, ours[1] - ours[0] + 1
    return ours[0] <= gold[1] and gold[0] <= ours[1] and ours_long <= max(31, 2 * long)


def date_covers(gold: Window | None, ours: Window | None) -> bool:
    """Whether it fits and ours holds the whole of the gold's."""
    return (
        date_fits(gold, ours)
        and gold is not None
        and ours is not None
        and ours[0] <= gold[0]
        and gold[1] <= ours[1]
    )


# ------------------------------------------------------------------------------------- numbers


def numbers_meet(one: Bounds, other: Bounds) -> bool:
    """Whether two figures share a bound, or are finite ranges that meet."""
    if {b for b in one if b is not None} & {b for b in other if b is not None}:
        return True
    if None in one or None in other:
        return False
    (a, b), (c, d) = one, other
    return a <= d and c <= b  # type: ignore[operator]  # None is ruled out above


def bounds(toll: Figure) -> Bounds:
    return toll.low, toll.high


# ------------------------------------------------------------------------------------- places


@lru_cache(maxsize=65536)
def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    h = math.sin((lat_b - lat_a) / 2) ** 2
    h += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return _EARTH_DIAMETER_KM * math.asin(min(1, math.sqrt(h)))


def nearest(ones: Sequence[Spot], others: Sequence[Spot]) -> float | None:
    """The shortest distance between placed spots of the two lists; None without any."""
    points = [p.point for p in others if p.point]
    return min((kilometres(p.point, q) for p in ones if p.point for q in points), default=None)


def names_agree(one: Spot, other: Spot) -> bool:
    """Whether two places have one name, words such as 'province' aside."""
    a, b = fold(one.name), fold(other.name)
    if a and a == b:
        return True
    words = _bare(a)
    return bool(words) and words == _bare(b)


@lru_cache(maxsize=65536)
def _bare(folded: str) -> frozenset[str]:
    return frozenset(folded.split()) - _AREA_WORDS


def anchors(side: Side) -> list[Spot]:
    """Where the incident is measured from: the finest placed spots.

    Of the gold all of the finest level, none where that is a region or a country; of ours the first.
    """
    placed = [p for p in side.places if p.point]
    if not placed:
        return []
    finest = min(p.rank for p in placed)
    placed = [p for p in placed if p.rank == finest]
    if not side.gold:
        return placed[:1]
    return [] if finest >= RANKS["region"] else placed


def place_right(gold: Side, ours: Side) -> tuple[bool, float | None]:
    """Whether ours lies within 50 km (or a province or district has the same name), and how far it lies."""
    marks = anchors(gold)
    far = nearest(marks, anchors(ours))
    if far is not None and far <= NEAR_KM:
        return True, far
    finest = min(ours.places, key=lambda p: p.rank, default=None)
    agree = finest is not None and any(
        p.level in ("admin1", "district") and names_agree(p, finest) for p in marks
    )
    return agree, far
