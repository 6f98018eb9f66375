"""Space-time clustering of one actor's incidents against its own baseline: Knox pairs and chains of them.

A pair is close when it is near in space and in time. The null keeps every place, and shifts every day by a
whole number of days at random, a month at most to either side: the actor's own tempo through the
seasons stays, a burst on a few days does not. (Shuffling the days among the incidents would keep the burst.)
Sources: Knox 1964; the shift null of seismology and epidemiology in place of Knox's permutation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

EARTH_KM = 6371.0
Days = NDArray[np.int64]
Pairs = NDArray[np.int64]


class Knox(NamedTuple):
    """``pairs`` close in space and time, ``expected`` under the null, ``p`` one-sided; of each chain of the
    data its members and the ``p`` of a chain as large anywhere in the actor's data."""

    pairs: int
    expected: float
    p: float
    chains: tuple[tuple[tuple[int, ...], float], ...]


def knox(
    days: Sequence[int],
    points: Sequence[tuple[float, float]],
    *,
    within_km: float,
    within_days: int,
    shift: int = 30,
    samples: int = 199,
    seed: int = 1,
) -> Knox:
    """The test over days (ordinals) and points (degrees); the same input gives the same answer.

    ``p`` counts the data as one of the samples, so that it is never 0.
    """
    when = np.asarray(days, dtype=np.int64)
    near = near_pairs(points, within_km)
    random = np.random.default_rng(seed)
    first, last = int(when.min()), int(when.max())
    chains = _chains(when, near, within_days)
    sizes = [len(c) for c in chains]
    pairs = _close(when, near, within_days)
    counts, largest = [], []
    for _ in range(samples):
        moved = _shifted(when, random.integers(-shift, shift + 1, len(when)), first, last)
        counts.append(_close(moved, near, within_days))
        largest.append(max((len(c) for c in _chains(moved, near, within_days)), default=1))
    return Knox(
        pairs,
        float(np.mean(counts)),
        _p(pairs, counts),
        tuple((chain, _p(size, largest)) for chain, size in zip(chains, sizes, strict=True)),
    )


def near_pairs(points: Sequence[tuple[float, float]], within_km: float) -> Pairs:
    """Pairs (i, j), i < j, at most ``within_km`` apart on the sphere: an array of two columns."""
    lat, lon = np.radians(np.asarray(points, dtype=float)).T
    on_sphere = np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
    chord = 2 * np.sin(min(within_km / (2 * EARTH_KM), np.pi / 2))
    found = cKDTree(on_sphere).query_pairs(chord + 1e-12, output_type="ndarray")
    return np.asarray(found, dtype=np.int64)


def _close(when: Days, near: Pairs, within_days: int) -> int:
    return int(np.count_nonzero(np.abs(when[near[:, 0]] - when[near[:, 1]]) <= within_days))


def _chains(when: Days, near: Pairs, within_days: int) -> list[tuple[int, ...]]:
    """Incidents joined by close pairs, of two or more."""
    close = near[np.abs(when[near[:, 0]] - when[near[:, 1]]) <= within_days]
    if not len(close):
        return []
    graph = coo_matrix((np.ones(len(close)), (close[:, 0], close[:, 1])), shape=(len(when), len(when)))
    _, labels = connected_components(graph, directed=False)
    members: dict[int, list[int]] = {}
    for i in np.unique(close):
        members.setdefault(int(labels[i]), []).append(int(i))
    return [tuple(m) for m in members.values()]


def _shifted(when: Days, by: Days, first: int, last: int) -> Days:
    """Days moved and thrown back at the ends of the observed time, so that none leaves it."""
    moved = when + by
    moved = np.where(moved < first, 2 * first - moved, moved)
    moved = np.where(moved > last, 2 * last - moved, moved)
    return np.asarray(np.clip(moved, first, last), dtype=np.int64)


def _p(seen: int, samples: Sequence[int]) -> float:
    return (1 + sum(s >= seen for s in samples)) / (1 + len(samples))
