"""Scores which place of a sentence is the place of its event: ``tocsin bench event-place``.

Gold is one JSON object a line: ``{doc_id, text, gold, verbs: [{start, end, text}], locations: [...]}``.
The event is the verb; no location means that the sentence names no place of it. An answer is right when
it overlaps a gold location and half of its words or more lie inside it, or when both sides name none.
In a part of the corpus the offsets of locations are token numbers (the last one included); such a row is
known by locations that hold no whole words, and its numbers are turned into characters.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

from tocsin.assemble.drafts import group
from tocsin.assemble.places import places_of
from tocsin.assemble.scene import Scene
from tocsin.bench.gold import Row, read_gold, score_files
from tocsin.records import Parse, Span
from tocsin.records.findings import Findings
from tocsin.records.mention import Trigger

_WORDS = tomllib.loads(resources("tocsin.bench").joinpath("event_place.toml").read_text("utf-8"))
_LIGHT = frozenset(_WORDS["light"])
# The tokens that the corpus's numbers count.
_TOKEN = re.compile(
    r"(?<=\s)\s+"
    r"|(?:[A-Z]\.){2,}|\b(?:a\.m|p\.m|U\.S|U\.N)\."
    rf"|\b(?:{'|'.join(_WORDS['abbreviations'])})\."
    r"|[^\W_]+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\b\w+\.(?:com|org|net|gov|edu)\b"
    r"|\d+(?=(?:km|kg|cm|mm|mph|hr)\b)|\d+(?:[.,:/]\d+)*(?:-?[^\W\d_]+)?"
    r"|[^\W_]+(?:['’](?!(?:s|re|ve|ll|d|m)\b|t\b)[^\W_]+)*|\.{2,}|[^\w\s]|_"
)
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|at|az)[-' ]")
_ANY_DAY = dt.date(2020, 1, 1)  # a sentence without a date is placed the same on every day

Pair = tuple[int, int]


def bench_event_place(files: list[Path], out: Path | None = None) -> dict[str, Any]:
    """Figures of each file over its rows marked ``gold``; ``out`` gets our answers, a line a row.

    Raises :class:`InputError` for a line that is no such row.
    """
    from tocsin.pipeline import Reader

    reader = Reader()
    keys = ("doc_id", "text", "gold", "verbs", "locations")

    def read(file: Path) -> list[Row]:
        return [row for row in read_gold(file, keys, "sentence with an event and its places") if row["gold"]]

    def answer(row: Row, parse: Parse) -> Row:
        verbs = [Span(v["start"], v["end"]) for v in row["verbs"]]
        place = event_place(reader.findings(parse, _ANY_DAY), verbs)
        named = place and {"start": place.start, "end": place.end, "text": place.of(row["text"])}
        return {"doc_id": row["doc_id"], "place": named}

    return score_files(files, out, None, read, answer, score)


def event_place(findings: Findings, verbs: Sequence[Span]) -> Span | None:
    """The words for the place of the event that ``verbs`` name, as the reader would choose them."""
    findings = _with_triggers(findings, verbs)
    scene = Scene(findings)
    for draft in group(scene):
        heads = [findings.triggers[k].span for k in draft.triggers]
        if any(head.start < verb.end and verb.start < head.end for head in heads for verb in verbs):
            return next((p.span for p in places_of(findings, draft, scene.literal) if p.span), None)
    return None


def _with_triggers(findings: Findings, verbs: Sequence[Span]) -> Findings:
    """The findings with a trigger at every verb: the gold's events are of more kinds than ours."""
    tokens, found = findings.parse.tokens, list(findings.triggers)
    for verb in verbs:
        inside = [t for t in tokens if t.start < verb.end and verb.start < t.end]
        if not inside:
            continue
        same = [t for t in found if t.first <= inside[-1].i and inside[0].i < t.last]
        if same:
            found = [
                replace(t, strength="event", marks=frozenset()) if t in same else t for t in found
            ]  # it did happen
        else:
            head = inside[0]
            found.append(
                Trigger(head.i, inside[-1].i + 1, head.i, head.sent, verb, verb.of(findings.parse.text),
                        "armed_attack", "event", None, frozenset())
            )  # fmt: skip
    found.sort(key=lambda t: t.span)
    places = {t.span: n for n, t in enumerate(found)}
    roles = tuple(replace(r, trigger=places[findings.triggers[r.trigger].span]) for r in findings.roles)
    return replace(findings, triggers=tuple(found), roles=roles)


