"""Hits: windows of a text that may be places, weighed; how well known a name is; levels a list shares."""

from __future__ import annotations

from typing import NamedTuple

from tocsin.codebook import words
from tocsin.gazetteer import Entry
from tocsin.records import Parse
from tocsin.records.toponym import Toponym

_LEVELS: dict[str, str] = words("places")["levels"]
_PLURALS = frozenset(w for w in _LEVELS if w.endswith("s") or w == "counties")


class Hit(NamedTuple):
    """A window of a run that may be a place, weighed; ``countries`` are those with a place of that name."""

    toponym: Toponym
    weight: float
    countries: frozenset[str | None] = frozenset()
    size: float = 0.0


def share_level(parse: Parse, hits: list[Hit]) -> list[Hit]:
    """``Karak and Khyber districts``: the plural after the last name tells the level of all."""
    out = list(hits)
    for i in range(len(out) - 2, -1, -1):
        a, b = out[i].toponym, out[i + 1].toponym
        if a.level or not b.level or b.kind != "name" or a.kind != "name":
            continue
        after = parse.tokens[b.last].lower if b.last < len(parse.tokens) else ""
        plural = after in _PLURALS or (
            i + 2 < len(out) and out[i + 1].toponym.last == out[i + 2].toponym.first - 1
        )
        if plural and joined(parse, a.last, b.first):
            out[i] = out[i]._replace(toponym=a._replace(level=b.level), weight=out[i].weight + 1.5)
    return out


def joined(parse: Parse, last: int, first: int) -> bool:
    """Whether only a comma or "and" stands between two names."""
    return 0 < first - last <= 2 and all(t.lower in (",", "and", "or", "&") for t in parse.tokens[last:first])


HAND = 1.45  # a place of the hand-kept table: there because reports name it


def standing(entries: list[Entry]) -> float:
    """How well known the best place of that name is, 0 to 3."""
    best = 0.0
    for e in entries[:8]:
        if e.kind == "country":
            w = 3.0
        elif e.kind in ("admin1", "region", "water") or e.population >= 1_000_000:
            w = 2.0
        elif e.population >= 100_000:
            w = 1.5
        elif e.feature == "HAND":
            w = HAND
        elif e.population >= 15_000:
            w = 1.0
        else:
            w = 0.5
        best = max(best, w * 0.7 if e.weak and e.kind != "country" else w)
    return best
