"""``bench times``: spans and values of time expressions against TempEval-style gold.

A gold file holds one report a line: ``{doc_id, published, text, timexes: [{start, end, type, value}]}``.
A match is one to one, exact spans first, then overlap in text order, as the TempEval-3 script does:
*strict* = same span, *relaxed* = any shared character, *type* and *value* = relaxed with the same type
or value string, *strict_value* = both. Precision is over what was found, recall over the gold.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tocsin.bench.gold import read_gold, score_files
from tocsin.find.times import find_times
from tocsin.ground.dates import ground_times
from tocsin.parse.base import Parser
from tocsin.records import Parse
from tocsin.records.time import TimeValue

Timex = dict[str, Any]
_MEASURES = ("strict", "relaxed", "type", "value", "strict_value")


def bench_times(files: list[Path], out: Path | None = None, parser: Parser | None = None) -> dict[str, Any]:
    """Figures of each file (by its stem) in per cent; ``out`` gets the answers, one report a line.

    Raises :class:`InputError` for a line that is no such report.
    """
    return score_files(
        files,
        out,
        parser,
        lambda file: read_gold(file, ("doc_id", "published", "text", "timexes"), "time-annotated report"),
        lambda row, parse: {"doc_id": row["doc_id"], "timexes": timexes(parse, _published(row))},
        lambda pairs: score((g["timexes"], o["timexes"]) for g, o in pairs),
    )


def _published(report: dict[str, Any]) -> dt.date | None:
    stamp = report["published"]
    return dt.date.fromisoformat(stamp[:10]) if stamp else None


def timexes(parse: Parse, published: dt.date | None) -> list[Timex]:
    """What we find, as TIMEX3: the two ends of a range are two expressions there."""
    out: list[Timex] = []
    for value in ground_times(find_times(parse), parse, published):
        for one in value.ends or (value,):
            out.append(_timex(one))
    return out


def _timex(value: TimeValue) -> Timex:
    return {"start": value.span.start, "end": value.span.end, "type": value.type, "value": value.value}


def matches(gold: Iterable[Timex], found: Iterable[Timex]) -> list[tuple[Timex, Timex]]:
    """Pairs of gold and found expressions, one to one."""
    ours = sorted(found, key=lambda t: (t["start"], t["end"]))
    theirs = sorted(gold, key=lambda t: (t["start"], t["end"]))
    by_span = {(t["start"], t["end"]): n for n, t in enumerate(ours)}
    free = set(range(len(ours)))
    pairs: list[tuple[Timex, Timex]] = []
    rest: list[Timex] = []
    for g in theirs:
        n = by_span.get((g["start"], g["end"]))
        if n is not None and n in free:
            free.discard(n)
            pairs.append((g, ours[n]))
        else:
            rest.append(g)
    for g in rest:
        for n in sorted(free):
            if ours[n]["start"] < g["end"] and g["start"] < ours[n]["end"]:
                free.discard(n)
                pairs.append((g, ours[n]))
                break
    return pairs


def score(reports: Iterable[tuple[list[Timex], list[Timex]]]) -> dict[str, Any]:
    """Precision, recall and F1 in per cent over (gold, found) of each report."""
    counts = dict.fromkeys(_MEASURES, 0)
    n_gold = n_found = 0
    for gold, found in reports:
        unique = list({(t["start"], t["end"]): t for t in reversed(found)}.values())
        n_gold += len(gold)
        n_found += len(unique)
        for g, f in matches(gold, unique):
            exact = (g["start"], g["end"]) == (f["start"], f["end"])
            value = (g["value"] or "").strip() == (f["value"] or "").strip()
            counts["strict"] += exact
            counts["relaxed"] += 1
            counts["type"] += g["type"] == f["type"]
            counts["value"] += value
            counts["strict_value"] += exact and value
    figures: dict[str, Any] = {"gold": n_gold, "found": n_found}
    for name in _MEASURES:
        p = counts[name] / n_found if n_found else 0.0
        r = counts[name] / n_gold if n_gold else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        figures[name] = {"p": round(100 * p, 2), "r": round(100 * r, 2), "f1": round(100 * f1, 2)}
    return figures
