"""Weights learned from people's verdicts, with splink on DuckDB; the shipped rule until there are enough.

Every feature is a splink comparison whose levels are ours. A merge says that its pairs of accounts are
one incident: from them splink estimates how often each level occurs among accounts of one incident
(m). How often it occurs among others (u) is counted over the candidate pairs that nobody joined. The
bits of a level are log2(m/u), drawn towards the shipped weight where few pairs show the level.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import MissingPart, UsageError
from tocsin.link.compare import FEATURES
from tocsin.link.forbid import Decided
from tocsin.link.pairs import candidates
from tocsin.link.traits import Table
from tocsin.link.weights import LEVELS, Weights, rule_weights
from tocsin.records.collected import Collected
from tocsin.records.verdict import Verdict

ENOUGH = 200  # joined pairs: below that a level seen in one pair of twenty rests on fewer than ten
PSEUDO = 20.0  # pairs that the shipped weight of a level counts for
FARTHEST = 6.0  # bits: no learned weight goes further from the shipped one
_KEPT = (
    "prior",
    "copy",
    "report",
    "status",
)  # no matter of taste: what they mean does not vary with the archive
_LEARNED = tuple(f for f in LEVELS if f not in _KEPT)


def learn_weights(
    collected: Iterable[Collected], verdicts: Iterable[Verdict], base: Weights | None = None
) -> Weights:
    """Weights from the merges in force among ``verdicts``, starting from ``base`` (the shipped ones).

    :class:`UsageError` while fewer than :data:`ENOUGH` pairs are joined by verdicts, with their number;
    :class:`MissingPart` without the extra ``learn``. Levels that mean "cannot be" (20 bits against) and
    the prior stay as they are.
    """
    base = base or rule_weights()
    t = Table.of(collected)
    decided = Decided(verdicts)
    i, j = joined_pairs(t, decided)
    if len(i) < ENOUGH:
        raise UsageError(
            f"weights are learned from {ENOUGH:,} pairs of accounts joined by merge verdicts, and there are"
            f" {len(i):,}; go on with the shipped rule, or confirm more incidents"
        )
    levels = {f: FEATURES[f](t, i, j) for f in _LEARNED}
    m, u = _estimate_m(levels), _count_u(t, decided)
    bits = dict(base.bits)
    for feature in _LEARNED:
        counts = np.bincount(levels[feature], minlength=len(LEVELS[feature]))
        bits[feature] = _blend(base.bits[feature], m[feature], u[feature], counts)
    return Weights(bits, base.linked)


def joined_pairs(t: Table, decided: Decided) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of every two accounts that verdicts join, unless one report prints the other's text."""
    groups: dict[str, list[int]] = {}
    for row, name in enumerate(t.ids):
        if name in decided.named():
            groups.setdefault(decided.group(name), []).append(row)
    text = t["text"]
    found = [(a, b) for rows in groups.values() for a, b in combinations(rows, 2) if text[a] != text[b]]
    pairs = np.array(found, np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def weights_toml(weights: Weights) -> str:
    """The weights as a file that :func:`tocsin.link.load_weights` reads."""
    lines = ["# Learned from verdicts; bits of every level, as in the shipped weights."]
    for feature, levels in LEVELS.items():
        lines += ["", f"[{feature}]"]
        bits = weights.bits[feature].tolist()
        lines += [f"{level} = {value:.2f}" for level, value in zip(levels, bits, strict=True)]
    return "\n".join([*lines, "", "[limits]", f"linked = {weights.linked}", ""])


def _blend(
    rule: NDArray[np.float32], m: NDArray[np.float64], u: NDArray[np.float64], counts: NDArray[np.int64]
) -> NDArray[np.float32]:
    expected = u * np.exp2(rule.astype(np.float64))
    expected /= expected.sum()
    pairs = counts.sum()
    share = (m * pairs + expected * PSEUDO) / (pairs + PSEUDO)
    bits = np.log2(share / u)
    bits = np.where(counts + u * 1e4 < 1, rule, bits)  # a level that nobody ever saw
    bits = np.clip(bits, rule - FARTHEST, rule + FARTHEST)
    return np.asarray(np.where(rule <= -9, rule, bits), np.float32)


def _count_u(t: Table, decided: Decided) -> dict[str, NDArray[np.float64]]:
    """How often each level occurs among candidate pairs that nobody joined, none of them zero.

    All but place and day are counted among pairs of one area and neighbouring days: a pair that was
    only compared because both tell of 43 dead says nothing of how rare that is.
    """
    counts = {f: np.full(len(LEVELS[f]), 0.5) for f in _LEARNED}
    group = np.array([decided.group(name) for name in t.ids])
    wide = [LEVELS["place"].index(name) for name in ("far", "abroad")]
    late = LEVELS["date"].index("far")
    for i, j in candidates(t):
        other = group[i] != group[j]
        i, j = i[other], j[other]
        level = {f: FEATURES[f](t, i, j) for f in ("place", "date")}
        near = ~np.isin(level["place"], wide) & (level["date"] != late)
        i, j = i[near], j[near]
        for f in _LEARNED:
            seen = level[f] if f in level else FEATURES[f](t, i, j)
            counts[f] += np.bincount(seen, minlength=len(LEVELS[f]))
    return {f: c / c.sum() for f, c in counts.items()}


def _estimate_m(levels: dict[str, NDArray[np.int8]]) -> dict[str, NDArray[np.float64]]:
    """splink's m for each level, from labelled pairs; 0 for a level that no pair shows."""
    logging.getLogger("splink").setLevel(logging.ERROR)  # its advice is for who writes comparisons by hand
    splink, duckdb, backend = (_part(name) for name in ("splink", "duckdb", "splink.backends.duckdb"))
    pairs = len(next(iter(levels.values())))
    connection = duckdb.connect()
    for feature, level in levels.items():
        _register(connection, feature, level)
    # Two records a labelled pair: "a7" and "b7" share the pair's number, which finds its levels.
    connection.execute(
        "create table accounts as select s || n as unique_id, n as pair"
        " from range(?) r(n), (values ('a'), ('b')) v(s)",
        [pairs],
    )
    connection.execute(
        "create table labels as select 'accounts' as source_dataset_l, 'a' || n as unique_id_l,"
        " 'accounts' as source_dataset_r, 'b' || n as unique_id_r from range(?) r(n)",
        [pairs],
    )
    api = backend.DuckDBAPI(connection=connection)
    settings = splink.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(f) for f in levels],
        blocking_rules_to_generate_predictions=[],
        retain_matching_columns=False,
    )
    linker = splink.Linker(api.register("accounts"), settings)
    linker.training.estimate_m_from_pairwise_labels("labels")
    out = {}
    for comparison in linker.misc.save_model_to_json()["comparisons"]:
        feature = comparison["output_column_name"]
        m = np.zeros(len(LEVELS[feature]))
        for level in comparison["comparison_levels"]:
            m[LEVELS[feature].index(level["label_for_charts"])] = level.get("m_probability") or 0.0
        out[feature] = m / max(m.sum(), 1e-12)
    return out


def _register(connection: Any, feature: str, level: NDArray[np.int8]) -> None:
    numbers = level.tolist()

    def look_up(pair: int) -> int:
        return int(numbers[pair])

    connection.create_function(f"level_{feature}", look_up, ["BIGINT"], "BIGINT")


def _comparison(feature: str) -> dict[str, Any]:
    levels = LEVELS[feature]
    return {
        "output_column_name": feature,
        "comparison_levels": [
            {"sql_condition": f"level_{feature}(pair_l) = {n}", "label_for_charts": name}
            for n, name in enumerate(levels[:-1])
        ]
        + [{"sql_condition": "ELSE", "label_for_charts": levels[-1]}],
    }


def _part(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as err:
        raise MissingPart(
            "learning weights needs splink and DuckDB; install them with: pip install 'tocsin[learn]'"
        ) from err


__all__: Sequence[str] = ("ENOUGH", "joined_pairs", "learn_weights", "weights_toml")
