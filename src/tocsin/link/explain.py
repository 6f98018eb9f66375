"""Why two accounts are one incident or not: the waterfall of one pair."""

from __future__ import annotations

import numpy as np

from tocsin.link.compare import FEATURES
from tocsin.link.forbid import REASONS, forbidden
from tocsin.link.shown import shown
from tocsin.link.traits import Table
from tocsin.link.weights import LEVELS, Weights, rule_weights
from tocsin.records.collected import Collected, Pair, ScorePart


def explain(left: Collected, right: Collected, weights: Weights | None = None) -> Pair:
    """Every feature of a pair with what was compared and its bits; ``score`` is their sum.

    The same in either order but for the sides. ``forbidden`` says in words why no score could link
    the two, None where the score decides.
    """
    weights = weights or rule_weights()
    t = Table.of((left, right))
    i, j = np.array([0], np.int64), np.array([1], np.int64)
    parts = []
    for feature, level in FEATURES.items():
        name = LEVELS[feature][int(level(t, i, j)[0])]
        parts.append(
            ScorePart(feature, shown(left, feature), shown(right, feature), weights.of(feature, name))
        )
    reason = REASONS[int(forbidden(t, i, j)[0])]
    return Pair(left.account.id, right.account.id, sum(p.weight for p in parts), tuple(parts), reason or None)
