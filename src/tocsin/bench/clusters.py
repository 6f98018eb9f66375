"""Clusterings compared: MUC, B3, CEAF-e, LEA, pairs, and CoNLL F1, their usual mean.

Items on both sides are the same. A singleton counts as one link to itself in LEA; CoNLL F1 is the mean
F1 of MUC, B3 and CEAF-e. All figures in percent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Item = TypeVar("Item", bound=Hashable)
Sets = Sequence[set[Item]]
Figures = dict[str, dict[str, float] | float]


def clusters(labels: Mapping[Item, Hashable]) -> list[set[Item]]:
    """Items of one label together."""
    out: dict[Hashable, set[Item]] = defaultdict(set)
    for item, label in labels.items():
        out[label].add(item)
    return list(out.values())


def cluster_scores(gold: Mapping[Item, Hashable], ours: Mapping[Item, Hashable]) -> Figures:
    """Every measure; ``ours`` holds each item of ``gold``. MUC is 100 where neither side has a link."""
    key, answer = clusters(gold), clusters(ours)
    r, p = _muc(key, answer), _muc(answer, key)
    if r is None and p is None:
        r = p = 1.0
    out: Figures = {"muc": _prf(p or 0.0, r or 0.0), "b3": _prf(_b3(answer, key), _b3(key, answer))}
    r_c, p_c = _ceafe(key, answer)
    out["ceafe"] = _prf(p_c, r_c)
    out["lea"] = _prf(_lea(answer, key), _lea(key, answer))
    tp = pairs(v for c in key for v in Counter(_owner(answer)[x] for x in c).values())
    n_key, n_answer = pairs(map(len, key)), pairs(map(len, answer))
    out["pairs"] = _prf(tp / n_answer if n_answer else 0.0, tp / n_key if n_key else 0.0)
    out["conll"] = sum(f1_of(out, name) for name in ("muc", "b3", "ceafe")) / 3
    return out


def f1_of(figures: Figures, measure: str) -> float:
    """The F1 of one measure."""
    one = figures[measure]
    return one["F1"] if isinstance(one, dict) else one


def pairs(sizes: Iterable[int]) -> int:
    """Pairs inside groups of these sizes."""
    return sum(n * (n - 1) // 2 for n in sizes)


def _prf(p: float, r: float) -> dict[str, float]:
    return {"P": 100 * p, "R": 100 * r, "F1": 100 * (2 * p * r / (p + r) if p + r else 0.0)}


def _owner(answer: Sets[Item]) -> dict[Item, int]:
    return {x: n for n, c in enumerate(answer) for x in c}


def _muc(key: Sets[Item], answer: Sets[Item]) -> float | None:
    owner = _owner(answer)
    links = sum(len(c) - len({owner[x] for x in c}) for c in key)
    most = sum(len(c) - 1 for c in key)
    return links / most if most else None


def _b3(key: Sets[Item], answer: Sets[Item]) -> float:
    owner = _owner(answer)
    total = 0.0
    for c in key:
        total += sum(v * v for v in Counter(owner[x] for x in c).values()) / len(c)
    return total / max(1, sum(map(len, key)))


def _lea(key: Sets[Item], answer: Sets[Item]) -> float:
    owner = _owner(answer)
    got, most = 0.0, 0
    for c in key:
        most += len(c)
        if len(c) == 1:
            got += len(answer[owner[next(iter(c))]]) == 1
        else:
            got += len(c) * pairs(Counter(owner[x] for x in c).values()) / pairs([len(c)])
    return got / most if most else 0.0


def _ceafe(key: Sets[Item], answer: Sets[Item]) -> tuple[float, float]:
    """Recall and precision of the best one-to-one matching, found component by component."""
    if not key or not answer:
        return 0.0, 0.0
    owner = _owner(answer)
    cells = [
        (k, a, 2 * n / (len(c) + len(answer[a])))
        for k, c in enumerate(key)
        for a, n in Counter(owner[x] for x in c).items()
    ]
    rows = np.array([k for k, _, _ in cells])
    columns = np.array([a for _, a, _ in cells])
    worth = np.array([w for _, _, w in cells])
    size = len(key) + len(answer)
    graph = coo_matrix((np.ones(len(cells)), (rows, columns + len(key))), shape=(size, size))
    label = connected_components(graph, directed=False)[1]
    total = 0.0
    order = np.argsort(label[rows], kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(label[rows][order])) + 1):
        ks, k = np.unique(rows[part], return_inverse=True)
        as_, a = np.unique(columns[part], return_inverse=True)
        matrix = np.zeros((len(ks), len(as_)))
        matrix[k, a] = worth[part]
        total += float(matrix[linear_sum_assignment(-matrix)].sum())
    return total / len(key), total / len(answer)
