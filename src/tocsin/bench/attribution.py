"""``bench attribution``: source, cue and content of each attribution against PolNeAR-style gold.

A gold file holds one report a line: ``{doc_id, text, attributions: [{source, cue, content}]}``, each
role a list of ``{start, end}`` that may be in pieces. Roles are compared as sets of word tokens
(punctuation never counts). *exact* = the same set, *overlap* = a shared token (one to one, best
Jaccard first), *soft* = the share of a span's tokens inside its best partner. Relations are aligned by
content; *relation_strict* wants content and source exact, *relation_overlap* both to overlap (after
Pareti 2015, Newell 2018). Figures in per cent, two decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tocsin.bench.gold import read_gold, score_files
from tocsin.find.speakers import find_attributions
from tocsin.parse.base import Parser
from tocsin.records import Parse, Span

ROLES = ("source", "cue", "content")
Words = frozenset[int]
Relation = dict[str, Words]

_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w")


def bench_attribution(
    files: list[Path], out: Path | None = None, parser: Parser | None = None
) -> dict[str, Any]:
    """Figures of each file (by its stem); ``out`` gets our attributions, one report a line.

    Raises :class:`InputError` for a line that is no such report.
    """
    return score_files(
        files,
        out,
        parser,
        lambda file: read_gold(file, ("doc_id", "text", "attributions"), "report with attributions"),
        lambda row, parse: {"doc_id": row["doc_id"], "attributions": attributions(parse)},
        lambda pairs: score((g["text"], g["attributions"], o["attributions"]) for g, o in pairs),
    )


def attributions(parse: Parse) -> list[dict[str, list[dict[str, int]]]]:
    """Our attributions with the speaker as named beside the cue ("he"), as the gold has it."""
    out = []
    for a in find_attributions(parse):
        source = a.mention or a.source
        out.append(
            {
                "source": [_offsets(source)] if source is not None else [],
                "cue": [_offsets(a.cue)],
                "content": [_offsets(part) for part in a.content],
            }
        )
    return out


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def score(reports: Iterable[tuple[str, Sequence[Any], Sequence[Any]]]) -> dict[str, Any]:
    """Figures over ``(text, gold attributions, found attributions)``."""
    roles = {role: _Role() for role in ROLES}
    gold_n = found_n = aligned = strict = overlap = named = named_exact = named_overlap = 0
    for text, gold_rows, found_rows in reports:
        tokens = [(m.start(), m.end(), bool(_WORD.search(m.group()))) for m in _TOKEN.finditer(text)]
        gold = [{role: _words(row.get(role, []), tokens) for role in ROLES} for row in gold_rows]
        found = [{role: _words(row.get(role, []), tokens) for role in ROLES} for row in found_rows]
        for role in ROLES:
            # A span that several relations share counts once.
            roles[role].add([*{r[role] for r in gold if r[role]}], [*{r[role] for r in found if r[role]}])
        gold_n += len(gold)
        found_n += len(found)
        for i, j in align([r["content"] for r in gold], [r["content"] for r in found]).items():
            g, f = gold[i], found[j]
            aligned += 1
            if g["source"]:
                named += 1
                named_exact += g["source"] == f["source"]
                named_overlap += bool(g["source"] & f["source"])
            strict += g["content"] == f["content"] and g["source"] == f["source"]
            overlap += bool(g["source"] & f["source"]) or not (g["source"] or f["source"])
    out: dict[str, Any] = {role: roles[role].figures() for role in ROLES}
    out["relation_strict"] = _prf(strict, found_n, strict, gold_n)
    out["relation_overlap"] = _prf(overlap, found_n, overlap, gold_n)
    out["source_given_aligned_content"] = {
        "exact_acc": round(100 * named_exact / named, 2) if named else 0,
        "overlap_acc": round(100 * named_overlap / named, 2) if named else 0,
    }
    out["n"] = {"gold": gold_n, "pred": found_n, "aligned": aligned}
    return out


class _Role:
    """Running sums of one role."""

    def __init__(self) -> None:
        self.gold = self.found = self.exact = self.overlap = 0
        self.soft_p = self.soft_r = 0.0

    def add(self, gold: list[Words], found: list[Words]) -> None:
        self.gold += len(gold)
        self.found += len(found)
        self.exact += len(set(gold) & set(found))
        self.overlap += len(align(gold, found))
        self.soft_p += sum(max((len(f & g) / len(f) for g in gold), default=0.0) for f in found)
        self.soft_r += sum(max((len(g & f) / len(g) for f in found), default=0.0) for g in gold)

    def figures(self) -> dict[str, Any]:
        return {
            "exact": _prf(self.exact, self.found, self.exact, self.gold),
            "overlap": _prf(self.overlap, self.found, self.overlap, self.gold),
            "soft": _prf(self.soft_p, self.found, self.soft_r, self.gold),
        }


def align(gold: Sequence[Words], found: Sequence[Words]) -> dict[int, int]:
    """Gold index to found index, one to one, best Jaccard first (ties: the later pair)."""
    pairs = sorted(
        ((len(g & f) / len(g | f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if g & f),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in pairs:
        if i not in chosen and j not in used:
            chosen[i] = j
            used.add(j)
    return chosen


def _words(spans: Sequence[Any], tokens: Sequence[tuple[int, int, bool]]) -> Words:
    return frozenset(
        i
        for i, (start, end, word) in enumerate(tokens)
        if word and any(start < s["end"] and s["start"] < end for s in spans)
    )


def _prf(hits_p: float, found: int, hits_r: float, gold: int) -> dict[str, float]:
    p = hits_p / found if found else 0.0
    r = hits_r / gold if gold else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(100 * p, 2), "r": round(100 * r, 2), "f1": round(100 * f, 2)}
