"""The perfect answer: annotated reports turned into accounts, as a faultless program would print them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from tocsin.bench.reports.gold import Finder
from tocsin.bench.reports.names import Names
from tocsin.bench.reports.sides import Side, Spot, Value, gold_side

Row = dict[str, Any]


def accounts(row: Mapping[str, Any]) -> list[Row]:
    """The accounts of an annotated report that agree with it in everything."""
    finder = Finder(row["text"])
    sides = [gold_side(incident, finder, Names()) for incident in row["incidents"]]
    return [_account(side, f"{row['id']}#{n}") for n, side in enumerate(sides, 1)]


def _account(side: Side, name: str) -> Row:
    return {
        "id": name,
        "status": side.status,
        "kind": side.kind,
        "trigger": {"text": side.trigger_words, "span": _span(side.trigger)},
        "mentions": [],
        "when": _when(side),
        "where": [_place(p) for p in side.places],
        "perpetrators": [_value(p) for p in side.perpetrators],
        "targets": [_value(t) for t in side.targets],
        "weapons": [
            {"name": w, "text": None, "span": None, "basis": "inferred"} for w in sorted(side.weapons)
        ],
        "tolls": [
            {
                "effect": t.effect,
                "low": t.low,
                "high": t.high,
                "qualifier": t.qualifier,
                "text": t.words,
                "span": _span(t.span),
                "group": _value(t.group),
                "whole": t.whole,
                "said_by": _value(t.speaker),
            }
            for t in side.tolls
        ],
    }


def _when(side: Side) -> Row | None:
    if not side.any_window:
        return None
    start, end = (dt.date.fromordinal(day).isoformat() for day in side.any_window)
    stated = side.window is not None and side.date is not None
    return {
        "start": start,
        "end": end,
        "basis": "stated" if stated else "publication_date",
        "text": side.date.words if stated and side.date else None,
        "span": _span(side.date.span) if stated and side.date else None,
    }


def _place(p: Spot) -> Row:
    lat, lon = p.point or (None, None)
    return {
        "name": p.name,
        "text": p.words,
        "span": _span(p.span),
        "level": p.level,
        "lat": lat,
        "lon": lon,
        "country": p.country,
    }


def _value(v: Value | None) -> Row | None:
    if v is None:
        return None
    return {
        "name": v.name,
        "text": v.words,
        "span": _span(v.span),
        "type": v.type,
        "certainty": v.certainty,
        "stance": v.stance,
    }


def _span(span: Any) -> list[int] | None:
    return list(span) if span else None
