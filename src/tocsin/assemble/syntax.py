"""Distances in the syntax of a sentence: which trigger a place, a date or a figure belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from tocsin.records import Parse

# A step over one of these leaves the clause: what lies beyond belongs to another event more often.
_BOUNDARY = {
    "ccomp": 3.0,
    "advcl": 2.0,
    "relcl": 1.5,
    "parataxis": 4.0,
    "conj": 1.2,
    "acl": 1.2,
    "appos": 1.5,
}


def path_up(parse: Parse, i: int) -> dict[int, float]:
    """Cost of reaching each ancestor of token ``i`` (itself 0)."""
    tokens = parse.tokens
    costs = {i: 0.0}
    cost, current = 0.0, tokens[i]
    while current.head != current.i and len(costs) < 40:
        cost += _BOUNDARY.get(current.dep, 1.0)
        current = tokens[current.head]
        costs[current.i] = cost
    return costs


def distance(parse: Parse, a: int, b: int) -> float:
    """Cost of the way from token ``a`` to token ``b`` through the tree; 99 across sentences."""
    if parse.tokens[a].sent != parse.tokens[b].sent:
        return 99.0
    up_a, up_b = path_up(parse, a), path_up(parse, b)
    common = [up_a[k] + up_b[k] for k in up_a if k in up_b]
    return min(common) if common else 50.0 + abs(a - b)


def nearest(parse: Parse, i: int, candidates: Iterable[int]) -> int | None:
    """The candidate token closest to ``i`` in the tree, ties by the words between."""
    best: tuple[float, int, int] | None = None
    for c in candidates:
        key = (distance(parse, i, c) + abs(i - c) * 0.05, abs(i - c), c)
        if best is None or key < best:
            best = key
    return None if best is None else best[2]
