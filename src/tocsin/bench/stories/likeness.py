"""How likely two articles report one event: a logistic regression learned from other events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from tocsin.bench.stories.texts import VIEWS, Article, cosines, vectors

NEIGHBOURS = 15  # of each article are compared
WINDOW = 60  # days between two reports of one event, where both are dated

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of articles with their features, a row a pair."""

    i: NDArray[np.int64]
    j: NDArray[np.int64]
    features: NDArray[np.float64]


def compare(articles: Sequence[Article]) -> Compared:
    """The nearest neighbours of every article by words, names or head, with all features."""
    views = {name: vectors(articles, view) for name, view in VIEWS.items()}
    day = np.array([a.published.toordinal() if a.published else -1 for a in articles])
    found: set[tuple[int, int]] = set()
    for name in ("words", "names", "head"):
        like = np.asarray((views[name] @ views[name].T).todense())
        np.fill_diagonal(like, -1)
        dated = (day[:, None] >= 0) & (day[None, :] >= 0)
        like[dated & (np.abs(day[:, None] - day[None, :]) > WINDOW)] = -1
        near = np.argpartition(-like, min(NEIGHBOURS, len(articles) - 1) - 1, axis=1)[:, :NEIGHBOURS]
        for n, row in enumerate(near.tolist()):
            found.update((min(n, m), max(n, m)) for m in row if m != n and like[n, m] > 0)
    pairs = np.array(sorted(found), np.int64).reshape(-1, 2)
    i, j = pairs[:, 0], pairs[:, 1]
    return Compared(i, j, features(views, day, i, j))


def features(
    views: dict[str, object], day: NDArray[np.int64], i: NDArray[np.int64], j: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Likenesses, their squares and products, and the days between."""
    plain = [cosines(views[name], i, j) for name in VIEWS]
    apart = np.where((day[i] >= 0) & (day[j] >= 0), np.abs(day[i] - day[j]), 0)
    close = np.log1p(apart)
    out = [*plain, close, close**2, (apart <= 1).astype(float), (apart <= 7).astype(float)]
    out += [np.sqrt(x) for x in plain]
    out += [plain[a] * plain[b] for a in range(len(plain)) for b in range(a + 1, len(plain))]
    out += [x * close for x in plain]
    return np.stack([np.ones(len(i)), *out], axis=1)


def learn(data: NDArray[np.float64], same: NDArray[np.bool_], ridge: float = 1.0) -> NDArray[np.float64]:
    """Weights of the features, scaled as the data are."""
    scale = data.std(0)
    scale[scale == 0] = 1.0
    x, y = data / scale, np.where(same, 1.0, -1.0)

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = y * (x @ w)
        value = np.logaddexp(0, -margin).sum() + ridge * float(w[1:] @ w[1:]) / 2
        pull = -(y / (1 + np.exp(np.clip(margin, -500, 500))))
        return value, x.T @ pull + ridge * np.concatenate([[0.0], w[1:]])

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return np.asarray(found.x / scale)
