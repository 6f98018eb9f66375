"""From scores to clusters: average linkage under constraints, inside the components of linked pairs.

A component of accounts joined by positive scores is only a chain of likenesses. Within it the two
clusters of best average score are joined, again and again, while that average is positive and no pair
between them is forbidden. So a chain A-B-C with A unlike C is cut at its weakest joint. Background
mentions come after: each joins the incident it fits best, and never bridges two.
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
    n = len(members)
    if n < 2:
        return members
    mean, closed = _between(scores, members)
    size = np.array([len(m) for m in members], np.float64)
    alive = np.ones(n, bool)
    while True:
        open_ = np.where(closed, -np.inf, mean)
        at = int(np.argmax(open_))
        p, q = divmod(at, n)
        if open_[p, q] <= linked:
            break
        p, q = min(p, q), max(p, q)
        mean[p] = mean[:, p] = (size[p] * mean[p] + size[q] * mean[q]) / (size[p] + size[q])
        closed[p] = closed[:, p] = closed[p] | closed[q]
        closed[q] = closed[:, q] = True
        closed[p, p] = True
        size[p] += size[q]
        members[p] += members[q]
        alive[q] = False
    return [sorted(members[k]) for k in range(n) if alive[k]]


def _between(scores: Matrix, members: Sequence[Sequence[int]]) -> tuple[Matrix, NDArray[np.bool_]]:
    """Mean score between every two groups, and whether a pair between them is forbidden."""
    n = len(members)
    if n == len(scores):
        rows = [m[0] for m in members]
        mean = scores[np.ix_(rows, rows)].copy()
        closed = mean <= NEVER
        mean[closed] = 0.0
        np.fill_diagonal(closed, True)
        return mean, closed
    mean, closed = np.zeros((n, n)), np.eye(n, dtype=bool)
    for p in range(n):
        for q in range(p + 1, n):
            block = scores[np.ix_(members[p], members[q])]
            shut = bool((block <= NEVER).any())
            mean[p, q] = mean[q, p] = 0.0 if shut else float(block.mean())
            closed[p, q] = closed[q, p] = shut
    return mean, closed


def attach(scores: Matrix, clusters: list[list[int]], loose: Sequence[int], linked: float) -> list[int]:
    """Add each loose row to the cluster it fits best, the surest first; returns those that fit none."""
    left = set(loose)
    cores = [list(c) for c in clusters]  # what was added before never decides where the next one goes
    offers = [
        (-float(scores[row, core].mean()), row, n)
        for row in loose
        for n, core in enumerate(cores)
        if not (scores[row, core] <= NEVER).any()
    ]
    for worth, row, n in sorted(offers):
        if -worth <= linked:
            break
        if row in left and not (scores[row, clusters[n]] <= NEVER).any():
            clusters[n].append(row)
            left.discard(row)
    return sorted(left)
