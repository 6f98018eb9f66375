"""Which account tells which annotated incident: one best one-to-one assignment a report.

A pair is worth the weighted mean of five likenesses (trigger .40, tolls .20, place .18, date .12,
kind .10) over those that the gold has; it is allowed only from .35 on, and only if it rests on more
than the kind. Agreements of status, kind, trigger and details break ties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from tocsin.bench.reports.compare import (
    FAR_KM,
    NEAR_KM,
    anchors,
    assign,
    bounds,
    family,
    meet,
    names_agree,
    nearest,
    numbers_meet,
)
from tocsin.bench.reports.gold import Sentences
from tocsin.bench.reports.sides import RANKS, Figure, Side

THRESHOLD = 0.35
WEIGHTS = {"trigger": 0.40, "place": 0.18, "date": 0.12, "kind": 0.10, "tolls": 0.20}


def align(gold: Sequence[Side], ours: Sequence[Side], sentences: Sentences) -> list[tuple[int, int]]:
    """Pairs (gold index, account index)."""
    if not gold or not ours:
        return []
    # How many gold incidents have a trigger or a mention in a sentence.
    owners = Counter(n for g in gold for n in {sentences.of(s) for s in g.naming})
    weights = np.zeros((len(gold), len(ours)))
    for i, g in enumerate(gold):
        for j, s in enumerate(ours):
            worth = _worth(g, s, sentences, owners)
            if worth is not None:
                weights[i, j] = worth * (0.9 if g.optional else 1)
    return assign(weights)


def _worth(g: Side, s: Side, sentences: Sentences, owners: Mapping[int, int]) -> float | None:
    """What the pair is worth, ties broken; None where it may not stand."""
    tolls, evidence = toll_likeness(g.tolls, s.tolls)
    likeness = {
        "trigger": trigger_likeness(g, s, sentences, owners),
        "place": place_likeness(g, s),
        "date": date_likeness(g, s),
        "kind": 1.0 if g.kind == s.kind else 0.8 if family(g.kind) == family(s.kind) else 0.0,
        "tolls": tolls,
    }
    applies = {name: v for name, v in likeness.items() if v is not None}
    worth = sum(WEIGHTS[name] * v for name, v in applies.items()) / sum(WEIGHTS[name] for name in applies)
    contradicted = likeness["tolls"] == 0 and bool(s.tolls)
    same_scene = (
        likeness["place"] == 1 and (likeness["date"] or 0) >= 0.7 and applies["kind"] > 0 and not contradicted
    )
    if worth < THRESHOLD or not (applies["trigger"] >= 0.6 or evidence or same_scene):
        return None
    tie = 0.01 * (g.status == s.status) + 0.005 * (g.kind == s.kind) + 0.003 * (g.trigger == s.trigger)
    details = len(g.signature) + len(s.signature)
    tie += 0.01 * (2 * len(g.signature & s.signature) / details if details else 1)
    return worth + tie


def trigger_likeness(g: Side, s: Side, sentences: Sentences, owners: Mapping[int, int]) -> float:
    """1 the same words, .8 inside a toll's quote, .6 an equal toll or the sentence (.4 a shared one)."""
    if s.trigger:
        if any(meet(s.trigger, t) for t in g.naming):
            return 1.0
        if any(meet(s.trigger, t.span) for t in g.tolls):
            return 0.8
    if any(a.key == b.key and meet(a.span, b.span) for a in g.tolls for b in s.tolls):
        return 0.6
    if s.trigger:
        number = sentences.of(s.trigger)
        if any(sentences.of(t) == number for t in g.naming):
            return 0.6 if owners[number] <= 1 else 0.4
    return 0.0


def place_likeness(g: Side, s: Side) -> float | None:
    """1 the same name or within 50 km of the finest place, .5 within 150 km, .25 the same country."""
    if not g.places:
        return None
    if not s.places:
        return 0.0
    finest = min(p.rank for p in g.places)
    of_finest = [p for p in g.places if p.rank == finest]
    marks = anchors(g)
    if any(names_agree(p, q) for p in (*of_finest, *marks) for q in s.places):
        return 1.0
    fine = [q for q in s.places if q.rank < RANKS["region"]] or s.places
    far = nearest(marks or of_finest, fine)
    if far is not None and far <= FAR_KM:
        return 1.0 if far <= NEAR_KM else 0.5
    return 0.25 if set(g.countries) & set(s.countries) else 0.0


def date_likeness(g: Side, s: Side) -> float | None:
    """1 the same window, .7 windows that meet, .3 one day apart."""
    window = g.any_window
    if not window:
        return None
    if not s.window:
        return 0.0
    if window == s.window:
        return 1.0
    gap = max(s.window[0] - window[1], window[0] - s.window[1])
    return 0.7 if gap <= 0 else 0.3 if gap == 1 else 0.0


def toll_likeness(gold: Sequence[Figure], ours: Sequence[Figure]) -> tuple[float | None, bool]:
    """Dice of the two lists; whether an equal toll is evidence: the same words, or a telling number."""
    if not gold:
        return None, False
    if not ours:
        return 0.0, False
    weights = np.array([[_pair(a, b) for b in ours] for a in gold])
    total = sum(weights[i, j] for i, j in assign(weights))
    evidence = any(a.key == b.key and (meet(a.span, b.span) or _telling(a, b)) for a in gold for b in ours)
    return float(2 * total / (len(gold) + len(ours))), evidence


def _telling(a: Figure, b: Figure) -> bool:
    return a.largest >= 3 and "vague" not in (a.qualifier, b.qualifier)


def _pair(a: Figure, b: Figure) -> float:
    if a.effect != b.effect:
        return 0.0
    if a.key == b.key:
        return 1.0
    if numbers_meet(bounds(a), bounds(b)):
        return 0.7
    return 0.4 if meet(a.span, b.span) else 0.0


def match_tolls(gold: Sequence[Figure], ours: Sequence[Figure]) -> list[tuple[int, int]]:
    """Pairs of tolls with equal effect and bounds; among equals those of the same words and group first."""
    if not gold or not ours:
        return []
    weights = np.zeros((len(gold), len(ours)))
    for i, a in enumerate(gold):
        for j, b in enumerate(ours):
            if a.key == b.key:
                weights[i, j] = _detail(a, b)
    return assign(weights)


def _detail(a: Figure, b: Figure) -> float:
    a_type, a_name = (a.group.type, a.group.name) if a.group else (None, None)
    b_type, b_name = (b.group.type, b.group.name) if b.group else (None, None)
    a_said, b_said = (t.speaker.words or "" if t.speaker else "" for t in (a, b))
    return (
        100
        + 2 * meet(a.span, b.span)
        + (a.span == b.span)
        + (a_type == b_type)
        + 0.5 * (a_name == b_name)
        + (bool(a_said) == bool(b_said))
        + 0.5 * (a_said == b_said)
    )
