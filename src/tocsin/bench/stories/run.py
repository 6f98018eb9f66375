"""Clustering of GVA and ECB+ articles, learned on other events: the plain tf-idf floor beside it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from tocsin.bench.clusters import cluster_scores, f1_of
from tocsin.bench.stories.likeness import Compared, compare, learn
from tocsin.bench.stories.texts import Article
from tocsin.errors import DataError
from tocsin.link.cluster import agglomerate

FOLDS = 5
SHORTEST = (
    300  # characters; shorter texts and those with the same first 400 stay out, as in the published floor
)
APART = -8.0  # log-odds of a pair that is not among the neighbours


def bench_folds(path: Path) -> dict[str, Any]:
    """Articles with days (GVA): five folds by event, each clustered by what the other four teach."""
    articles = read_articles(path)
    events = sorted({a.event for a in articles})
    fold = {event: n % FOLDS for n, event in enumerate(events)}
    parts = [[a for a in articles if fold[a.event] == n] for n in range(FOLDS)]
    compared = [compare(part) for part in parts]
    scores: list[dict[str, Any]] = []
    for n in range(FOLDS):
        taught = [k for k in range(FOLDS) if k != n]
        weights, limit = _teach([parts[k] for k in taught], [compared[k] for k in taught])
        scores.append(_score(parts[n], compared[n], weights, limit))
    return {"articles": len(articles), "events": len(events), **_mean(scores)}


def bench_split(path: Path) -> dict[str, Any]:
    """Articles with a split of their own (ECB+): learned on train and dev, scored on test."""
    rows = _rows(path)
    articles = read_articles(path, shortest=0)
    split = {row["doc_id"]: row["split"] for row in rows}
    topic = {row["doc_id"]: row.get("topic") for row in rows}
    rest = [a for a in articles if split[a.id] != "test"]
    topics = sorted({str(topic[a.id]) for a in rest})
    taught = [[a for a in rest if topics.index(str(topic[a.id])) % 3 == k] for k in range(3)]
    weights, limit = _teach(taught, [compare(part) for part in taught])
    test = [a for a in articles if split[a.id] == "test"]
    return {
        "articles": len(test),
        "events": len({a.event for a in test}),
        **_score(test, compare(test), weights, limit),
    }


def _teach(parts: Sequence[list[Article]], compared: Sequence[Compared]) -> tuple[NDArray[np.float64], float]:
    """Weights from all parts; the limit that is best for each part under the weights of the others."""
    data = [c.features for c in compared]
    same = [_same(p, c) for p, c in zip(parts, compared, strict=True)]

    def weights(but: int | None) -> NDArray[np.float64]:
        kept = [n for n in range(len(parts)) if n != but]
        return learn(np.concatenate([data[n] for n in kept]), np.concatenate([same[n] for n in kept]))

    by_part = [weights(n) for n in range(len(parts))]
    worth = {
        limit: sum(_conll(p, c, w, limit) for p, c, w in zip(parts, compared, by_part, strict=True))
        for limit in (x / 2 for x in range(-6, 5))
    }
    return weights(None), max(worth, key=lambda limit: (worth[limit], -abs(limit)))


def _same(articles: Sequence[Article], c: Compared) -> NDArray[np.bool_]:
    event = np.array([a.event for a in articles])
    return np.asarray(event[c.i] == event[c.j])


def _conll(articles: Sequence[Article], c: Compared, weights: NDArray[np.float64], limit: float) -> float:
    return f1_of(_score(articles, c, weights, limit), "conll")


def _score(
    articles: Sequence[Article], c: Compared, weights: NDArray[np.float64], limit: float
) -> dict[str, Any]:
    label = clusters_of(len(articles), c, c.features @ weights, limit)
    return cluster_scores(
        {a.id: a.event for a in articles}, {a.id: n for a, n in zip(articles, label, strict=True)}
    )


def clusters_of(n: int, c: Compared, odds: NDArray[np.float64], limit: float) -> list[int]:
    """Average linkage inside components of pairs above ``limit``; others count :data:`APART`."""
    near = odds > limit
    graph = coo_matrix((np.ones(int(near.sum())), (c.i[near], c.j[near])), shape=(n, n))
    component = connected_components(graph, directed=False)[1]
    at: dict[int, list[int]] = {}
    for row, label in enumerate(component.tolist()):
        at.setdefault(label, []).append(row)
    place = {row: (label, k) for label, rows in at.items() for k, row in enumerate(rows)}
    scores = {label: np.full((len(rows), len(rows)), APART) for label, rows in at.items() if len(rows) > 1}
    for a, b, value in zip(c.i.tolist(), c.j.tolist(), odds.tolist(), strict=True):
        (label, p), (other, q) = place[a], place[b]
        if label == other:
            scores[label][p, q] = scores[label][q, p] = max(value, APART)
    out = [0] * n
    number = 0
    for label, rows in at.items():
        groups = [[k] for k in range(len(rows))]
        for cluster in agglomerate(scores[label], groups, limit) if len(rows) > 1 else groups:
            for k in cluster:
                out[rows[k]] = number
            number += 1
    return out


def _mean(scores: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        measure: sum(s[measure] for s in scores) / len(scores)
        if not isinstance(scores[0][measure], dict)
        else {k: sum(s[measure][k] for s in scores) / len(scores) for k in scores[0][measure]}
        for measure in scores[0]
    }


def read_articles(path: Path, shortest: int = SHORTEST) -> list[Article]:
    """Articles of a jsonl file with ``doc_id``, ``text``, ``incident_id`` and, where known, ``published``."""
    seen: set[str] = set()
    out = []
    for row in _rows(path):
        text = row["text"]
        if shortest and (len(text) < shortest or text[:400] in seen):
            continue
        seen.add(text[:400])
        day = dt.date.fromisoformat(row["published"]) if row.get("published") else None
        out.append(Article(row["doc_id"], text, day, str(row["incident_id"])))
    return out


def _rows(path: Path) -> list[dict[str, Any]]:
    out = []
    with path.open(encoding="utf-8") as lines:
        for n, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                row["doc_id"], row["text"], row["incident_id"]
            except (ValueError, KeyError, TypeError) as err:
                raise DataError(
                    f"{path}:{n}: no article with doc_id, text and incident_id ({err!r})"
                ) from err
            out.append(row)
    return out
