"""Scores place names against gold toponyms: found, placed within 161 km, and both together.

Gold is one JSON object a line: ``{doc_id, text, toponyms: [{start, end, lat, lon, type?}]}``.
Spans are matched one to one by overlap, the best overlap first. A place counts end to end when its
span overlaps and it lies within 161 km (100 miles, the usual mark of the field); a pair whose gold
has no point is left out. Names that we left unplaced count as misses.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from tocsin.bench.gold import Row, score_files
from tocsin.errors import DataError
from tocsin.find.toponyms import find_toponyms
from tocsin.gazetteer import open_gazetteer
from tocsin.ground.places import ground_places
from tocsin.records import Parse

MARK_KM = 161.0
MAX_KM = 20039.0  # half the Earth's girth: the error of a name that was not placed
# Types of the GeoWebNews scheme under which a name stands for the place itself.
LITERAL = frozenset(("Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"))


def bench_places(
    files: list[Path], out: Path | None = None, types: Sequence[str] | None = None
) -> dict[str, Any]:
    """Read every text of ``files``, score each file apart; ``out`` gets our answers, a line a text.

    ``types`` limits the gold of files that type their toponyms; a typed file is scored on the
    literal ones too (``literal``). Raises :class:`DataError` for a file that is not of the format.
    """
    only = frozenset(types) if types else None

    def figures(pairs: list[tuple[Row, Row]]) -> dict[str, Any]:
        gold, ours = [g for g, _ in pairs], [o for _, o in pairs]
        result = score(gold, ours, only)
        if any("type" in t for row in gold for t in row["toponyms"]):
            result["literal"] = score(gold, ours, LITERAL)
        return result

    return score_files(files, out, None, read_gold, lambda row, p: answer(row["doc_id"], p), figures)


def read_gold(file: Path) -> list[Row]:
    """The rows of a gold file; :class:`DataError` names a bad line."""
    rows = []
    with file.open(encoding="utf-8") as f:
        for n, line in enumerate(f, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                row["text"], row["doc_id"], row["toponyms"]
            except (ValueError, KeyError, TypeError) as err:
                raise DataError(
                    f"{file}, line {n}: not a line of place gold ({err!r}); see docs/places.md"
                ) from err
            rows.append(row)
    return rows


def answer(doc_id: str, parse: Parse) -> Row:
    """What we found in one text, in the format that outside scorers read."""
    gazetteer = open_gazetteer()
    values = ground_places(find_toponyms(parse, gazetteer), parse, gazetteer)
    return {
        "doc_id": doc_id,
        "places": [
            {"start": v.span.start, "end": v.span.end, "text": v.text, "lat": v.lat, "lon": v.lon,
             "name": v.name, "country": v.country, "role": v.role, "gazetteer_id": v.gazetteer_id}
            for v in values
        ],
    }  # fmt: skip


def score(gold: Iterable[Row], ours: Iterable[Row], types: frozenset[str] | None = None) -> dict[str, Any]:
    """Precision, recall and F1 of the spans (exact, overlapping), of the points, and end to end."""
    answers: dict[str, list[Row]] = {}
    for row in ours:
        answers.setdefault(row["doc_id"], []).extend(row["places"])
    n_gold = n_ours = n_placed = exact = overlap = within = skipped = unplaced = docs = 0
    errors: list[float] = []
    for row in gold:
        docs += 1
        wanted = _unique([t for t in row["toponyms"] if types is None or t.get("type") in types])
        found = _unique(answers.get(row["doc_id"], []))
        if types is not None:
            found = _without_ignored(
                found, wanted, [t for t in row["toponyms"] if t.get("type") not in types]
            )
        n_gold += len(wanted)
        n_ours += len(found)
        n_placed += sum(t.get("lat") is not None for t in wanted)
        spans = {(t["start"], t["end"]) for t in wanted}
        exact += sum((f["start"], f["end"]) in spans for f in found)
        pairs = match(wanted, found)
        overlap += len(pairs)
        for i, j in pairs:
            if wanted[i].get("lat") is None:
                skipped += 1
            elif found[j].get("lat") is None:
                unplaced += 1
            else:
                km = kilometres(wanted[i]["lat"], wanted[i]["lon"], found[j]["lat"], found[j]["lon"])
                errors.append(km)
                within += km <= MARK_KM
    errors.sort()
    matched = len(errors) + unplaced
    return {
        "docs": docs, "gold": n_gold, "ours": n_ours,
        "exact": prf(exact, n_gold, n_ours), "overlap": prf(overlap, n_gold, n_ours),
        "matched": matched, "unplaced": unplaced,
        "accuracy": round(within / matched, 4) if matched else None,
        "mean_km": round(sum(errors) / len(errors), 1) if errors else None,
        "median_km": round(errors[len(errors) // 2], 2) if errors else None,
        "auc": round(_auc([*errors, *[MAX_KM] * unplaced]), 4),
        "end_to_end": prf(within, n_placed, n_ours - skipped),
    }  # fmt: skip


def match(gold: list[Row], found: list[Row]) -> list[tuple[int, int]]:
    """Pairs of indices, one to one: the largest share of overlap first."""
    pairs = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            both = min(g["end"], f["end"]) - max(g["start"], f["start"])
            if both > 0:
                either = max(g["end"], f["end"]) - min(g["start"], f["start"])
                pairs.append((-both / either, -both, i, j))
    used_g: set[int] = set()
    used_f: set[int] = set()
    out = []
    for _, _, i, j in sorted(pairs):
        if i not in used_g and j not in used_f:
            used_g.add(i)
            used_f.add(j)
            out.append((i, j))
    return out


def _without_ignored(found: list[Row], wanted: list[Row], ignored: list[Row]) -> list[Row]:
    """Drop places that only touch gold of other types: neither right nor wrong."""
    used = {j for _, j in match(wanted, found)}
    return [
        f
        for j, f in enumerate(found)
        if j in used or not any(min(f["end"], t["end"]) > max(f["start"], t["start"]) for t in ignored)
    ]


def _unique(places: list[Row]) -> list[Row]:
    """One place a span, a placed one before an unplaced one."""
    out: dict[tuple[int, int], Row] = {}
    for p in sorted(places, key=lambda p: (p["start"], p["end"], p.get("lat") is None)):
        out.setdefault((p["start"], p["end"]), p)
    return list(out.values())


def prf(right: int, gold: int, found: int) -> dict[str, float]:
    """Precision, recall, F1; 0 where nothing could be right."""
    p, r = right / found if found else 0.0, right / gold if gold else 0.0
    return {
        "p": round(p, 4),
        "r": round(r, 4),
        "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0,
        "tp": right,
    }


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine, mean Earth radius)."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def _auc(errors: list[float]) -> float:
    """Area under the sorted curve of ln(1 + error), 0 best, 1 worst."""
    logs = [math.log1p(min(e, MAX_KM)) for e in sorted(errors)]
    if len(logs) < 2:
        return 0.0
    return sum((a + b) / 2 for a, b in pairwise(logs)) / ((len(logs) - 1) * math.log(MAX_KM))
