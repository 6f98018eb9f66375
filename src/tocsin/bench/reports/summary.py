"""The figures of a set of reports: one nested dict, the same keys as the corpus's own scorer prints.

``P``, ``R``, ``F1`` are 0-1 (an empty denominator gives 1 when both sides are empty, else 0), ``acc``,
``rate`` and ``share`` 0-1 or None without cases, ``IRS`` 0-100.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from tocsin.bench.reports.fields import INVENTIONS
from tocsin.bench.reports.grounding import PLACED
from tocsin.bench.reports.score import STATUSES, ReportScore

Figures = dict[str, Any]

_FIELDS = ("kind_exact", "kind_coarse", "date_exact", "date_overlap", "date_default_overlap", "country")
_TOLL_CLASSES = ("all", "reported", "killed", "injured", "lenient")


def summarise(scores: Sequence[ReportScore]) -> Figures:
    """All figures of the reports, the bootstrap intervals apart."""
    c: Counter[str] = Counter()
    irs = irs_v1 = 0.0
    for score in scores:
        c.update(score.counts)
        irs += score.irs
        irs_v1 += score.irs_v1
    incidents: Figures = {status: _status(c, status) for status in STATUSES}
    incidents["matching_any_status"] = _prf_of(c, "any")
    incidents["status_errors"] = c["reported_up"] + c["reported_down"]
    return {
        "IRS": _irs(c, irs),
        "IRS_v1": _irs(c, irs_v1),
        "reports": {
            "n": c["reports"],
            "detection": _prf_of(c, "conflict"),
            "reported_only": _prf_of(c, "main"),
        },
        "incidents": incidents,
        "fields": _fields(c, [d for score in scores for d in score.kilometres]),
        "tolls": _tolls(c),
        "grounding": {
            "share": ratio(c["spans_right"], c["spans"], 1.0),
            "n": c["spans"],
            "unlocated": c["unlocated"],
        },
        "placed": _placed(c),
        "invented": {name: _rate(c, f"invented_{name}", f"invented_{name}_n") for name in INVENTIONS},
    }


def ratio(part: float, whole: float, empty: float | None = None) -> float | None:
    return part / whole if whole else empty


def prf(hit_p: float, hit_r: float, ours: int, gold: int) -> Figures:
    """Precision from ``hit_p`` of ``ours``, recall from ``hit_r`` of ``gold``, and their harmonic mean."""
    p = hit_p / ours if ours else float(gold == 0)
    r = hit_r / gold if gold else float(ours == 0)
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"P": p, "R": r, "F1": f1, "tp": hit_r, "n_sys": ours, "n_gold": gold}


def _prf_of(c: Counter[str], name: str) -> Figures:
    hit = c[f"{name}_hit"]
    return prf(hit, hit, c[f"{name}_ours"], c[f"{name}_gold"])


def _status(c: Counter[str], status: str) -> Figures:
    """A pair of which only one side has the status is half right on that side."""
    hit, up, down = c[f"{status}_hit"], c[f"{status}_up"], c[f"{status}_down"]
    figures = prf(hit + up / 2, hit + down / 2, c[f"{status}_ours"], c[f"{status}_gold"])
    return figures | {"tp": hit, "status_up": up, "status_down": down}


def _irs(c: Counter[str], total: float) -> float:
    """The headline: mean record score of the reported incidents, times the precision of reporting."""
    gold = c["reported_gold"]
    if not gold:
        return 100.0 * (not c["reported_ours"])
    precision: float = _status(c, "reported")["P"]
    return 100 * total / gold * precision


def _fields(c: Counter[str], kilometres: Iterable[float]) -> Figures:
    far = sorted(kilometres)
    names = (*_FIELDS, "place50", "perpetrator", "certainty")
    figures: Figures = {name: _accuracy(c, name) for name in names}
    figures["perp_type"] = _accuracy(c, "party_type")
    figures["perp_names"] = _prf_of(c, "party_names")
    figures["target_type"] = _prf_of(c, "target_type")
    figures["weapons"] = _prf_of(c, "weapons")
    figures["place_km_median"] = float(np.median(far)) if far else None
    return figures


def _tolls(c: Counter[str]) -> Figures:
    figures: Figures = {name: _prf_of(c, f"tolls_{name}") for name in _TOLL_CLASSES}
    figures |= {name: _accuracy(c, name) for name in ("group_type", "qualifier", "stance")}
    figures["said_by"] = _prf_of(c, "said_by")
    figures["killed_total"] = _accuracy(c, "killed_total")
    n = c["killed_total_n"]
    figures["killed_total_value"] = {"acc": ratio(c["killed_total_value"], n), "n": n}
    figures["not_incident_hits"] = {"n": c["strays"], "gold_spans": c["strays_gold"]}
    return figures


def _placed(c: Counter[str]) -> Figures:
    placed, placeable = (sum(c[f"{kind}_{name}"] for name in PLACED) for kind in ("placed", "placeable"))
    by_field = {
        name: {"share": ratio(c[f"placed_{name}"], c[f"placeable_{name}"]), "n": c[f"placeable_{name}"]}
        for name in PLACED
    }
    return {
        "share": ratio(placed, placeable, 1.0),
        "n": placeable,
        "by_field": by_field,
        "toll_words": _rate(c, "toll_words_telling", "toll_words"),
    }


def _accuracy(c: Counter[str], name: str) -> Figures:
    return {"acc": ratio(c[f"{name}_right"], c[f"{name}_n"]), "n": c[f"{name}_n"]}


def _rate(c: Counter[str], part: str, whole: str) -> Figures:
    return {"rate": ratio(c[part], c[whole]), "n": c[whole]}
