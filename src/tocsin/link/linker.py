"""Linking as a whole: accounts and verdicts in, clusters out.

*Firm* accounts, reports of a dated incident at a place, form the clusters. *Loose* ones come after:
background mentions, accounts that know no more than a province, and undated ones. Each joins the
cluster it fits best, whatever other loose ones do, so that none of them ever bridges two incidents;
those that fit none form clusters of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from tocsin.link.cluster import NEVER, agglomerate
from tocsin.link.compare import above, score
from tocsin.link.forbid import Decided, forbidden
from tocsin.link.pairs import CHUNK, candidates
from tocsin.link.traits import RANKS, Table
from tocsin.link.weights import Weights, rule_weights
from tocsin.records.collected import Cluster, Collected
from tocsin.records.verdict import Verdict

LARGEST = 1500  # accounts: a larger component is cut at a higher score until its parts are no larger
STEP = 1.0  # bits

Rows = NDArray[np.int64]
_BACKGROUND = 1


@dataclass(frozen=True, slots=True)
class Linked:
    """``clusters`` in order of their first account; ``compared`` and ``linked`` count pairs."""

    clusters: tuple[Cluster, ...]
    compared: int
    linked: int


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs of rows above the limit that nothing forbids, with their bits."""

    left: Rows
    right: Rows
    bits: NDArray[np.float32]

    def where(self, kept: NDArray[np.bool_]) -> Edges:
        return Edges(self.left[kept], self.right[kept], self.bits[kept])


def link(
    collected: Iterable[Collected], verdicts: Iterable[Verdict] = (), weights: Weights | None = None
) -> Linked:
    """Cluster all accounts. Each account stands in exactly one cluster, in whatever order they are given."""
    return link_table(Table.of(collected), Decided(verdicts), weights or rule_weights())


def link_table(t: Table, decided: Decided, weights: Weights) -> Linked:
    """:func:`link` on a table that is there already."""
    compared, found = 0, [Edges(*_no_rows(), np.empty(0, np.float32))]
    for i, j in candidates(t):
        compared += len(i)
        found.append(edges_among(t, i, j, weights))
    left = np.concatenate([e.left for e in found])
    right = np.concatenate([e.right for e in found])
    _, once = np.unique(left * max(1, len(t)) + right, return_index=True)
    edges = Edges(left[once], right[once], np.concatenate([e.bits for e in found])[once])
    return Linked(_clusters(t, edges, decided, weights), compared, len(edges.left))


def edges_among(t: Table, i: Rows, j: Rows, weights: Weights) -> Edges:
    """Those pairs that score above the limit and are not forbidden."""
    good, bits = above(t, i, j, weights)
    i, j = i[good], j[good]
    free = forbidden(t, i, j) == 0
    return Edges(i[free], j[free], bits[free])


def is_firm(t: Table, decided: Decided) -> NDArray[np.bool_]:
    """Rows that form clusters: no background, placed to a district or better, dated to a week or better.

    What a person joined is firm too.
    """
    dated = (t["start"] >= 0) & (t["sure"] >= 1) & (t["end"] - t["start"] < 7)
    firm = (t["status"] != _BACKGROUND) & (t["rank"] <= RANKS["district"]) & dated
    named = decided.named()
    if named:
        firm = firm | np.array([name in named for name in t.ids], bool)
    return np.asarray(firm)


def _clusters(t: Table, edges: Edges, decided: Decided, weights: Weights) -> tuple[Cluster, ...]:
    firm = is_firm(t, decided)
    both = firm[edges.left] & firm[edges.right]
    joined = _joined(t, decided)
    own = np.full(len(t), -1, np.int64)  # number of the cluster of each row
    members: list[list[int]] = []

    def grow(rows: NDArray[np.bool_], among: Edges, must: tuple[Rows, Rows]) -> None:
        for cluster in _grown(t, rows, among, must, decided, weights):
            own[cluster] = len(members)
            members.append(cluster)

    grow(firm, edges.where(both), joined)
    one = firm[edges.left] != firm[edges.right]
    core = np.where(firm[edges.left[one]], edges.left[one], edges.right[one])
    loose = np.where(firm[edges.left[one]], edges.right[one], edges.left[one])
    for row, number in _attached(t, loose, core, own, members, decided, weights):
        own[row] = number
    for at in np.flatnonzero(~firm & (own >= 0)).tolist():
        members[own[at]].append(at)
    left = own < 0
    grow(left, edges.where(left[edges.left] & left[edges.right]), _no_rows())
    return tuple(Cluster(ids) for ids in sorted(_oldest_first(t, c) for c in members))


def _grown(
    t: Table,
    rows: NDArray[np.bool_],
    edges: Edges,
    must: tuple[Rows, Rows],
    decided: Decided,
    weights: Weights,
) -> Iterator[list[int]]:
    """Clusters of the rows marked in ``rows``, component by component."""
    label = _components(len(t), edges, must)
    chosen = np.flatnonzero(rows)
    order = chosen[np.argsort(label[chosen], kind="stable")]
    parts = np.split(order, np.flatnonzero(np.diff(label[order])) + 1) if len(order) else []
    for batch in _batches(parts):
        for part, scores in _scored(t, batch, weights):
            _obey(t, part, scores, decided)
            groups: dict[str, list[int]] = defaultdict(list)
            for n, row in enumerate(part):
                groups[decided.group(t.ids[row])].append(n)
            for cluster in agglomerate(scores, list(groups.values()), weights.linked):
                yield [int(part[n]) for n in cluster]


