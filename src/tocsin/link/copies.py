"""Wire copies and updates: which report repeats another's text, and which replaces an earlier version.

Two texts are near when most of the word triples of the shorter stand in the longer, estimated by
MinHash (128 permutations; the estimate is off by some 0.04). Of near texts by different outlets the
agency's is the origin, else the earlier, else the smaller id: the other is its copy and counts once
with it. Of near texts by one outlet the later (by day, by "UPDATE 3", by id) is an update of the
earlier. What an outlet calls an update or a correction needs less likeness.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from tocsin.codebook import words
from tocsin.link.traits import code
from tocsin.records import Report
from tocsin.records.report import table_of

PERMUTATIONS = 128
BAND = (
    3  # rows a band: of texts with half (a third) of their triples in common 996 (780) in 1,000 share a band
)
SHINGLE = 3  # words
COPY = 0.5  # share of the shorter text that stands in the longer
UPDATE = 0.4  # by one outlet
MARKED_UPDATE = 0.15  # by one outlet, and the later one says that it replaces an earlier
FEW_DAYS = 7  # between the two
SHORTEST = 20  # triples: a shorter text is too easily like another
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a report to find its copies; ``keys`` are to be indexed, ``signature`` is 512 bytes."""

    report: str
    published: int  # ordinal of the day, -1 unknown
    outlet: str | None
    wire: str | None  # the agency it is by or credits
    is_wire: bool  # the outlet is the agency itself
    marked: bool  # its headline says update or correction
    version: int  # "UPDATE 3" is 3, a correction 100, else 0
    triples: int
    keys: tuple[int, ...]
    signature: bytes


@dataclass(frozen=True, slots=True)
class Origin:
    """``copy_of``: the report whose text this one repeats; ``updates``: the version it replaces."""

    copy_of: str | None
    updates: str | None


class Copies(Protocol):
    """Where the sketches of earlier reports stand."""

    def by_keys(self, keys: Collection[int]) -> Iterable[Sketch]: ...


def sketch(report: Report) -> Sketch:
    """The sketch of a report; a text of fewer than 20 word triples, or a row of a table, is nobody's copy."""
    tokens = [w.lower() for w in _WORD.findall(report.text)]
    triples = {" ".join(tokens[n : n + SHINGLE]) for n in range(len(tokens) - SHINGLE + 1)}
    title = report.title or report.text[:120].split("\n", 1)[0]
    wire, is_wire = wire_of(report)
    marks = _patterns()
    marked = any(p.search(title) for p in marks.updates)
    number = marks.number.search(title)
    version = (
        int(number.group(1)) if number else 100 if marked and marks.correction.search(title) else int(marked)
    )
    signature = np.zeros(PERMUTATIONS, np.uint32)
    keys: tuple[int, ...] = ()
    if len(triples) >= SHORTEST and table_of(report.url) is None:  # rows of a table are all alike
        made = RMinHash(num_perm=PERMUTATIONS, seed=1)
        made.update(sorted(triples))
        signature = np.array(made.digest(), np.uint32)
        keys = tuple(
            code(f"band {n} {signature[n : n + BAND].tobytes().hex()}")
            for n in range(0, PERMUTATIONS - BAND + 1, BAND)
        )
    published = report.published.toordinal() if report.published else -1
    return Sketch(
        report.id,
        published,
        report.outlet,
        wire,
        is_wire,
        marked,
        version,
        len(triples),
        keys,
        signature.tobytes(),
    )


def wire_of(report: Report) -> tuple[str | None, bool]:
    """The agency that a report is by, or credits at its head or foot, and whether it is the agency itself."""
    marks = _patterns()
    if report.outlet:
        name = marks.names.get(report.outlet.casefold().removeprefix("the ").strip())
        if name:
            return name, True
    head = report.text[:200]
    tail = report.text.rstrip()[-160:]
    for pattern, text in ((marks.head, head), (marks.tail, tail)):
        for one in pattern:
            found = one.search(text)
            if found:
                return marks.names[next(g for g in found.groups() if g).casefold()], False
    return None, False


def trace_origins(sketches: Iterable[Sketch]) -> dict[str, Origin]:
    """The origin of every report among ``sketches``; a report of its own has neither copy nor update."""
    by_id = {s.report: s for s in sketches}
    near = _near_pairs(by_id)
    return {name: _origin(s, near.get(name, {}), by_id, near) for name, s in sorted(by_id.items())}