def score(pairs: Iterable[tuple[Row, Row]]) -> dict[str, Any]:
    """Figures over (gold row, our answer); rows that share an id count once, or not where they differ."""
    by_id: dict[str, list[tuple[Row, Row]]] = {}
    for gold, ours in pairs:
        by_id.setdefault(gold["doc_id"], []).append((gold, ours))
    count = dict.fromkeys(
        (
            "rows",
            "left_out",
            "contradicting",
            "right",
            "exact",
            "with",
            "with_right",
            "without_right",
            "given",
        ),
        0,
    )
    for some in by_id.values():
        gold, ours = some[0]
        if any((g["text"], g["locations"]) != (gold["text"], gold["locations"]) for g, _ in some):
            count["contradicting"] += 1
            continue
        spans = gold_spans(gold["text"], gold["locations"])
        if spans is None:
            count["left_out"] += 1
            continue
        place = ours["place"] and (ours["place"]["start"], ours["place"]["end"])
        right = is_right(gold["text"], spans, place)
        count["rows"] += 1
        count["right"] += right
        count["exact"] += place in spans if place else not spans
        count["with"] += bool(spans)
        count["with_right"] += bool(spans) and right
        count["without_right"] += not spans and right
        count["given"] += place is not None
    without = count["rows"] - count["with"]
    precision, recall = (
        _share(count["with_right"], count["given"]),
        _share(count["with_right"], count["with"]),
    )
    return {
        "rows": {k: count[k] for k in ("rows", "left_out", "contradicting")},
        "accuracy": _share(count["right"], count["rows"]),
        "exact": _share(count["exact"], count["rows"]),
        "accuracy_with_place": recall,
        "accuracy_without_place": _share(count["without_right"], without),
        "places": {
            "P": precision,
            "R": recall,
            "F1": round(2 * precision * recall / (precision + recall), 2) if precision + recall else 0.0,
        },
        "floor_always_null": _share(without, count["rows"]),
    }


def is_right(text: str, gold: Sequence[Pair], place: Pair | None) -> bool:
    """Whether ``place`` is one of the ``gold`` places by its words; none is right where gold has none."""
    if not gold or place is None:
        return not gold and place is None
    words = _words(text, place)
    return any(
        place[0] < end
        and start < place[1]
        and bool(words)
        and 2 * sum(start <= a and b <= end for a, b in words) >= len(words)
        for start, end in gold
    )


def gold_spans(text: str, locations: Sequence[Mapping[str, Any]]) -> list[Pair] | None:
    """The gold places in characters; None when the row's numbers name no words either way."""
    if all(_whole(text, place) for place in locations):
        return [(place["start"], place["end"]) for place in locations]
    tokens = [m.span() for m in _TOKEN.finditer(text)]
    spans: list[Pair] = []
    for place in locations:
        if not 0 <= place["start"] <= place["end"] < len(tokens):
            return None
        start, end = tokens[place["start"]][0], tokens[place["end"]][1]
        name = text[start:end].strip(" ,.;")
        begins = name and (name[0].isupper() or name[0].isdigit() or _ARTICLE.match(name))
        if not begins or name[-1] == "(" or "\n" in name:
            return None
        start = text.index(name, start)
        spans.append((start, start + len(name)))
    return spans


def _whole(text: str, place: Mapping[str, Any]) -> bool:
    start, end = place["start"], place["end"]
    name = text[start:end]
    inner = (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())
    telling = any(c.isupper() or c.isdigit() for c in name)
    return end - start >= 3 and name == place.get("text") and telling and not inner


def _words(text: str, span: Pair) -> set[Pair]:
    found = {(m.start() + span[0], m.end() + span[0]) for m in re.finditer(r"\w+", text[slice(*span)])}
    return {w for w in found if text[slice(*w)].casefold() not in _LIGHT} or found


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0