def _attached(
    t: Table, loose: Rows, core: Rows, own: Rows, members: list[list[int]], decided: Decided, weights: Weights
) -> Iterator[tuple[int, int]]:
    """``(row, cluster)`` for every loose row that fits a cluster with which it shares an edge.

    Of two accounts of one report the one that fits better has the cluster for itself.
    """
    size = max(1, len(members))
    offers = np.unique(loose * size + own[core])
    row, cluster = offers // size, offers % size
    mean = np.empty(len(row))
    for start, stop in _slices(np.array([len(members[c]) for c in cluster], np.int64)):
        many = [members[c] for c in cluster[start:stop]]
        sizes = np.array([len(m) for m in many], np.int64)
        i = np.repeat(row[start:stop], sizes)
        j = np.array([r for m in many for r in m], np.int64)
        bits = _bits(t, i, j, decided, weights)
        mean[start:stop] = np.add.reduceat(bits, np.cumsum(sizes) - sizes) / sizes
    best: dict[int, tuple[float, int]] = {}
    for r, c, m in zip(row.tolist(), cluster.tolist(), mean.tolist(), strict=True):
        if m > weights.linked and m > best.get(r, (-np.inf, 0))[0]:
            best[r] = (m, c)
    taken: dict[tuple[int, int], tuple[float, int]] = {}
    report = t["report"]
    for r, (m, c) in best.items():
        spot = (int(report[r]), c)
        taken[spot] = min(taken.get(spot, (np.inf, 0)), (-m, r))
    yield from ((r, c) for (_, c), (_, r) in sorted(taken.items(), key=lambda x: x[1][1]))


def _bits(t: Table, i: Rows, j: Rows, decided: Decided, weights: Weights) -> NDArray[np.float64]:
    bits = score(t, i, j, weights).astype(np.float64)
    bits[forbidden(t, i, j) > 0] = NEVER
    if decided.apart or decided.nothing:
        for n, (a, b) in enumerate(zip(i.tolist(), j.tolist(), strict=True)):
            if decided.parts(t.ids[a], t.ids[b]):
                bits[n] = NEVER
    return bits


def _components(n: int, edges: Edges, must: tuple[Rows, Rows]) -> NDArray[np.int32]:
    """A label a row. Where a component is too large, its weak edges are left out, a bit at a time."""
    left, right, bits = edges.left, edges.right, edges.bits
    least = float(bits.min()) if len(bits) else 0.0
    while True:
        both = np.concatenate([left, must[0]]), np.concatenate([right, must[1]])
        graph = coo_matrix((np.ones(len(both[0]), np.int8), both), shape=(n, n))
        label = np.asarray(connected_components(graph, directed=False)[1], np.int32)
        large = np.bincount(label, minlength=1) > LARGEST
        weak = large[label[left]] & (bits < least + STEP) if large.any() and len(left) else np.zeros(0, bool)
        if not large.any() or not len(left) or least > bits.max():
            return label
        least += STEP
        left, right, bits = left[~weak], right[~weak], bits[~weak]
        if not len(bits):
            return label


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


def _slices(sizes: Rows) -> Iterator[tuple[int, int]]:
    """Ranges whose sizes fill one chunk of scoring."""
    start, total = 0, 0
    for n, size in enumerate(sizes.tolist()):
        total += size
        if total > CHUNK:
            yield start, n + 1
            start, total = n + 1, 0
    if start < len(sizes):
        yield start, len(sizes)


def _scored(t: Table, parts: Sequence[Rows], weights: Weights) -> Iterator[tuple[Rows, NDArray[np.float64]]]:
    """Each component with the scores of all its pairs, forbidden ones marked."""
    upper = [np.triu_indices(len(part), 1) for part in parts]
    i = np.concatenate([part[u[0]] for part, u in zip(parts, upper, strict=True)] or [_no_rows()[0]])
    j = np.concatenate([part[u[1]] for part, u in zip(parts, upper, strict=True)] or [_no_rows()[0]])
    bits = score(t, i, j, weights).astype(np.float64)
    bits[forbidden(t, i, j) > 0] = NEVER
    at = 0
    for part, (a, b) in zip(parts, upper, strict=True):
        scores = np.zeros((len(part), len(part)))
        scores[a, b] = scores[b, a] = bits[at : at + len(a)]
        at += len(a)
        yield part, scores


def _obey(t: Table, part: Rows, scores: NDArray[np.float64], decided: Decided) -> None:
    """Mark what people took apart."""
    if not decided.apart and not decided.nothing:
        return
    names = {t.ids[row]: n for n, row in enumerate(part)}
    for a, b in decided.apart:
        if a in names and b in names:
            scores[names[a], names[b]] = scores[names[b], names[a]] = NEVER
    for name in decided.nothing & names.keys():
        scores[names[name]] = scores[:, names[name]] = NEVER


def _oldest_first(t: Table, cluster: Iterable[int]) -> tuple[str, ...]:
    """By publication day (unknown last), then id."""
    published = t["published"]
    return tuple(t.ids[n] for n in sorted(cluster, key=lambda n: (published[n] < 0, published[n], t.ids[n])))


def _joined(t: Table, decided: Decided) -> tuple[Rows, Rows]:
    """Edges that keep what people joined in one component."""
    if not decided.named():
        return _no_rows()
    first: dict[str, int] = {}
    edges = []
    for row, name in enumerate(t.ids):
        if name in decided.named():
            edges.append((first.setdefault(decided.group(name), row), row))
    return np.array([a for a, _ in edges], np.int64), np.array([b for _, b in edges], np.int64)


def _no_rows() -> tuple[Rows, Rows]:
    return np.empty(0, np.int64), np.empty(0, np.int64)