def trace_around(new: Iterable[Sketch], shelf: Copies) -> dict[str, Origin]:
    """Origins of ``new`` reports and of those near them (an earlier text may come in later)."""
    seeds = {s.report: s for s in new}
    known = dict(seeds)
    for _ in range(2):  # their neighbours, and the neighbours of those
        keys = {k for s in known.values() for k in s.keys}
        known.update({s.report: s for s in shelf.by_keys(keys) if s.report not in known})
    near = _near_pairs(known)
    touched = set(seeds) | {other for name in seeds for other in near.get(name, {})}
    return {name: _origin(known[name], near.get(name, {}), known, near) for name in sorted(touched)}


def likeness(a: Sketch, b: Sketch) -> float:
    """Share of the shorter text's word triples that stand in the longer, 0 to 1, estimated."""
    if not a.keys or not b.keys:
        return 0.0
    return float(_containment(_array(a), _array(b), a.triples, b.triples))


def _array(s: Sketch) -> NDArray[np.uint32]:
    return np.frombuffer(s.signature, np.uint32)


def _containment(x: NDArray[np.uint32], y: NDArray[np.uint32], n: int, m: int) -> float:
    jaccard = float((x == y).mean())
    return min(1.0, jaccard / (1 + jaccard) * (n + m) / min(n, m))


Near = dict[str, dict[str, float]]


def _near_pairs(by_id: dict[str, Sketch]) -> Near:
    """Reports that share a band, lie within a week of each other and are alike enough for anything."""
    bands: dict[int, list[str]] = defaultdict(list)
    for name in sorted(by_id):
        for key in by_id[name].keys:
            bands[key].append(name)
    near: Near = defaultdict(dict)
    seen: set[tuple[str, str]] = set()
    for names in bands.values():
        for n, a in enumerate(names):
            for b in names[n + 1 :]:
                if (a, b) in seen:
                    continue
                seen.add((a, b))
                one, two = by_id[a], by_id[b]
                if one.published >= 0 <= two.published and abs(one.published - two.published) > FEW_DAYS:
                    continue
                share = likeness(one, two)
                if share >= MARKED_UPDATE:
                    near[a][b] = near[b][a] = share
    return near


def _origin(s: Sketch, near: dict[str, float], by_id: dict[str, Sketch], pairs: Near) -> Origin:
    updates = [by_id[o] for o, share in near.items() if _replaces(s, by_id[o], share)]
    last = max(updates, key=_version, default=None)
    return Origin(_root(s, by_id, pairs), last.report if last else None)


def _root(s: Sketch, by_id: dict[str, Sketch], pairs: Near) -> str | None:
    """The origin of the likest text by another outlet, that text's own origin first; None for an original."""
    at = s
    while True:
        older = [
            (share, by_id[o]) for o, share in pairs.get(at.report, {}).items() if _copies(at, by_id[o], share)
        ]
        if not older:
            return at.report if at is not s else None
        at = min(older, key=lambda x: (-x[0], _rank(x[1])))[1]


def _copies(s: Sketch, other: Sketch, share: float) -> bool:
    return share >= COPY and not _one_outlet(s, other) and _rank(other) < _rank(s)


def _replaces(s: Sketch, other: Sketch, share: float) -> bool:
    if not _one_outlet(s, other) or _version(other) >= _version(s):
        return False
    return share >= (MARKED_UPDATE if s.marked else UPDATE)


def _one_outlet(s: Sketch, other: Sketch) -> bool:
    return s.outlet is not None and s.outlet == other.outlet


def _rank(s: Sketch) -> tuple[bool, bool, int, str]:
    return (not s.is_wire, s.published < 0, s.published, s.report)


def _version(s: Sketch) -> tuple[int, int, str]:
    return (s.published, s.version, s.report)


@dataclass(frozen=True)
class _Patterns:
    names: dict[str, str]
    head: tuple[re.Pattern[str], ...]
    tail: tuple[re.Pattern[str], ...]
    updates: tuple[re.Pattern[str], ...]
    number: re.Pattern[str]
    correction: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    lists = words("linking")
    names = {alias: name for name, aliases in lists["wires"].items() for alias in aliases}
    # Short names ("AP", "PA") must stand in capitals: "ap" is a syllable.
    any_name = "|".join(
        rf"(?-i:{re.escape(a.upper())})" if len(a) <= 4 else re.escape(a)
        for a in sorted(names, key=len, reverse=True)
    )
    wire = f"({any_name})"

    def made(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(p.format(wire=wire), re.IGNORECASE) for p in patterns)

    plain = [re.compile(p, re.IGNORECASE) for p in lists["updates"]["marks"]]
    return _Patterns(
        names,
        made(lists["credits"]["head"]),
        made(lists["credits"]["tail"]),
        tuple(plain),
        re.compile(lists["updates"]["number"], re.IGNORECASE),
        re.compile(lists["updates"]["correction"], re.IGNORECASE),
    )
