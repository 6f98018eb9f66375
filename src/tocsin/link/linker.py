"""Linking as a whole: accounts and verdicts in, clusters out; all of them, or only around some.

The score of a pair depends on the two accounts alone, and clusters form inside components of linked
pairs. So linking around new accounts (:func:`link_around`) gives the clusters that linking
everything would give, while it looks at the neighbours of the new ones only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from tocsin.link.cluster import NEVER, agglomerate, attach
from tocsin.link.compare import score
from tocsin.link.forbid import Decided, forbidden
from tocsin.link.keys import keys_of
from tocsin.link.pairs import CHUNK, candidates
from tocsin.link.traits import Table
from tocsin.link.weights import Weights, rule_weights
from tocsin.records.collected import Cluster, Collected
from tocsin.records.verdict import Verdict

LARGEST = 1500  # accounts: a larger component is cut at a higher score until its parts are no larger

Rows = NDArray[np.int64]
_BACKGROUND = 1


@dataclass(frozen=True, slots=True)
class Linked:
    """``clusters`` in order of their first account; ``compared`` and ``linked`` count pairs."""

    clusters: tuple[Cluster, ...]
    compared: int
    linked: int


class Shelf(Protocol):
    """Where the accounts that were linked before stand: the store, or a dict in a test."""

    def by_keys(self, keys: Collection[int]) -> Iterable[Collected]:
        """Accounts filed under one of ``keys`` (see :class:`tocsin.link.keys.Keys`)."""
        ...

    def by_ids(self, ids: Collection[str]) -> Iterable[Collected]:
        """Accounts by id; an id that is not there is passed over."""
        ...


def link(
    collected: Iterable[Collected], verdicts: Iterable[Verdict] = (), weights: Weights | None = None
) -> Linked:
    """Cluster all accounts. Each account stands in exactly one cluster, in whatever order they are given."""
    weights = weights or rule_weights()
    return link_table(Table.of(collected), Decided(verdicts), weights)


def link_table(t: Table, decided: Decided, weights: Weights) -> Linked:
    """:func:`link` on a table that is there already."""
    compared, (left, right) = 0, _empty()
    lefts, rights = [left], [right]
    for i, j in candidates(t):
        compared += len(i)
        i, j = linked_pairs(t, i, j, weights)
        lefts.append(i)
        rights.append(j)
    both = np.unique(np.concatenate(lefts) * max(1, len(t)) + np.concatenate(rights))
    left, right = both // max(1, len(t)), both % max(1, len(t))
    joined = _decided_pairs(t, decided)
    clusters = _clusters(
        t, np.concatenate([left, joined[0]]), np.concatenate([right, joined[1]]), decided, weights
    )
    return Linked(clusters, compared, len(left))


def link_around(
    seeds: Iterable[Collected], shelf: Shelf, verdicts: Iterable[Verdict] = (), weights: Weights | None = None
) -> Linked:
    """The clusters around ``seeds`` (new accounts, or those left when one was taken away).

    Every cluster that :func:`link` would give for all accounts and that is touched by a seed, or by an
    account in one component with it, is among the result; clusters not named in it stand as they are.
    """
    weights = weights or rule_weights()
    decided = Decided(verdicts)
    pool = {c.account.id: c for c in seeds}
    frontier, compared = dict(pool), 0
    while frontier:
        near = _near(frontier, shelf, decided)
        known = {**{k: v for k, v in near.items() if k not in pool}, **frontier}
        t = Table.of(known.values())
        fresh = np.array([k in frontier for k in t.ids], bool)
        reached: set[str] = set()
        for i, j in candidates(t):
            at_edge = fresh[i] != fresh[j]
            compared += int(at_edge.sum())
            i, j = linked_pairs(t, i[at_edge], j[at_edge], weights)
            reached.update(t.ids[n] for n in np.unique(np.concatenate([i, j])))
        for name in frontier:
            reached.update(decided.partners(name))
        frontier = {k: near[k] for k in sorted(reached) if k in near and k not in pool}
        pool.update(frontier)
    done = link_table(Table.of(pool.values()), decided, weights)
    return Linked(done.clusters, compared + done.compared, done.linked)


def _near(frontier: Collection[str], shelf: Shelf, decided: Decided) -> dict[str, Collected]:
    t = Table.of(frontier.values())  # type: ignore[attr-defined]
    asks = {key for n in range(len(t)) for key in keys_of(t, n).asks}
    out = {c.account.id: c for c in shelf.by_keys(asks)}
    partners = {p for name in frontier for p in decided.partners(name)}
    out.update({c.account.id: c for c in shelf.by_ids(sorted(partners - out.keys()))})
    return out


def linked_pairs(t: Table, i: Rows, j: Rows, weights: Weights) -> tuple[Rows, Rows]:
    """Those pairs that score above the limit and are not forbidden."""
    good = score(t, i, j, weights) > weights.linked
    i, j = i[good], j[good]
    free = forbidden(t, i, j) == 0
    return i[free], j[free]


def _clusters(t: Table, left: Rows, right: Rows, decided: Decided, weights: Weights) -> tuple[Cluster, ...]:
    label = _components(len(t), left, right)
    order = np.argsort(label, kind="stable")
    cuts = np.flatnonzero(np.diff(label[order])) + 1
    out: list[tuple[str, ...]] = []
    for parts in _batches(np.split(order, cuts) if len(order) else []):
        for rows, scores in _scored(t, parts, weights):
            out.extend(_oldest_first(t, c) for c in _cut(t, rows, scores, decided, weights))
    return tuple(Cluster(ids) for ids in sorted(out))


def _components(n: int, left: Rows, right: Rows) -> NDArray[np.int32]:
    graph = coo_matrix((np.ones(len(left), np.int8), (left, right)), shape=(n, n))
    return np.asarray(connected_components(graph, directed=False)[1], np.int32)


def _batches(parts: Sequence[Rows]) -> Iterator[list[Rows]]:
    """Components whose pairs fill one chunk of scoring."""
    batch: list[Rows] = []
    pairs = 0
    for part in parts:
        batch.append(part)
        pairs += len(part) * (len(part) - 1) // 2
        if pairs > CHUNK:
            yield batch
            batch, pairs = [], 0
    yield batch


def _scored(t: Table, parts: Sequence[Rows], weights: Weights) -> Iterator[tuple[Rows, NDArray[np.float64]]]:
    """Each component with the scores of all its pairs, forbidden ones marked."""
    upper = [np.triu_indices(len(part), 1) for part in parts]
    i = np.concatenate([part[u[0]] for part, u in zip(parts, upper, strict=True)] or [_empty()[0]])
    j = np.concatenate([part[u[1]] for part, u in zip(parts, upper, strict=True)] or [_empty()[0]])
    bits = score(t, i, j, weights).astype(np.float64)
    bits[forbidden(t, i, j) > 0] = NEVER
    at = 0
    for part, (a, b) in zip(parts, upper, strict=True):
        scores = np.zeros((len(part), len(part)))
        scores[a, b] = scores[b, a] = bits[at : at + len(a)]
        at += len(a)
        yield part, scores


def _cut(
    t: Table, rows: Rows, scores: NDArray[np.float64], decided: Decided, weights: Weights
) -> Iterator[list[int]]:
    """The clusters of one component, as row numbers of the table."""
    if len(rows) == 1:
        yield [int(rows[0])]
        return
    names = [t.ids[r] for r in rows]
    place = {name: n for n, name in enumerate(names)}
    for a, b in decided.apart:
        if a in place and b in place:
            scores[place[a], place[b]] = scores[place[b], place[a]] = NEVER
    for name in decided.nothing & place.keys():
        scores[place[name]] = scores[:, place[name]] = NEVER
    groups: dict[str, list[int]] = {}
    for n, name in enumerate(names):
        groups.setdefault(decided.group(name), []).append(n)
    background = t["status"][rows] == _BACKGROUND
    told = [g for g in groups.values() if not background[g].all()]
    rest = [g for g in groups.values() if background[g].all()]
    clusters = agglomerate(scores, told, weights.linked)
    loose = attach(scores, clusters, [g[0] for g in rest if len(g) == 1], weights.linked)
    clusters += agglomerate(scores, [g for g in rest if len(g) > 1 or g[0] in loose], weights.linked)
    for cluster in clusters:
        yield [int(rows[n]) for n in cluster]


def _oldest_first(t: Table, cluster: Iterable[int]) -> tuple[str, ...]:
    """By publication day (unknown last), then id."""
    published = t["published"]
    return tuple(t.ids[n] for n in sorted(cluster, key=lambda n: (published[n] < 0, published[n], t.ids[n])))


def _decided_pairs(t: Table, decided: Decided) -> tuple[Rows, Rows]:
    """Edges that keep what people joined in one component."""
    if not decided.named():
        return _empty()
    place = {name: n for n, name in enumerate(t.ids) if name in decided.named()}
    edges = [(place[name], place[decided.group(name)]) for name in place if decided.group(name) in place]
    firsts: dict[str, int] = {}
    for name in sorted(place):
        firsts.setdefault(decided.group(name), place[name])
    edges = [(firsts[decided.group(name)], place[name]) for name in place]
    return np.array([a for a, _ in edges], np.int64), np.array([b for _, b in edges], np.int64)


def _empty() -> tuple[Rows, Rows]:
    return np.empty(0, np.int64), np.empty(0, np.int64)
