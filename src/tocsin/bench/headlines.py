"""Headlines of one event among others of the same dyad and week, joined by reading and linking them.

A headline rarely states the day and often no place, so this measures what little the words alone
give. Two headlines are joined when an account of one and an account of the other stand in one
cluster; pairs are counted inside a week of a dyad only. A pair that the gold lacks may still be one
event that its coders split.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tocsin.bench.clusters import pairs
from tocsin.bench.groups.items import collect
from tocsin.errors import DataError
from tocsin.link import link
from tocsin.records import Report

MOST = 2000  # headlines; weeks are taken in order of their name until there are as many
MONITOR = "SOHR"  # one monitor wrote most of the headlines; figures are given without it too


def bench_headlines(path: Path) -> dict[str, Any]:
    """Pair precision, recall and F1 on some two thousand headlines, all of them and without the monitor's."""
    rows = _rows(path)
    others = [r for r in rows if MONITOR not in r["outlet"]]
    return {"all": _score(rows), f"without {MONITOR}": _score(others)}


def _score(rows: Sequence[dict[str, str]]) -> dict[str, Any]:
    from tocsin.pipeline import Reader

    weeks: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        year, week, _ = dt.date.fromisoformat(row["date_start"]).isocalendar()
        weeks[row["country"], row["side_a"], row["side_b"], str(year), f"{week:02}"].append(row)
    chosen: list[tuple[tuple[str, ...], dict[str, str]]] = []
    for name in sorted(weeks, key=lambda n: (n[3], n[4], n)):
        events = Counter(r["id"] for r in weeks[name])
        if len(events) > 1 and max(events.values()) > 1:
            chosen += [(name, row) for row in weeks[name]]
        if len(chosen) >= MOST:
            break
    reports = [
        Report(
            f"h{n}",
            row["headline"],
            dt.date.fromisoformat(row["pub_date"]),
            "given",
            row["outlet"],
            language="en",
        )
        for n, (_, row) in enumerate(chosen)
    ]
    collected = collect(Reader().read_reports(reports))
    held: dict[str, set[int]] = defaultdict(set)
    for number, cluster in enumerate(link(collected).clusters):
        for account in cluster.accounts:
            held[account.split("#")[0]].add(number)
    tp = together = wanted = 0
    at: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for n, (name, row) in enumerate(chosen):
        at[name].append((f"h{n}", row["id"]))
    for group in at.values():
        wanted += pairs(Counter(event for _, event in group).values())
        for k, (a, event) in enumerate(group):
            for b, other in group[k + 1 :]:
                if held[a] & held[b]:
                    together += 1
                    tp += event == other
    p, r = tp / together if together else 0.0, tp / wanted if wanted else 0.0
    return {
        "headlines": len(chosen), "with an account": sum(bool(held[f"h{n}"]) for n in range(len(chosen))),
        "pairs of one event": wanted, "pairs joined": together,
        "P": 100 * p, "R": 100 * r, "F1": 200 * p * r / (p + r) if p + r else 0.0,
    }  # fmt: skip


def _rows(path: Path) -> list[dict[str, str]]:
    needed = {"id", "date_start", "country", "side_a", "side_b", "outlet", "pub_date", "headline"}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if not rows or not needed <= rows[0].keys():
        raise DataError(f"{path} is no file of headlines: it needs the columns {', '.join(sorted(needed))}")
    return [r for r in rows if r["pub_date"] and r["headline"]]
