"""``bench times``: spans and values of time expressions against TempEval-style gold.

A gold file holds one report a line: ``{doc_id, published, text, timexes: [{start, end, type, value}]}``.
A match is one to one, exact spans first, then overlap in text order, as the TempEval-3 script does:
*strict* = same span, *relaxed* = any shared character, *type* and *value* = relaxed with the same type
or value string, *strict_value* = both. Precision is over what was found, recall over the gold.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tocsin.errors import InputError
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
    if parser is None:
        from tocsin.parse.spacy_parser import SpacyParser

        parser = SpacyParser()
    figures: dict[str, Any] = {}
    answers: list[str] = []
    for file in files:
        reports = list(_reports(file))
        parses = parser.parse(r["text"] for r in reports)
        pairs = []
        for report, parse in zip(reports, parses, strict=True):
            found = timexes(parse, _published(report))
            pairs.append((report["timexes"], found))
            answers.append(json.dumps({"doc_id": report["doc_id"], "timexes": found}))
        figures[file.stem] = score(pairs)
    if out is not None:
        out.write_text("".join(f"{a}\n" for a in answers), "utf-8")
    return figures


def _reports(file: Path) -> Iterator[dict[str, Any]]:
    for n, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            report = json.loads(line)
            yield {key: report[key] for key in ("doc_id", "published", "text", "timexes")}
        except (ValueError, KeyError, TypeError) as err:
            raise InputError(
                f"{file}, line {n} is no time-annotated report ({err}); mend or drop it"
            ) from err


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
