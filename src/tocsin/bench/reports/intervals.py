"""95% intervals by percentile bootstrap over reports.

Reports are drawn in the order of their ids with a fixed seed, so that the same data give the same
interval whatever the order of the files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.bench.reports.score import ReportScore

SEED = 20220120
_SEED_LINE = re.compile(r"^SEED\s*=\s*(\d+)", re.MULTILINE)

Array = npt.NDArray[np.float64]


def seed_beside(gold: Path) -> int:
    """The seed of the corpus's own scorer, read from its source; the same number where it is absent."""
    path = gold.parent / "score_incidents.py"
    match = _SEED_LINE.search(path.read_text("utf-8")) if path.exists() else None
    return int(match.group(1)) if match else SEED


def intervals(scores: Sequence[ReportScore], draws: int, seed: int = SEED) -> dict[str, Any]:
    """``[low, high]`` of incident F1, toll F1, IRS and IRS_v1 over ``draws`` resamplings of the reports."""
    rows = [_row(score) for score in sorted(scores, key=lambda score: score.id)]
    table = np.array(rows, dtype=float)
    generator = np.random.default_rng(seed)
    weights = generator.multinomial(len(table), np.full(len(table), 1 / len(table)), size=draws)
    hit, up, down, ours, gold, t_hit, t_ours, t_gold, irs, irs_v1 = (weights @ table).T
    precision = _divide(hit + up / 2, ours, gold == 0)
    f1 = _harmonic(precision, _divide(hit + down / 2, gold, ours == 0))
    toll_f1 = _harmonic(_divide(t_hit, t_ours, t_gold == 0), _divide(t_hit, t_gold, t_ours == 0))

    def headline(total: Array) -> Array:
        return np.where(gold > 0, 100 * _divide(total, gold, 0.0) * precision, 100.0 * (ours == 0))

    return {
        "incident_F1": _bounds(f1),
        "toll_F1": _bounds(toll_f1),
        "IRS": _bounds(headline(irs)),
        "IRS_v1": _bounds(headline(irs_v1)),
        "n": draws,
        "seed": seed,
    }


def _row(score: ReportScore) -> list[float]:
    c = score.counts
    incidents = [c[f"reported_{name}"] for name in ("hit", "up", "down", "ours", "gold")]
    tolls = [c[f"tolls_all_{name}"] for name in ("hit", "ours", "gold")]
    return [*incidents, *tolls, score.irs, score.irs_v1]


def _divide(part: Array, whole: Array, empty: Any) -> Array:
    return np.where(whole > 0, part / np.maximum(whole, 1e-12), empty)


def _harmonic(p: Array, r: Array) -> Array:
    return _divide(2 * p * r, p + r, 0.0)


def _bounds(values: Array) -> list[float]:
    return [float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5))]
