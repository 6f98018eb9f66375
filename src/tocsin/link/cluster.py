"""From scores to clusters: average linkage under constraints, inside the components of linked pairs.

A component of accounts joined by positive scores is only a chain of likenesses. Within it the two
clusters of best average score are joined, again and again, while that average is positive and no pair
between them is forbidden. So a chain A-B-C with A unlike C is cut at its weakest joint.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

NEVER = -1e9


def agglomerate(scores: Matrix, groups: Sequence[Sequence[int]], linked: float) -> list[list[int]]:
    """Clusters of rows. ``groups`` come joined; ``scores`` is symmetric, :data:`NEVER` = forbidden.

    Ties go to the smaller row numbers, so that the result depends on nothing but the scores.
    """
    members = [sorted(g) for g in groups]
    if len(members) < 2:
        return members
    mean, closed = _between(scores, members)
    mean[closed] = -np.inf
    size = np.array([len(m) for m in members], np.float64)
    with_ = mean.argmax(1)  # the best partner of each
    best = mean[np.arange(len(members)), with_]
    gone = np.zeros(len(members), bool)
    while True:
        p = int(best.argmax())
        if best[p] <= linked:
            break
        p, q = min(p, int(with_[p])), max(p, int(with_[p]))
        mean[p] = mean[:, p] = (size[p] * mean[p] + size[q] * mean[q]) / (size[p] + size[q])
        mean[q] = mean[:, q] = -np.inf
        mean[p, p] = -np.inf
        size[p] += size[q]
        members[p] += members[q]
        gone[q], best[q] = True, -np.inf
        stale = np.flatnonzero(~gone & ((with_ == p) | (with_ == q)))
        stale = np.union1d(stale, [p])
        with_[stale] = mean[stale].argmax(1)
        best[stale] = mean[stale, with_[stale]]
        better = (mean[:, p] > best) | ((mean[:, p] == best) & (p < with_))
        better &= ~gone
        with_[better], best[better] = p, mean[better, p]
    return [sorted(m) for m, g in zip(members, gone, strict=True) if not g]


def _between(scores: Matrix, members: Sequence[Sequence[int]]) -> tuple[Matrix, NDArray[np.bool_]]:
    """Mean score between every two groups, and whether a pair between them is forbidden."""
    shut = scores <= NEVER
    inside = np.zeros((len(members), len(scores)))
    for n, rows in enumerate(members):
        inside[n, rows] = 1.0
    size = inside.sum(1)
    mean = inside @ np.where(shut, 0.0, scores) @ inside.T / np.outer(size, size)
    closed = (inside @ shut @ inside.T) > 0
    np.fill_diagonal(closed, True)
    return mean, closed
